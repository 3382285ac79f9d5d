"""What an admin chooses of what is kept: a conversation by its code, or a period. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from index.store.review.entries import ExchangeFilter
from qa.exchanges import conversation
from ui.desk.days import begin_of_day, end_of_day

CODE, SINCE, UNTIL = "code", "van", "tot"
FIELDS: Mapping[str, tuple[str, ...]] = {"gesprek": (CODE,), "periode": (SINCE, UNTIL)}
"""The fields of each kind of choice."""

_LONGEST = 100  # characters of a field that are looked at


@dataclass(frozen=True)
class KeptChoice:
    """A choice of `kind`, with its `fields` as they were filled in. What is wrong stands in `faults`, by field; where
    there are any, `wanted` says nothing.
    """

    kind: str
    fields: Mapping[str, str]
    wanted: ExchangeFilter
    faults: Mapping[str, str]

    @property
    def ends(self) -> tuple[datetime, datetime] | None:
        """A moment of the first day and one of the last, None where no period was chosen."""
        since, until = self.wanted.since, self.wanted.until
        return (since, until - timedelta.resolution) if since and until else None

    @property
    def logged(self) -> str:
        """What the log says of it: the days, or that there was a code. Not which: who has it opens a conversation."""
        return " – ".join(each.date().isoformat() for each in self.ends) if self.ends else CODE


def kept_choice(kind: str, sent: Mapping[str, str]) -> KeptChoice:
    """Return the choice that was sent with a form of a kind of FIELDS."""
    fields = {name: sent.get(name, "").strip()[:_LONGEST] for name in FIELDS[kind]}
    faults = {name: "empty" for name, value in fields.items() if not value}
    if kind == "gesprek":
        wanted = ExchangeFilter(conversation=conversation(fields[CODE]))
        if not wanted.conversation:
            faults.setdefault(CODE, "code")
    else:
        since, until = begin_of_day(fields[SINCE]), end_of_day(fields[UNTIL])
        wanted = ExchangeFilter(since=since, until=until)
        for name, moment in ((SINCE, since), (UNTIL, until)):
            if moment is None:
                faults.setdefault(name, "day")
        if since and until and since >= until:
            faults[UNTIL] = "order"
    return KeptChoice(kind, fields, wanted, faults)
