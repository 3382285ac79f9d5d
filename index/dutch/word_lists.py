"""The lists in `index/dutch/lists`: words by what they do. What they are and how to review them: docs/check-data.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_name("lists")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a file in `index/dutch/lists`, in columns; lines with # are comments."""
    text = (LISTS / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))
