"""The list of files with their letters, for editors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.errors import NotIndexedError
from index.read.file_types import MEDIA_TYPES
from index.read.inventory import FilePart, left_out
from index.records import Document, Letter
from index.run.deletions import gone_at, undo
from index.run.letter_changes import indexed_letters
from index.run.uploads import MOST_FILES, most_bytes
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.catalog.contents import Contents, FileRow
from index.store.catalog.reading import read_files
from index.store.staff.log import audit
from index.store.transactions import opened_catalog
from ui.desk.cookies import DESK
from ui.desk.letters.told import LETTERS, UPLOAD, done, letter_path, told
from ui.desk.letters.under_way import under_way
from ui.desk.pages import desk_page
from ui.desk.roles import Editor
from ui.desk.route import desk_router

DONE = (
    *("uploaded", "taken_in", "dropped", "changed_waiting"),
    *("changed", "hidden", "shown", "replaced", "split", "joined", "deleted", "undone"),
)


@dataclass(frozen=True)
class ListedFile:
    """A file in the index: its letters, what of it was not read, until when it can be had back where it was deleted,
    and how many corrections do not fit it any more.
    """

    document: Document
    letters: tuple[Letter, ...]
    left_out: tuple[FilePart, ...]
    gone_at: datetime | None
    unfit: int


def letter_list_routes(settings: Settings) -> APIRouter:
    """Return the routes of the list."""
    router = desk_router(settings)
    path = LETTERS.removeprefix(DESK)

    @router.get(path)
    def letters(request: Request, editor: Editor, zoek: str = "", gedaan: str = "") -> Response:
        try:
            listed = files_in(indexed_letters(settings))
        except NotIndexedError:
            listed = []
        sought = zoek.strip().casefold()
        return desk_page(
            request,
            "desk_letters.html",
            files=[each for each in listed if sought in _words(each)],
            total=len(listed),
            unread=_unread(settings),
            sought=zoek,
            upload=UPLOAD,
            suffixes=",".join(MEDIA_TYPES),
            most_files=MOST_FILES,
            most_mb=settings.max_file_mb,
            most_bytes=most_bytes(settings),
            done=gedaan if gedaan in DONE else "",
            letter_path=letter_path,
            **under_way(settings),
        )

    @router.post(path + "/{id}/terug")
    def back(request: Request, editor: Editor, id: str) -> Response:
        def do() -> Response:
            undone = undo(id, settings=settings)
            audit(settings, who=editor.name, what="deletion_undone", subject=undone.name)
            return done(request, "undone")

        return told(request, do, back=LETTERS)

    return router


def files_in(contents: Contents) -> list[ListedFile]:
    """Return the files of the index, in order of their names."""
    return [
        ListedFile(
            document,
            tuple(each for each in contents.letters.values() if each.document_id == document.id),
            tuple(left_out(contents.inventory[document.id])),
            gone_at(contents.deletions[document.id]) if document.id in contents.deletions else None,
            sum(each.correction.document_id == document.id for each in contents.left_out),
        )
        for document in contents.documents.values()
    ]


def _words(listed: ListedFile) -> str:
    data = (value for each in listed.letters for value in (each.title, each.sender, each.reference, each.date))
    return " ".join([listed.document.path, *filter(None, data)]).casefold()


def _unread(settings: Settings) -> list[FileRow]:
    """Return the files that could not be read, with why."""
    if not has_catalog(settings):
        return []
    with opened_catalog(settings) as catalog:
        return [row for row in read_files(catalog).values() if row.document_id is None]
