"""The report as one HTML page that stands alone: no network, everything escaped, script and style
named by their hash. Pure.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from eval.match import Corpus
from eval.measure.result import Result, failures
from eval.report.build import STEPS
from eval.report.entries import QuestionEntry, show
from eval.report.labels import (
    FAILURE_LABELS,
    KIND_LABELS,
    METRIC_LABELS,
    STATUS_LABELS,
    comparability,
    decimal,
    difference,
    figure,
    interval,
    judge_name,
    made_with,
    program,
    verdict,
)
from eval.report.plots import recall_chart, risk_chart
from qa.check.reasons import MEANING

TILES = ("recall@5", "attribution", "fact_recall", "citation_valid", "evidence_shown", "abstention", "false_refusal")
TYPE_METRICS = ("recall@5", "mrr@10", "fact_recall", "attribution", "evidence_shown", "abstention", "false_refusal")
STEP_LABELS = dict(zip(STEPS, ("zoeken", "antwoorden", "controleren", "samen"), strict=True))


def render(report: Mapping[str, Any], results: Sequence[Result], *, corpus: Corpus) -> str:
    """Return the HTML page of a `report` built from `results`."""
    shown = _shown(report, results, corpus)
    return _page(
        "report.html",
        report,
        script="report.js",
        made_with=made_with,
        comparability=comparability,
        verdict=verdict,
        metric_labels=METRIC_LABELS,
        failure_labels=FAILURE_LABELS,
        status_labels=STATUS_LABELS,
        step_labels=STEP_LABELS,
        tiles=TILES,
        type_metrics=TYPE_METRICS,
        charts=[recall_chart(report), risk_chart(report)],
        shown=shown,
        anchors={each.question.id: each.anchor for each in shown},
    )


def render_checks(report: Mapping[str, Any]) -> str:
    """Return the HTML page of a `report` of the check alone."""
    return _page("checks.html", report, program=program)


def _page(template: str, report: Mapping[str, Any], *, script: str | None = None, **values: Any) -> str:
    style, code = (_read(name) if name else "" for name in ("report.css", script))
    page = (
        _environment()
        .get_template(template)
        .render(
            report=report,
            style=Markup(style),  # files of ours
            script=Markup(code),
            style_hash=_hash(style),
            script_hash=_hash(code) if code else "",
            kind_labels=KIND_LABELS,
            judge_name=judge_name,
            meaning=MEANING,
            **values,
        )
    )
    return page + "\n"


def _read(name: str) -> str:
    return files("eval.report").joinpath("templates", name).read_text(encoding="utf-8")


def _shown(report: Mapping[str, Any], results: Sequence[Result], corpus: Corpus) -> list[QuestionEntry]:
    """Return all questions, those that went wrong first."""
    comparison = report["comparison"] or {"questions": []}
    changes = {each["id"]: each for each in comparison["questions"]}
    shown = [
        (failed, show(result, number=number, corpus=corpus, change=changes.get(result.question.id)))
        for number, result in enumerate(results, 1)
        for failed in [len(failures(result)) + 10 * (result.fault is not None) + 5 * (not result.right)]
    ]
    return [each for _, each in sorted(shown, key=lambda pair: -pair[0])]


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"decimal": decimal, "interval": interval, "difference": difference, "figure": figure}
    return environment


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
