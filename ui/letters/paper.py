"""A page of a letter as it looks on paper, with the words of quotes marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.read.pdf.page_picture import page_picture, paper_page
from index.read.pdf.word_boxes import Box, word_boxes
from index.records import Document, Letter, Span, pages
from index.search.library import Library
from index.settings import Settings
from index.store.originals import page_pictures
from ui.letters.address import LetterAddress
from ui.letters.letter_parts import TextMark, letter_parts
from ui.web.links import MARK


@dataclass(frozen=True)
class MarkedPage:
    """The size of a page's picture in pixels, the boxes of the quotes that could be marked on it, and how many of those
    on this page could not.
    """

    width: int
    height: int
    boxes: tuple[Box, ...]
    unmarked: int

    @property
    def top(self) -> float:
        """How far down the page the first mark is, in percent."""
        return 100 * min((box[1] for box in self.boxes), default=0) / self.height


def marked_page(
    document: Document, page: int, quotes: Sequence[Span], *, original: Path, settings: Settings
) -> MarkedPage:
    """Return where `quotes` stand on `page` of the document, from 1. Raises NoPictureError."""
    paper = paper_page(original, page, folder=page_pictures(document.id, settings))
    page_start, page_end = list(pages(document))[page - 1]
    boxes: list[Box] = []
    unmarked = 0
    for start, end in quotes_on(document, page, quotes):
        found = word_boxes(document.text[page_start:page_end], (start - page_start, end - page_start), paper.characters)
        boxes += found
        unmarked += not found
    return MarkedPage(paper.width, paper.height, tuple(boxes), unmarked)


def picture_of(document: Document, page: int, marked: MarkedPage, *, original: Path, settings: Settings) -> Path:
    """Return a PNG of the page with its marks. Raises NoPictureError."""
    return page_picture(original, page, marked.boxes, folder=page_pictures(document.id, settings))


def quotes_on(document: Document, page: int, quotes: Sequence[Span]) -> list[Span]:
    """Return what of `quotes` stands on `page`: the part of a quote that goes on over a page end."""
    page_start, page_end = list(pages(document))[page - 1]
    parts = [(max(start, page_start), min(end, page_end)) for start, end in quotes]
    return [(start, end) for start, end in parts if document.text[start:end].strip()]


def pages_of(document: Document, quotes: Sequence[Span]) -> list[int]:
    """Return the pages on which something of `quotes` stands, in order."""
    return [page for page in range(1, len(document.page_starts) + 1) if quotes_on(document, page, quotes)]


def is_page(document: Document, number: str) -> bool:
    """Say whether the document has a page with that number that looks like something on paper."""
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    return document.media_type == "application/pdf" and is_number and 1 <= int(number) <= len(document.page_starts)


def page_links(document: Document, address: LetterAddress) -> dict[int, str]:
    """Return for each page of a PDF the address of how it looks on paper, with the quotes of `address`; none where the
    document has no pages on paper.
    """
    if document.media_type != "application/pdf":
        return {}
    pages_on_paper = range(1, len(document.page_starts) + 1)
    return {page: replace(address, path=f"{address.path}/pagina/{page}").here for page in pages_on_paper}


def paper_values(
    library: Library, letter: Letter, address: LetterAddress, number: int, marked: MarkedPage | None
) -> dict[str, object]:
    """Return what the template of a page on paper says: the page's text, and the ways from it."""
    document = library.documents[letter.document_id]
    within = list(pages(document))[number - 1]
    marks = [TextMark("quote", i, span) for i, span in enumerate(address.quotes, 1)]
    neighbours = (each for each in library.letters.values() if each.document_id == document.id)
    text = [
        part
        for each in sorted(neighbours, key=lambda each: each.start)
        for part in letter_parts(document, each, marks=marks, within=within)
        if part.role != "page"
    ]
    links = page_links(document, address)
    return {
        "number": number,
        "total": len(document.page_starts),
        "parts": text,
        "marked": marked,
        "letter": address.here,
        "picture": replace(address, path=f"{address.path}/pagina/{number}.png").here.partition("#")[0],
        "before": links.get(number - 1),
        "after": links.get(number + 1),
        "goes_on": [(page, links[page]) for page in pages_of(document, address.quotes) if page != number],
        "fragment": MARK,
    }
