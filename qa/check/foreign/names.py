"""Which names of a sentence in another language stand nowhere in what it rests on. Pure.

Languages in Latin script write names as the letters do; what they inflect is compared by its beginning. German gives
every noun a capital: there a name is what no German dictionary knows, a Dutch place, or what follows Herr or Frau.
Arabic and Ukrainian write names in their own script: there only words in Latin script are compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from index.dutch.dictionaries import dictionary_form, in_dictionary
from index.dutch.words import fold, words
from index.letters.short_forms import initials_of, short_forms
from qa.check.claim import Claim
from qa.check.foreign.text import listed, plain
from qa.compare.english import english_stems, meaning_of_text

_LIST = "foreign/names.tsv"
_WORD = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[\"“„«‘(]\s*)$")
_ELIDED = re.compile(r"(?:[a-z]|qu)$", re.IGNORECASE)  # l'école, d'Utrecht
_OTHER_SCRIPT = frozenset(("ar", "uk"))
_ENDING = 4  # letters that an ending adds to a name at most
_INITIALS = 8  # words of a name that an abbreviation may stand for


def missing_names(claim: Claim) -> list[str]:
    """Return the folded names of the sentence that stand neither in its quotes nor in its letters' data."""
    known = frozenset(part for text in claim.evidence for part in _parts(text))
    spelled = short_forms((*claim.passages, *claim.evidence))
    initials = frozenset(short for text in claim.evidence for short in _initials(text))
    missing = []
    for name in _names(claim.text, claim.language):
        for part in _parts(name):
            if part in initials or any(set(words(long)) <= known for long in spelled.get(part, ())):
                continue
            if not _stands(part, known) and not _excused(part, claim, known):
                missing.append(part)
    return list(dict.fromkeys(missing))


def _names(text: str, language: str) -> list[str]:
    """Return the words of a sentence that are names, or parts of one."""
    found = []
    text = text.replace("’", "'")
    before = ""
    for match in _WORD.finditer(text):
        word, previous, before = match[0], before, match[0]
        if text[match.end() : match.end() + 1] == "'" and _ELIDED.fullmatch(word):
            continue
        if text[: match.start()].endswith("'") and not _ELIDED.search(text[: match.start() - 1]):
            continue
        if text[: match.start()].endswith("'") and not word[0].isupper():
            continue  # an ending: Rotterdam'da, VNG's
        first = _STARTS.search(text[: match.start()]) is not None
        if _is_name(word, previous, first, language):
            found.append(word)
    return found


def _is_name(word: str, previous: str, first: bool, language: str) -> bool:
    if not _LATIN.match(word) or len(word) == 1:
        return False
    if sum(c.isupper() for c in word) > 1 or language in _OTHER_SCRIPT:
        return True
    if not word[0].isupper():
        return False
    if fold(word) in listed(_LIST, "nl", "place") or plain(previous, language) in listed(_LIST, language, "title"):
        return True
    if language == "de":
        return not first and not _is_word(word, language)
    if first:  # other dictionaries know too few forms, or take too much memory
        return language == "en" and not _is_word(word, language)
    return True


@lru_cache(maxsize=20_000)
def _is_word(word: str, language: str) -> bool:
    """True for a word of the language, in German also for one made of several."""
    if in_dictionary(word, language):
        return language == "de" or not dictionary_form(word, language)[0].isupper()
    if language != "de":
        return False
    return any(
        in_dictionary(word[:at], "de") and _is_word(rest.capitalize(), "de")
        for at in range(3, len(word) - 2)
        for rest in {word[at:], word[at:].removeprefix("s"), word[at:].removeprefix("en"), word[at:].removeprefix("n")}
        if len(rest) > 3
    )


def _stands(part: str, known: Collection[str]) -> bool:
    """True when `part` is a word of the letters, or one with an ending."""
    return any(
        part == word
        or (min(len(part), len(word)) > 3 and _shared(part, word) >= max(4, len(word) - 2)
            and len(part) - _shared(part, word) <= _ENDING)
        for word in known
    )  # fmt: skip


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _excused(part: str, claim: Claim, known: Collection[str]) -> bool:
    """True for a word that is no name, or one that says what the letters say in Dutch."""
    language = claim.language
    folded = {fold(form): dutch for form, dutch in listed(_LIST, language, "same").items()}
    if part in {fold(form) for form in listed(_LIST, language, "word")}:
        return True
    if part in folded and any(dutch in word for dutch in folded[part].split("|") for word in known):
        return True
    return language == "en" and any(set(english_stems(part)) & meaning_of_text(text) for text in claim.evidence)


def _parts(text: str) -> list[str]:
    return [part for word in words(text) for part in dict.fromkeys((word, *re.split(r"[-/&'’]", word))) if part]


@lru_cache(maxsize=2_000)
def _initials(text: str) -> frozenset[str]:
    found = [word for word in _WORD.findall(text) if word[0].isupper() or word in ("en", "van", "de", "voor")]
    return frozenset(
        short
        for i, word in enumerate(found)
        if word[0].isupper()
        for j in range(i + 2, min(len(found), i + _INITIALS) + 1)
        for short in initials_of(found[i:j])
        if len(short) > 1
    )
