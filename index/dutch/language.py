"""Which language a question is in: Dutch unless another of those that Briefwijzer speaks is clear."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, get_args

from index.dutch.word_lists import listed
from index.dutch.words import words

Spoken = Literal["nl", "en", "de", "fr", "tr", "ar", "uk", "pl"]
"""The languages in which a question is understood, by ISO 639-1."""

_SURE = 0.7  # of the probability over these languages; measured on tests/data/questions_by_language.tsv
_READ = 500  # characters

# A question that opens so is Dutch, whatever English or French terms it asks about.
_OPENS_DUTCH = listed("grammar/dutch_openings.txt")
_ALSO_OPENS = {("wie", "de"), ("de", "fr")}
_LEADS = frozenset("en maar dus of".split())


def spoken(text: str, before: Sequence[str] = ()) -> Spoken:
    """Return the language of a question; of one that is too short to tell, that of the latest in `before` that is not;
    Dutch where none tells.
    """
    return next((sure for each in (text, *reversed(before)) if (sure := _sure(each))), "nl")


def _sure(text: str) -> Spoken | None:
    """Return the language of `text`, or None where it may well be another."""
    text = text[:_READ].lower().encode("utf-8", "ignore").decode()
    found, probability = _identifier().classify(text)
    opening = next((word for word in words(text) if word not in _LEADS), "")
    if opening in _OPENS_DUTCH and (opening, found) not in _ALSO_OPENS:
        return "nl"
    return found if probability > _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(get_args(Spoken)))
    return identifier
