"""An index run in a process of its own that kills itself (SIGKILL) right before a chosen write to a store."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.support.limits import PROCESS_SECONDS

_WRITES = [
    ("index.store.vectors.VectorStore", "add"),
    ("index.store.vectors.VectorStore", "remove"),
    ("index.store.vectors.VectorStore", "drop_others"),
    ("index.run.writing.writer", "write_meta"),
    ("index.run.writing.vectors", "write_meta"),
    ("index.run.writing.writer", "write_entries"),
    ("index.run.writing.writer", "forget_files"),
]

_processes = multiprocessing.get_context("forkserver")
# imported once, in the process from which the others fork: that saves seconds for each
_processes.set_forkserver_preload(
    ["sentence_transformers", "chromadb", "alembic.config", "index.run.run", "tests.index.run.killed_run"]
)


def run_until_write(number: int, paths: Sequence[Path], settings: dict[str, Any], *, group: int) -> str | None:
    """Index `paths` and kill the run before its write `number`, from 0; return that write, None when
    it came to its end.
    """
    receiver, sender = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_run, args=(number, [str(path) for path in paths], settings, group, sender))
    process.start()
    sender.close()
    process.join(PROCESS_SECONDS)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return str(receiver.recv()) if process.exitcode else None


def run_until_read(files: int, paths: Sequence[Path], settings: dict[str, Any]) -> None:
    """Index `paths` and kill the run from here, wherever it is then, once it has read `files` files."""
    receiver, sender = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_tell, args=([str(path) for path in paths], settings, sender))
    process.start()
    sender.close()
    while receiver.poll(PROCESS_SECONDS) and receiver.recv() != ("read", files):
        pass
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, process.exitcode


def _tell(paths: list[str], settings: dict[str, Any], sender: Any) -> None:
    from index.run.run import index_paths
    from index.settings import Settings

    index_paths(
        [Path(path) for path in paths],
        settings=Settings(**settings),
        on_progress=lambda progress: sender.send((progress.stage, progress.done)),
    )


def _run(number: int, paths: list[str], settings: dict[str, Any], group: int, sender: Any) -> None:
    import index.run.run
    import index.run.writing.vectors
    import index.run.writing.writer
    import index.store.vectors
    from index.settings import Settings

    left = number

    def deadly(write: Callable[..., Any], name: str) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            if left == 0:
                sender.send(name)
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return write(*arguments, **options)

        return wrapped

    places = {
        "index.run.writing.writer": index.run.writing.writer,
        "index.run.writing.vectors": index.run.writing.vectors,
        "index.store.vectors.VectorStore": index.store.vectors.VectorStore,
    }
    for where, name in _WRITES:
        setattr(places[where], name, deadly(getattr(places[where], name), name))
    # small groups: many commits in one run
    index.run.writing.vectors.GROUP = group
    setattr(index.run.run, "GROUP", group)  # noqa: B010 - its name is imported there
    index.run.run.index_paths([Path(path) for path in paths], settings=Settings(**settings))
