"""Which language a question is in: Dutch unless another of those that Briefwijzer speaks is clear."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal, get_args

from index.dutch.dictionaries import in_dictionary
from index.dutch.word_lists import listed
from index.dutch.words import words

Spoken = Literal["nl", "en", "de", "fr", "tr", "ar", "uk", "pl"]
"""The languages in which a question is understood, by ISO 639-1."""

_SURE = 0.7  # of the probability over these languages; measured on tests/data/questions_by_language.tsv
_SURE_OF_FEW = 0.8  # where there are few words to tell by
_FEW = 2
_MAY_BE_DUTCH = 0.01  # of the probability, from which words that are all Dutch are so: *kleinere klassen* looks German
_READ = 500  # characters
_ALSO_KNOWN = "es"  # told apart from the others, of which it would else be taken for one

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
    likelihood = dict(_identifier().rank(text))
    found = max(likelihood, key=likelihood.__getitem__)
    said = [word for word in words(text) if not word.isdigit()]
    opening = next((word for word in said if word not in _LEADS), "")
    if opening in _OPENS_DUTCH and (opening, found) not in _ALSO_OPENS:
        return "nl"
    if likelihood["nl"] > _MAY_BE_DUTCH and said and all(in_dictionary(word, "nl") for word in said):
        return "nl"
    enough = _SURE if len(said) > _FEW else _SURE_OF_FEW
    return found if found != _ALSO_KNOWN and likelihood[found] > enough else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*get_args(Spoken), _ALSO_KNOWN])
    return identifier
