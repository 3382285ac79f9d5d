"""Claims built by hand: a sentence, the quotes it rests on and what their letter says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Letter
from qa.check.claim import Claim


def claim(
    text: str,
    *quotes: str,
    around: Sequence[str] = (),
    passage: str = "",
    language: str = "nl",
    title: str | None = None,
    sender: str | None = None,
    recipient: str | None = None,
    date: str | None = None,
    reference: str | None = None,
) -> Claim:
    """Return the claim of `text`, of which all quotes stand in one letter; without `around` each is a
    whole sentence of it.
    """
    letter = Letter(
        id="brief-1",
        document_id="brief",
        kind="brief",
        title=title,
        sender=sender,
        recipient=recipient,
        date=date,
        reference=reference,
        start=0,
        end=1,
    )
    around = tuple(around) or quotes
    return Claim(text, quotes, around, (letter,), (passage or " ".join(around),), language)
