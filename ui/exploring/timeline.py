"""A timeline in plain SVG: lanes with a mark for each letter, at its date. Pure; timeline.html writes the elements.

Places across are in percent of the width and those down in pixels, so that text and marks keep their size on a phone.
Marks that would touch on the narrowest screen stand below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

NAME, ROW, GAP, AXIS = 26, 26, 10, 28
"""Heights in pixels: of a lane's name, of a row of marks, between lanes, of the axis."""

_LEFT, _RIGHT = 6.5, 93.5  # percent between which marks stand
_WIDE = 9.5  # percent that a mark takes of the narrowest plot: 26 of 275 pixels
_ROWS = 4  # of marks in a lane, before letters of one period become one mark
_LONG = 4  # years from which on such a period is a year, else a month
_MIDDLE: Sequence[list[int]] = ([7, 1], [15], [])  # month and day that stand for a year, the day for a month
_LABELS = 6  # of years that the narrowest axis has room for


@dataclass(frozen=True)
class Dot:
    """What stands at an ISO `date` (day or month), what it is called and where it leads."""

    date: str
    name: str
    link: str
    square: bool = False
    count: int = 1
    """How many letters it stands for."""


@dataclass(frozen=True)
class Mark:
    """A dot as it is drawn: `x` in percent, `y` in pixels."""

    x: float
    y: float
    dot: Dot


@dataclass(frozen=True)
class Lane:
    """A named row of the drawing. `link` leads to what the lane is about, "" where nowhere."""

    name: str
    link: str
    top: float
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Year:
    """Where a year begins, in percent; `label` is empty where there is no room for it."""

    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """A drawing of `height` pixels."""

    lanes: Sequence[Lane]
    years: Sequence[Year]
    height: float


Together = Callable[[str, str, int], tuple[str, str]]
"""Gives name and link of a mark that stands for several letters: of the lane, the period (ISO), how many."""


def timeline(lanes: Sequence[tuple[str, str, Sequence[Dot]]], *, together: Together) -> Timeline | None:
    """Return the lanes, each a name, a link and dots, drawn over the same years; None without any dot."""
    dates = [dot.date for _, _, dots in lanes for dot in dots]
    if not dates:
        return None
    first, last = int(min(dates)[:4]), int(max(dates)[:4])
    scale = _YearAxis(first, last + 1)
    drawn, top = [], 0.0
    for name, link, dots in lanes:
        marks, rows = _placed(dots, scale, top + NAME)
        if rows > _ROWS:
            length = len("2023") if last - first >= _LONG else len("2023-03")
            marks, rows = _placed(_grouped(name, dots, length=length, together=together), scale, top + NAME)
        drawn.append(Lane(name, link, top, marks))
        top += NAME + rows * ROW + GAP
    step = -(-(last + 1 - first) // _LABELS)
    years = [
        Year(scale.at(f"{year}-01-01"), str(year) if (year - first) % step == 0 else "")
        for year in range(first, last + 2)
    ]
    return Timeline(drawn, years, top + AXIS)


@dataclass(frozen=True)
class _YearAxis:
    first: int
    beyond: int

    def at(self, iso: str) -> float:
        year, month, day = [int(part) for part in iso.split("-")] + _MIDDLE[iso.count("-")]
        passed = (date(year, month, day) - date(self.first, 1, 1)).days
        whole = (date(self.beyond, 1, 1) - date(self.first, 1, 1)).days
        return round(_LEFT + (_RIGHT - _LEFT) * passed / whole, 2)


def _placed(dots: Sequence[Dot], scale: _YearAxis, top: float) -> tuple[list[Mark], int]:
    """Return the marks of a lane whose rows begin at `top`, and how many rows they take."""
    ends: list[float] = []  # where each row has room again
    marks = []
    for dot in sorted(dots, key=lambda dot: dot.date):
        x = scale.at(dot.date)
        row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + _WIDE]
        marks.append(Mark(x, top + (row + 0.5) * ROW, dot))
    return marks, len(ends)


def _grouped(name: str, dots: Sequence[Dot], *, length: int, together: Together) -> list[Dot]:
    """Return the dots of each period as one; `length` characters of an ISO date name the period."""
    found = []
    for period, group in groupby(sorted(dots, key=lambda dot: dot.date), key=lambda dot: dot.date[:length]):
        some = list(group)
        if len(some) == 1:
            found += some
        else:
            said, link = together(name, period, len(some))
            found.append(Dot(period, said, link, count=len(some)))
    return found
