"""A process that works on files for this one, ended and replaced when a file takes too long, too much memory, or breaks
it.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any


class ChildTooSlowError(Exception):
    """The file took more time than it may."""


class ChildOutOfMemoryError(Exception):
    """The file took more memory than it may."""


class ChildSaysTooMuchError(Exception):
    """What came out of the file is more than may come back."""


class ChildCrashedError(Exception):
    """The file broke the process."""


class ChildProcess:
    """One process that runs `module` as a program: each line of JSON that it is given it answers with one, as
    `index.read.child_program` does.

    It starts at the first question, and anew after it was ended. Threads wait for each other.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def ask(self, question: object, *, seconds: float, most: int = 200_000_000) -> dict[str, Any]:
        """Return the answer to `question`, of at most `most` characters. Raises a fault of those above, never hangs."""
        late = threading.Event()
        with self._lock:
            process = self.start()

            def end() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds, end)
            timer.start()
            try:
                reply = _exchange(process, json.dumps(question), most)
            except BaseException:
                self.stop()  # an answer that nobody took would be given to the next file
                raise
            finally:
                timer.cancel()
            if late.is_set() or not reply.endswith("\n"):
                self.stop()
                if late.is_set():
                    raise ChildTooSlowError
                raise ChildSaysTooMuchError if len(reply) == most else ChildCrashedError
            answer: dict[str, Any] = json.loads(reply)
            if answer.get("error") == "memory":
                self.stop()  # what it still holds would count for the next file
                raise ChildOutOfMemoryError
        return answer

    def start(self) -> subprocess.Popen[str]:
        """Start the process where it does not run yet, without waiting for it."""
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

    def stop(self) -> None:
        """End the process; the next question starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # it ended before it took all that it was given
                    pipe.close()  # type: ignore[union-attr]
            self._process = None


def _exchange(process: subprocess.Popen[str], request: str, most: int) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):  # it has ended: its answer is empty
        process.stdin.write(request + "\n")
        process.stdin.flush()
    return process.stdout.readline(most)
