"""How much memory answering costs: megabytes for each 1,000 questions, measured in the process that answers.

    python -m eval.bench.memory [--data DIR] [--questions 1500]

The first questions fill caches; what is asked for is how much the last half adds.
"""

from __future__ import annotations

import gc
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.bench.speed import questions_about
from index.search.library import open_library
from index.settings import Settings
from qa.ask import ask

EVERY = 100


def main(
    data: Annotated[Path, typer.Option(metavar="MAP", help="Gegevensmap met een index.")] = Path("data"),
    questions: Annotated[int, typer.Option(metavar="N", help="Hoeveel vragen, elk anders.")] = 1500,
) -> None:
    """Meet hoeveel geheugen vragen kosten."""
    used = measure(Settings().model_copy(update={"data": data, "model": None}), questions=questions)
    half = len(used) // 2
    grown = (used[-1] - used[half]) / (len(used) - 1 - half) / EVERY * 1000
    sys.stdout.write(f"{grown:.1f} MB per 1.000 vragen (van vraag {half * EVERY} tot {(len(used) - 1) * EVERY})\n")


def measure(settings: Settings, *, questions: int) -> list[float]:
    """Return the megabytes that this process holds before the first question, and after each hundred."""
    with closing(open_library(settings)) as library:
        used = [held()]
        texts = [passage.text for passage in library.passages.values()]
        for number, question in enumerate(questions_about(texts, count=questions), 1):
            ask(question, library=library, settings=settings)
            if number % EVERY == 0:
                used.append(held())
                sys.stdout.write(f"{number:6} vragen: {used[-1]:.1f} MB\n")
                sys.stdout.flush()
    return used


def held() -> float:
    """Return the megabytes of memory that this process holds, without what waits to be collected."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    typer.run(main)
