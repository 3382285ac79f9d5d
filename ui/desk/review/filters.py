"""What the address of the queue asks for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from index.errors import BriefwijzerError
from index.store.review.entries import ExchangeFilter
from index.store.review.reviews import ANSWER_VERDICTS
from qa.records import Mode, Status
from ui.desk.days import begin_of_day, end_of_day

SINCE, UNTIL, STATUS, MODE, LETTER, WORDS = "van", "tot", "status", "wijze", "brief", "zoek"
UNSURE, UNHELPFUL, REVIEWED, CARD, DROPPED, FOR = "zekerheid", "nietnuttig", "oordeel", "kaart", "weggelaten", "voor"
LACKING = "briefgewenst"
NAMES = (SINCE, UNTIL, STATUS, MODE, LETTER, WORDS, UNSURE, UNHELPFUL, REVIEWED, CARD, DROPPED, FOR, LACKING)
"""What the address may have, in order."""

LONGEST_SEARCH = 200
"""Characters that are searched for at once: a database takes no more than some of them."""

BY_NOBODY, NOT_BY_ME = "niemand", "ik-niet"
"""Of what was not reviewed: by anybody, or by whoever looks. A verdict asks for what somebody found so."""


class FilterError(BriefwijzerError):
    """What is asked of the queue cannot be looked for."""


@dataclass(frozen=True)
class QueueAddress:
    """What is wanted, and the fields of the form as they were filled in: those that mean something, by name."""

    wanted: ExchangeFilter
    fields: Mapping[str, str]

    @property
    def query(self) -> str:
        """The fields as they stand in an address, "" where there are none."""
        return urlencode(self.fields)


def queue_address(query: Mapping[str, str], *, me: str) -> QueueAddress:
    """Return what the parameters of an address ask for; what means nothing there is left out. Raises FilterError for
    words that are too many.
    """
    given = {name: " ".join(query[name].split()) for name in NAMES if query.get(name, "").strip()}
    if len(given.get(WORDS, "")) > LONGEST_SEARCH:
        raise FilterError(
            f"Zoeken kan met hoogstens {LONGEST_SEARCH} tekens.", help="Zoek met een paar woorden uit de vraag."
        )
    since, until = begin_of_day(given.get(SINCE, "")), end_of_day(given.get(UNTIL, ""))
    unsure = _share(given.get(UNSURE))
    known = {
        SINCE: since is not None,
        UNTIL: until is not None,
        UNSURE: unsure is not None,
        STATUS: given.get(STATUS) in get_args(Status),
        MODE: given.get(MODE) in get_args(Mode),
        REVIEWED: given.get(REVIEWED) in (BY_NOBODY, NOT_BY_ME, *ANSWER_VERDICTS),
    }
    fields = {name: value for name, value in given.items() if known.get(name, True)}
    wanted = ExchangeFilter(
        since=since,
        until=until,
        status=fields.get(STATUS, ""),
        mode=fields.get(MODE, ""),
        letter=fields.get(LETTER, ""),
        words=fields.get(WORDS, ""),
        unsure=unsure,
        unhelpful=UNHELPFUL in fields,
        unreviewed=fields.get(REVIEWED) == BY_NOBODY,
        unreviewed_by=me if fields.get(REVIEWED) == NOT_BY_ME else "",
        verdict=fields.get(REVIEWED, "") if fields.get(REVIEWED) in ANSWER_VERDICTS else "",
        card=CARD in fields,
        dropped=DROPPED in fields,
        assigned_to=fields.get(FOR, ""),
        letter_wanted=LACKING in fields,
    )
    return QueueAddress(wanted, fields)


def number_in(value: str | None, *, least: int = 1, most: int = 100_000) -> int:
    """Return a number of an address, `least` where there is none that fits."""
    number = int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else least
    return min(max(number, least), most)


def _share(value: str | None) -> float | None:
    """Return a percentage as a share."""
    with suppress(ValueError):
        share = float((value or "").replace(",", ".")) / 100
        return share if 0 < share <= 1 else None
    return None
