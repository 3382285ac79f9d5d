"""Index a folder, ask every question about it, and write what came of it into one folder."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from eval.match import Corpus
from eval.metrics import Line, score, score_fault
from eval.questions import InputError, Question
from eval.report import Result, build_report
from eval.report_html import render
from index.errors import BriefwijzerError
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library
    from index.report import Progress, Report

OnProgress = Callable[[Literal["index", "ask"], int, int], None]
"""Called with the step, how much of it is done, and of how much."""

NOT_COMPARED = ("_key", "_url", "_base")
"""Endings of settings that say where things are or who may see them, not what is answered."""


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
) -> dict[str, Any]:
    """Return the content of OUT/report.json, after writing it beside answers.jsonl and report.html.

    `settings` are those of `evaluation_settings`. A question that ends in a BriefwijzerError is reported
    as a fault and the run goes on. Raises BriefwijzerError where the folder cannot be indexed or opened.
    """
    from index.indexer import index_paths
    from index.library import open_library
    from qa.ask import ask
    from qa.line import answer_line

    def on_index(progress: Progress) -> None:
        if progress.stage == "read":  # files are read and embedded by turns: how many are read is how far it is
            on_progress("index", progress.done, progress.total)

    for name in ("answers.jsonl", "report.json", "report.html"):  # never the results of an earlier run
        (out / name).unlink(missing_ok=True)
    indexed = index_paths([letters], settings=settings, only=True, on_progress=on_index)
    with closing(open_library(settings)) as library:
        corpus = corpus_of(library)

        def answer(question: Question) -> Line:
            said = ask(question.question, library=library, settings=settings, history=question.history)
            line: Line = answer_line(said, library=library, id=question.id)
            return line

        results = ask_all(questions, answer, path=out / "answers.jsonl", corpus=corpus, on_progress=on_progress)
        made_with = _made_with(questions, library=library, indexed=indexed, settings=settings)
    report = build_report(results, made_with=made_with)
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    (out / "report.json").write_text(text, encoding="utf-8")
    (out / "report.html").write_text(render(report, results, corpus=corpus), encoding="utf-8")
    return report


def ask_all(
    questions: Sequence[Question],
    answer: Callable[[Question], Line],
    *,
    path: Path,
    corpus: Corpus,
    on_progress: OnProgress,
) -> list[Result]:
    """Return a result for every question, in order, and write each answer to `path` as it comes.

    A line is one unbuffered write: whoever stops the run keeps whole lines only.
    """
    results: list[Result] = []
    on_progress("ask", 0, len(questions))
    with path.open("wb", buffering=0) as lines:
        for question in questions:
            try:
                line = answer(question)
            except BriefwijzerError as fault:
                result = Result(question, None, score_fault(question), fault=str(fault))
            else:
                lines.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
                result = Result(question, line, score(question, line, corpus))
            results.append(result)
            on_progress("ask", len(results), len(questions))
    return results


def corpus_of(library: Library) -> Corpus:
    """Return the texts and titles by which hits and citations are judged."""
    return Corpus(
        texts={document.path: document.text for document in library.documents.values()},
        titles={letter.id: letter.title for letter in library.letters.values() if letter.title},
    )


def _made_with(
    questions: Sequence[Question], *, library: Library, indexed: Report, settings: Settings
) -> dict[str, Any]:
    embedder = indexed.embedder.name
    compared = {"embedder": embedder} | {
        name: value
        for name, value in settings.model_dump(mode="json").items()
        if name not in {"data", "letters", "embedder"} and not name.endswith(NOT_COMPARED)
    }
    return {
        "versions": {"briefwijzer": _own_version(), "python": platform.python_version()},
        "settings": {
            "embedder": embedder,
            "model": settings.model,
            "fingerprint": _fingerprint(compared),
        },
        "documents": {
            "indexed": len(library.documents),
            "letters": len(library.letters),
            "passages": len(library.passages),
            "failed": [{"file": file.name, "reason": file.reason} for file in indexed.failed],
            "fingerprint": _fingerprint(sorted(library.documents)),
        },
        "questions_fingerprint": _fingerprint([question.model_dump(mode="json") for question in questions]),
    }


def _own_version() -> str | None:
    try:
        return version("briefwijzer")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return None


def _fingerprint(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
