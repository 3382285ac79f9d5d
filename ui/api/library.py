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
from ui.web.fair_queue import FairQueue


def library_routes(library: Library, queue: FairQueue) -> APIRouter:
    """Return the routes; `queue` says when is searched."""
    router = APIRouter()

    @router.post("/search", response_model=list[HitJson])
    async def search(asked: SearchRequest, address: Annotated[str, Depends(address_of)]) -> Response:
        """Find the passages that belong to a question, the best one first."""
        place = queue.join(address)
        try:
            await waited_for(place)
            hits = await run_in_threadpool(library.search, asked.question, asked.k)
            return JSONResponse([hit_line(hit, library=library) for hit in hits])
        finally:
            place.leave()

    @router.get("/letters", response_model=list[LetterJson])
    def letters() -> Response:
        """List the letters and notes."""
        return JSONResponse([letter_line(letter, library=library) for letter in library.letters.values()])

    @router.get("/letters/{letter_id}", response_model=LetterTextJson, responses={404: {"model": FaultJson}})
    def letter(letter_id: str) -> Response:
        """Return a letter with its text."""
        found = library.letters.get(letter_id)
        if found is None:
            raise NotIndexedError(
                "Deze brief is er niet, of niet meer.", help="Kijk op /api/letters welke brieven er zijn."
            )
        text = library.document_of(found).text[found.start : found.end]
        return JSONResponse({**letter_line(found, library=library), "text": text})

    return router
