"""Test questions that staff made of exchanges: a question file in the data folder, for `briefwijzer eval`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.dutch.words import words
from index.json_lines import json_lines
from index.settings import Settings
from index.store.catalog.connection import catalog_faults
from index.store.data_folder import close_to_others, make_private
from index.whole_file import write_whole

FOLDER, STAFF = "questions", "staff.jsonl"


@dataclass(frozen=True)
class StaffCases:
    """The test questions in the file, in order, and the numbers of the lines that are none, from 1: a file can be
    damaged, or changed by hand.
    """

    cases: tuple[Mapping[str, Any], ...]
    damaged: tuple[int, ...]


def case_file(settings: Settings) -> Path:
    """Return where the test questions of staff are, or come."""
    return settings.data / FOLDER / STAFF


def read_staff_cases(settings: Settings) -> StaffCases:
    """Return the test questions of staff. Raises StoreError where the file cannot be read."""
    lines = _lines(case_file(settings))
    return StaffCases(
        tuple(case for _, _, case in lines if case), tuple(number for number, _, case in lines if not case)
    )


def put_case(case: Mapping[str, Any], settings: Settings) -> Path:
    """Put a test question into the file, in the place of the one that asks the same in the same words; return the file.
    A damaged line stays as it is.

    Whoever reads meanwhile sees the file as it was, or as it becomes. Raises StoreError.
    """
    from filelock import FileLock

    file = case_file(settings)
    with catalog_faults(file):
        make_private(settings.data)
        file.parent.mkdir(exist_ok=True)
        close_to_others(file.parent)
        with FileLock(file.with_suffix(".lock")):
            kept = [line for _, line, each in _lines(file) if each is None or _asked(each) != _asked(case)]
            lines = (*kept, json.dumps(case, ensure_ascii=False).encode())
            write_whole(file, b"".join(line + b"\n" for line in lines))
    return file


def _lines(file: Path) -> list[tuple[int, bytes, Mapping[str, Any] | None]]:
    """Return the lines of the file: the number, the bytes, and the test question, None where it is none."""
    with catalog_faults(file):
        return [(number, line, _case(line)) for number, line in json_lines(file)] if file.is_file() else []


def _case(line: bytes) -> Mapping[str, Any] | None:
    try:
        said = json.loads(line.decode())
    except ValueError:
        return None
    is_case = isinstance(said, dict) and all(isinstance(said.get(name), str) for name in ("id", "question"))
    return said if is_case else None


def _asked(case: Mapping[str, Any]) -> list[str]:
    return words(case["question"])
