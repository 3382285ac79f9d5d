"""The release gate: no headline figure may fall below what was reached before.

The file of bounds says on what it was measured and how each bound was set. A bound leaves room for one question that
goes otherwise (1 / n), since a rounding on another machine may turn a tie; `citation_valid` has no room.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from eval.jsonl import InputError
from eval.metrics import LOWER_IS_BETTER, METRICS

HEADLINE = tuple(name for name in METRICS if not name.startswith("hit@") and name != "recall@3")

CHECKS = ("stopped", "shown")
"""What is held of the check, where it was measured."""

HOW = "measured value with room for one question (1 / n) in the direction that is worse; citation_valid without room"

STEPS = 10_000
"""Bounds are written in four decimals, rounded to the side that lets one question pass."""
ROUNDING = 1e-5


class Bound(BaseModel):
    """One bound: a floor, or a ceiling where lower is better, with the value it was set by."""

    at_least: float | None = None
    at_most: float | None = None
    measured: float
    n: int


class Floors(BaseModel):
    """A file of bounds. `measured_on` must be equal in a run that is held to them."""

    date: str
    version: str | None
    how: str
    measured_on: dict[str, str | None]
    bounds: dict[str, Bound]


def read_floors(path: Path) -> Floors:
    """Return the bounds of the file. Raises InputError when it holds none."""
    try:
        return Floors.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"De ondergrenzen {path} zijn niet te lezen.", help="Maak ze met --set-floors, of verbeter de naam."
        ) from error
    except ValidationError as error:
        raise InputError(f"In {path} staan geen ondergrenzen.", help="Maak ze opnieuw met --set-floors.") from error


def measured_on(report: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what bounds depend on: another of these and the figures say nothing about each other."""
    on = {"embedder": report["settings"]["embedder"], "model": report["settings"]["model"] or None}
    if "metrics" in report:
        on["documents_fingerprint"] = report["documents"]["fingerprint"]
        on["questions_fingerprint"] = report["questions_fingerprint"]
    if report["checks"]:
        on["drafts_fingerprint"] = report["checks"]["fingerprint"]
        on["verifier"] = report["settings"]["verifier"]
    return on


def set_floors(report: Mapping[str, Any], *, date: str) -> Floors:
    """Return bounds by what `report` measured."""
    values = _headline(report)
    return Floors(
        date=date,
        version=report["versions"]["briefwijzer"],
        how=HOW,
        measured_on=measured_on(report),
        bounds={name: _bound(name, value, n) for name, (value, n) in values.items() if value is not None},
    )


def write_floors(floors: Floors, path: Path) -> None:
    """Write the file of bounds. Raises InputError when it cannot be written."""
    bounds = {name: bound.model_dump(exclude_none=True) for name, bound in floors.bounds.items()}
    text = json.dumps(floors.model_dump() | {"bounds": bounds}, indent=1, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} is niet te schrijven.", help="Kies met --set-floors een ander bestand.") from error


def fallen(report: Mapping[str, Any], floors: Floors) -> list[str]:
    """Return in Dutch, a line each, which figures are worse than their bound; the one line of a run
    that cannot be held to them.
    """
    now = measured_on(report)
    other = [
        f"{name}: {_short(was)}, nu {_short(now.get(name))}"
        for name, was in floors.measured_on.items()
        if now.get(name) != was
    ]
    if other:
        return [
            f"De ondergrenzen gelden voor andere omstandigheden ({'; '.join(other)}). Zet ze opnieuw met --set-floors."
        ]
    values = _headline(report)
    return [
        said for name, bound in floors.bounds.items() if (said := _verdict(name, bound, values.get(name, (None, 0))[0]))
    ]


def _headline(report: Mapping[str, Any]) -> dict[str, tuple[float | None, int]]:
    values: dict[str, tuple[float | None, int]] = {}
    if "metrics" in report:
        values = {name: (report["metrics"][name]["value"], report["metrics"][name]["n"]) for name in HEADLINE}
        curve = report["selective"]["all"]
        values["aurc"] = (curve["aurc"], curve["n"])
    if report["checks"]:
        values |= {f"checks.{name}": (report["checks"][name]["value"], report["checks"][name]["n"]) for name in CHECKS}
    return values


def _bound(name: str, value: float, n: int) -> Bound:
    room = 0.0 if name == "citation_valid" else 1 / n
    if name in LOWER_IS_BETTER:
        return Bound(at_most=min(1.0, ceil((value + room - ROUNDING) * STEPS) / STEPS), measured=value, n=n)
    return Bound(at_least=max(0.0, floor((value - room + ROUNDING) * STEPS) / STEPS), measured=value, n=n)


def _verdict(name: str, bound: Bound, value: float | None) -> str:
    if value is None:
        return f"{name}: niet gemeten, terwijl er een grens voor is."
    if bound.at_least is not None and value < bound.at_least - ROUNDING:
        return f"{name}: {value:.4f} ligt onder de ondergrens {bound.at_least:.4f} (gezet bij {bound.measured:.4f})."
    if bound.at_most is not None and value > bound.at_most + ROUNDING:
        return f"{name}: {value:.4f} ligt boven de bovengrens {bound.at_most:.4f} (gezet bij {bound.measured:.4f})."
    return ""


def _short(value: str | None) -> str:
    return "geen" if value is None else value[:12] if len(value) == 64 else value
