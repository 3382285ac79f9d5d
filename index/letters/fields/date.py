"""The date of a letter where no label gives it: a dateline above its text, else below it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.letters.datelines import dateline_of
from index.letters.fields.field_value import FieldValue
from index.letters.lines import TextLine

_NAME = r"[A-ZÀ-Ý'’][\w'’-]*(?:[ -][A-Z][\w'’-]*)*"
_PLACE = re.compile(rf"(?:\b\d{{4}}\s?[A-Z]{{2}}\s+|\b[Gg]emeente\s+)(?P<place>{_NAME})")
_NO_COMMA = re.compile(rf"(?P<place>{_NAME})\s+(?P<date>\d.*)")

LAST_LINES = 6
"""Lines at the end of a letter that can say when and by whom it was signed."""


def date_above(lines: Sequence[TextLine], top: Sequence[TextLine], free: Sequence[bool]) -> FieldValue | None:
    """Return the date above the text of the letter of `lines`, of which `top` are its head; `free[i]`: no label takes
    `top[i]`.

    Of several dates on lines of their own, none is taken unless one alone has a place in front of it.
    """
    above = [line for line, is_free in zip(top, free, strict=True) if is_free]
    found = _dates(above) or _behind_known_places(above, lines)
    return found[0] if len(found) == 1 else None


def date_below(lines: Sequence[TextLine], top: Sequence[TextLine], free: Sequence[bool]) -> FieldValue | None:
    """Return the date at the end of the letter, as `date_above` does; None where its head has one."""
    taken = {line.start for line, is_free in zip(top, free, strict=True) if not is_free}
    if _dates([line for line in top if line.start not in taken]):
        return None
    closing = next((line.start for line in reversed(lines) if "closing" in line.roles), 0)
    end = [line for line in lines[-LAST_LINES:] if line.start not in taken]
    found = _dates([line for line in end if _is_placed(line) or line.start > closing])
    return found[0] if len(found) == 1 else None


def _behind_known_places(above: Sequence[TextLine], lines: Sequence[TextLine]) -> list[FieldValue]:
    """Return the dates behind a place without a comma: `Amsterdam 3 mei 2024`, where an address or a municipality in
    the letter has that name; `Studiedag 3 mei 2024` is no date of the letter.
    """
    places = {match["place"].lower() for line in lines for match in _PLACE.finditer(line.words)}
    found = {}
    for line in above:
        match = _NO_COMMA.fullmatch(line.words)
        if match and match["place"].lower() in places and (day := dateline_of(match["date"])):
            found[day.iso] = FieldValue(day.iso, (line.start, line.end))
    return list(found.values())


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
