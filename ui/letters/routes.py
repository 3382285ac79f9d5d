"""The addresses of a letter's pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.search.library import Library
from index.settings import Settings
from index.store.originals import original_of
from ui.letters.address import FOUND, address_of
from ui.letters.facts import facts_of, place_in_file
from ui.letters.file_response import file_response
from ui.letters.find_words import LONGEST, find_words
from ui.letters.letter_parts import TextMark, letter_parts, outline_of
from ui.web.language import language_of
from ui.web.links import MARK, letter_link, original_link
from ui.web.render import not_found, page
from ui.wording.display import letter_name


def letter_routes(library: Library, settings: Settings) -> APIRouter:
    """Return the routes of the letters in `library`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/brieven/{letter_id}")
    def whole_letter(request: Request, letter_id: str) -> Response:
        letter = library.letters.get(letter_id)
        path = letter_link(letter_id)
        address = address_of(path, request.query_params, letter) if letter else None
        if letter is None or address is None:
            return not_found(request)
        document = library.documents[letter.document_id]
        found = find_words(document.text, address.words, start=letter.start, end=letter.end)
        marks = [TextMark("quote", number, span) for number, span in enumerate(address.quotes, 1)]
        marks += [TextMark("found", number, span) for number, span in enumerate(found, 1)]
        parts = letter_parts(document, letter, marks=marks)
        hit = address.hit if address.hit <= len(found) else 1
        return page(
            request,
            "letter.html",
            name=letter_name(letter),
            facts=facts_of(letter, language_of(request)),
            place=place_in_file(letter, library.letters.values()),
            parts=parts,
            original=original_link(letter_id) if original_of(document.id, settings) else None,
            file_name=PurePosixPath(document.path).name,
            outline=outline_of(parts),
            address=address,
            found=len(found),
            longest=LONGEST,
            go_to=go_to(request, quote=address.quote, hit=hit),
            page_links={},
            letter_link=letter_link,
            letter_name=letter_name,
        )

    @router.get("/brieven/{letter_id}/origineel")
    def original(request: Request, letter_id: str) -> Response:
        letter = library.letters.get(letter_id)
        kept = original_of(letter.document_id, settings) if letter else None
        if letter is None or kept is None:
            return not_found(request)
        return file_response(library.documents[letter.document_id], kept)

    return router


@dataclass(frozen=True)
class MarkToGoTo:
    """The mark that the address goes to: its number among its like, and its name in the address."""

    number: int
    fragment: str


def go_to(request: Request, *, quote: int, hit: int) -> Mapping[str, object]:
    """Return for the templates which marks the page goes to, by kind, and the page's `language`."""
    return {"quote": MarkToGoTo(quote, MARK), "found": MarkToGoTo(hit, FOUND), "language": language_of(request)}
