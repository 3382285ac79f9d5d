"""What lies in a folder while other processes write and remove in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def seen_below(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield each file and folder below `folder` with what the system says of it, links excepted.

    What goes away during the walk is left out, where `Path.rglob` followed by `Path.stat` raises FileNotFoundError.
    """
    for at, folders, files in os.walk(folder):  # says nothing of a folder that went
        for name in (*folders, *files):
            path = Path(at, name)
            with suppress(FileNotFoundError):
                if not path.is_symlink():
                    yield path, path.lstat()
