"""Processes that read PDFs for this one, ended and replaced when a file takes too long or breaks them."""

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


class ChildProcess:
    """One process that runs `module` as a program: each line of JSON that it is given it answers with one.

    It starts at the first question, and anew after it was ended. Threads wait for each other.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def ask(self, question: object, *, seconds: float) -> dict[str, Any]:
        """Return the answer to `question`. Raises PdfTooSlowError or PdfCrashedError, never hangs."""
        late = threading.Event()
        with self._lock:
            process = self._running()

            def end() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, end)
            timer.start()
            try:
                reply = _exchange(process, json.dumps(question))
            except BaseException:
                self.stop()  # an answer that nobody took would be given to the next file
                raise
            finally:
                timer.cancel()
            if late.is_set() or not reply.endswith("\n"):
                self.stop()
                raise PdfTooSlowError if late.is_set() else PdfCrashedError
        answer: dict[str, Any] = json.loads(reply)
        return answer

    def stop(self) -> None:
        """End the process; the next question starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is not None:
            self.stop()  # it died: its pipes are closed
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        return self._process


_extract = ChildProcess("index.read.pdf.extract")


def read_lines(path: Path, *, seconds: float) -> dict[str, Any]:
    """Return what `index.read.pdf.extract.read_lines` gives for `path`. Raises PdfTooSlowError or
    PdfCrashedError, never hangs.
    """
    return _extract.ask(str(path.resolve()), seconds=seconds)


def stop() -> None:
    """End the process that reads lines; the next read starts another."""
    _extract.stop()


def _exchange(process: subprocess.Popen[str], request: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):  # it has ended: its answer is empty
        process.stdin.write(request + "\n")
        process.stdin.flush()
    return process.stdout.readline()
