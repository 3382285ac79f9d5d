"""Whether a sentence in another language denies what the letters say, or says what they deny. Pure.

Words cannot be compared across languages, so only this is: does the sentence deny something, and do the clauses that it
rests on? Where only one does, and no word on the other side denies by itself (`closed`), the sentence goes. Of several
clauses it is about the one with which it shares most: numbers, names, words that look alike, in English also what the
Dutch words mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from index.dutch.lemmas import surest
from index.dutch.word_lists import rows
from index.dutch.words import fold, stop_words
from qa.check.claim import Claim
from qa.check.foreign.numbers import in_dutch
from qa.check.foreign.opposites import affirms
from qa.check.foreign.text import plain
from qa.compare.align import touched
from qa.compare.antonyms import NEGATORS, denying
from qa.compare.clauses import Clause
from qa.compare.english import english_stems, meaning_of_text
from qa.compare.negation import idioms
from qa.compare.terms import levels

_LIST = "foreign/negations.tsv"
_KINDS = ("none", "bound", "negation", "without", "denies", "hints")
_GAP = 8  # words that ... stands for at most
_DENIES_A_PART = frozenset("zonder amper nauwelijks ternauwernood zelden noch evenmin".split())
_BOUNDS = frozenset(("at_most", "before", "until", "from"))
_NO_STEMS = 4  # letters that words must begin with alike to be the same across languages


@dataclass(frozen=True)
class _Denial:
    """How a text denies: the words by which it does, by what they do to it."""

    negations: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    negated_bound: bool = False
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def any(self) -> tuple[str, ...]:
        return self.negations + self.parts


def clash(claim: Claim) -> str:
    """Return the words by which only one of the sentence and its quotes denies, or ""."""
    mine = denial(claim.text, claim.language)
    theirs = [_of_clause(each, text) for each, text in _about(claim)]
    if not theirs:
        return ""
    affirmed = affirms(claim.text, claim.language)
    broken = [_broken(mine, each, affirmed) for each in theirs]
    return broken[0] if all(broken) else ""


def denies_nothing(claim: Claim) -> bool:
    """True when neither the sentence nor what it is about has a negation."""
    theirs = [_of_clause(each, text) for each, text in _about(claim)]
    return not denial(claim.text, claim.language).any and not any(each.any for each in theirs)


def _broken(mine: _Denial, theirs: _Denial, affirmed: bool) -> str:
    """Return the words by which one denies and the other does not, or "": whole denials first, then bounds, then parts.

    `affirmed`: the sentence says the contrary of a word that denies, as `continues` for `stopt niet`.
    """
    found = _negation_differs(mine, theirs, affirmed)
    if found is None:
        found = _bound_differs(mine, theirs)
    if found is None:
        found = _part_differs(mine, theirs)
    return found or ""


def _negation_differs(mine: _Denial, theirs: _Denial, affirmed: bool) -> str | None:
    """Return the negation that one side lacks, "" where both have one or another word makes up for
    it, None without any.
    """
    if mine.negations and theirs.negations:
        return ""
    if theirs.negations:
        by_words = _denies_more(mine, theirs) or (theirs.words and not mine.words and affirmed)
        return "" if by_words or (mine.parts and not theirs.parts) else f"zonder “{theirs.negations[0]}”"
    if mine.negations:
        by_words = _denies_more(theirs, mine) or (mine.words and not theirs.words)
        return "" if by_words or theirs.parts else mine.negations[0]
    return None


def _denies_more(one: _Denial, other: _Denial) -> bool:
    """True when one has more words that deny by themselves, or that hint at it."""
    return len(one.words) > len(other.words) or len(one.hints) > len(other.hints)


def _bound_differs(mine: _Denial, theirs: _Denial) -> str | None:
    """As `_negation_differs`, of negations that bound what follows: `niet langer dan`."""
    if theirs.negated_bound and not mine.bounds:
        return "" if mine.any or mine.words or mine.hints else "zonder grens"
    if mine.negated_bound and not theirs.bounds:
        return "" if theirs.any or theirs.words else mine.bounds[0]
    return None


def _part_differs(mine: _Denial, theirs: _Denial) -> str | None:
    """As `_negation_differs`, of words that deny a part: `zonder`, `zelden`."""
    if mine.parts and not theirs.any:
        return "" if theirs.words or theirs.hints else mine.parts[0]
    if theirs.parts and not mine.any:
        return "" if mine.words or mine.hints or theirs.bounds else f"zonder “{theirs.parts[0]}”"
    return None


@lru_cache(maxsize=5_000)
def denial(sentence: str, language: str) -> _Denial:
    """Return how a sentence in `language` denies."""
    text = f" {plain(sentence, language)} "
    found: dict[str, tuple[str, ...]] = {}
    for kind in _KINDS:
        finder = _finder(language, kind)
        found[kind] = tuple(" ".join(match[0].split()) for match in finder.finditer(text))
        text = finder.sub(" . " if kind == "bound" else " ", text)
    negated = any(_finder(language, "negation").search(f" {each} ") for each in found["bound"])
    return _Denial(found["negation"], found["without"], found["bound"], negated, found["denies"], found["hints"])


@cache
def _finder(language: str, kind: str) -> re.Pattern[str]:
    forms = _forms(language, kind)
    plain_ones = [form for form in _forms(language, "negation") if form.isalpha()]
    between = rf"(?!(?:{'|'.join(plain_ones)})\s)[^\s.;!?]+" if plain_ones else r"[^\s.;!?]+"
    either = "|".join(
        _source(plain(form, language), between) for form in sorted(forms, key=lambda form: (-len(form), form))
    )
    return re.compile(rf"(?:{either or '(?!)'})")


def _forms(language: str, kind: str) -> list[str]:
    return [
        form for tongue, each, said in rows(_LIST) if (tongue, each) == (language, kind) for form in said.split("; ")
    ]


def _source(form: str, between: str) -> str:
    """Return the regular expression of a form of the list; `between` is that of a word in its gap, no other
    negation.
    """
    source = re.escape(form).replace(r"\ \.\.\.\ ", rf"\s+(?:{between}\s+){{0,{_GAP}}}?").replace(r"\ ", r"\s+")
    source = source.replace(r"n'\s+", r"n'").replace(r"\*", r"\w*")
    before = "" if form.startswith("n't") else r"(?<!\w)"
    return before + (source if form[-1] in ".,'" else rf"{source}(?!\w)")


def _of_clause(clause: Clause, text: str) -> _Denial:
    """Return how a clause of a letter denies; `text` is the clause with the words that only bound what follows."""
    places = [word for i, word in enumerate(clause.words) if word in NEGATORS and not _bounded(clause.words, i)]
    negated = [word for i, word in enumerate(clause.words) if word in NEGATORS and _bounded(clause.words, i)]
    bounds = levels("claims/bounds.tsv", clause.words) & _BOUNDS
    others = [word for word in clause.words if word not in NEGATORS]
    words = [word for word in others if surest(word) & denying() or _finder("nl", "denies").fullmatch(word)]
    hints = [word for word in others if _finder("nl", "hints").fullmatch(word)]
    strong = tuple(word for word in places if word not in _DENIES_A_PART)
    parts = tuple(word for word in places if word in _DENIES_A_PART)
    return _Denial(strong, parts, tuple(sorted(bounds)) + tuple(negated), bool(negated), tuple(words), tuple(hints))


def _bounded(words: Sequence[str], at: int) -> bool:
    """True when the negation at `at` only bounds what follows: `niet langer dan`, `geen ... meer dan`."""
    behind = words[at + 1 : at + 2 + _GAP]
    for i, word in enumerate(behind[:-1]):
        if behind[i + 1] == "dan" and (word.endswith("er") or word in ("meer", "minder")):
            return True
    return words[at] == "niet" and behind[:1] in (("voor",), ("na",), ("boven",), ("onder",))


def _about(claim: Claim) -> list[tuple[Clause, str]]:
    """Return the clauses of the letters that the sentence is most likely about: all of them where nothing tells."""
    texts = [_plain(text) for text in claim.around]
    found = touched(texts, [_plain(quote) for quote in claim.quotes])
    if len(found) < 2:
        return [(each, each.text) for each in found]
    said = _anchors(claim.text, claim.language)
    shares = [len(said & _known(each)) + _alike(claim.text, each) for each in found]
    best = [each for each, share in zip(found, shares, strict=True) if share == max(shares)]
    denying_ones = [each for each in best if _of_clause(each, each.text).any]
    return [(each, each.text) for each in (denying_ones or best)]


def _anchors(sentence: str, language: str) -> frozenset[str]:
    numbers, _ = in_dutch(sentence, language, printed="")
    found = set(re.findall(r"\d+", numbers))
    return frozenset(found | set(english_stems(sentence)) if language == "en" else found)


@lru_cache(maxsize=5_000)
def _known(clause: Clause) -> frozenset[str]:
    numbers, _ = in_dutch(clause.text, "nl", printed=clause.text)
    digits = re.findall(r"\d+", numbers)
    return frozenset(digits) | meaning_of_text(clause.text)


def _alike(sentence: str, clause: Clause) -> int:
    """Return how many words of a clause begin like one of the sentence: names, and words that languages share."""
    said = [word for word in re.findall(r"[^\W\d_]+", fold(sentence)) if len(word) >= _NO_STEMS]
    return sum(
        any(word[:_NO_STEMS] == other[:_NO_STEMS] for other in said)
        for word in set(clause.words)
        if len(word) >= _NO_STEMS and word not in stop_words()
    )


@lru_cache(maxsize=5_000)
def _plain(text: str) -> str:
    """Return `text` folded, without the idioms that have a negation but deny nothing."""
    folded = f" {fold(text)} ".replace("niet-", "niet ")
    for idiom in idioms():
        folded = folded.replace(f" {idiom} ", " ")
    return folded
