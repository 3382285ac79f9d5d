"""Days in the forms of the desk: of the time zone of the server. Pure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta


def begin_of_day(said: str) -> datetime | None:
    """Return the first moment of a day such as 2026-03-31, None where that is no day."""
    with suppress(ValueError, OverflowError):
        return _begin(date.fromisoformat(said))
    return None


def end_of_day(said: str) -> datetime | None:
    """Return the first moment after a day, None where that is no day."""
    with suppress(ValueError, OverflowError):
        return _begin(date.fromisoformat(said) + timedelta(days=1))
    return None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
