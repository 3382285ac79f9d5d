"""Signs that stand for something else in a text: marks of notes, boxes to tick. Pure but for a counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from index.read.blocks import Block

NoteKind = Literal["footnote", "endnote"]

CHECKED, UNCHECKED = "☒", "☐"

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


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
