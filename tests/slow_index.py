"""Index a folder and print every step, in a process of its own: `python -m tests.slow_index FOLDER DATA EMBEDDER`."""

import sys
from pathlib import Path

from index.indexer import index_paths
from index.report import Progress
from index.settings import Settings


def _say(progress: Progress) -> None:
    sys.stdout.write(f"{progress.stage} {progress.done} {progress.name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    folder, data, embedder = sys.argv[1:]
    index_paths([Path(folder)], settings=Settings(data=Path(data), embedder=embedder), on_progress=_say)
