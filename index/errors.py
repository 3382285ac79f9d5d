"""Every fault that a person can meet, each with what to do next.

BriefwijzerError
├── ReadError          one file could not be read; the rest of the batch goes on
├── SettingsError      a setting is wrong or names something that is not there
├── StoreError         a store (catalog, vectors) cannot be opened or does not fit the settings
│   └── BusyError      another process is indexing
├── NotIndexedError    what was asked for is not in the index
├── ModelError         the language model did not give a usable reply
├── TooManyRequestsError  someone asks more than one may
└── OverloadedError    everyone together asks more than can be answered
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Reason = Literal[
    "encrypted",
    "no_text_layer",
    "not_text",
    "damaged",
    "empty",
    "too_large",
    "too_slow",
    "wrong_type",
    "duplicate",
    "unreadable",
]


class BriefwijzerError(Exception):
    """`message` says in Dutch what is wrong, `help` what to do about it."""

    def __init__(self, message: str, *, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return f"{self.message} {self.help}"


class ReadError(BriefwijzerError):
    """A file could not be read. `reason` is the stable word for reports and tests."""

    def __init__(self, reason: Reason, message: str, *, help: str) -> None:
        super().__init__(message, help=help)
        self.reason: Reason = reason

    def __reduce__(
        self,
    ) -> tuple[object, ...]:  # keyword-only arguments do not survive pickling by themselves
        return (_read_error, (self.reason, self.message, self.help))


def _read_error(reason: Reason, message: str, help: str) -> ReadError:
    return ReadError(reason, message, help=help)


class SettingsError(BriefwijzerError):
    """A setting is wrong or names something that is not there."""


class StoreError(BriefwijzerError):
    """A store cannot be opened, or was made with other settings."""


class BusyError(StoreError):
    """Another process is indexing in the same data folder."""


class NotIndexedError(BriefwijzerError):
    """What was asked for is not in the index."""


def nothing_indexed(data: Path) -> NotIndexedError:
    """Return that the data folder holds no letters, and how to add some."""
    return NotIndexedError(
        f"Er zijn nog geen brieven geïndexeerd in de gegevensmap {data.absolute()}.",
        help="Voeg brieven toe met `briefwijzer index MAP`, bijvoorbeeld `briefwijzer index letters`. Staat de index "
        "in een andere map? Noem die met --data MAP of met de instelling BRIEFWIJZER_DATA.",
    )


class ModelError(BriefwijzerError):
    """The language model did not give a usable reply."""


class TooManyRequestsError(BriefwijzerError):
    """Someone asks more than one may."""


class OverloadedError(BriefwijzerError):
    """Everyone together asks more than can be answered."""
