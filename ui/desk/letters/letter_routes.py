"""One letter at the desk: its data and where it begins, what was found in the text, and what editors do with it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from index.letters.corrections import CORRECTED
from index.records import Letter
from index.run.called import letter_called, short_id
from index.run.deletions import delete_file, gone_at
from index.run.letter_changes import (
    ChangedLetter,
    LetterChange,
    change_letter,
    indexed_letters,
    join_letter,
    split_letter,
)
from index.run.placed_corrections import KIND_NAMES
from index.settings import Settings
from index.store.catalog.contents import Contents
from index.store.staff.log import audit
from ui.desk.cookies import DESK
from ui.desk.letters.list_routes import DONE, files_in
from ui.desk.letters.told import LETTERS, done, letter_path, told
from ui.desk.pages import desk_page
from ui.desk.roles import Editor
from ui.desk.route import desk_router
from ui.wording.display import letter_name

_PATH = LETTERS.removeprefix(DESK) + "/{id}"


def letter_page_routes(settings: Settings) -> APIRouter:
    """Return the routes of the page of a letter, and of deleting its file."""
    router = desk_router(settings)

    @router.get(_PATH)
    def letter(request: Request, editor: Editor, id: str, gedaan: str = "") -> Response:
        def do() -> Response:
            contents = indexed_letters(settings)
            shown = letter_called(id, contents)
            return desk_page(
                request, "desk_letter.html", done=gedaan if gedaan in DONE else "", **_values(shown, contents)
            )

        return told(request, do, back=LETTERS)

    @router.get(_PATH + "/verwijderen")
    def really(request: Request, editor: Editor, id: str) -> Response:
        def do() -> Response:
            contents = indexed_letters(settings)
            return desk_page(request, "desk_letter_delete.html", **_values(letter_called(id, contents), contents))

        return told(request, do, back=LETTERS)

    @router.post(_PATH + "/verwijderen")
    def delete(request: Request, editor: Editor, id: str) -> Response:
        def do() -> Response:
            contents = indexed_letters(settings)
            deletion = delete_file(letter_called(id, contents).document_id, settings=settings)
            audit(settings, who=editor.name, what="file_deleted", subject=deletion.name)
            return done(request, "deleted")

        return told(request, do, back=letter_path(id))

    return router


def letter_change_routes(settings: Settings) -> APIRouter:
    """Return the routes of what is changed in a letter."""
    router = desk_router(settings)

    @router.post(_PATH + "/gegevens")
    async def data(request: Request, editor: Editor, id: str) -> Response:
        sent = await request.form()
        typed = {name: str(sent[name]) for name in CORRECTED if name in sent}

        def do() -> Response:
            letter = letter_called(id, indexed_letters(settings))
            other = {name: value for name, value in typed.items() if value != (getattr(letter, name) or "")}
            change = LetterChange(other, as_found="terug" in sent)
            changed = change_letter(id, change, settings=settings)
            return _noted(request, settings, editor.name, changed, "changed", detail=", ".join(changed.letter.found))

        return await run_in_threadpool(told, request, do, back=letter_path(id))

    @router.post(_PATH + "/verbergen")
    def hide(request: Request, editor: Editor, id: str, verborgen: Annotated[str, Form()] = "") -> Response:
        def do() -> Response:
            changed = change_letter(id, LetterChange(hidden=verborgen == "ja"), settings=settings)
            return _noted(request, settings, editor.name, changed, "hidden" if changed.letter.hidden else "shown")

        return told(request, do, back=letter_path(id))

    @router.post(_PATH + "/vervangen")
    def replaced(request: Request, editor: Editor, id: str, door: Annotated[str, Form()] = "") -> Response:
        def do() -> Response:
            changed = change_letter(id, LetterChange(replaced_by=door), settings=settings)
            return _noted(request, settings, editor.name, changed, "replaced", detail=changed.letter.replaced_by or "")

        return told(request, do, back=letter_path(id))

    @router.post(_PATH + "/splitsen")
    def split(request: Request, editor: Editor, id: str, waar: Annotated[str, Form()] = "") -> Response:
        def do() -> Response:
            changed = split_letter(id, waar, settings=settings)
            return _noted(request, settings, editor.name, changed, "split")

        return told(request, do, back=letter_path(id))

    @router.post(_PATH + "/samenvoegen")
    def join(request: Request, editor: Editor, id: str) -> Response:
        def do() -> Response:
            changed = join_letter(id, settings=settings)
            return _noted(request, settings, editor.name, changed, "joined")

        return told(request, do, back=letter_path(id))

    return router


def _noted(
    request: Request, settings: Settings, who: str, changed: ChangedLetter, what: str, *, detail: str = ""
) -> Response:
    """Note in the log what was done to a letter, and lead to it."""
    letter = changed.letter
    subject = f"{changed.contents.document_of(letter).path} ({short_id(letter)})"
    audit(settings, who=who, what=f"letter_{what}", subject=subject, detail=detail)
    return done(request, what, to=letter_path(letter.id))


def _values(letter: Letter, contents: Contents) -> dict[str, Any]:
    document = contents.document_of(letter)
    (file,) = (each for each in files_in(contents) if each.document.id == document.id)
    newer = contents.letters.get(letter.replaced_by or "")
    deletion = contents.deletions.get(document.id)
    others = sorted(
        (each for each in contents.letters.values() if each.id != letter.id),
        key=lambda each: (each.date or "", each.id),
        reverse=True,
    )
    return {
        "letter": letter,
        "file": file,
        "number": file.letters.index(letter) + 1,
        "text": document.text[letter.start : letter.end],
        "on_pages": (document.page_of(letter.start), document.page_of(max(letter.start, letter.end - 1))),
        "passages": sum(each.letter_id == letter.id for each in contents.passages.values()),
        "names": CORRECTED,
        "kinds": KIND_NAMES,
        "newer": newer,
        "others": others,
        "gone_at": gone_at(deletion) if deletion else None,
        "unfit": [each for each in contents.left_out if each.correction.document_id == document.id],
        "letter_name": letter_name,
        "short_id": short_id,
        "letter_path": letter_path,
        "path": LETTERS,
    }
