"""The objects that a page draws, in their order; what stands inside a form object is listed as if it stood outside."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.read.pdf.page.buffers import string

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_DEEPEST = 12  # forms within forms


@dataclass(frozen=True)
class PageObject:
    """A text, path, image or shading. `handle` is pdfium's, `address` tells it from others, `kind` is pdfium's number.

    `place` is the index of the outermost object that it is in, `layer` what is switched on and off together with it:
    the names of its layers, and the form it is in.
    """

    handle: Any
    address: int
    kind: int
    place: int
    layer: tuple[str, ...]


def page_objects(page: PdfPage) -> list[PageObject]:
    """Return what `page` draws, in the order in which it is drawn."""
    import pypdfium2.raw as pdfium_c

    def walk(handles: Sequence[Any], place: int, layer: tuple[str, ...]) -> Iterator[PageObject]:
        for n, handle in enumerate(handles):
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            where = n if place < 0 else place
            within = (*layer, *_layers(handle))
            if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield PageObject(handle, _address(handle), kind, where, within)
            elif len(layer) < _DEEPEST:
                count = pdfium_c.FPDFFormObj_CountObjects(handle)
                inside = [pdfium_c.FPDFFormObj_GetObject(handle, i) for i in range(count)]
                yield from walk(inside, where, (*within, str(n)))

    count = pdfium_c.FPDFPage_CountObjects(page)
    return list(walk([pdfium_c.FPDFPage_GetObject(page, i) for i in range(count)], -1, ()))


def _address(handle: Any) -> int:
    return ctypes.addressof(handle.contents)


def _layers(handle: Any) -> Iterator[str]:
    """Yield the names of the layers (optional content, ISO 32000-1, 8.11) that an object is marked with."""
    import pypdfium2.raw as pdfium_c

    for n in range(pdfium_c.FPDFPageObj_CountMarks(handle)):
        mark = pdfium_c.FPDFPageObj_GetMark(handle, n)
        if _text(pdfium_c.FPDFPageObjMark_GetName, mark) == "OC":
            yield _text(pdfium_c.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _text(ask: Callable[..., int], *of: Any) -> str:
    """Return the string that `ask` writes of `of`; its last argument is where to write how long that is."""
    length = ctypes.c_ulong()

    def written(buffer: Any, size: int) -> int:
        ask(*of, buffer, size, length)
        return length.value

    return string(written)
