"""Index a folder, ask every question about it, and write what came of it into one folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.ablation import ANSWERS, RETRIEVAL, ablation
from eval.asking import OnProgress, Step, answerer, ask_all, ask_without
from eval.compare import compare
from eval.earlier import EarlierRun
from eval.jsonl import InputError
from eval.made_with import made_with
from eval.match import Corpus
from eval.questions import Question
from eval.report import build_report
from eval.report_html import render
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library
    from index.report import Progress

WRITTEN = ("answers.jsonl", "report.json", "report.html")


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
    questions: Sequence[Question],
    *,
    letters: Path,
    out: Path,
    settings: Settings,
    on_progress: OnProgress,
    against: EarlierRun | None = None,
    ablate: bool = False,
) -> dict[str, Any]:
    """Return the content of OUT/report.json, after writing it beside answers.jsonl and report.html.

    `settings` are those of `evaluation_settings`. A question that ends in a BriefwijzerError is reported
    as a fault and the run goes on. Raises BriefwijzerError where the folder cannot be indexed or opened.
    """
    from index.indexer import index_paths
    from index.library import open_library

    def on_index(progress: Progress) -> None:
        step: Step = "index" if progress.stage == "read" else "embed"
        on_progress(step, progress.done, progress.total)

    for name in WRITTEN:  # never the results of an earlier run
        (out / name).unlink(missing_ok=True)
    indexed = index_paths([letters], settings=settings, only=True, on_progress=on_index)
    with closing(open_library(settings)) as library:
        corpus, views = corpus_of(library), library.views
        answer = answerer(library, settings)
        results = ask_all(questions, answer, path=out / "answers.jsonl", corpus=corpus, on_progress=on_progress)
        report = build_report(
            results, made_with=made_with(questions, library=library, indexed=indexed, settings=settings)
        )
    if against:
        report["comparison"] = compare(report, results, against)
    if ablate and len(views) > 1:  # without its only view nothing is found
        without = ask_without(views, questions, settings=settings, corpus=corpus, on_progress=on_progress)
        metrics = RETRIEVAL if settings.model else (*RETRIEVAL, *ANSWERS)
        report["ablation"] = ablation(results, without, metrics=metrics)
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    (out / "report.json").write_text(text, encoding="utf-8")
    (out / "report.html").write_text(render(report, results, corpus=corpus), encoding="utf-8")
    return report


def corpus_of(library: Library) -> Corpus:
    """Return the texts and titles by which hits and citations are judged."""
    return Corpus(
        texts={document.path: document.text for document in library.documents.values()},
        titles={letter.id: letter.title for letter in library.letters.values() if letter.title},
    )
