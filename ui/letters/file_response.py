"""A file as it was handed in, as a response that no browser runs."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from starlette.responses import FileResponse

from index.records import Document


def file_response(document: Document, kept: Path) -> FileResponse:
    """Return the bytes at `kept` under the name of the document's file: a PDF to look at, anything else to save."""
    shows = (
        document.media_type == "application/pdf"
    )  # at the page that the address names; browsers run no scripts of it
    return FileResponse(
        kept,
        media_type=document.media_type,
        filename=PurePosixPath(document.path).name,
        content_disposition_type="inline" if shows else "attachment",
        headers={"Cache-Control": "private, no-cache"},
    )
