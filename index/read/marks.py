"""Signs in a text for what is no letter of it: marks of notes, boxes to tick, small digits. Pure but for a counter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from index.read.blocks import Block

NoteKind = Literal["footnote", "endnote"]

CHECKED, UNCHECKED = "☒", "☐"

_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_POWER_OR_NOTES = re.compile(r"\s*[-−+]?\d+(?:\s?[,;]\s?\d+)*\)?\s*")


def raised(text: str) -> str:
    """Return text that stands raised: a power and the mark of a note in raised digits, so that "10" and its power six,
    or a year and its note, are not read as one number; words ("2e") as they are.
    """
    return text.translate(_RAISED) if _POWER_OR_NOTES.fullmatch(text) else text


def fraction(above: str, below: str) -> str:
    """Return a fraction on one line; of whole numbers with small digits, so that "2½" is not read as 21/2."""
    if above.isdecimal() and below.isdecimal():
        return f"{above.translate(_RAISED)}/{below.translate(_LOWERED)}"
    return f"{_grouped(above)}/{_grouped(below)}"


def power(base: str, above: str) -> str:
    """Return `base` with what stands raised behind it, on one line."""
    small = raised(above)
    return base + (small if small != above else f"^{_grouped(above)}")


def root(inside: str) -> str:
    """Return the root of `inside` on one line."""
    return f"√{_grouped(inside)}"


def _grouped(term: str) -> str:
    return term if re.fullmatch(r"[\w.,]*", term) else f"({term})"


class NoteNumbers:
    """Numbers notes in the order of their marks, with raised digits: no number of a sentence can be taken for one.

    Endnotes go on where footnotes end, so that no two are alike.
    """

    def __init__(self, *, footnotes: int) -> None:
        self._last: dict[NoteKind, int] = {"footnote": 0, "endnote": footnotes}

    def next(self, kind: NoteKind) -> str:
        """Return the mark of the next note of `kind`."""
        self._last[kind] += 1
        return str(self._last[kind]).translate(_RAISED)


def with_mark(mark: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a note, of which there is at least one, with its mark before the first."""
    return [Block(f"{mark} {blocks[0].text}".strip()), *blocks[1:]]
