"""Index a folder, ask every question about it, and write what came of it into one folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.check.cases import Case
from eval.check.measure import measure_checks
from eval.compare.earlier import EarlierRun
from eval.compare.made_with import made_with, program
from eval.compare.runs import compare
from eval.compare.spread import spread
from eval.jsonl import InputError
from eval.match import Corpus
from eval.measure.ablation import RETRIEVAL, WITHOUT_MODEL, ablation
from eval.measure.asking import OnProgress, Step, answerer, ask_again, ask_without
from eval.measure.judges import open_judges
from eval.measure.model_part import model_part
from eval.measure.verdicts import Verdict
from eval.questions.questions import LabelledQuestion, with_files
from eval.report.build import build_report
from eval.report.page import render, render_checks
from index.settings import Settings

if TYPE_CHECKING:
    from index.run.report import IndexProgress
    from index.search.library import Library

ANSWERS = "answers.jsonl"
REPORT, PAGE = "report.json", "report.html"


def evaluation_settings(settings: Settings, *, letters: Path, out: Path) -> Settings:
    """Return `settings` with every store under `out / "data"`, so that a run never touches letters in use.

    Raises InputError where the results would be indexed, or an index in use replaced.
    """
    data = out / "data"
    if data.resolve() == settings.data.resolve():
        raise InputError(
            f"In {data} staat de index die in gebruik is; meten zou die vervangen.",
            help="Kies met --out een andere map.",
        )
    if out.resolve().is_relative_to(letters.resolve()):
        raise InputError(
            f"De map {out} ligt in de map met brieven; dan zouden de uitkomsten zelf worden geïndexeerd.",
            help="Kies met --out een map daarbuiten.",
        )
    return settings.model_copy(update={"data": data, "letters": letters, "database_url": None, "chroma_url": None})


def run(
    questions: Sequence[LabelledQuestion],
    *,
    letters: Path | None,
    out: Path,
    settings: Settings,
    on_progress: OnProgress,
    against: EarlierRun | None = None,
    ablate: bool = False,
    repeat: int = 1,
    cases: Sequence[Case] = (),
    judge: str | None = None,
    verdicts: Sequence[Verdict] = (),
) -> dict[str, Any]:
    """Return the content of OUT/report.json, after writing it beside the answers of every run and report.html.

    `settings` are those of `evaluation_settings`; without `letters` they name the index in use, which is only read, and
    questions with evidence in a file that is not in it are left out: the report names them. All questions are asked
    `repeat` times; the report is that of the first time, and says how far the others differ. A question that ends in a
    BriefwijzerError is reported as a fault and the run goes on. Raises BriefwijzerError where the folder cannot be
    indexed or opened, or no question is left.
    """
    from index.run.run import index_paths
    from index.search.library import open_library

    def on_index(progress: IndexProgress) -> None:
        step: Step = "index" if progress.stage == "read" else "embed"
        on_progress(step, progress.done, progress.total)

    for path in (out / REPORT, out / PAGE, *out.glob("answers*.jsonl")):  # never the results of an earlier run
        path.unlink(missing_ok=True)
    indexed = index_paths([letters], settings=settings, only=True, on_progress=on_index) if letters else None
    with closing(open_library(settings)) as library:
        absent: list[tuple[LabelledQuestion, str]] = []
        if letters is None:
            questions, absent = with_files(questions, {document.path for document in library.documents.values()})
        if not questions:
            raise InputError(
                "Van geen van de vragen zijn de brieven er.", help="Voeg eerst de brieven toe waar de vragen over gaan."
            )
        corpus, views = corpus_of(library), library.views
        runs = ask_again(
            questions, answerer(library, settings), repeat=repeat, out=out, corpus=corpus, on_progress=on_progress
        )
        results = runs[0]
        report = build_report(
            results, made_with=made_with(questions, library=library, indexed=indexed, settings=settings)
        )
        report["absent"] = [{"id": each.id, "file": file} for each, file in absent]
    if against:
        report["comparison"] = compare(report, results, against)
    if repeat > 1:
        report["repeat"] = spread(runs)
    if ablate and len(views) > 1:  # without its only view nothing is found
        without = ask_without(views, questions, settings=settings, corpus=corpus, on_progress=on_progress)
        metrics = RETRIEVAL if settings.model else (*RETRIEVAL, *WITHOUT_MODEL)
        report["ablation"] = ablation(results, without, metrics=metrics)

    def on_judged(done: int, total: int) -> None:
        on_progress("judge", done, total)

    judges = open_judges(settings, judge=judge)
    if settings.model:
        report["model"] = model_part(results, judges=judges, verdicts=verdicts, on_judged=on_judged)
    if cases:
        report["checks"] = measure_checks(cases, judges=judges, ablate=ablate, on_progress=on_progress)
    write_report(report, render(report, results, corpus=corpus), out)
    return report


def run_checks(
    cases: Sequence[Case],
    *,
    out: Path,
    settings: Settings,
    on_progress: OnProgress,
    ablate: bool = False,
    judge: str | None = None,
) -> dict[str, Any]:
    """Return the content of OUT/report.json where only the check is measured, after writing it and report.html."""
    judges = open_judges(settings, judge=judge)
    measured = measure_checks(cases, judges=judges, ablate=ablate, on_progress=on_progress)
    report = {**program(settings), "checks": measured}
    write_report(report, render_checks(report), out)
    return report


def write_report(report: dict[str, Any], page: str, out: Path) -> None:
    """Write report.json and report.html into `out`."""
    (out / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / PAGE).write_text(page, encoding="utf-8")


def corpus_of(library: Library) -> Corpus:
    """Return the texts and titles by which hits and citations are judged."""
    return Corpus(
        texts={document.path: document.text for document in library.documents.values()},
        titles={letter.id: letter.title for letter in library.letters.values() if letter.title},
    )
