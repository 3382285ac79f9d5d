"""Compare retrieval: the same questions over the same passages, by Briefwijzer and by what people use otherwise.

    python -m eval.bench.retrieval QUESTIONS.jsonl --letters DIR [QUESTIONS.jsonl --letters DIR …] [--out DIR]

Peers search the passage texts alone, as such set-ups do; Briefwijzer puts the letter's data in front, and so does
`bm25_context`. All use the packaged encoder, so that only the way of searching differs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval.bench.framework import FrameworkError, install_haystack
from eval.bench.judge import METRICS, Run, ask_all, library_search, row, score_run
from eval.bench.peers import BareModel, bm25_search, cached_vectors, dense_search, fingerprint, rrf_search
from eval.jsonl import InputError
from eval.questions.questions import LabelledQuestion, check_files, read_questions
from eval.run import corpus_of, evaluation_settings
from index.errors import BriefwijzerError
from index.letters.passages import context_line
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.settings import PACKAGED_EMBEDDER, Settings
from qa.question.leaning.follow_up import standalone

OWN = "briefwijzer"
LABELS = {
    OWN: "Briefwijzer",
    "bm25": "BM25 (bm25s)",
    "bm25_context": "BM25, briefgegevens ervoor",
    "dense": "vectoren (kale model)",
    "rrf": "BM25 + vectoren (RRF)",
    "haystack": "Haystack, hybride",
}
WITH_INTERVAL = ("recall@1", "recall@5", "ndcg@10")

WIDTH = 140
"""Columns of text that the table gets where no terminal says how many there are."""


@dataclass(frozen=True)
class QuestionSet:
    """Questions that the letters in a folder answer, under a name that no other set of the run has."""

    name: str
    questions: Sequence[LabelledQuestion]
    letters: Path


def main(
    questions: Annotated[list[Path], typer.Argument(metavar="VRAGEN.jsonl", help="Vragen met hun bewijs.")],
    letters: Annotated[list[Path], typer.Option(metavar="MAP", help="De map bij de vragen; één per vragenbestand.")],
    out: Annotated[Path, typer.Option(metavar="MAP", help="Hier komen index en uitkomsten.")] = Path("runs/bench"),
) -> None:
    """Vergelijk het zoeken van Briefwijzer met andere manieren, op dezelfde vragen en passages."""
    errors = Console(stderr=True)
    try:
        sets = read_sets(questions, letters)
        model = BareModel()
        for each in sets:
            report = measure(each, out=out, model=model, errors=errors)
            folder = out / each.name
            (folder / "retrieval.json").write_text(
                json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
            Console(width=None if sys.stdout.isatty() else WIDTH).print(table(report))
    except BriefwijzerError as fault:
        errors.print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from fault


def read_sets(questions: Sequence[Path], letters: Sequence[Path]) -> list[QuestionSet]:
    """Return the question sets, all checked before anything is measured. Raises InputError for what does not fit."""
    if len(questions) != len(letters):
        raise InputError(
            f"Er zijn {len(questions)} vragenbestanden en {len(letters)} mappen.",
            help="Geef bij elk vragenbestand een map met --letters, in dezelfde volgorde.",
        )
    sets: list[QuestionSet] = []
    for path, folder in zip(questions, letters, strict=True):
        asked = [question for question in read_questions(path) if question.answerable]
        check_files(asked, folder)
        if not asked:
            raise InputError(f"In {path} staat geen vraag met bewijs.", help="Kies vragen met 'evidence'.")
        name = path.parent.name if path.stem == "questions" else path.stem
        if name in {each.name for each in sets}:
            raise InputError(f"Twee vragenbestanden heten {name}.", help="Hernoem er een.")
        sets.append(QuestionSet(name, asked, folder))
    return sets


def measure(asked: QuestionSet, *, out: Path, model: BareModel, errors: Console) -> dict[str, Any]:
    """Return the content of OUT/NAME/retrieval.json. What lies in `out` from before is reused where it fits."""
    folder = out / asked.name
    own_embedder = Settings().model_copy(update={"embedder": PACKAGED_EMBEDDER})
    settings = evaluation_settings(own_embedder, letters=asked.letters, out=folder)
    errors.print(f"{asked.name}: index bijwerken", highlight=False)
    index_paths([asked.letters], settings=settings, only=True)
    words = [standalone(question.question, question.history) for question in asked.questions]
    with closing(open_library(settings)) as library:
        corpus = corpus_of(library)
        texts = [passage.text for passage in library.passages.values()]
        systems: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for name, start in _systems(library, texts, words, out=out, folder=folder, model=model):
            errors.print(f"{asked.name}: {LABELS[name]}", highlight=False)
            try:
                run = start()
            except FrameworkError as fault:
                systems[name] = {"fault": fault.message}
                continue
            scores = score_run(run, asked.questions, library=library, corpus=corpus)
            own = own or scores
            systems[name] = row(run, scores, against=own)
        return {
            "set": asked.name,
            "questions": len(words),
            "documents": len(library.documents),
            "passages": len(texts),
            "passages_fingerprint": fingerprint(texts),
            "views": list(library.views),
            "versions": {name: version(name) for name in ("bm25s", "PyStemmer", "sentence-transformers", "torch")},
            "systems": systems,
        }


def _systems(
    library: Library, texts: Sequence[str], questions: Sequence[str], *, out: Path, folder: Path, model: BareModel
) -> Iterator[tuple[str, Callable[[], Run]]]:
    """Yield every system, Briefwijzer first, with what makes it answer the questions."""
    passages = library.passages.values()
    yield OWN, partial(ask_all, library_search(library), questions)
    bm25 = bm25_search(texts)
    yield "bm25", partial(ask_all, bm25, questions)
    with_context = [f"{context_line(library.letters[each.letter_id], each)}\n{each.text}" for each in passages]
    yield "bm25_context", partial(ask_all, bm25_search(with_context), questions)
    peers = folder / f"peers-{model.folder.name}"
    with model.all_threads():
        vectors = cached_vectors(texts, model.passages, folder=peers)
    dense = dense_search(vectors, model)
    yield "dense", partial(ask_all, dense, questions)
    yield "rrf", partial(ask_all, rrf_search([bm25, dense], size=len(texts)), questions)
    yield "haystack", lambda: install_haystack(out / "haystack").run(texts, questions, model=model, folder=peers)


def table(report: dict[str, Any]) -> Table:
    """Return the comparison of one question set as a person reads it."""
    shown = Table(
        title=f"{report['set']}: {report['questions']} vragen over {report['passages']} passages "
        f"van {report['documents']} bestanden",
        caption="Eronder het 95%-gebied. Verschil: ndcg@10 min die van Briefwijzer, per vraag.",
    )
    shown.add_column("Manier van zoeken", no_wrap=True)
    for name in (*METRICS, "verschil"):
        shown.add_column(name, justify="center")
    shown.add_column("p50 ms", justify="right")
    for name, system in report["systems"].items():
        if "fault" in system:
            shown.add_row(f"{LABELS[name]}: niet gemeten")
            shown.caption = f"{shown.caption}\n{system['fault']}"
            continue
        figures = {metric: _two_lines(value) for metric, value in system["metrics"].items()}
        values = [figures[metric] if metric in WITH_INTERVAL else figures[metric].split("\n")[0] for metric in METRICS]
        difference = "" if name == OWN else _two_lines(system["difference"]["ndcg@10"])
        shown.add_row(LABELS[name], *values, difference, f"{system['milliseconds']['p50']:.1f}".replace(".", ","))
    return shown


def _two_lines(metric: dict[str, float]) -> str:
    value, low, high = (f"{metric[key]:.2f}".replace(".", ",").replace("-", "−") for key in ("value", "low", "high"))
    return f"{value}\n{low} … {high}"


if __name__ == "__main__":
    typer.run(main)
