"""The addresses of a letter's pages."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from index.read.pdf.page_picture import NoPictureError
from index.records import Letter
from index.search.library import Library
from index.settings import Settings
from index.store.originals import original_of
from ui.letters.address import FOUND, LetterAddress, address_of
from ui.letters.facts import facts_of, place_in_file
from ui.letters.file_response import file_response
from ui.letters.find_words import LONGEST, find_words
from ui.letters.letter_gone import letter_gone
from ui.letters.letter_parts import TextMark, letter_parts, outline_of
from ui.letters.paper import is_page, marked_page, page_links, paper_values, picture_of
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
        if letter is None:
            return letter_gone(request, letter_id, library)
        address = address_of(letter_link(letter_id), request.query_params, letter)
        document = library.documents[letter.document_id]
        found = find_words(document.text, address.words, start=letter.start, end=letter.end)
        marks = [TextMark("quote", number, span) for number, span in enumerate(address.quotes, 1)]
        marks += [TextMark("found", number, span) for number, span in enumerate(found, 1)]
        parts = letter_parts(document, letter, marks=marks)
        hit = address.hit if address.hit <= len(found) else 1
        return page(
            request,
            "letter.html",
            status=_status(address),
            name=letter_name(letter),
            facts=facts_of(letter, language_of(request)),
            place=place_in_file(letter, library.letters.values()),
            newer=library.letters.get(letter.replaced_by or ""),
            parts=parts,
            original=original_link(letter_id) if _shown_original(document.id, library, settings) else None,
            withheld=document.id in library.withheld,
            file_name=PurePosixPath(document.path).name,
            outline=outline_of(parts),
            address=address,
            found=len(found),
            longest=LONGEST,
            go_to=go_to(request, quote=address.quote, hit=hit),
            page_links=page_links(document, address) if _shown_original(document.id, library, settings) else {},
            paper_page=document.page_of(address.quotes[address.quote - 1][0] if address.quotes else letter.start),
            letter_link=letter_link,
            letter_name=letter_name,
        )

    @router.get("/brieven/{letter_id}/origineel")
    def original(request: Request, letter_id: str) -> Response:
        letter = library.letters.get(letter_id)
        if letter is None or letter.document_id in library.withheld:
            return not_found(request)
        kept = original_of(letter.document_id, settings)
        if kept is None:
            return page(
                request, "no_original.html", status=404, name=letter_name(letter), letter=letter_link(letter_id)
            )
        return file_response(library.documents[letter.document_id], kept)

    @router.get("/brieven/{letter_id}/pagina/{page_name}")
    def on_paper(request: Request, letter_id: str, page_name: str) -> Response:
        letter = library.letters.get(letter_id)
        if letter is None:
            return letter_gone(request, letter_id, library)
        return _on_paper(request, letter, page_name, library, settings)

    return router


def _on_paper(request: Request, letter: Letter, page_name: str, library: Library, settings: Settings) -> Response:
    """Return a page of the letter's document, from 1, or with `.png` behind its number the picture alone."""
    number, as_picture = page_name.removesuffix(".png"), page_name.endswith(".png")
    address = address_of(letter_link(letter.id), request.query_params, letter)
    document = library.documents[letter.document_id]
    if not is_page(document, number) or (address.moved and as_picture):
        return not_found(request)
    if letter.document_id in library.withheld:
        return _text_instead(request, address, as_picture=as_picture)
    original = original_of(document.id, settings)
    marked = None
    with suppress(NoPictureError):
        if original:
            marked = marked_page(document, int(number), address.quotes, original=original, settings=settings)
            picture = picture_of(document, int(number), marked, original=original, settings=settings)
            if as_picture:
                return FileResponse(picture, media_type="image/png", headers={"Cache-Control": "private, no-cache"})
    if as_picture:
        return not_found(request)
    return page(
        request,
        "paper.html",
        status=_status(address),
        moved=address.moved,
        paper=paper_values(library, letter, address, int(number), marked),
        name=letter_name(letter),
        original=original_link(letter.id, page=int(number)) if original else None,
        go_to=go_to(request, quote=0, hit=0),
    )


def _status(address: LetterAddress) -> int:
    """Return the status of a page that is shown: words that an address asks for and that are not there are not found,
    though the letter is.
    """
    return 404 if address.moved else 200


def _text_instead(request: Request, address: LetterAddress, *, as_picture: bool) -> Response:
    """Lead from a page that is not shown to the text of the letter, at the quote; a picture is not there."""
    if as_picture:
        return not_found(request)
    return RedirectResponse(f"{request.scope.get('root_path', '')}{address.here}", 303)


def _shown_original(document_id: str, library: Library, settings: Settings) -> Path | None:
    """Return the file as it was handed in, None where it is not kept or another letter in it is hidden."""
    return None if document_id in library.withheld else original_of(document_id, settings)


@dataclass(frozen=True)
class MarkToGoTo:
    """The mark that the address goes to: its number among its like, and its name in the address."""

    number: int
    fragment: str


def go_to(request: Request, *, quote: int, hit: int) -> Mapping[str, object]:
    """Return for the templates which marks the page goes to, by kind, and the page's `language`."""
    return {"quote": MarkToGoTo(quote, MARK), "found": MarkToGoTo(hit, FOUND), "language": language_of(request)}
