"""Quotes translated for readers of another language: shown beside the Dutch words, never in their place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, unescape

from index.dutch.dates import find_dates
from index.dutch.language import Spoken
from index.dutch.number_words import COUNTED
from index.dutch.words import words
from index.errors import ModelError
from index.settings import Settings
from prompts.load import fill, load
from qa.check.foreign.text import finder, listed, one_form, plain
from qa.llm.client import complete
from qa.llm.json_in_reply import values
from qa.notices import notice

_LONGER = 4  # times as long as its quote a translation may be
_ROOM = 60  # characters more, for short ones
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,:\u066b\u066c]\d+)*")
_JOINERS = "\u200c\u200d"  # part of how Arabic script is written; other signs of their kind steer its direction
_WORDS = "foreign/words.tsv"
_SAME = 3  # words from which on a translation with the same words is none


def translated(
    quotes: Sequence[str], *, language: Spoken, settings: Settings, deadline: float | None = None
) -> list[str | None]:
    """Return each quote in `language`, in order; None for one of which the translation fails a check.

    What code can check is checked: it has the numbers and months of the quote and no other numbers, numbers in words as
    digits, and is one line of a sensible length. Raises ModelError when the model cannot be reached or does not give
    one translation for each.
    """
    if not quotes or language == "nl":
        return list(quotes)
    messages = fill(load("translate.nl"), taal=notice("language_name", language), citaten=_elements(quotes))
    said = complete(messages, settings=settings, deadline=deadline)
    found = next((each for each in values(said.text, "[") if _is_list(each, len(quotes))), None)
    if found is None:
        raise ModelError(
            "Het taalmodel gaf geen vertaling in de afgesproken vorm.",
            help="Probeer het nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
        )
    return [_checked(translation, quote, language) for translation, quote in zip(found, quotes, strict=True)]


def _is_list(found: Any, length: int) -> bool:
    return len(found) == length and all(each is None or isinstance(each, str) for each in found)


def _elements(quotes: Sequence[str]) -> str:
    return "\n".join(f'<citaat nr="{number}">{escape(quote)}</citaat>' for number, quote in enumerate(quotes, 1))


def _checked(translation: str | None, quote: str, language: Spoken) -> str | None:
    text = _readable(unescape(translation or ""))
    same = words(text) == words(quote) and len(words(quote)) >= _SAME
    if not words(text) or same or len(text) > _LONGER * len(quote) + _ROOM:
        return None
    return text if _same_numbers(text, quote) and _same_months(text, quote, language) else None


def _readable(text: str) -> str:
    """Return `text` on one line, without what can be neither read nor stored."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace() or sign in _JOINERS).split())


def _same_numbers(text: str, quote: str) -> bool:
    """True when both have the same numbers; the month of a date may be a word in one and a number in the other."""
    has, wants = Counter(_numbers(text)), Counter(_numbers(quote))
    wants += Counter(str(COUNTED[word]) for word in words(quote) if word in COUNTED)
    months = Counter(str(date.month) for date in find_dates(quote))
    return not (wants - has - months) and not (has - wants - months)


def _same_months(text: str, quote: str, language: Spoken) -> bool:
    """True when the month of every date of `quote` is named in `text`, or stands in it as a number."""
    months = listed(_WORDS, language, "month")
    found = finder(_WORDS, language, "month").finditer(plain(text, language))
    said = {months[one_form(month)] for month in found} | set(_numbers(text))
    return {str(date.month) for date in find_dates(quote)} <= said


def _numbers(text: str) -> list[str]:
    """Return the digits of each number, without the signs that part thousands and decimals: they differ per
    language.
    """
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in " ".join(text.split()))
    return [re.sub(r"\D", "", each).lstrip("0") or "0" for each in _NUMBER.findall(_DATE.sub(r"\1 / \2 / \3", plain))]
