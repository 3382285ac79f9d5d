"""The bars of a run, one for each step that takes time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from eval.measure.asking import OnProgress, Step

STEP_LABELS: dict[Step, str] = {
    "index": "Brieven lezen",
    "embed": "Passages verwerken",
    "ask": "Vragen stellen",
    "ablate": "Vragen zonder zoeklaag",
    "judge": "Zinnen beoordelen",
    "check": "Zinnen controleren",
}


OTHER_BARS = {"HF_HUB_DISABLE_PROGRESS_BARS": "1", "TRANSFORMERS_VERBOSITY": "error", "TOKENIZERS_PARALLELISM": "false"}
"""What keeps the embedder's libraries from drawing and warning through the bars; read when they are imported."""


@contextmanager
def bars(console: Console) -> Iterator[OnProgress]:
    """Show the steps as they come, each with how far it is and how long it will take."""
    for name, value in OTHER_BARS.items():
        os.environ.setdefault(name, value)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("nog"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        tasks: dict[Step, TaskID] = {}

        def on_progress(step: Step, done: int, total: int) -> None:
            if step not in tasks:
                if step == "ask":  # embedding says where each group starts, not that the last one is done
                    for other in progress.tasks:
                        progress.update(other.id, completed=other.total or other.completed)
                tasks[step] = progress.add_task(STEP_LABELS[step], total=total)
            progress.update(tasks[step], completed=done, total=total)

        yield on_progress
