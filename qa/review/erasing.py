"""What would go with the exchanges that somebody chooses to erase, and what would stay of them."""

from __future__ import annotations

from dataclasses import dataclass

from index.settings import Settings
from index.store.exchanges import find_exchanges
from index.store.review.cases import read_staff_cases
from index.store.review.entries import ExchangeFilter
from index.store.review.kept import Kept, count_kept
from qa.review.case import case_id


@dataclass(frozen=True)
class Share:
    """A part of what is kept: how much it is, and of how many of its exchanges staff made a test question."""

    kept: Kept
    cases: int


def share_of(settings: Settings, wanted: ExchangeFilter) -> Share:
    """Return how much the exchanges are that are wanted, as `count_kept` tells. Raises StoreError."""
    kept = count_kept(settings, wanted)
    made = {each["id"] for each in read_staff_cases(settings).cases} if kept.count else set()
    cases = sum(case_id(id) in made for id in find_exchanges(settings, wanted)) if made else 0
    return Share(kept, cases)
