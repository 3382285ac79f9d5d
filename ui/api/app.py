"""The interface for programs: all its addresses, each with a schema."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from index.search.library import Library
from index.settings import Settings
from ui.api.ask import ask_routes
from ui.api.faults import handle_faults
from ui.api.library import library_routes
from ui.api.schema import FaultJson
from ui.web.fair_queue import FairQueue

_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": FaultJson, "description": "No valid JSON"},
    413: {"model": FaultJson, "description": "Too large"},
    422: {"model": FaultJson, "description": "A field is wrong"},
    429: {"model": FaultJson, "description": "More than one may ask"},
    503: {"model": FaultJson, "description": "More than can be answered, or a store is out of reach"},
}


def api_app(library: Library, settings: Settings, queue: FairQueue) -> FastAPI:
    """Return the interface, to be mounted at /api. Its questions are answered as `queue` lets them."""
    app = FastAPI(
        title="Briefwijzer",
        version="1",
        description="Questions about letters, answered with the exact words, their letter and their page. Spans count "
        "characters (Unicode code points) of a file's text.",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        responses=_FAULTS,
    )
    handle_faults(app)
    app.include_router(ask_routes(library, settings, queue))
    app.include_router(library_routes(library, queue))
    return app
