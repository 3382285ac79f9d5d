"""Whom a letter is addressed to, where no label says so: the address block above its text. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.letters.fields.field_value import FieldValue
from index.letters.labelled_values import LabelledValue
from index.letters.lines import TextLine

_TOP = 30  # lines in which an address block can stand
_WIDEST = 70  # characters


def addressee(
    top: Sequence[TextLine], items: Sequence[LabelledValue], *, salutation: TextLine | None, senders: Sequence[str]
) -> FieldValue | None:
    """Return the first line of the address block and the span of the block; None when it is not sure which one it is.

    `top` are the lines above the text, `items` the labelled values among them, `senders` the names that sign the
    letter: a block that opens with one of them is the sender's own address.
    """
    blocks = _blocks(top, items)
    named = next((block for block in blocks if _says_to(block)), None)
    if named:
        return _value_of(named, named[0].words.removeprefix("Aan "))
    addresses = [block for block in blocks if _has_postcode(block) and not _is_senders(block, senders)]
    personal = [block for block in addresses if "personal" in block[0].roles]
    if len(addresses) > 1:
        addresses = personal
    to_a_group = salutation is not None and "group" in salutation.roles
    if len(addresses) != 1 or (to_a_group and not personal):
        return None
    return _value_of(addresses[0], addresses[0][0].words)


def begins_address(lines: Sequence[TextLine], i: int) -> bool:
    """True when an address block begins on line `i`: lines without a blank one between, a postcode among them."""
    last = i
    while last + 1 < len(lines) and not lines[last + 1].gap and last - i < 8:
        last += 1
    block = lines[i : last + 1]
    return _is_narrow(block) and _has_postcode(block)


def _blocks(top: Sequence[TextLine], items: Sequence[LabelledValue]) -> list[list[TextLine]]:
    """Return what can be an address: lines together that no label takes, without how they were sent."""
    taken = {i for item in items for i in range(item.index, item.last + 1)}
    blocks: list[list[TextLine]] = [[]]
    for i, line in enumerate(top[:_TOP]):
        if i in taken or line.gap:
            blocks.append([])
        if i not in taken and "delivery" not in line.roles:
            blocks[-1].append(line)
    return [block for block in blocks if block and _is_narrow(block)]


def _says_to(block: Sequence[TextLine]) -> bool:
    return "to" in block[0].roles and not any(line.words.endswith(".") for line in block)


def _is_narrow(block: Sequence[TextLine]) -> bool:
    return all(len(line.words) <= _WIDEST for line in block)


def _has_postcode(block: Sequence[TextLine]) -> bool:
    return any("postcode" in line.roles for line in block)


def _is_senders(block: Sequence[TextLine], senders: Sequence[str]) -> bool:
    first = block[0].words.lower()
    own = any(name.lower() in first or first in name.lower() for name in senders)
    return own or "street" in block[0].roles or any("senders_own" in line.roles for line in block)


def _value_of(block: Sequence[TextLine], name: str) -> FieldValue:
    last = next((line for line in block if "postcode" in line.roles), block[-1])
    return FieldValue(name.strip(" ,"), (block[0].start, last.end))
