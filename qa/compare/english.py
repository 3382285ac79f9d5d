"""What Dutch words mean, by their English: words of one meaning often have the same (*proef*, *pilot*). Pure.

`claims/english.tsv` has the English of 19,000 words. A word is looked up as it stands, then by its dictionary form,
then in the parts of a compound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.dutch.compounds import split_compound
from index.dutch.lemmas import lemmas
from index.dutch.word_lists import listed, rows
from index.dutch.words import english_stem, fold, stem, words

_LONGEST_WORD = 60
_LEAST_STEM = 5  # letters of an entry whose stem may stand for it
_ENGLISH_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")


def entry(word: str) -> str | None:
    """Return the entry of the list of which a folded word is a form, None where it has none."""
    if word in _english():
        return word
    if not word.isalpha():
        return None
    return next((lemma for lemma in lemmas(word) if lemma in _english()), None)


@lru_cache(maxsize=20_000)
def in_english(word: str) -> tuple[str, ...]:
    """Return the English of a folded word, per part of a compound; empty where it is not known."""
    if len(word) > _LONGEST_WORD:
        return ()
    if (own := entry(word)) is not None:
        return (_english()[own],)
    if len(parts := [part for part in re.split(r"[-/.'’]", word) if part]) > 1:
        if (joined := entry("".join(parts))) is not None:
            return (_english()[joined],)
        said = [in_english(part) for part in parts]
        known = any(english for part, english in zip(parts, said, strict=True) if not part.isdigit())
        return tuple(" ".join(english) or part for part, english in zip(parts, said, strict=True)) if known else ()
    if word.isdigit():
        return ()
    if split := split_compound(word, entry):
        return tuple(_english()[part] for part in split)
    return (_english()[same],) if (same := _by_stem().get(stem(word))) else ()


@lru_cache(maxsize=20_000)
def meaning(word: str) -> frozenset[str]:
    """Return the English stems of a folded word that carry content; empty where it is not known."""
    return frozenset(english_stems(" ".join(in_english(word))))


@lru_cache(maxsize=2_000)
def meaning_of_text(text: str) -> frozenset[str]:
    """Return the English stems of the words of `text`; what is not known stands for itself, as names and numbers do."""
    return frozenset(stem for word in words(text) for stem in english_stems(" ".join(in_english(word)) or word))


def english_stems(text: str) -> list[str]:
    """Return the Snowball stems of the English words of `text` that carry content."""
    stop_words = listed("claims/english_stop_words.txt")
    return [english_stem(word) for word in _ENGLISH_WORD.findall(text.lower()) if word not in stop_words]


@cache
def _english() -> Mapping[str, str]:
    return {fold(dutch): english for dutch, english in rows("claims/english.tsv")}


@cache
def _by_stem() -> Mapping[str, str]:
    """The shortest entry of every stem: the last resort for a form that no rule knows."""
    found: dict[str, str] = {}
    for word in sorted(_english(), key=lambda each: (len(each), each)):
        if word.isalpha() and len(word) >= _LEAST_STEM:
            found.setdefault(stem(word), word)
    return found
