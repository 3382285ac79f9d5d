"""Personal data in a question: what tells who somebody is, and no letter can answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.records import Span

PersonalKind = Literal["email", "iban", "bsn", "phone", "address"]

LEFT_OUT = "…"

# Every repetition is bounded, so that a text without end takes no time without end.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_NINE_DIGITS = re.compile(r"(?<![\d.,/-])\d(?:[ .-]?\d){8}(?![\d/-]|[.,]\d)")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}[ .()-]{0,2}(?:0\)[ ]?)?\d(?:[ .-]?\d){6,11}(?!\d)"  # from abroad
    r"|(?<![\w.,/-])\(?0[1-9]\d{0,2}\)?[ .-]{0,3}\d(?:[ .-]?\d){5,8}(?!\d)"
)
_FREE = re.compile(r"0(?:800|900|906|909|88)")  # numbers of organisations
_PHONE_DIGITS = 10
_STREET = (
    r"\b(?:(?:[Vv]an|[Dd]e[rn]?|[Hh]et|[Tt]e[nr]|[Oo]ude|[Nn]ieuwe|[A-Z]\.) ){0,3}"
    r"(?:[\w'’-]{2,40}(?:straat|laan|plein|gracht)"
    r"|[A-Z][\w'’-]{1,40}(?:weg|kade|dijk|steeg|hof|singel|pad|dreef|park|plantsoen|markt|wal|ring|baan))"
    r" \d{1,5}(?:-\d{1,4}|[ -]?[a-zA-Z])?\b"
)
# The letters SA, SD and SS are in no postcode.
_POSTCODE = r"\b[1-9]\d{3} ?(?!S[ADS]\b)[A-Z]{2}\b|\b[1-9]\d{3}(?!s[ads]\b)[a-z]{2}\b"
_NUMBER = r"(?:,? (?:nr\.? |nummer |huisnummer )?\d{1,5}[a-zA-Z]?\b)"
_ADDRESS = re.compile(
    rf"{_STREET}(?:,? ?(?:{_POSTCODE}))?|(?:{_POSTCODE}){_NUMBER}|\b\d{{1,5}}[a-zA-Z]?,? (?:{_POSTCODE})"
)


@dataclass(frozen=True)
class PersonalData:
    """What stands in a span [start, end) of a text."""

    kind: PersonalKind
    span: Span


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """Return the personal data in `text`, in order, no two overlapping."""
    found: list[PersonalData] = []
    for each in _candidates(text):
        start, end = each.span
        if all(end <= other.span[0] or other.span[1] <= start for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.span))


def personal_words(*texts: str) -> list[str]:
    """Return the personal data of `texts` as they are written there, the longest first."""
    found = {text[slice(*each.span)] for text in texts for each in personal_data(text)}
    return sorted(found, key=lambda each: (-len(each), each))


def masked(text: str) -> str:
    """Return `text` with `LEFT_OUT` for all personal data."""
    for each in reversed(personal_data(text)):
        start, end = each.span
        text = text[:start] + LEFT_OUT + text[end:]
    return text


def _candidates(text: str) -> Iterator[PersonalData]:
    """Yield what may be personal data, the surest first."""
    for kind, pattern, holds in _signs():
        yield from (PersonalData(kind, found.span()) for found in pattern.finditer(text) if holds(found[0]))


def _signs() -> tuple[tuple[PersonalKind, re.Pattern[str], Callable[[str], bool]], ...]:
    return (
        ("email", _EMAIL, bool),
        ("iban", _IBAN, _is_iban),
        ("phone", _PHONE, _is_phone),
        ("bsn", _NINE_DIGITS, _is_bsn),
        ("address", _ADDRESS, bool),
    )


def _is_iban(said: str) -> bool:
    """Whether the check digits are right: modulo 97 of the number with its first four signs behind it is 1."""
    plain = said.replace(" ", "").upper()
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_bsn(said: str) -> bool:
    """Whether nine digits pass the eleven-test: 9, 8, … 2 and −1 times each, together a multiple of 11."""
    digits = [int(sign) for sign in said if sign.isdigit()]
    return (
        any(digits)
        and sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0
    )


def _is_phone(said: str) -> bool:
    digits = "".join(sign for sign in said if sign.isdigit())
    if said.lstrip("( ").startswith("+") or digits.startswith("00"):
        return True
    return len(digits) == _PHONE_DIGITS and not _FREE.match(digits)
