"""What waits for somebody who reviews: how many exchanges, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from index.settings import Settings
from index.store.review.entries import ExchangeFilter
from index.store.review.queue import read_queue
from ui.desk.cookies import DESK


def waiting_for(settings: Settings, name: str) -> Sequence[tuple[str, str, int]]:
    """Return where what waits for `name` is, the key of the text that says what it is, and how much; without what there
    is none of. Raises StoreError.
    """
    week = datetime.now(UTC) - timedelta(days=7)
    queue = f"{DESK}/vragen"
    kinds = (
        (f"{queue}?voor={quote(name)}&oordeel=ik-niet", "mine", ExchangeFilter(assigned_to=name, unreviewed_by=name)),
        (f"{queue}?nietnuttig=ja&oordeel=niemand", "unhelpful", ExchangeFilter(unhelpful=True, unreviewed=True)),
        (f"{queue}?oordeel=niemand", "unreviewed", ExchangeFilter(unreviewed=True)),
        (f"{DESK}/onbeantwoord", "unanswered", ExchangeFilter(since=week, status="not_found")),
    )
    counted = (
        (path, f"desk.waits_{what}", read_queue(settings, wanted, limit=0).total) for path, what, wanted in kinds
    )
    return [each for each in counted if each[2]]
