"""The lists in `index/dutch/lists`: words by what they do. What they are and how to review them: docs/check-data.md."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_name("lists")

Rows = tuple[tuple[str, ...], ...]


def read_rows(path: Path) -> Rows:
    """Return the lines of a file in UTF-8, in columns separated by tabs; blank lines and those that
    begin with # are left out.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def rows(name: str) -> Rows:
    """Return the lines of a list, in columns."""
    return read_rows(LISTS / name)


@cache
def listed(name: str) -> frozenset[str]:
    """Return all words of a list that has no columns."""
    return frozenset(word for (line,) in rows(name) for word in line.split())


@cache
def kinds(name: str, *wanted: str) -> frozenset[str]:
    """Return the words of a list that are of a kind `wanted`, by the second column, which may name several."""
    return frozenset(word for word, kind, *_ in rows(name) if not set(wanted).isdisjoint(kind.split()))


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of a group that matches any of `words`, the longest that fits."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})"
