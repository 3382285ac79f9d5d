"""The date of a letter where no label gives it: a dateline above its text, else below it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.letters.fields.field_value import FieldValue
from index.letters.lines import TextLine

LAST_LINES = 6
"""Lines at the end of a letter that can say when and by whom it was signed."""


def date(lines: Sequence[TextLine], top: Sequence[TextLine], free: Sequence[bool]) -> FieldValue | None:
    """Return the date of the letter of `lines`, of which `top` are its head; `free[i]`: no label takes `top[i]`.

    Of several dates on lines of their own, none is taken unless one alone has a place in front of it.
    """
    taken = {line.start for line, is_free in zip(top, free, strict=True) if not is_free}
    closing = next((line.start for line in reversed(lines) if "closing" in line.roles), 0)
    above = [line for line in top if line.start not in taken]
    end = [line for line in lines[-LAST_LINES:] if line.start not in taken]
    below = [line for line in end if _is_placed(line) or line.start > closing]
    found = _dates(above) or _dates(below)
    return found[0] if len(found) == 1 else None


def _dates(lines: Sequence[TextLine]) -> list[FieldValue]:
    """Return each date on the datelines among `lines` once; only those with a place where there are such."""
    datelines = [line for line in lines if line.dateline]
    found: dict[str, FieldValue] = {}
    for line in [line for line in datelines if _is_placed(line)] or datelines:
        if line.dateline:
            found.setdefault(line.dateline.iso, FieldValue(line.dateline.iso, (line.start, line.end)))
    return list(found.values())


def _is_placed(line: TextLine) -> bool:
    return line.dateline is not None and (line.dateline.placed or line.dateline.done)
