"""Runs of the evaluation in the data folder: headline figures over time, and what each run changed. Reads files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = "runs"
"""Where in the data folder runs are looked for: each a folder with report.json in it."""

HEADLINES = ("recall@5", "fact_recall", "evidence_shown", "citation_precision", "abstention", "false_refusal")
"""The figures that are shown, as docs/evaluation.md names them; of the last one lower is better."""

WIDTH, HEIGHT = 480, 120
"""The view box of a plot."""

_MOST = 30  # runs, the newest
_EDGE = 10  # room around a plot


@dataclass(frozen=True)
class RunFigure:
    """A metric with its 95% interval, over `n` questions."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class EvaluationRun:
    """A run. `at` is when its report was written; `verdicts` say by the id of a question whether it went right."""

    name: str
    at: datetime
    questions: int
    figures: Mapping[str, RunFigure]
    verdicts: Mapping[str, bool]
    asked: Mapping[str, str]


@dataclass(frozen=True)
class Changes:
    """What a run does better and worse than the one before it: ids with their questions."""

    better: tuple[tuple[str, str], ...] = ()
    worse: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plot:
    """A metric over the runs that have it, oldest first, as SVG path data in a view box of WIDTH by HEIGHT: the values,
    the band of their intervals, and the dots.
    """

    metric: str
    path: str
    band: str
    dots: tuple[tuple[float, float], ...]


def read_runs(data: Path) -> list[EvaluationRun]:
    """Return the runs in the data folder, newest first; what is no report of a run with questions is left out."""
    found = []
    for path in (data / FOLDER).glob("*/report.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            found.append(_run(path))
    return sorted(found, key=lambda run: (run.at, run.name), reverse=True)[:_MOST]


def changes(now: EvaluationRun, before: EvaluationRun) -> Changes:
    """Return which questions of both runs, in the same words, went right in only one of them. Pure."""
    both = [id for id, words in now.asked.items() if before.asked.get(id) == words]
    turned = [id for id in both if now.verdicts[id] != before.verdicts[id]]
    pairs = [(id, now.asked[id]) for id in turned]
    return Changes(
        tuple(pair for pair in pairs if now.verdicts[pair[0]]),
        tuple(pair for pair in pairs if not now.verdicts[pair[0]]),
    )


def plots(runs: Sequence[EvaluationRun]) -> list[Plot]:
    """Return a plot of each headline that at least two runs have; `runs` are newest first. Pure."""
    drawn = []
    for metric in HEADLINES:
        figures = [run.figures[metric] for run in reversed(runs) if metric in run.figures]
        if len(figures) > 1:
            drawn.append(_plot(metric, figures))
    return drawn


def _plot(metric: str, figures: Sequence[RunFigure]) -> Plot:
    step = (WIDTH - 2 * _EDGE) / (len(figures) - 1)
    across = [round(_EDGE + i * step, 1) for i in range(len(figures))]

    def points(values: Sequence[float]) -> list[tuple[float, float]]:
        return [(x, round(HEIGHT - _EDGE - y * (HEIGHT - 2 * _EDGE), 1)) for x, y in zip(across, values, strict=True)]

    values = points([figure.value for figure in figures])
    low, high = points([figure.low for figure in figures]), points([figure.high for figure in figures])
    corners = [*low, *reversed([(x, y) for (x, _), (_, y) in zip(low, high, strict=True)])]
    return Plot(metric, _path(values), f"{_path(corners)} Z", tuple(values))


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)


def _run(path: Path) -> EvaluationRun:
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    metrics = {name: report["metrics"][name] for name in HEADLINES if report["metrics"].get(name, {}).get("n")}
    return EvaluationRun(
        name=path.parent.name,
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        questions=int(report["counts"]["questions"]),
        figures={
            name: RunFigure(each["value"], each["low"], each["high"], each["n"]) for name, each in metrics.items()
        },
        verdicts={each["id"]: bool(each["right"]) for each in report["questions"]},
        asked={each["id"]: each["question"] for each in report["questions"]},
    )
