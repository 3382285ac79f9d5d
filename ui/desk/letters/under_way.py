"""What is under way at the letters' page: files that were sent and wait to be taken in, and the run that indexes."""

from __future__ import annotations

from typing import Any

from index.errors import NotIndexedError
from index.run.background import read_run_log, read_uploads
from index.run.waiting import WaitingFile, waiting_files
from index.run.waiting_letters import WaitingCut, waiting_cuts
from index.settings import Settings
from ui.desk.letters.told import LETTERS, WAITING, waiting_path


def under_way(settings: Settings) -> dict[str, Any]:
    """Return what `letters_under_way.html` shows; files that nobody is reading are read from now on."""
    read_uploads(settings)
    waiting = waiting_files(settings)
    to_read = [each for each in waiting if each.status == "sent"]
    run = read_run_log(settings)
    return {
        "waiting": waiting,
        "to_read": to_read,
        "cuts": [] if to_read else _cuts([each for each in waiting if each.status == "read"], settings),
        "run": run,
        "at_work": bool(to_read or (run and run.at_work)),
        "path": LETTERS,
        "waiting_root": WAITING,
        "waiting_path": waiting_path,
    }


def _cuts(read: list[WaitingFile], settings: Settings) -> list[WaitingCut]:
    try:
        return waiting_cuts(read, settings) if read else []
    except NotIndexedError:  # somebody decided on one meanwhile
        there = {each.id for each in waiting_files(settings)}
        left = [each for each in read if each.id in there]
        return _cuts(left, settings) if len(left) < len(read) else []
