"""Whether what a letter says holds in the time that a question asks about. Pure."""

from __future__ import annotations

from datetime import timedelta

from index.dutch.words import fold
from index.search.named import dates_in
from qa.conflict.statement import read_statement
from qa.question.periods import Period


def holds_in(period: Period, text: str, letter_date: str | None) -> bool:
    """True when what a letter of `letter_date` says holds in `period`, or is told of it: a statement from the day that
    it names (`vanaf 1 mei`), else from the day of its letter.
    """
    if fold(period.said) in fold(" ".join(text.split())):
        return True
    starts = [iso for said in read_statement(text).starts for iso in _dates(said)]
    own = any(period.has(each) or _just_before(period, each) for each in starts) if starts else period.has(letter_date)
    return own or (period.first is not None and any(map(period.has, _dates(text))))  # an older letter that looks ahead


def _just_before(period: Period, iso: str) -> bool:
    """True for the day before a period: what begins on 1 May holds after 1 May."""
    return period.first is not None and (period.first - timedelta(days=1)).isoformat() == iso


def _dates(text: str) -> list[str]:
    return [iso for *_, iso in dates_in(fold(text)) if not iso.startswith("-")]
