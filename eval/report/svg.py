"""Line charts in plain SVG: what is drawn and where. Pure; report_macros.html writes the elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400, 260
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 12, 40
"""Room around the plot for ticks and names, in the units of the view box."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """One line with a name for the legend. `style` is a class of the style sheet; `band` has `(x, low, high)`."""

    name: str
    style: str
    points: Sequence[Point]
    band: Sequence[tuple[float, float, float]] = ()
    dots: bool = False


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: its place on the drawing and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Curve:
    """A line as it is drawn: `path` and `band` are SVG path data, `dots` are places."""

    name: str
    style: str
    path: str
    band: str
    dots: Sequence[Point]


@dataclass(frozen=True)
class Chart:
    """A drawing of WIDTH by HEIGHT, with the text alternative in `title` and `description`."""

    id: str
    title: str
    description: str
    x_name: str
    y_name: str
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    lines: Sequence[Curve]


@dataclass(frozen=True)
class Scale:
    """From `[low, high]` of the data to `[start, stop]` of the drawing."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start), 2)


def chart(
    id: str,
    lines: Sequence[Series],
    *,
    title: str,
    description: str,
    x_name: str,
    y_name: str,
    x_ticks: Sequence[tuple[float, str]],
    y_ticks: Sequence[tuple[float, str]],
) -> Chart:
    """Return `lines` drawn on axes that reach from the first tick to the last."""
    x = Scale(x_ticks[0][0], x_ticks[-1][0], LEFT, WIDTH - RIGHT)
    y = Scale(y_ticks[0][0], y_ticks[-1][0], HEIGHT - BOTTOM, TOP)
    return Chart(
        id=id,
        title=title,
        description=description,
        x_name=x_name,
        y_name=y_name,
        x_ticks=[Tick(x(at), label) for at, label in x_ticks],
        y_ticks=[Tick(y(at), label) for at, label in y_ticks],
        lines=[_draw(line, x, y) for line in lines],
    )


def _draw(line: Series, x: Scale, y: Scale) -> Curve:
    upper = [(x(at), y(high)) for at, _, high in line.band]
    lower = [(x(at), y(low)) for at, low, _ in reversed(line.band)]
    places = [(x(at), y(value)) for at, value in line.points]
    band = _path([*upper, *lower]) + "Z" if line.band else ""
    return Curve(line.name, line.style, _path(places) if len(places) > 1 else "", band, places if line.dots else ())


def _path(places: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
