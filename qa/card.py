"""What is said to a person as a person: where help is, what letters do not decide, a greeting back.

The words are in notices.tsv, those who help in helplines.toml or in the file that the settings name.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.settings import Settings
from qa.notices import notice
from qa.records import Card, CardKind, Helpline

logger = logging.getLogger(__name__)

OURS = Path(__file__).with_name("helplines.toml")

_WITH_LETTERS = frozenset(("bullying", "shut_out", "advice"))
_WITHOUT_TITLE = frozenset(("greeting", "thanks", "insult"))
_BROKEN = "De hulplijnen in %s konden niet worden gelezen (%s); die van Briefwijzer zelf worden getoond."


def card(kind: CardKind, language: str, settings: Settings) -> Card:
    """Return the card of a kind in `language` (ISO 639-1)."""
    title = "" if kind in _WITHOUT_TITLE else notice(f"{kind}_title", language)
    return Card(kind, notice(f"{kind}_text", language), title, helplines(kind, language, settings))


def letters_help(kind: CardKind) -> bool:
    """Whether what the letters say belongs below the card."""
    return kind in _WITH_LETTERS


def helplines(kind: CardKind, language: str, settings: Settings) -> tuple[Helpline, ...]:
    """Return who helps, in the order of the file. Where that of the settings cannot be read, a log says so, and ours is
    read.
    """
    if settings.helplines:
        try:
            return _of(_read(settings.helplines), kind, language)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            logger.warning(_BROKEN, settings.helplines, f"{type(fault).__name__}: {fault}")
    return _of(_read(OURS), kind, language)


def _of(read: Sequence[Mapping[str, Any]], kind: CardKind, language: str) -> tuple[Helpline, ...]:
    return tuple(
        Helpline(_in(each["name"], language), _in(each["about"], language), each.get("phone", ""), each.get("site", ""))
        for each in read
        if kind in each["kinds"]
    )


def _in(said: str | Mapping[str, str], language: str) -> str:
    return said if isinstance(said, str) else said.get(language) or said["nl"]


@lru_cache(maxsize=2)
def _read(path: Path) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["helpline"]
    return found
