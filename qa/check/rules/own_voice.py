"""Whether the language model speaks for itself: `ik denk`, `als taalmodel`, `neem contact op`. Pure."""

from __future__ import annotations

from functools import cache

from index.dutch.word_lists import rows
from index.dutch.words import fold, words
from qa.check.claim import Claim


def own_voice(claim: Claim) -> str:
    """Return the words of the sentence that are the model's own and not the letter's, or ""."""
    said = f" {' '.join(words(claim.text))} "
    quoted = " ".join(" ".join(words(quote)) for quote in claim.quotes)
    return next((term for term in _own() if f" {term} " in said and f" {term} " not in f" {quoted} "), "")


@cache
def _own() -> tuple[str, ...]:
    return tuple(" ".join(words(fold(term))) for term, kind, *_ in rows("claims/speech.tsv") if kind == "own_voice")
