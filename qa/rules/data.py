"""The lists in this folder: Dutch words by what they do to a claim. What they are and how to review them: docs/check-data.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a file in this folder, in columns; lines with # are comments."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))
