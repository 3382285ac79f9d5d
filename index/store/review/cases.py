"""Test questions that staff made of exchanges: a question file in the data folder, for `briefwijzer eval`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.dutch.words import words
from index.settings import Settings
from index.store.catalog.connection import catalog_faults
from index.store.data_folder import close_to_others, make_private

FOLDER, STAFF = "questions", "staff.jsonl"


def case_file(settings: Settings) -> Path:
    """Return where the test questions of staff are, or come."""
    return settings.data / FOLDER / STAFF


def read_staff_cases(settings: Settings) -> list[dict[str, Any]]:
    """Return the test questions of staff, in order. Raises StoreError where the file cannot be read."""
    file = case_file(settings)
    with catalog_faults(file):
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def put_case(case: Mapping[str, Any], settings: Settings) -> Path:
    """Put a test question into the file, in the place of the one that asks the same in the same words; return the file.

    Whoever reads meanwhile sees the file as it was, or as it becomes. Raises StoreError.
    """
    from filelock import FileLock

    file = case_file(settings)
    with catalog_faults(file):
        make_private(settings.data)
        file.parent.mkdir(exist_ok=True)
        close_to_others(file.parent)
        with FileLock(file.with_suffix(".lock")):
            cases = [each for each in read_staff_cases(settings) if _asked(each) != _asked(case)]
            made = file.with_suffix(".new")
            lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in [*cases, case])
            made.write_text("".join(lines), encoding="utf-8")
            close_to_others(made)
            made.replace(file)
    return file


def _asked(case: Mapping[str, Any]) -> list[str]:
    return words(case["question"])
