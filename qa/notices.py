"""What readers are told, in the language of their question. The texts are in notices.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def notice(name: str, language: str, **gaps: str) -> str:
    """Return the notice `name` in `language` (ISO 639-1), with `gaps` filled. Raises KeyError for an unknown one."""
    text = _notices()[name, language]
    return text.format(**gaps) if gaps else text


def names() -> frozenset[str]:
    """Return the names of all notices."""
    return frozenset(name for name, _ in _notices())


@cache
def _notices() -> Mapping[tuple[str, str], str]:
    lines = Path(__file__).with_name("notices.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(name, language): text for name, language, text in rows}
