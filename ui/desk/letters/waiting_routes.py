"""Files on their way into the index: sent, read, looked at and corrected, taken in or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from index.letters.corrections import CORRECTED
from index.read.inventory import left_out
from index.records import Letter
from index.run.background import read_uploads, take_in
from index.run.placed_corrections import KIND_NAMES, PlacedCorrections
from index.run.uploads import MOST_FILES, receive, refuse
from index.run.waiting import WaitingFile, waiting_files
from index.run.waiting_letters import correct_waiting, drop_waiting, waiting_cut
from index.settings import Settings
from index.store.staff.log import audit
from ui.desk.cookies import DESK
from ui.desk.letters.list_routes import DONE
from ui.desk.letters.told import LETTERS, UPLOAD, WAITING, done, told, waiting_path
from ui.desk.letters.under_way import under_way
from ui.desk.pages import desk_page
from ui.desk.roles import Editor
from ui.desk.route import desk_router

_PATH = WAITING.removeprefix(DESK)
_ONE = _PATH + "/{id}"
_LETTER = _ONE + "/{number}"
_TOO_MANY = (f"Er werden meer dan {MOST_FILES} bestanden tegelijk gestuurd.", "Stuur dit bestand nog eens.")


def upload_routes(settings: Settings) -> APIRouter:
    """Return the routes by which files come, and are taken in or not."""
    router = desk_router(settings)

    @router.post(UPLOAD.removeprefix(DESK))
    async def upload(request: Request, editor: Editor) -> Response:
        sent = [each for each in (await request.form()).getlist("bestanden") if isinstance(each, UploadFile)]
        files = [(each.filename, each.file) for each in sent if each.filename]

        def do() -> Response:
            for number, (name, file) in enumerate(files):
                if number < MOST_FILES:
                    receive(name, file, by=editor.name, settings=settings)
                else:
                    refuse(name, _TOO_MANY, by=editor.name, settings=settings)
            if files:
                audit(settings, who=editor.name, what="files_uploaded", subject=", ".join(name for name, _ in files))
            read_uploads(settings)
            return done(request, "uploaded")

        return await run_in_threadpool(told, request, do, back=LETTERS)

    @router.get(LETTERS.removeprefix(DESK) + "/stand")
    def now(request: Request, editor: Editor) -> Response:
        return desk_page(request, "letters_under_way.html", **under_way(settings))

    @router.post(_PATH + "/opnemen")
    def take(request: Request, editor: Editor, id: Annotated[list[str] | None, Form()] = None) -> Response:
        def do() -> Response:
            taken = take_in(_named(id, settings), by=editor.name, settings=settings)
            audit(settings, who=editor.name, what="files_taken_in", subject=", ".join(taken))
            return done(request, "taken_in")

        return told(request, do, back=LETTERS)

    @router.post(_PATH + "/weg")
    def leave(request: Request, editor: Editor, id: Annotated[list[str] | None, Form()] = None) -> Response:
        def do() -> Response:
            for each in _named(id, settings):
                drop_waiting(each, settings=settings)
                audit(settings, who=editor.name, what="file_dropped", subject=each.name)
            return done(request, "dropped")

        return told(request, do, back=LETTERS)

    return router


def waiting_routes(settings: Settings) -> APIRouter:
    """Return the routes of the page of a file that waits, and of what is corrected there."""
    router = desk_router(settings)

    @router.get(_ONE)
    def preview(request: Request, editor: Editor, id: str, gedaan: str = "") -> Response:
        def do() -> Response:
            found = waiting_cut(id, settings)
            ready = [each.id for each in waiting_files(settings) if each.status == "read"]
            at = ready.index(id) if id in ready else 0
            return desk_page(
                request,
                "desk_waiting.html",
                file=found.file,
                document=found.cut.document,
                letters=found.cut.letters,
                left_out=left_out(found.cut.inventory),
                number=at + 1,
                total=len(ready),
                next=ready[at + 1] if at + 1 < len(ready) else "",
                names=CORRECTED,
                kinds=KIND_NAMES,
                done=gedaan if gedaan in DONE else "",
                path=LETTERS,
                waiting_root=WAITING,
                waiting_path=waiting_path,
            )

        return told(request, do, back=LETTERS)

    def corrected(
        request: Request, editor: Editor, id: str, number: int, *, what: str, correct: Callable[..., object]
    ) -> Response:
        def do() -> Response:
            correct_waiting(id, number, correct, settings=settings)
            audit(settings, who=editor.name, what=f"letter_{what}", subject=f"{id[:8]}-{number}")
            return done(request, f"{what}_waiting" if what == "changed" else what, to=waiting_path(id))

        return told(request, do, back=waiting_path(id))

    @router.post(_LETTER + "/gegevens")
    async def data(request: Request, editor: Editor, id: str, number: int) -> Response:
        sent = await request.form()

        def correct(rows: PlacedCorrections, letter: Letter) -> None:
            typed = {name: str(sent[name]) for name in CORRECTED if name in sent}
            other = {name: value for name, value in typed.items() if value != (getattr(letter, name) or "")}
            rows.correct(letter, other, as_found="terug" in sent)

        return await run_in_threadpool(corrected, request, editor, id, number, what="changed", correct=correct)

    @router.post(_LETTER + "/splitsen")
    def split(request: Request, editor: Editor, id: str, number: int, waar: Annotated[str, Form()] = "") -> Response:
        def correct(rows: PlacedCorrections, letter: Letter) -> None:
            rows.split(letter, waar)

        return corrected(request, editor, id, number, what="split", correct=correct)

    @router.post(_LETTER + "/samenvoegen")
    def join(request: Request, editor: Editor, id: str, number: int) -> Response:
        return corrected(request, editor, id, number, what="joined", correct=PlacedCorrections.join)

    return router


def _named(ids: list[str] | None, settings: Settings) -> list[WaitingFile]:
    """Return those of the files that wait that were on the page of whoever decides: none that came meanwhile."""
    return [each for each in waiting_files(settings) if each.id in (ids or ())]
