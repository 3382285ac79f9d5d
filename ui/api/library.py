"""The addresses of what is indexed: passages that belong to a question, letters, one letter with its text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from index.errors import NotIndexedError
from index.search.library import Library
from qa.as_json import hit_line, letter_line
from ui.api.events import waited_for
from ui.api.schema import FaultJson, HitJson, LetterJson, LetterTextJson, SearchRequest
from ui.web.address import address_of
from ui.web.fair_queue import FairQueue, QueuePlace


def library_routes(library: Library, queue: FairQueue) -> APIRouter:
    """Return the routes; `queue` says when is searched."""
    router = APIRouter()

    @router.post("/search", response_model=list[HitJson])
    async def search(asked: SearchRequest, address: Annotated[str, Depends(address_of)]) -> Response:
        """Find the passages that belong to a question, the best one first."""
        return JSONResponse(await search_hits(asked, library=library, place=queue.join(address)))

    @router.get("/letters", response_model=list[LetterJson])
    def letters() -> Response:
        """List the letters and notes."""
        return JSONResponse([letter_line(letter, library=library) for letter in library.letters.values()])

    @router.get("/letters/{letter_id}", response_model=LetterTextJson, responses={404: {"model": FaultJson}})
    def letter(letter_id: str) -> Response:
        """Return a letter with its text."""
        return JSONResponse(letter_with_text(letter_id, library))

    return router


async def search_hits(asked: SearchRequest, *, library: Library, place: QueuePlace) -> list[dict[str, object]]:
    """Return the passages that are found when it is the turn of `place`, which is left."""
    try:
        await waited_for(place)
        hits = await run_in_threadpool(library.search, asked.question, asked.k)
        return [hit_line(hit, library=library) for hit in hits]
    finally:
        place.leave()


def letter_with_text(letter_id: str, library: Library) -> dict[str, object]:
    """Return a letter's data and text. Raises NotIndexedError where there is none with this id."""
    letter = library.letters.get(letter_id)
    if letter is None:
        raise NotIndexedError(
            "Deze brief is er niet, of niet meer.", help="Kijk op /api/letters welke brieven er zijn."
        )
    text = library.document_of(letter).text[letter.start : letter.end]
    return {**letter_line(letter, library=library), "text": text}
