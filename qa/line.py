"""An answer as the JSON that `ask --json` prints and an evaluation writes, one line a question."""

from __future__ import annotations

from index.library import Library
from index.records import Document, Letter
from qa.records import Answer, Citation


def answer_line(answer: Answer, *, library: Library, id: str | None = None) -> dict[str, object]:
    """Return `answer` as plain data with the keys that others rely on. `file` is relative to the indexed folder."""
    return {
        "id": id,
        "question": answer.question,
        "searched_for": answer.searched_for,
        "status": answer.status,
        "mode": answer.mode,
        "notice": answer.notice,
        "sentences": [
            {"text": sentence.text, "citations": [_citation(each, library) for each in sentence.citations]}
            for sentence in answer.sentences
        ],
        "dropped": [{"text": each.text, "reason": each.reason} for each in answer.dropped],
        "hits": [hit_line(hit.rank, hit.score, hit.letter, hit.passage.start, hit.passage.end, library) for hit in answer.hits],
        "timings_ms": {name: round(value, 1) for name, value in answer.timings_ms.items()},
    }


def hit_line(rank: int, score: float, letter: Letter, start: int, end: int, library: Library) -> dict[str, object]:
    """Return a hit as plain data, with the letter's data that an evaluation needs to tell notes of one file apart."""
    document = library.document_of(letter)
    place = _place(document, letter, start, end)
    return {"rank": rank, "score": score, **place, "kind": letter.kind, "title": letter.title, "text": document.text[start:end]}


def _citation(citation: Citation, library: Library) -> dict[str, object]:
    letter = citation.letter
    about = {"kind": letter.kind, "title": letter.title, "sender": letter.sender}
    document = library.document_of(letter)
    return {**_place(document, letter, citation.start, citation.end), **about, "quote": citation.quote}


def _place(document: Document, letter: Letter, start: int, end: int) -> dict[str, object]:
    return {
        "file": document.path,
        "letter_id": letter.id,
        "reference": letter.reference,
        "date": letter.date,
        "page": document.page_of(start),
        "start": start,
        "end": end,
    }
