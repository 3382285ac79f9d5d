"""Which words of a question stand nowhere in the letters, in no form: what can be said to be not found. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.dutch.dictionaries import dictionary_form
from index.dutch.lemmas import lemmas
from index.dutch.word_lists import kinds
from index.dutch.words import fold, stem
from qa.compare.word_forms import match_word
from qa.question.periods import tells_of_past
from qa.question.question import Question

_PART = 4  # letters of a stem that may stand inside a longer word
_ANOTHER_SPELLING = 0.7
_EDGES = "\"'“”‘’«».,;:?!()[]"


def absent(words: Iterable[str], stems: Sequence[str], *, question: str) -> list[str]:
    """Return those of the folded `words` of `question` that name a thing and stand nowhere, spelt as in the question.

    `stems` are the stems of all words of the letters. A verb, or a word that says little by itself, names nothing; a
    word whose stem stands inside another, or in another spelling, stands there.
    """
    typed = [each.strip(_EDGES) for each in question.split()]
    spelt = {fold(word): word for word in typed}
    names = {fold(word) for word in typed[1:] if word[:1].isupper()}
    everything = "\n".join(stems)
    return [
        spelt.get(word, word)
        for word in words
        if (word in names or _names_a_thing(word)) and not _stands(word, stems, everything)
    ]


def names_only_absent(question: Question, lacking: Iterable[str], stems: Sequence[str]) -> bool:
    """True when all that `question` names, as `Wat staat er over dyslexie?`, is among its words that are `lacking` in
    what was found and stands nowhere in the letters: nothing can answer it.
    """
    named = {word for word in question.terms if not _says_little(word)}
    gone = {fold(word) for word in absent(lacking, stems, question=question.text)}
    return bool(named) and named <= gone


def _names_a_thing(word: str) -> bool:
    is_verb = fold(dictionary_form(word, "nl")).endswith("en")  # the few nouns that end so as well are kept silent
    return not (is_verb or tells_of_past(word) or _says_little(word))


def _says_little(word: str) -> bool:
    joins = word in kinds("grammar/conjunctions.tsv", "opens", "joins", "subordinate")
    return joins or bool({word, fold(dictionary_form(word, "nl"))} & kinds("grammar/light_words.tsv", "addition"))


def _stands(word: str, stems: Sequence[str], everything: str) -> bool:
    if any(sign.isdigit() for sign in word):
        return re.search(rf"(?<![\w.,]){re.escape(word)}(?![\w])", everything) is not None
    forms = {stem(form) for form in (word, *lemmas(word))}
    if any(form in everything if len(form) >= _PART else form in stems for form in forms):
        return True
    alike = frozenset(each for each in stems if each[:1] == word[:1])
    return any(match_word(form, alike) >= _ANOTHER_SPELLING for form in forms)
