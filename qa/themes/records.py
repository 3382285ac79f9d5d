"""The records of themes. Every quote is a citation: `document.text[start:end] == quote`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Letter
from qa.records import Citation


@dataclass(frozen=True)
class LetterOnTheme:
    """What one letter says about a theme: the sentences that say most, in the letter's order, and the others."""

    letter: Letter
    citations: Sequence[Citation]
    others: Sequence[Citation]


@dataclass(frozen=True)
class Change:
    """A sentence of a letter, and one of a later letter that says otherwise of the same."""

    older: Citation
    newer: Citation
    same_sender: bool


@dataclass(frozen=True)
class Theme:
    """A theme under its name as the letters write it; `id` is that name for an address.

    `letters` are in order of time, those without a date last. `also` are other terms of the same sentences.
    """

    id: str
    name: str
    also: Sequence[str]
    letters: Sequence[LetterOnTheme]
    changes: Sequence[Change]


@dataclass(frozen=True)
class Themes:
    """The themes of a library, those that run through most letters first, and all changes, the newest first.

    `unread` counts the letters that were left out because there are too many.
    """

    themes: Sequence[Theme]
    changes: Sequence[Change]
    unread: int = 0
