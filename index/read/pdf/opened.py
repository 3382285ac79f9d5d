"""Opens a PDF with pdfium; one that pdfium refuses as damaged is written anew by pypdf first, which forgives more."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


def opened_pdf(path: str) -> PdfDocument:
    """Return the document, to be closed. Raises pypdfium2.PdfiumError where no reader can open it."""
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        written = None if fault.err_code == pdfium_c.FPDF_ERR_PASSWORD else _written_anew(path)
        if written is None:
            raise
        return pypdfium2.PdfDocument(written)


def _written_anew(path: str) -> bytes | None:
    import pypdf

    written = BytesIO()
    try:
        pypdf.PdfWriter(clone_from=path).write(written)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  a damaged file raises anything: then it is damaged for this reader too
        return None
    return written.getvalue()
