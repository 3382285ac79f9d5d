"""An answer as the JSON that `ask --json` prints and an evaluation writes, one line a question."""

from __future__ import annotations

from dataclasses import asdict

from index.records import Hit, Letter
from index.search.library import Library
from index.store.catalog.contents import Contents
from qa.records import Answer, Card, Citation, ModelUsage, NewerCitation, Sentence


def answer_line(answer: Answer, *, library: Library, id: str | None = None) -> dict[str, object]:
    """Return `answer` as plain data with the keys that others rely on. `file` is relative to the indexed folder."""
    return {
        "id": id,
        "question": answer.question,
        "searched_for": answer.searched_for,
        "status": answer.status,
        "mode": answer.mode,
        "notice": answer.notice,
        "language": answer.language,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "checked_on": None if answer.checked_on is None else answer.checked_on.isoformat(),
        "card": None if answer.card is None else _card(answer.card),
        "sentences": [sentence_line(sentence, library=library) for sentence in answer.sentences],
        "nearest": [citation_line(each, library=library) for each in answer.nearest],
        "dropped": [{"text": each.text, "reason": each.reason, "words": each.words} for each in answer.dropped],
        "hits": [hit_line(hit, library=library) for hit in answer.hits],
        "written": _written(answer.written),
        "timings_ms": {name: round(value, 1) for name, value in answer.timings_ms.items()},
    }


def sentence_line(sentence: Sentence, *, library: Library) -> dict[str, object]:
    """Return a sentence as plain data, with what it rests on."""
    return {
        "text": sentence.text,
        "citations": [citation_line(each, library=library) for each in sentence.citations],
        "older": _later(sentence.older, library),
        "replaced_by": _replacing(sentence.replaced_by, library),
    }


def _card(card: Card) -> dict[str, object]:
    return {**asdict(card), "helplines": [asdict(each) for each in card.helplines]}


def _written(written: ModelUsage | None) -> dict[str, object] | None:
    if written is None:
        return None
    return {**asdict(written), "prompt": written.prompts.get("answer.nl", "")}


def hit_line(hit: Hit, *, library: Library) -> dict[str, object]:
    """Return a hit as plain data, with the letter's data that tells the notes of one file apart.

    `also` has the places in other letters where the same stands, newest letter first.
    """
    place = _place(hit.letter, hit.passage.start, hit.passage.end, library)
    about = {"kind": hit.letter.kind, "title": hit.letter.title}
    also = [_place(twin.letter, twin.passage.start, twin.passage.end, library) for twin in hit.also]
    return {"rank": hit.rank, "score": hit.score, **place, **about, "text": hit.passage.text, "also": also}


def letter_line(letter: Letter, *, library: Library | Contents) -> dict[str, object]:
    """Return a letter's data as plain data; `pages` are its first and last page, 1-based, `inventory` is its file's."""
    document = library.document_of(letter)
    return {
        "file": document.path,
        "letter_id": letter.id,
        "kind": letter.kind,
        "title": letter.title,
        "sender": letter.sender,
        "recipient": letter.recipient,
        "date": letter.date,
        "reference": letter.reference,
        "pages": [document.page_of(letter.start), document.page_of(max(letter.start, letter.end - 1))],
        "start": letter.start,
        "end": letter.end,
        "replaced_by": letter.replaced_by,
        "inventory": [vars(part) for part in library.inventory[document.id]],
    }


def citation_line(citation: Citation, *, library: Library) -> dict[str, object]:
    """Return a citation as plain data, with what tells its letter from others."""
    letter = citation.letter
    about = {"kind": letter.kind, "title": letter.title, "sender": letter.sender}
    return {
        **_place(letter, citation.start, citation.end, library),
        **about,
        "quote": citation.quote,
        "marks": [list(span) for span in citation.marks],
    }


def _replacing(letter: Letter | None, library: Library) -> dict[str, object] | None:
    if letter is None:
        return None
    return {
        "file": library.document_of(letter).path,
        "letter_id": letter.id,
        "title": letter.title,
        "date": letter.date,
    }


def _later(later: NewerCitation | None, library: Library) -> dict[str, object] | None:
    if later is None:
        return None
    said = later.citation
    return {**_place(said.letter, said.start, said.end, library), "quote": said.quote}


def _place(letter: Letter, start: int, end: int, library: Library) -> dict[str, object]:
    document = library.document_of(letter)
    return {
        "file": document.path,
        "letter_id": letter.id,
        "reference": letter.reference,
        "date": letter.date,
        "page": document.page_of(start),
        "start": start,
        "end": end,
    }
