"""The label on a line of a letterhead, with what stands behind it on the same line: `Datum: 3 mei 2024`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dutch.dates import find_dates
from index.dutch.letter_words import BARE_LABELS, LABELS
from index.dutch.word_lists import any_of, kinds
from index.letters.datelines import dateline_of

_LABEL = re.compile(r"(?P<label>[^\W\d_][^\d:]{0,32}?)\s*(?::\s*(?P<value>.*))?", re.DOTALL)
_BARE = re.compile(rf"(?P<label>{any_of(BARE_LABELS)})\s+(?P<value>\S.*)", re.IGNORECASE)
_AGREED = re.compile(rf"{any_of(kinds('letters/line_words.tsv', 'agreed'))}\b.*", re.IGNORECASE)
_NO_NUMBER = kinds("letters/line_words.tsv", "no_number")
_REFERENCE = re.compile(r"(?=.*\d)[\w./()\-–: ]{3,60}")
_BEFORE_DATE = re.compile(r"(?:[A-Z][\w'’. -]*,\s*)?(?:\w+dag,?\s+)?(?:d\.?d\.?\s*)?(?:van\s+)?")


@dataclass(frozen=True)
class LineLabel:
    """A known label in lower case, the field it announces ("" where its value is not kept), what stands behind it.

    `value` is "" where nothing does; `value_at` is where it begins, counted from the start of the line.
    """

    name: str
    field: str
    value: str
    value_at: int


def label_of(words: str) -> LineLabel | None:
    """Return the label that a line begins with which reads `words`; None where it has none."""
    match = _LABEL.fullmatch(words)
    name = " ".join(match["label"].lower().split()) if match else ""
    if match and name in LABELS:
        value = match["value"] or ""
        return LineLabel(name, LABELS[name], value, match.start("value") if value else len(words))
    if _AGREED.fullmatch(words) and len(words) < 40:
        return LineLabel("intern afgestemd", LABELS["intern afgestemd"], "", len(words))
    match = _BARE.fullmatch(words)
    if match and words[0].isupper() and _fits(match["label"].lower(), match["value"]):
        name = match["label"].lower()
        return LineLabel(name, LABELS[name], match["value"], match.start("value"))
    return None


def is_reference(words: str) -> bool:
    """True for what can be a letter's reference: it has a number and no signs that references do not have."""
    return _REFERENCE.fullmatch(words) is not None


def _fits(name: str, value: str) -> bool:
    """True when `value` can be what a label announces without a colon; prose that begins with the word does not."""
    field = LABELS[name]
    if field == "date" or name.startswith("uw brief"):
        return len(value) < 40 and _opens_with_date(value)
    if field == "reference":
        return len(value) < 40 and is_reference(value)
    if field == "attachments":
        return value.isdigit() or value.lower() in _NO_NUMBER
    if value[-1] in ".,;:?!":
        return False
    if field == "title":
        return 3 <= len(value) <= 140 and value[0].isalnum()
    return len(value) < 60 and not value[0].islower()


def _opens_with_date(value: str) -> bool:
    dates = find_dates(value)
    if dateline_of(value):
        return True
    return bool(dates) and _BEFORE_DATE.fullmatch(value[: dates[0].start]) is not None
