"""The small Markdown of the fact sheets, as blocks that every writer sets in its own format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "fields", "paragraph", "bullets", "numbers"]

FIELD = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}: \S")
MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("title", re.compile(r"# ")),
    ("heading", re.compile(r"## ")),
    ("bullets", re.compile(r"- ")),
    ("numbers", re.compile(r"\d+\. ")),
)


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list, or group of labelled lines; `lines` are its items, without marks."""

    kind: Kind
    lines: tuple[str, ...]


def parse(text: str) -> list[Block]:
    """Return the blocks of a sheet, which blank lines part. Raises ValueError for a block of mixed lines."""
    return [_block(part.splitlines()) for part in re.split(r"\n{2,}", text.strip())]


def _block(lines: list[str]) -> Block:
    for kind, mark in MARKS:
        if mark.match(lines[0]):
            if not all(mark.match(line) for line in lines):
                raise ValueError(f"a block mixes {kind} with other lines: {lines[0]!r}")
            return Block(kind, tuple(mark.sub("", line, count=1) for line in lines))
    if all(FIELD.match(line) for line in lines):
        return Block("fields", tuple(lines))
    return Block("paragraph", (" ".join(lines),))


def label_and_value(line: str) -> tuple[str, str]:
    """Split `Datum: 24 maart 2023` into `Datum:` and ` 24 maart 2023`."""
    label, value = line.split(":", 1)
    return f"{label}:", value
