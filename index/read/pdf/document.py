"""One PDF: its pages as blocks, what had to be left out, and text recognition where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.read import faults
from index.read.blocks import Block
from index.read.faults import pages_named
from index.read.inside import attachments, plain_name
from index.read.inventory import FilePart, Tally
from index.read.legible import legible
from index.read.pdf import ocr
from index.read.pdf.extract import read_lines
from index.read.pdf.layout import lay_out
from index.read.pdf.line import PdfLine
from index.read.pdf.watermarks import without_watermarks

_FEW = 10  # letters and digits; a page with a picture and fewer is taken for a scan


@dataclass(frozen=True)
class _Told:
    """What is said of pages of one kind, with `{pages}` for their names, and what to do. `more`: of several, where that
    is another sentence.
    """

    one: str
    advice: str = ""
    more: str = ""


_TOLD = {
    "scanned page": _Told(
        "{pages} heeft geen tekstlaag en is niet gelezen.",
        more="{pages} hebben geen tekstlaag en zijn niet gelezen.",
    ),
    "illegible page": _Told(
        "{pages} bevat tekens die geen tekst zijn en is niet gelezen.",
        faults.not_text("").help,
        more="{pages} bevatten tekens die geen tekst zijn en zijn niet gelezen.",
    ),
    "damaged page": _Told(
        "{pages} is beschadigd en niet gelezen.",
        faults.damaged("").help,
        more="{pages} zijn beschadigd en niet gelezen.",
    ),
    "covered text": _Told(
        "Op {pages} staat tekst onder een zwart vlak of een plaatje; die is niet gelezen.",
        "Waarschuw de afzender: wie de tekst kopieert, kan lezen wat onleesbaar had moeten zijn.",
    ),
    "marked text": _Told(
        "Op {pages} staat tekst die is gemarkeerd om zwart te maken, maar nog niet weg is; die is niet gelezen.",
        "Waarschuw de afzender: het zwart maken is niet afgemaakt.",
    ),
    "hidden text": _Told("Op {pages} staat verborgen tekst; die is op papier niet te zien en niet gelezen."),
}
_UNSEEN = {"covered": "covered text", "hidden": "hidden text", "marked": "marked text"}


@dataclass(frozen=True)
class _Pages:
    """The lines of each page, and the numbers (from 1) of the pages of which something is lost, by the kind of `_TOLD`.
    `laid_on` counts fields, ticks and notes; `files` are the names of those in the PDF, each with whether anything is
    in it, and `dynamic` says that it is a form which only some programs draw.
    """

    lines: list[list[PdfLine]] = field(default_factory=list)
    lost: dict[str, list[int]] = field(default_factory=lambda: {kind: [] for kind in _TOLD})
    laid_on: Tally = field(default_factory=Tally)
    files: Sequence[tuple[str, bool]] = ()
    dynamic: bool = False

    @property
    def scanned(self) -> list[int]:
        """The pages that are pictures."""
        return self.lost["scanned page"]


class ScannedPagesError(Exception):
    """Pages are pictures, and their text can be recognised first; `numbers` are theirs, from 1."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


def pdf_blocks(
    path: Path, *, name: str, with_ocr: bool, recognised_in: Path | None = None
) -> tuple[list[list[Block]], list[FilePart]]:
    """Return the blocks of each page, and which pages are not in them or were read with doubt. Raises ReadError.

    With `with_ocr` it raises ScannedPagesError where text is to be recognised; the caller has that done, and asks again
    with the PDF in which it was.
    """
    pages = _read(path, name=name)
    parts: list[FilePart] = []
    if pages.scanned and with_ocr and ocr.installed():
        if recognised_in is None:
            raise ScannedPagesError(pages.scanned)
        recognised = _read(recognised_in, name=name)
        found = [number for number in pages.scanned if number not in recognised.scanned]
        if found:
            line = f"Gelezen met tekstherkenning, controleer op leesfouten: {pages_named(found)}."
            parts.append(FilePart("recognised page", len(found), True, line))
        if not any(recognised.lines) and not recognised.lost["illegible page"]:
            raise faults.no_text_layer(name, recognised.scanned or pages.scanned, ocr_installed=True, tried=True)
        pages = recognised
    if not any(pages.lines):
        raise _fault(pages, name)
    lines, watermarks = without_watermarks(pages.lines)
    left_out = _left_out(pages, tried=with_ocr and ocr.installed())
    return lay_out(lines), [*parts, *left_out, *_watermarks(watermarks)]


def _fault(pages: _Pages, name: str) -> ReadError:
    """Say why none of the pages has a text."""
    if pages.lost["illegible page"]:
        return faults.not_text(name)
    if pages.scanned:
        return faults.no_text_layer(name, pages.scanned, ocr_installed=ocr.installed())
    return faults.damaged(name) if pages.lost["damaged page"] else faults.empty(name)


def _read(path: Path, *, name: str) -> _Pages:
    answer = read_lines(str(path))
    if "error" in answer:
        raise faults.encrypted(name) if answer["error"] == "encrypted" else faults.damaged(name)
    return replace(_pages_of(answer["pages"]), files=answer["files"], dynamic=answer["dynamic"])


def _pages_of(answered: Sequence[Mapping[str, Any]]) -> _Pages:
    """Return the pages that `index.read.pdf.extract.read_lines` gives, those that are lost by the cause."""
    pages = _Pages()
    for number, page in enumerate(answered, 1):
        lines = [PdfLine(*line) for line in page["lines"]]
        text = "\n".join(line.text for line in lines)
        few = sum(c.isalnum() for c in text) < _FEW
        if page["failed"] and few:
            pages.lost["damaged page"].append(number)
        elif few and page["picture"]:
            pages.scanned.append(number)
        elif not legible(text):
            pages.lost["illegible page"].append(number)
            lines = []
        pages.lines.append(lines)
        pages.laid_on.read.update(page["read"])
        pages.laid_on.left_out.update(page["left_out"])
        for cause in page["unseen"]:
            pages.lost[_UNSEEN[cause]].append(number)
    if len(pages.scanned) == len(pages.lines):
        pages.lines[:] = [[] for _ in pages.lines]  # a stamp or a page number is not yet a text
    return pages


def _left_out(pages: _Pages, *, tried: bool) -> list[FilePart]:
    how = "Tekstherkenning vond er geen tekst." if tried else faults.USE_OCR if ocr.installed() else faults.GET_OCR
    parts = []
    for kind, numbers in pages.lost.items():
        if numbers:
            told = _TOLD[kind]
            said = (told.more if told.more and len(numbers) > 1 else told.one).format(pages=pages_named(numbers))
            advice = how if kind == "scanned page" else told.advice
            parts.append(FilePart(kind, len(numbers), False, f"{said[0].upper()}{said[1:]} {advice}".rstrip()))
    return [*parts, *pages.laid_on.parts(), *_beside(pages)]


def _watermarks(found: Mapping[str, Sequence[int]]) -> list[FilePart]:
    return [
        FilePart(
            "watermark",
            len(numbers),
            False,
            f"Op {pages_named(numbers)} staat het watermerk ‘{words}’; dat hoort niet bij de tekst van de brief.",
        )
        for words, numbers in found.items()
    ]


def _beside(pages: _Pages) -> list[FilePart]:
    """Return what the file carries or is, beside its pages."""
    files = [(plain_name(name) or "een bestand zonder naam", held) for name, held in pages.files]
    parts = attachments([name for name, _ in files], empty={name for name, held in files if not held})
    if pages.dynamic:
        line = (
            "Dit is een dynamisch formulier (XFA): wat daarin is ingevuld, is niet gelezen. "
            "Open het in Adobe Reader en druk het af als een nieuwe PDF."
        )
        parts.append(FilePart("dynamic form", 1, False, line))
    return parts
