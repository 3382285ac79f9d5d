"""What the chat page says of the letters that are indexed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from index.records import Letter
from ui.wording.dates import date_in_words
from ui.wording.senders import with_one_name

_SENDERS = 6


@dataclass(frozen=True)
class CollectionFacts:
    """How many letters there are, who wrote most of them, how many others did, and from when until when, in words
    ("" where no date is known).
    """

    count: int
    senders: tuple[str, ...]
    others: int
    first: str
    last: str


def collection_facts(letters: Collection[Letter], *, language: str) -> CollectionFacts:
    """Return the facts for a page in `language`."""
    named = Counter(each.sender for each in with_one_name(letters) if each.sender)
    senders = [name for name, _ in named.most_common()]
    dates = sorted(letter.date for letter in letters if letter.date)
    first, last = (date_in_words(dates[place], language) if dates else "" for place in (0, -1))
    return CollectionFacts(len(letters), tuple(senders[:_SENDERS]), len(senders[_SENDERS:]), first, last)
