"""An exchange as a reviewer sees it: each quote in its letter, what was found, what was not used. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.search.library import Library
from index.store.exchanges import Exchange
from index.store.review.reviews import Review
from qa.check.reasons import explain
from qa.records import Dropped
from ui.letters.paper import is_page
from ui.web.links import letter_link, page_image_link, page_link

_AROUND = 400  # characters of the letter that are shown before and behind a quote


@dataclass(frozen=True)
class QuoteView:
    """A citation with what stands around it. `number` is its own, `sentence` that of its sentence, both from 1; `span`
    names it in a form. Where its letter is no longer there, nothing stands around it and there are no links; the page
    is linked where it can be shown as on paper.
    """

    sentence: int
    number: int
    span: str
    quote: str
    letter: str
    file: str
    page: int
    before: str = ""
    behind: str = ""
    letter_link: str = ""
    page_link: str = ""
    image_link: str = ""


@dataclass(frozen=True)
class SentenceView:
    """A sentence of the answer with its quotes."""

    text: str
    quotes: tuple[QuoteView, ...]
    older: str = ""


@dataclass(frozen=True)
class ReviewDraft:
    """What stands in the form: what was found before, or what was just sent and could not be kept."""

    answer: str = ""
    quotes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    note: str = ""
    correction: str = ""
    chosen: frozenset[str] = frozenset()
    words: str = ""
    given: str = ""
    """The answer that was given: a correction with its words, on no quotes, is none."""

    @property
    def corrects(self) -> bool:
        """Whether something else than was given stands there as the answer."""
        same = " ".join(self.correction.split()) == " ".join(self.given.split())
        return bool(self.chosen or self.words.strip() or (self.correction.strip() and not same))


@dataclass(frozen=True)
class ExchangeView:
    """What the page of an exchange shows."""

    sentences: tuple[SentenceView, ...]
    nearest: tuple[QuoteView, ...]
    """What the reader saw of letters that do not answer the question."""
    dropped: tuple[tuple[str, str], ...]
    """What was not shown, and why."""
    unused: tuple[QuoteView, ...]
    """The hits of which nothing is quoted."""


def exchange_view(exchange: Exchange, library: Library | None) -> ExchangeView:
    """Return what there is to see of an exchange, with the letters as they are now."""
    line = exchange.line
    sentences = [
        SentenceView(
            said["text"],
            tuple(_quote(each, library, number, place) for place, each in enumerate(said["citations"], 1)),
            (said.get("older") or {}).get("quote", ""),
        )
        for number, said in enumerate(line.get("sentences") or (), 1)
    ]
    nearest = [_quote(each, library, 0, place) for place, each in enumerate(line.get("nearest") or (), 1)]
    used = [quote for said in line.get("sentences") or () for quote in said["citations"]]
    unused = [hit for hit in line.get("hits") or () if not any(_holds(hit, quote) for quote in used)]
    return ExchangeView(
        tuple(sentences),
        tuple(nearest),
        tuple(_dropped(line.get("dropped") or ())),
        tuple(_quote({**hit, "quote": hit["text"]}, library, 0, hit["rank"]) for hit in unused),
    )


def draft_of(review: Review | None, view: ExchangeView) -> ReviewDraft:
    """Return the form filled with an earlier review; a correction begins as the answer that was given."""
    given = " ".join(each.text for each in view.sentences)
    if review is None:
        return ReviewDraft(given=given, correction=given)
    correction = review.correction
    return ReviewDraft(
        answer=review.answer,
        quotes={(each.sentence, each.citation): each.verdict for each in review.quotes},
        note=review.note,
        given=given,
        correction=correction.text if correction else given,
        chosen=frozenset(map(_span, correction.citations)) if correction else frozenset(),
    )


def _dropped(dropped: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for each in dropped:
        words = each.get("words") or ""
        yield each["text"], explain(Dropped(each["text"], each["reason"], words if isinstance(words, str) else ""))


def _quote(citation: Mapping[str, Any], library: Library | None, sentence: int, number: int) -> QuoteView:
    start, end, page = citation.get("start", 0), citation.get("end", 0), citation["page"]
    id = citation.get("letter_id", "")
    title = citation.get("title") or citation.get("reference") or ""
    about: dict[str, Any] = {
        "sentence": sentence,
        "number": number,
        "span": _span(citation),
        "letter": title,
        "file": citation["file"],
        "page": page,
        "quote": citation["quote"],
    }
    letter = library.letters.get(id) if library else None
    if library is None or letter is None:
        return QuoteView(**about)
    document = library.document_of(letter)
    text = document.text
    if text[start:end] != citation["quote"]:
        return QuoteView(**about)
    return QuoteView(
        **about,
        before=f"…{text[start - _AROUND : start]}" if start - _AROUND > letter.start else text[letter.start : start],
        behind=f"{text[end : end + _AROUND]}…" if end + _AROUND < letter.end else text[end : letter.end],
        letter_link=letter_link(id, start=start, end=end),
        page_link=page_link(id, page, start=start, end=end) if is_page(document, str(page)) else "",
        image_link=page_image_link(id, page, start=start, end=end) if is_page(document, str(page)) else "",
    )


def _span(citation: Mapping[str, Any]) -> str:
    return f"{citation.get('letter_id', '')}:{citation.get('start', 0)}-{citation.get('end', 0)}"


def _holds(hit: Mapping[str, Any], quote: Mapping[str, Any]) -> bool:
    same = hit.get("letter_id") == quote.get("letter_id")
    return same and hit.get("start", 0) < quote.get("end", 0) and quote.get("start", 0) < hit.get("end", 0)
