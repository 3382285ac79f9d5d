"""Files in a PDF: those that the whole of it carries, and those that are pinned to a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from index.read.pdf.page.annotations import pinned_files

if TYPE_CHECKING:
    from pypdfium2 import PdfAttachment, PdfDocument


def files_in(document: PdfDocument) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the bytes of the files in a PDF; one that stands in both places, or on several pages, once.
    A file that is not there, or damaged, has no bytes.
    """
    seen = set()
    carried = (document.get_attachment(n) for n in range(document.count_attachments()))
    pinned = (each for n in range(len(document)) for each in _on_page(document, n))
    for each in chain(carried, pinned):
        file = _name(each), _bytes(each)
        if file not in seen:
            seen.add(file)
            yield file


def _on_page(document: PdfDocument, n: int) -> Iterator[PdfAttachment]:
    import pypdfium2

    with suppress(pypdfium2.PdfiumError):  # a damaged page has none
        page = document[n]
        yield from pinned_files(document, page)
        page.close()


def _name(attached: PdfAttachment) -> str:
    import pypdfium2

    try:
        return str(attached.get_name())
    except pypdfium2.PdfiumError:
        return ""


def _bytes(attached: PdfAttachment) -> bytes:
    import pypdfium2

    try:
        return bytes(attached.get_data())
    except pypdfium2.PdfiumError:
        return b""
