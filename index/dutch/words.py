"""Words of Dutch text: folding, content words, stems. Pure, and the same for questions and letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from index.dutch.signs import plain_signs
from index.dutch.word_lists import kinds, listed

_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*")


def fold(text: str) -> str:
    """Return `text` in lower case without accents: `Één` and `een` become the same."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Return the folded words of `text`, in order; `PO-Raad`, `2024/2025` and `5.1.2.e` stay one word, `m²` is `m2`."""
    return _WORD.findall(fold(plain_signs(text)))


def stop_words() -> frozenset[str]:
    """Return the folded Dutch (and common English) words that carry no content of their own."""
    return listed("stop_words.txt")


def question_words() -> frozenset[str]:
    """Return the folded words that ask or address but name nothing: `welke`, `kunt`, `vertellen`."""
    return kinds("question_words.tsv", "asks", "frames")


def content_words(text: str) -> list[str]:
    """Return the folded words of `text` that are neither stop words nor question words, in order."""
    return [word for word in words(text) if word not in stop_words() and word not in question_words()]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball Dutch stem of a folded word (Porter, snowballstem.org)."""
    return str(_stemmer("dutch").stemWord(word))


@lru_cache(maxsize=20_000)
def english_stem(word: str) -> str:
    """Return the Snowball English stem of a word in lower case."""
    return str(_stemmer("english").stemWord(word))


def initials(name: str) -> set[str]:
    """Return the folded initials of the organisations in `name`: `vng` for Vereniging van Nederlandse Gemeenten."""
    parts = ([word[0] for word in part.split() if word[:1].isupper()] for part in name.split(","))
    return {fold("".join(capitals)) for capitals in parts if len(capitals) > 1}


def ngrams(text: str, n: int = 4) -> list[str]:
    """Return the character n-grams of the folded words of `text`, each word padded with a space on both sides."""
    grams = []
    for word in words(text):
        padded = f" {word} "
        grams += [padded[i : i + n] for i in range(max(1, len(padded) - n + 1))]
    return grams


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(language)
