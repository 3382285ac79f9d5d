"""Two addresses for what starts and stops servers: does this one live, and can it answer."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

from index.errors import BriefwijzerError
from index.search.library import Library
from index.settings import Settings
from index.store.transactions import check_catalog


def health_routes(library: Library | None, settings: Settings) -> APIRouter:
    """Return the routes; `library` is None where nothing is indexed.

    `/healthz` is 200 as long as the process answers. `/readyz` is 200 once it has letters, their models are loaded and
    the catalog can be read; else 503, with the reason in Dutch.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz")
    async def lives() -> JSONResponse:
        return _said("")

    @router.get("/readyz")
    def ready() -> JSONResponse:
        if library is None:
            return _said("Er zijn nog geen brieven geïndexeerd.")
        if not library.is_warm:
            return _said("De modellen worden nog geladen.")
        try:
            check_catalog(settings)
        except BriefwijzerError as fault:
            return _said(str(fault))
        return _said("")

    return router


def _said(fault: str) -> JSONResponse:
    return JSONResponse({"status": fault or "ok"}, 503 if fault else 200, headers={"Cache-Control": "no-store"})
