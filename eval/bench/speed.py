"""How fast Briefwijzer searches and indexes, against the plain parts it is made of, measured by turns in one run.

    python -m eval.bench.speed [--letters DIR] [--out DIR]

Another machine, or a busy one, gives other milliseconds; what Briefwijzer takes for each that the bare model or plain
BM25 takes stays about the same. The figures of indexing want an idle machine: other programs slow the bare model's
threads most.
"""

from __future__ import annotations

import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from eval.bench.peers import BareModel, bm25_search
from eval.bench.synthetic import SEED, write_letters
from eval.run import evaluation_settings
from index.errors import BriefwijzerError
from index.run.run import index_paths
from index.search.dense import PASSAGES, SENTENCES
from index.search.library import Library, open_library
from index.settings import PACKAGED_EMBEDDER, Settings

QUESTIONS = 200
LETTERS = 435
"""How many synthetic letters: about 5,000 passages."""

BLOCK = 20
"""Questions that one system answers before it is another's turn."""

SAMPLE = 1_000
"""Passages that are indexed anew to see how fast that goes."""

ALL, LEXICAL, EMBED, BM25 = "search", "search, lexical views", "embed the question", "bm25s"
LABELS = {
    ALL: "Briefwijzer zoekt",
    LEXICAL: "  alleen op woorden",
    EMBED: "kaal model: vector van de vraag",
    BM25: "kale bm25s",
}


def main(
    letters: Annotated[Path | None, typer.Option(metavar="MAP", help="Brieven; anders worden er gemaakt.")] = None,
    out: Annotated[Path, typer.Option(metavar="MAP", help="Hier komen index en uitkomsten.")] = Path("runs/speed"),
) -> None:
    """Meet hoe snel Briefwijzer zoekt en indexeert, naast het kale model en kale BM25."""
    errors = Console(stderr=True)
    try:
        report = measure(letters, out=out, errors=errors)
    except BriefwijzerError as fault:
        errors.print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from fault
    (out / "speed.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    Console().print(table(report))


def measure(letters: Path | None, *, out: Path, errors: Console) -> dict[str, Any]:
    """Return the content of OUT/speed.json. An index in `out` is reused where it fits."""
    model = BareModel()
    folder = letters or out / f"letters-{LETTERS}-{SEED}"
    if letters is None and not folder.exists():
        write_letters(folder, count=LETTERS)
    settings = evaluation_settings(
        Settings().model_copy(update={"embedder": PACKAGED_EMBEDDER}), letters=folder, out=out
    )
    errors.print("index bijwerken", highlight=False)
    index_paths([folder], settings=settings, only=True)
    with ExitStack() as opened:
        library = opened.enter_context(closing(open_library(settings)))
        texts = [passage.text for passage in library.passages.values()]
        searches: dict[str, Callable[[str], object]] = {ALL: library.search}
        parts = {LEXICAL: {SENTENCES, PASSAGES}} | {
            f"search, {view} alone": set(library.views) - {view} for view in library.views
        }
        for name, left_out in parts.items():
            searches[name] = opened.enter_context(closing(open_library(settings, without=left_out))).search
        searches |= {EMBED: model.query, BM25: bm25_search(texts)}
        errors.print("vragen stellen", highlight=False)
        times = by_turns(searches, questions_about(texts, count=QUESTIONS))
        errors.print("opnieuw indexeren", highlight=False)
        throughput = _throughput(library, folder, settings=settings, out=out, model=model)
    p50 = {name: float(np.median(taken)) for name, taken in times.items()}
    return {
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "corpus": {"synthetic": letters is None, "passages": len(texts), "questions": QUESTIONS},
        "milliseconds": {
            name: {
                "p50": round(p50[name], 2),
                "p95": round(float(np.percentile(taken, 95)), 2),
                "to_model": round(p50[name] / p50[EMBED], 2),
                "to_bm25s": round(p50[name] / p50[BM25], 2),
            }
            for name, taken in times.items()
        },
        "passages_per_second": throughput,
    }


def questions_about(texts: Sequence[str], *, count: int) -> list[str]:
    """Return `count` questions, always the same ones, in six words that stand next to each other in a passage."""
    chance = random.Random(SEED)
    found = []
    for text in chance.choices(texts, k=count):
        words = text.split()
        at = chance.randrange(max(1, len(words) - 5))
        found.append(f"Wat staat er over {' '.join(words[at : at + 6])}?")
    return found


def by_turns(searches: Mapping[str, Callable[[str], object]], questions: Sequence[str]) -> dict[str, list[float]]:
    """Return the milliseconds of every question by every search, in blocks by turns, so that all meet the same moments.

    The first question of a turn is asked once before, untimed.
    """
    times: dict[str, list[float]] = {name: [] for name in searches}
    for start in range(0, len(questions), BLOCK):
        block = questions[start : start + BLOCK]
        for name, search in searches.items():
            search(block[0])
            for question in block:
                since = time.perf_counter()
                search(question)
                times[name].append((time.perf_counter() - since) * 1000)
    return times


def _throughput(library: Library, folder: Path, *, settings: Settings, out: Path, model: BareModel) -> dict[str, float]:
    """Return passages a second of an index run over part of the letters, and of the bare model over the same passages.

    The bare model's is the better of one thread and of as many as torch takes.
    """
    document_of = {letter.id: letter.document_id for letter in library.letters.values()}
    texts: list[str] = []
    chosen: set[str] = set()
    for passage in library.passages.values():
        document = document_of[passage.letter_id]
        if len(texts) >= SAMPLE and document not in chosen:
            break
        chosen.add(document)
        texts.append(passage.text)
    files = [folder / library.documents[document].path for document in sorted(chosen)]
    with tempfile.TemporaryDirectory(dir=out, ignore_cleanup_errors=True) as fresh:
        since = time.perf_counter()
        index_paths(files, settings=settings.model_copy(update={"data": Path(fresh)}))
        own = len(texts) / (time.perf_counter() - since)
    one = _rate(model, texts)
    with model.all_threads():
        bare = max(one, _rate(model, texts))
    return {"index": round(own, 1), "model": round(bare, 1), "to_model": round(own / bare, 2)}


def _rate(model: BareModel, texts: Sequence[str]) -> float:
    since = time.perf_counter()
    model.passages(texts)
    return len(texts) / (time.perf_counter() - since)


def table(report: Mapping[str, Any]) -> Table:
    """Return the figures as a person reads them."""
    made = "gemaakte brieven" if report["corpus"]["synthetic"] else "brieven"
    shown = Table(
        title=f"{report['corpus']['questions']} vragen over {report['corpus']['passages']} passages van {made}",
        caption="× model en × bm25s: zoveel keer wat het kale model en kale bm25s in dezelfde ronde deden.",
    )
    shown.add_column("")
    for name in ("p50 ms", "p95 ms", "passages/s", "× model", "× bm25s"):
        shown.add_column(name, justify="right")
    for name, taken in report["milliseconds"].items():
        label = LABELS.get(name) or f"  alleen '{name.split()[1]}'"
        figures = [_dutch(taken[key]) for key in ("p50", "p95", "to_model", "to_bm25s")]
        shown.add_row(label, *figures[:2], "", *figures[2:])
    rates = report["passages_per_second"]
    shown.add_section()
    shown.add_row("Briefwijzer indexeert", "", "", _dutch(rates["index"]), _dutch(rates["to_model"]), "")
    shown.add_row("kaal model: vectoren van passages", "", "", _dutch(rates["model"]), _dutch(1), "")
    return shown


def _dutch(number: float) -> str:
    return f"{number:.{1 if number >= 10 else 2}f}".replace(".", ",")


if __name__ == "__main__":
    typer.run(main)
