"""The themes of a library: the terms that run through its letters, with what each letter says about them. Pure.

A term that stands mostly in the sentences of a better one is no theme of its own but another word for it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from index.dutch.word_lists import kinds
from index.dutch.words import fold, words
from index.letters.party_names import names_of
from index.records import Document, Letter
from qa.themes.changes import find_changes
from qa.themes.records import Change, LetterOnTheme, Theme, Themes
from qa.themes.statements import LetterSentence, quote, read_sentences, stems
from qa.themes.terms import ThemeTerm, find_terms

_MOST_LETTERS = 1_000  # that are read, the newest first
_MOST_THEMES = 24
_LOOKED_AT = 60  # terms, the best first
_LEAST_OF_SIMPLE = 8  # the same for a word without parts
_EVERYWHERE = 0.12  # share of all sentences, from which on such a word is what all letters are about
_TELLS = 0.5  # share of the letters, from which on such a word tells none of them from the others
_COMPARED = 5  # letters from which on that is counted
_FEW = 12  # themes; where fewer run through several letters, those of one letter join them
_LEAST = 3  # sentences in which a theme stands
_INSIDE = 0.6  # share of the sentences of a term that belong to a better one, from which on it is no theme of its own
_HEADING = 100  # characters of a heading, at most
_IN_HEADING = 0.5  # what each heading with the term adds to its value, up to three
_FIRST, _OTHERS = 2, 20  # sentences of a letter that are shown at once, and behind them
_ALIKE = 0.8  # share of the stems of two sentences that both have, from which on they say the same
_COPY = 0.95  # share of the words of two letters that both have, from which on one is a copy
_SHORT_ENOUGH = 320  # characters that read well

_LEANING = kinds("grammar/pronouns.tsv", "letter") | kinds("grammar/conjunctions.tsv", "joins")
"""Words with which a sentence opens that leans on the one before."""


def find_themes(letters: Mapping[str, Letter], documents: Mapping[str, Document]) -> Themes:
    """Return the themes of the letters, which are given by id, as are their documents.

    Themes of a single letter are there only where few run through several.
    """
    newest = sorted(letters.values(), key=lambda letter: letter.date or "", reverse=True)[:_MOST_LETTERS]
    sentences = read_sentences(_once(newest, documents), documents)
    changes = find_changes(sentences, documents)
    chosen = _chosen(_ranked(sentences, _parties(newest)), sentences)
    found = {(theme := _theme(*each, sentences, documents, changes)).id: theme for each in reversed(chosen)}
    themes = list(reversed(found.values()))
    running = [each for each in themes if len(each.letters) > 1][:_MOST_THEMES]
    of_one = [each for each in themes if len(each.letters) == 1 and _much(each)]
    return Themes(running + of_one[: max(0, _FEW - len(running))], changes, len(letters) - len(newest))


def _ranked(sentences: Sequence[LetterSentence], parties: Collection[str]) -> list[ThemeTerm]:
    """Return the terms of the sentences, without names of parties and short forms, the best themes first."""
    owner = [each.letter.id for each in sentences]

    def worth(term: ThemeTerm) -> float:
        headings = sum(not sentences[i].whole and len(sentences[i].text) < _HEADING for i in term.texts)
        spread = math.log2(1 + len({owner[i] for i in term.texts}))
        return term.value * spread * (1 + _IN_HEADING * min(headings, 3))

    terms = find_terms([each.text for each in sentences], least=_LEAST)
    named = [term for term in terms if fold(term.name) not in parties and not term.name.isupper()]
    return sorted(named, key=lambda term: (-worth(term), term.name))


def _chosen(
    ranked: Sequence[ThemeTerm], sentences: Sequence[LetterSentence]
) -> list[tuple[ThemeTerm, list[ThemeTerm]]]:
    """Return the terms that are themes, each with the terms that are a kind of it."""
    owner = [each.letter.id for each in sentences]
    letters = len(set(owner))

    def tells(term: ThemeTerm) -> bool:
        """True for what is told of some letters; a word without parts that most have, as `school`, tells nothing."""
        inside = len({owner[i] for i in term.texts})
        seldom = letters < _COMPARED or inside <= _TELLS * letters
        return term.parts > 1 or (seldom and _LEAST_OF_SIMPLE <= len(term.texts) < _EVERYWHERE * len(sentences))

    chosen: list[tuple[ThemeTerm, list[ThemeTerm]]] = []
    for term in ranked:
        if home := next((each for each in chosen if _inside(term, each[0])), None):
            home[1].extend([term] if set(term.key) > set(home[0].key) else [])
        elif len(chosen) < _LOOKED_AT and tells(term):
            chosen.append((term, []))
    return chosen


def _much(theme: Theme) -> bool:
    return sum(len(each.citations) + len(each.others) for each in theme.letters) > _LEAST


def _inside(term: ThemeTerm, better: ThemeTerm) -> bool:
    if set(term.key) >= set(better.key) or set(term.key) <= set(better.key):
        return True  # a kind of it, or what it is a kind of
    return len(term.texts & better.texts) >= _INSIDE * len(term.texts)


def _theme(
    term: ThemeTerm,
    also: Sequence[ThemeTerm],
    sentences: Sequence[LetterSentence],
    documents: Mapping[str, Document],
    changes: Sequence[Change],
) -> Theme:
    by_letter: dict[str, list[LetterSentence]] = defaultdict(list)
    for i in sorted(term.texts):
        if sentences[i].whole:
            by_letter[sentences[i].letter.id].append(sentences[i])
    found = [_on_theme(some, term, documents) for some in by_letter.values()]
    found.sort(key=lambda each: (each.letter.date or "9999", each.letter.id))
    places = {(sentences[i].letter.id, sentences[i].start) for i in term.texts}
    own = [each for each in changes if any((said.letter.id, said.start) in places for said in (each.older, each.newer))]
    return Theme("-".join(words(term.name)), term.name, [each.name for each in also[:3]], found, own)


def _on_theme(sentences: list[LetterSentence], term: ThemeTerm, documents: Mapping[str, Document]) -> LetterOnTheme:
    best = _different(sorted(sentences, key=lambda each: (-_tells(each, term), each.start)))
    shown = sorted(best[:_FIRST], key=lambda each: each.start)
    others = sorted(best[_FIRST : _FIRST + _OTHERS], key=lambda each: each.start)
    return LetterOnTheme(
        sentences[0].letter, [quote(each, documents) for each in shown], [quote(each, documents) for each in others]
    )


def _different(sentences: Sequence[LetterSentence]) -> list[LetterSentence]:
    """Return the sentences without those that say nearly the same as one before them."""
    kept: list[tuple[LetterSentence, frozenset[str]]] = []
    for each in sentences:
        own = stems(each.text)
        if all(len(own & other) < _ALIKE * len(own | other) for _, other in kept):
            kept.append((each, own))
    return [each for each, _ in kept]


def _tells(sentence: LetterSentence, term: ThemeTerm) -> float:
    """Return how much a sentence says about a term when it is read by itself: more where the term opens it."""
    said = " ".join(words(sentence.text))
    at = said.find(fold(term.name))
    first = 1 - at / len(said) if at >= 0 else 0.0
    leans = said.split(" ", 1)[0] in _LEANING
    return first - leans + 0.5 * (len(sentence.text) <= _SHORT_ENOUGH)


def _once(letters: Sequence[Letter], documents: Mapping[str, Document]) -> list[Letter]:
    """Return the letters without copies: those of one date, or of one title without a date, with the same words."""
    kept: list[Letter] = []
    read: dict[str | None, list[frozenset[str]]] = defaultdict(list)
    for letter in letters:
        own = frozenset(words(documents[letter.document_id].text[letter.start : letter.end]))
        others = read[letter.date or letter.title]
        if not any(len(own & other) >= _COPY * max(len(own), len(other)) for other in others):
            others.append(own)
            kept.append(letter)
    return kept


def _parties(letters: Iterable[Letter]) -> frozenset[str]:
    """Return the folded names of who writes and who is written to."""
    parties = {name for letter in letters for name in (letter.sender, letter.recipient) if name}
    return frozenset(name for party in parties for name in names_of(party, {}))
