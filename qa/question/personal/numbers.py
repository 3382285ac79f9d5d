"""Numbers and addresses by which somebody is reached or known: e-mail, bank account, BSN, phone, home. Pure.

Each function yields the spans [start, end) of one kind in a text. Every repetition is bounded, so that a text without
end takes no time without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from index.dutch.word_lists import any_of, kinds, rows
from index.records import Span

_SPACE = r"[^\S\n]"
_BETWEEN = r"(?:[^\S\n]|[.\-/‐‑–—])"  # of the digits of one number
_LIST = "personal.tsv"

_PART = r"[\w-]{1,63}"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_SPACE}?@{_SPACE}?{_PART}(?:\.{_PART}){{1,8}}")
_AT = rf"{_SPACE}?(?:[(\[]{_SPACE}?(?:at|apenstaartje|@){_SPACE}?[)\]]|{_SPACE}(?:at|apenstaartje|apestaartje){_SPACE})"
_DOT_WORD = rf"{_SPACE}?(?:[(\[](?:punt|dot)[)\]]|{_SPACE}(?:punt|dot){_SPACE}){_SPACE}?"
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_DOT_WORD}[\w+-]{{1,64}}){{0,3}}{_AT}{_SPACE}?{_PART}"
    rf"(?:(?:\.|{_DOT_WORD}){_PART}){{1,4}}",
    re.IGNORECASE,
)
_MARKED_AT = re.compile(r"[(\[@]|\b(?:punt|dot|ap[e]n?staartje)\b", re.IGNORECASE)  # "look at example.com" has none

_IBAN = re.compile(r"\b[A-Z]{2}[^\S\n]?\d{2}(?:[ .-]?[A-Z0-9]){11,32}(?![A-Z0-9])", re.IGNORECASE)
_SHORTEST_IBAN = 15
_DIGITS_OF_IBAN = 10  # at least: one in ninety-seven phrases has check digits that are right

_COUNTED = any_of(kinds(_LIST, "kins") | {"euro"})
_NINE_DIGITS = re.compile(
    rf"(?<![\d,/-])(?<!\d\.)(?<!€)(?<!€ )\d(?:{_BETWEEN}?\d){{8}}(?!{_BETWEEN}?\d|,\d| (?:{_COUNTED})\b)"
)
_KNOWN_NUMBER = re.compile(
    rf"\b(?:{any_of(kinds(_LIST, 'number'))})(?!\w)[^\d\n]{{0,40}}?(?P<number>(?<!\d)\d(?:{_BETWEEN}?\d){{7,8}}(?!\d))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rf"\b(?:{any_of(kinds(_LIST, 'reference'))})[.:]?{_SPACE}{{0,3}}$", re.IGNORECASE)
_BEFORE = 30  # characters in which the word for a number stands

_PHONE = re.compile(
    # from abroad
    rf"(?<![\w+])(?:\+|00{_SPACE}?)[1-9]\d{{0,2}}(?:{_BETWEEN}|[()]){{0,2}}(?:0\){_SPACE}?)?"
    rf"\d(?:{_BETWEEN}?\d){{6,11}}(?!\d)"
    r"|(?<![\w,/.-])316\d{8}(?!\d)"
    rf"|(?<![\w,/-])(?<!\d\.)\(?0{_SPACE}?[1-9](?:{_BETWEEN}?\d){{0,2}}\)?{_BETWEEN}{{0,3}}\d(?:{_BETWEEN}?\d){{5,8}}(?!\d)"
)
_FREE = re.compile(r"0(?:800|900|906|909|88)")  # numbers of organisations
_PHONE_DIGITS = 10

# The letters SA, SD and SS are in no postcode.
_POSTCODE = r"(?:\b[1-9]\d{3} ?(?!S[ADS]\b)[A-Z]{2}\b|\b[1-9]\d{3}(?!s[ads]\b)[a-z]{2}\b)"
_UNIT = any_of(frozenset(word for _, _, words in rows("grammar/units.tsv") for word in words.split()))
_HOUSE = rf"\d{{1,5}}(?:-(?:\d{{1,4}}|[IVX]{{1,4}})|{_SPACE}?(?:bis|hs|[a-zA-Z]))?\b(?!{_SPACE}(?:{_UNIT})\b)"
_NUMBERED = rf"(?:,? ?(?:nr\.? ?|nummer |huisnummer )?{_HOUSE})"
_SMALL = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Hh]et|[Tt]e[nr]?|'t|[Oo]ude|[Nn]ieuwe|[A-Z][\w-]{0,8}\.) ){0,3}"
_ENDING = r"(?:weg|kade|dijk|steeg|hof|singel|pad|dreef|park|plantsoen|markt|wal|ring|baan|dam|haven|veld|hoek)"
_STREET = (
    rf"(?:(?<!\w){_SMALL}"
    r"(?:[\w'’-]{2,40}(?:straat|laan|plein|gracht|str\.?)"
    rf"|(?:'s-)?[A-Z][\w'’-]{{1,40}}{_ENDING})"
    r"|\b(?:Laan|Plein|Weg|Hof|Pad|Park|Kade|Singel)(?: (?:van|der|den|de|het|'t)){1,2}(?: [A-Z][\w'’-]{1,40}){1,3})"
    rf" (?:nr\.? ?|nummer )?{_HOUSE}"
)
_ADDRESS = re.compile(
    rf"{_STREET}(?:[,\n]{{0,2}} ?{_POSTCODE})?|{_POSTCODE}{_NUMBERED}"
    rf"|(?<![Pp]ostbus )\b\d{{1,5}}[a-zA-Z]?(?:, ?| (?=[1-9]\d{{3}} [A-Z])){_POSTCODE}"
)
_LIVES = any_of(kinds(_LIST, "lives"))
_NAMED_PLACE = rf"(?:[A-Z][\w'’.-]{{1,40}} ){{1,4}}(?:\d{{4}} )?(?:nr\.? ?)?{_HOUSE}"
_HOME = re.compile(
    rf"\b(?i:{_LIVES})\b[^.!?\n\d]{{0,30}}?(?P<place>\b{_NAMED_PLACE}|\b[\w'’-]{{2,40}}{_ENDING} {_HOUSE}|{_POSTCODE})"
)
_HOME_BEHIND = re.compile(
    rf"(?P<place>\b{_NAMED_PLACE})[^.!?\n]{{0,30}}\b(?:daar|waar|there|where)\b[^.!?\n]{{0,20}}\b(?i:{_LIVES})\b"
)


def emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also those that are spelled out: `naam (at) school punt nl`."""
    yield from (found.span() for found in _EMAIL.finditer(text))
    yield from (found.span() for found in _SPELLED_EMAIL.finditer(text) if _MARKED_AT.search(found[0]))


def ibans(text: str) -> Iterator[Span]:
    """Yield bank accounts whose check digits are right."""
    for found in _IBAN.finditer(text):
        start, end = found.span()
        while end - start >= _SHORTEST_IBAN and not _is_iban(text[start:end]):
            end -= 1
        if end - start >= _SHORTEST_IBAN:
            yield start, end


def phones(text: str) -> Iterator[Span]:
    """Yield phone numbers but those of organisations that say so: 0800, 0900, 088."""
    yield from (found.span() for found in _PHONE.finditer(text) if _is_phone(found[0]))


def citizen_numbers(text: str) -> Iterator[Span]:
    """Yield nine digits that pass the eleven-test and are no reference, and any number that is called a BSN."""
    for found in _NINE_DIGITS.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _passes_eleven_test(found[0]) and not _REFERENCE.search(before):
            yield found.span()
    yield from (found.span("number") for found in _KNOWN_NUMBER.finditer(text))


def home_addresses(text: str) -> Iterator[Span]:
    """Yield streets and postcodes with a number, and what somebody says to live at."""
    yield from (found.span("place") for found in chain(_HOME.finditer(text), _HOME_BEHIND.finditer(text)))
    yield from (found.span() for found in _ADDRESS.finditer(text))


def address_parts(address: str) -> list[str]:
    """Return what of `address` tells a home by itself: the street with its number, also without what follows that, and
    the postcode.
    """
    lines = [part.strip() for part in re.split(r"[,\n]", address)]
    streets = [part for part in lines if re.search(r"[^\W\d]", part) and re.search(r"\d", part)]
    bare = [found[0] for part in streets if (found := re.match(r"\D{3,60}\d{1,5}", part))]
    return [*streets, *bare, *re.findall(_POSTCODE, address)]


def _is_iban(said: str) -> bool:
    """Whether the check digits are right: modulo 97 of the number with its first four signs behind it is 1."""
    plain = "".join(sign for sign in said.upper() if sign.isalnum())
    return (
        said[-1:].isalnum()
        and len(plain) >= _SHORTEST_IBAN
        and sum(sign.isdigit() for sign in plain) >= _DIGITS_OF_IBAN
        and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1
    )


def _passes_eleven_test(said: str) -> bool:
    """Whether nine digits pass: 9, 8, … 2 and −1 times each, together a multiple of 11."""
    digits = [int(sign) for sign in said if sign.isdigit()]
    return (
        any(digits)
        and sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0
    )


def _is_phone(said: str) -> bool:
    digits = "".join(sign for sign in said if sign.isdigit())
    if said.lstrip("( ").startswith("+") or digits.startswith(("00", "316")):
        return True
    return len(digits) == _PHONE_DIGITS and not _FREE.match(digits)
