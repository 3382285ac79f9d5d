"""What a page asks for with an answer: a file or a text of it, and to keep what its reader found of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from index.search.library import Library
from index.settings import Settings
from qa.exchanges import judge
from ui.page.export.paper import Paper, paper
from ui.page.export.pdf import as_pdf
from ui.page.export.plain import as_markdown, as_text
from ui.page.export.sent import received
from ui.page.export.word import as_word
from ui.web.language import language_of
from ui.web.render import page
from ui.wording.interface import text

_MADE: Mapping[str, tuple[Callable[[Paper], str | bytes], str, str]] = {
    "text": (as_text, "text/plain; charset=utf-8", "txt"),
    "markdown": (as_markdown, "text/markdown; charset=utf-8", "md"),
    "word": (as_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "pdf": (as_pdf, "application/pdf", "pdf"),
}


def answer_routes(library: Library, settings: Settings) -> APIRouter:
    """Return the addresses that the forms under an answer send to."""
    router = APIRouter(include_in_schema=False)

    @router.post("/antwoord")
    async def take(request: Request) -> Response:
        sent = await _form(request)
        return await run_in_threadpool(_file, request, sent, library)

    @router.post("/oordeel")
    async def opinion(request: Request) -> Response:
        sent = await _form(request)
        kept = sent.get("helpful") in ("ja", "nee") and await run_in_threadpool(
            judge,
            sent.get("id", ""),
            helpful=sent.get("helpful") == "ja",
            reason=sent.get("reason", ""),
            remark=sent.get("remark", ""),
            settings=settings,
        )
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"kept": kept})
        return page(request, "opinion.html", status=200 if kept else 404, kept=kept)

    return router


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form that a page of ours sent, the last one of each name."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[-1] for name, values in parse_qs(body, max_num_fields=20).items()}


def _file(request: Request, sent: Mapping[str, str], library: Library) -> Response:
    language = language_of(request)
    try:
        make, media_type, suffix = _MADE[sent.get("as", "")]
        answer, day = received(sent.get("answer", ""), library)
    except (KeyError, ValueError):
        return page(request, "not_taken.html", status=422)

    def address(path: str) -> str:
        return str(request.base_url).rstrip("/") + path

    made = make(paper(answer, documents=library.documents, language=language, day=day, address=address))
    name = f"{text('export.file', language)}-{day.isoformat()}.{suffix}"
    return Response(made, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
