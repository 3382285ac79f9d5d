"""The rules for sentences in another language than the letters: what of them can be compared with Dutch words. Pure.

Numbers, dates and named times by value, names as they are written, whether something is denied, and a few opposites and
bounds. Other wording cannot be compared: the reader is told so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.dates import SEASONS, WEEKDAYS, find_dates
from index.dutch.words import words
from qa.check.claim import Claim
from qa.check.foreign.names import missing_names
from qa.check.foreign.numbers import in_dutch
from qa.check.foreign.opposites import BOUNDS, MEANINGS, swapped
from qa.check.foreign.polarity import clash, denial, denies_nothing
from qa.compare.numbers import missing_numbers

_FROM_TO = re.compile(
    r"\bvan\s+(?:€\s*)?([\d.,]*\d)(?:\s\S+){0,2}?\s+(?:naar|tot)\s+(?:€\s*)?([\d.,]*\d)", re.IGNORECASE
)
_AMOUNT = re.compile(r"[\d.,:]+(?: (?:duizend|miljoen|miljard))?(?:%| [a-z]+)")
_TIMES = (*WEEKDAYS, *(season for season in SEASONS if season != "najaar"))


def number_not_in_quote(claim: Claim) -> str:
    """Return the numbers, dates and named times of the sentence, in Dutch, that its quotes and letters do not have."""
    said, changes = in_dutch(claim.text, claim.language, printed=" ".join(claim.evidence))
    known = (*claim.evidence, *_also_said(claim.evidence))
    undated = [text for text in known if text not in claim.printed or not find_dates(text)]
    each = said.split(" ; ")
    amounts = [
        one for one in each if _AMOUNT.fullmatch(one) and not find_dates(one)
    ]  # the 16th on which a letter was written is not 16 weeks
    missing = missing_numbers(" ; ".join(one for one in each if one not in amounts), known)
    missing += missing_numbers(" ; ".join(amounts), undated)
    pairs = [tuple(map(_plain, pair)) for quote in claim.quotes for pair in _FROM_TO.findall(quote)]
    for a, b in changes:
        if (_plain(b), _plain(a)) in pairs and (_plain(a), _plain(b)) not in pairs:
            missing.append(f"van {a} naar {b}")
    return ", ".join(missing)


def name_not_in_quote(claim: Claim) -> str:
    """Return the names of the sentence that stand neither in its quotes nor in its letters' data."""
    return ", ".join(missing_names(claim))


def polarity(claim: Claim) -> str:
    """Return the words by which only one of the sentence and its quotes denies, or that say the opposite, or ""."""
    return clash(claim) or (swapped(claim, MEANINGS) if denies_nothing(claim) else "")


def bound_changed(claim: Claim) -> str:
    """Return the words that bound a number or date from the other side than the quotes do, or ""."""
    return "" if denial(claim.text, claim.language).negated_bound else swapped(claim, BOUNDS)


def _also_said(texts: Sequence[str]) -> list[str]:
    """Return what Dutch words imply that other languages say otherwise: `zondags` names a day, `het eerst` comes
    first.
    """
    found = {word for text in texts for word in words(text)}
    implied = [time for time in _TIMES if any(word.startswith(time) for word in found)]
    return implied + (["1"] if any(word.startswith("eerst") for word in found) else [])


def _plain(number: str) -> str:
    return number.replace(".", "")
