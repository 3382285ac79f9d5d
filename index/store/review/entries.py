"""What the queue knows of an exchange: put there when the exchange is kept, and the conditions that choose by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, insert, or_, select

from index.store.review.tables import review_letters, review_queue, reviews
from index.store.tables import letters


@dataclass(frozen=True)
class ExchangeFilter:
    """Which exchanges: all that have every one of what is given."""

    ids: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    """Asked before this moment."""
    prompt: str = ""
    """The hash of any prompt, or the begin of one."""
    conversation: str = ""
    """The hash of the code of a conversation."""
    status: str = ""
    mode: str = ""
    letter: str = ""
    """Of a letter that is quoted, in whatever case: a part of the name of its file, its title, sender or reference, or
    its id.
    """
    words: str = ""
    """All of these stand in the question, in whatever case, as words or in them."""
    unsure: float | None = None
    """Answered with a confidence below this."""
    unhelpful: bool = False
    """Whoever asked found that it did not help."""
    unreviewed: bool = False
    """Nobody has reviewed it."""
    unreviewed_by: str = ""
    """This reviewer has not reviewed it."""
    verdict: str = ""
    """Somebody found this of the answer."""
    card: bool = False
    """A card of help came with it."""
    dropped: bool = False
    """A sentence was stopped."""
    assigned_to: str = ""
    letter_wanted: bool = False
    """Staff found that a letter is lacking."""


ALL = ExchangeFilter()

_HELP = ("suicide", "abuse", "violence", "bullying", "shut_out")  # the cards that name who helps


def put_entry(connection: Connection, id: str, asked_at: datetime, line: Mapping[str, Any]) -> None:
    """Put an exchange that was just kept, with its answer `line`, into the queue."""
    entry = {
        "exchange_id": id,
        "asked_at": asked_at,
        "words": line["question"].replace("\0", "\N{REPLACEMENT CHARACTER}").lower(),  # PostgreSQL refuses it
        "status": line["status"],
        "mode": line["mode"],
        "confidence": line.get("confidence"),
        "card": (line.get("card") or {}).get("kind"),
        "dropped": len(line.get("dropped") or ()),
    }
    connection.execute(insert(review_queue).values(**entry))
    files = {each["letter_id"]: each["file"] for each in quoted(line) if "letter_id" in each}
    if files:
        rows = [{"exchange_id": id, "letter_id": letter, "file": file} for letter, file in files.items()]
        connection.execute(insert(review_letters), rows)


def quoted(line: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the citations of an answer line: of its sentences, and those that came nearest."""
    for sentence in line.get("sentences") or ():
        yield from sentence["citations"]
    yield from line.get("nearest") or ()


def conditions(wanted: ExchangeFilter) -> list[ColumnElement[bool]]:
    """Return what entries of the queue must meet, for all that is wanted but `ids`, `prompt` and
    `conversation`."""
    entry = review_queue.c
    mine = reviews.c.exchange_id == entry.exchange_id
    quotes = (review_letters.c.letter_id == wanted.letter) | _named(wanted.letter)
    limits = [
        entry.asked_at >= wanted.since if wanted.since else None,
        entry.asked_at < wanted.until if wanted.until else None,
        entry.confidence < wanted.unsure if wanted.unsure is not None else None,
    ]
    chosen: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.status, entry.status == wanted.status),
        (wanted.mode, entry.mode == wanted.mode),
        (wanted.letter, entry.exchange_id.in_(select(review_letters.c.exchange_id).where(quotes))),
        (wanted.unhelpful, entry.helpful.is_(False)),
        (wanted.unreviewed, ~exists().where(mine)),
        (wanted.unreviewed_by, ~exists().where(mine, reviews.c.reviewer == wanted.unreviewed_by)),
        (wanted.verdict, exists().where(mine, reviews.c.answer == wanted.verdict)),
        (wanted.card, entry.card.in_(_HELP)),
        (wanted.dropped, entry.dropped > 0),
        (wanted.letter_wanted, entry.letter_wanted_by.is_not(None)),
        (wanted.assigned_to, entry.assigned_to == wanted.assigned_to),
        *((word, entry.words.contains(word, autoescape=True)) for word in wanted.words.lower().split()),
    ]
    return [each for each in limits if each is not None] + [condition for is_wanted, condition in chosen if is_wanted]


def _named(part: str) -> ColumnElement[bool]:
    """Return that a quoted letter has `part` in what it is called by: those that are gone have the name of a file."""
    names = (letters.c.title, letters.c.sender, letters.c.reference)
    called = select(letters.c.id).where(or_(*(name.icontains(part, autoescape=True) for name in names)))
    return review_letters.c.file.icontains(part, autoescape=True) | review_letters.c.letter_id.in_(called)
