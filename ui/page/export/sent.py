"""What a browser sends back of an answer that it shows, and the answer that this stands for.

A browser gives places in letters, never their words: those are read from the letters again. So an answer that is taken
along cannot quote what no letter says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from index.search.library import Library
from qa.records import Answer, Citation, Mode, Sentence, Status, cite
from ui.page.html.sources import QuoteKey, key_of

LONGEST = 60_000
"""Characters of what a browser may send."""


class ReturnedSentence(BaseModel):
    """A sentence and the places that it rests on; without words where it is those of its places."""

    text: str = Field(default="", max_length=3_000)
    places: list[QuoteKey] = Field(min_length=1, max_length=40)


class ReturnedAnswer(BaseModel):
    """An answer without the words of letters. `day` is when it was given (ISO 8601)."""

    question: str = Field(max_length=1_000)
    status: Status
    mode: Mode
    language: str = Field(max_length=2, pattern="^[a-z]{2}$")
    day: date
    checked_on: date | None = None
    notice: str = Field(default="", max_length=3_000)
    sentences: list[ReturnedSentence] = Field(default=[], max_length=60)
    nearest: list[QuoteKey] = Field(default=[], max_length=10)


def as_sent(answer: Answer, *, day: date) -> str:
    """Return what a page puts in a form to get `answer` back, as JSON."""
    sentences = [
        {
            "text": "" if _said(each.citations) == each.text else each.text,
            "places": [key_of(citation) for citation in each.citations],
        }
        for each in answer.sentences
    ]
    said: Mapping[str, Any] = {
        "question": answer.question[:1_000],
        "status": answer.status,
        "mode": answer.mode,
        "language": answer.language,
        "day": day.isoformat(),
        "checked_on": answer.checked_on and answer.checked_on.isoformat(),
        "notice": answer.notice[:3_000],
        "sentences": sentences,
        "nearest": [key_of(each) for each in answer.nearest],
    }
    return json.dumps(said, ensure_ascii=False)


def received(sent: str, library: Library) -> tuple[Answer, date]:
    """Return the answer that a browser sent back, and the day on which it was given.

    Raises ValueError for what is no answer over the letters that are there.
    """
    try:
        given = ReturnedAnswer.model_validate_json(sent[: LONGEST + 1])
    except ValidationError as fault:
        raise ValueError("no answer was sent") from fault
    sentences = []
    for each in given.sentences:
        citations = tuple(_cited(place, library) for place in each.places)
        sentences.append(Sentence(_plain(each.text) or _said(citations), citations))
    nearest = tuple(_cited(place, library) for place in given.nearest)
    answer = Answer(
        question=_plain(given.question),
        searched_for=_plain(given.question),
        status=given.status,
        mode=given.mode,
        sentences=tuple(sentences),
        notice=_plain(given.notice),
        language=given.language,
        nearest=nearest,
        checked_on=given.checked_on,
    )
    return answer, given.day


def _cited(place: QuoteKey, library: Library) -> Citation:
    letter_id, start, end = place
    letter = library.letters.get(letter_id)
    if letter is None or not letter.start <= start < end <= letter.end:
        raise ValueError(f"there is no such place in a letter: {place}")
    return cite(library.document_of(letter), letter, start, end)


def _said(citations: tuple[Citation, ...]) -> str:
    return " ".join(" ".join(each.quote.split()) for each in citations)


def _plain(text: str) -> str:
    """Return `text` on one line without what steers a printer or a word processor."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
