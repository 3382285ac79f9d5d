"""Whom a letter is addressed to, where no label says so: the address block above its text. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.letterhead import Labelled
from index.letters.lines import TextLine, paragraphs_of
from index.records import Span

_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
_TO = re.compile(r"Aan (?:de|het|alle|mevrouw|de heer|dhr\.|mw\.|[A-Z])\b")
_STREET = re.compile(r"postbus\b|\b\d{4}\s?[A-Z]{2}\b|.*\b(?:\w*straat|\w*laan|\w*weg|\w*plein)\s+\d+", re.IGNORECASE)
_DELIVERY = re.compile(
    r"(?:bezorgadres|per post|per e-?mail|vertrouwelijk|aangetekend|aantekenen|persoonlijk)\W*", re.IGNORECASE
)
_SENDERS_OWN = re.compile(
    r"retour|bezoekadres|postadres|www\.|https?:|@|\b(?:tel|telefoon|fax|kvk|iban|btw)\b", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"(?:mevrouw|mevr\.|mw\.|de heer|dhr\.|familie|fam\.|t\.a\.v\.|de ouders|de verzorgers)\b", re.IGNORECASE
)
_GROUP = re.compile(
    r"\b(?:ouders?|verzorgers?|leerlingen|bewoners?|inwoners?|buren|collega|leden|cliënten)\b", re.IGNORECASE
)
_TOP = 30  # lines in which an address block can stand
_WIDEST = 70


def addressee(
    top: Sequence[TextLine], items: Sequence[Labelled], *, salutation: str, senders: Sequence[str]
) -> tuple[str, Span] | None:
    """Return the first line of the address block and the span of the block; None when it is not sure which one it is.

    `senders` are the names that sign the letter: a block that opens with one of them is the sender's own address.
    """
    taken = {i for item in items for i in range(item.index, item.last + 1)}
    free = [
        TextLine(line.start, line.end, line.words, line.gap or i - 1 in taken)
        for i, line in enumerate(top[:_TOP])
        if i not in taken
    ]
    blocks = [[line for line in block if not _DELIVERY.fullmatch(line.words)] for block in paragraphs_of(free)]
    blocks = [block for block in blocks if block and all(len(line.words) <= _WIDEST for line in block)]
    for block in blocks:
        if _TO.match(block[0].words) and not any(line.words.endswith(".") for line in block):
            return block[0].words.removeprefix("Aan ").strip(" ,"), (block[0].start, _last(block).end)
    addresses = [
        block
        for block in blocks
        if any(_POSTCODE.search(line.words) for line in block) and not _is_senders(block, senders)
    ]
    personal = [block for block in addresses if _PERSONAL.match(block[0].words)]
    if len(addresses) > 1:
        addresses = personal
    if len(addresses) != 1 or (not personal and _GROUP.search(salutation)):
        return None
    [block] = addresses
    return block[0].words.strip(" ,"), (block[0].start, _last(block).end)


def _is_senders(block: Sequence[TextLine], senders: Sequence[str]) -> bool:
    first = block[0].words.lower()
    own = any(name.lower() in first or first in name.lower() for name in senders)
    return own or bool(_STREET.match(block[0].words)) or any(_SENDERS_OWN.search(line.words) for line in block)


def _last(block: Sequence[TextLine]) -> TextLine:
    return next((line for line in block if _POSTCODE.search(line.words)), block[-1])


def begins_address(lines: Sequence[TextLine], i: int) -> bool:
    """True when an address block begins on line `i`: lines without a blank one between, a postcode among them."""
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap and last - i < 8:
        last += 1
    block = lines[i : last + 1]
    return all(len(line.words) <= _WIDEST for line in block) and any(_POSTCODE.search(line.words) for line in block)
