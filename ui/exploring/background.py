"""What takes long to find, found once in the background."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import TypeVar

Thing = TypeVar("Thing")


def in_background(find: Callable[[], Thing]) -> Callable[[float], Thing | None]:
    """Return a function that gives what `find` finds, or None where that takes more than so many seconds.

    `find` runs once, from the first call on; a fault in it is raised at every call.
    """
    found: Future[Thing] = Future()
    lock = Lock()

    def run() -> None:
        try:
            found.set_result(find())
        except Exception as fault:  # noqa: BLE001 - raised where it is asked for
            found.set_exception(fault)

    def get(patience: float) -> Thing | None:
        with lock:
            if not (found.running() or found.done()):
                found.set_running_or_notify_cancel()
                Thread(target=run, name="themes", daemon=True).start()
        try:
            return found.result(timeout=patience)
        except TimeoutError:
            if found.done():
                raise
            return None

    return get
