"""One child process that reads PDFs for this one, ended and replaced when a file takes too long or breaks it."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any


class PdfTooSlowError(Exception):
    """The file took more time than it may."""


class PdfCrashedError(Exception):
    """The file broke the process that read it."""


_lock = threading.Lock()
_process: subprocess.Popen[str] | None = None


def read_lines(path: Path, *, seconds: float) -> dict[str, Any]:
    """Return what `index.read.pdf.extract.read_lines` gives for `path`. Raises PdfTooSlowError or
    PdfCrashedError, never hangs.
    """
    late = threading.Event()
    with _lock:
        process = _running()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            reply = _exchange(process, json.dumps(str(path.resolve())))
        except BaseException:
            stop()  # an answer that nobody took would be given to the next file
            raise
        finally:
            timer.cancel()
        if late.is_set() or not reply.endswith("\n"):
            stop()
            raise PdfTooSlowError if late.is_set() else PdfCrashedError
    answer: dict[str, Any] = json.loads(reply)
    return answer


def _exchange(process: subprocess.Popen[str], request: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):  # it has ended: its answer is empty
        process.stdin.write(request + "\n")
        process.stdin.flush()
    return process.stdout.readline()


def _running() -> subprocess.Popen[str]:
    global _process  # noqa: PLW0603  one process per program, started when the first PDF comes
    if _process is not None and _process.poll() is not None:
        stop()  # it died: its pipes are closed
    if _process is None:
        _process = subprocess.Popen(
            [sys.executable, "-m", "index.read.pdf.extract"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
    return _process


@atexit.register
def stop() -> None:
    """End the child process; the next read starts another."""
    global _process  # noqa: PLW0603
    if _process is not None:
        _process.kill()
        _process.communicate()
        _process = None
