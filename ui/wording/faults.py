"""What went wrong, as readers are told in the language of the page. Pure.

What only whoever runs Briefwijzer can act on is for the log.
"""

from __future__ import annotations

from typing import NamedTuple

from index.errors import OverloadedError, TooManyRequestsError
from ui.wording.interface import text


class FaultText(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    help: str


def fault_text(name: str, language: str, **values: object) -> FaultText:
    """Return the fault `name` of the section "faults"."""
    return FaultText(*(text(f"faults.{key}", language, **values) for key in (name, f"{name}_help")))


def fault_for_readers(fault: Exception, language: str) -> FaultText:
    """Return what a reader is told of `fault`: of what is no matter of theirs only that it went wrong."""
    match fault:
        case TooManyRequestsError():
            return fault_text("too_many", language)
        case OverloadedError():
            return fault_text("overloaded", language)
        case _:
            return fault_text("broken", language)
