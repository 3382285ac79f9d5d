"""Read one file: its canonical text with page starts and headings, or why it cannot be read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError
from index.read import decode, faults
from index.read.blocks import Block, join_blocks
from index.read.inventory import FilePart
from index.read.legible import legible
from index.records import Document
from index.settings import Settings

_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
SUFFIXES = frozenset(_MEDIA_TYPES)
"""The suffixes of files that can be read, in lower case."""

_READABLE = "Briefwijzer leest PDF, Word (.docx), OpenDocument (.odt), HTML, Markdown en gewone tekst (.txt)."
_SAVE_AS = "Open het bestand in een tekstverwerker en sla het op als Word-bestand (.docx) of PDF."
_UNPACKED = 10  # times the size that a file may have: so much may a Word or OpenDocument file hold inside
_UNPACKED_XML = 2  # times that size: so much of it may be XML
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class ReadDocument:
    """A document, and what its file holds beside the text: read too, or left out."""

    document: Document
    inventory: tuple[FilePart, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The inventory in Dutch sentences."""
        return tuple(part.line for part in self.inventory)


def media_type(name: str) -> str | None:
    """Return the media type that the suffix of a file's name stands for, None where such files are not read."""
    return _MEDIA_TYPES.get(Path(name).suffix.lower())


def sha256(path: Path, *, name: str) -> str:
    """Return the SHA-256 of the bytes of the file, which people know as `name`, in hex. Raises ReadError
    `unreadable`.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise faults.unreadable(name, error) from error


def read(
    path: Path, *, name: str, settings: Settings, ocr: bool = False, recognised_in: Path | None = None
) -> ReadDocument:
    """Read the file at `path`, which people know as `name`. Raises ReadError with the reason.

    `ocr`: raise `index.read.pdf.document.ScannedPagesError` for a PDF of which pages are to be recognised first; it is
    read again with `recognised_in`, the PDF in which they were. Knows no limit of time and memory, and raises
    MemoryError: `index.run.reading` is what sets those.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        suffix_named = f"een {suffix}-bestand" if suffix else "een bestand zonder achtervoegsel"
        raise faults.wrong_type(name, suffix_named, help=f"{_READABLE} {_SAVE_AS}")
    data = _bytes(path, name=name, settings=settings)
    try:
        pages, inventory = _pages(
            path, data, suffix, name=name, settings=settings, ocr=ocr, recognised_in=recognised_in
        )
    except RecursionError as error:
        raise faults.too_deep(name) from error
    text, page_starts, headings = join_blocks(pages)
    if len(text) > settings.max_file_mb * _MEGABYTE:
        raise faults.too_large(name, len(text) / _MEGABYTE, settings.max_file_mb, unpacked=True)
    if not text.strip():
        raise faults.empty(name)
    if suffix != ".pdf" and not legible(text):
        raise faults.not_text(name)
    id = hashlib.sha256(data).hexdigest()
    return ReadDocument(Document(id, name, _MEDIA_TYPES[suffix], text, page_starts, headings), tuple(inventory))


def _bytes(path: Path, *, name: str, settings: Settings) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.max_file_mb * _MEGABYTE:
            raise faults.too_large(name, size / _MEGABYTE, settings.max_file_mb)
        data = path.read_bytes()
    except OSError as error:
        raise faults.unreadable(name, error) from error
    if not data.strip():
        raise faults.empty(name)
    return data


def _pages(
    path: Path, data: bytes, suffix: str, *, name: str, settings: Settings, ocr: bool, recognised_in: Path | None
) -> tuple[list[list[Block]], Sequence[FilePart]]:
    if suffix == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise _other_type(name, data)
        from index.read.pdf.document import pdf_blocks

        return pdf_blocks(path, name=name, with_ocr=ocr, recognised_in=recognised_in)
    if suffix in (".docx", ".odt"):
        return _packed(path, data, suffix, name=name, settings=settings)
    if decode.seems(data):
        raise _other_type(name, data)
    try:
        if suffix in (".html", ".htm"):
            from index.read.html.page import html_blocks

            blocks, parts = html_blocks(data)
            return [blocks], parts
        from index.read.text import text_blocks

        decoded = decode.decode(data)
        return [text_blocks(decoded.text, markdown=suffix != ".txt")], [decoded.remark] if decoded.remark else []
    except decode.NotTextError as error:
        raise _other_type(name, data) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # hostile markup breaks parsers in many ways; none may end the batch
        raise faults.damaged(name) from error


def _packed(
    path: Path, data: bytes, suffix: str, *, name: str, settings: Settings
) -> tuple[list[list[Block]], Sequence[FilePart]]:
    """Return the pages and the inventory of a Word or OpenDocument file, which is a zip file with XML in it."""
    if not data.startswith(b"PK"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise faults.encrypted(name)
        raise _other_type(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_unpacked(archive.infolist(), name=name, settings=settings)
            names = set(archive.namelist())
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise faults.encrypted(name)
        if suffix == ".docx":
            from index.read.word.document import word_blocks
            from index.read.word.package import NotWordError

            try:
                return word_blocks(data)
            except NotWordError as error:
                raise _other_type(name, data) from error
        if "content.xml" not in names:
            raise _other_type(name, data)
        from index.read.odt.document import odt_blocks

        return odt_blocks(path)
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # the parsers raise anything on damaged files
        raise faults.damaged(name) from error


def _check_unpacked(items: Sequence[zipfile.ZipInfo], *, name: str, settings: Settings) -> None:
    """Refuse what is too large unpacked. XML is parsed, which takes many times its size in memory; pictures are not."""
    xml = [item for item in items if item.filename.endswith((".xml", ".rels"))]
    for some, times in ((items, _UNPACKED), (xml, _UNPACKED_XML)):
        size, limit = sum(item.file_size for item in some) / _MEGABYTE, settings.max_file_mb * times
        if size > limit:
            raise faults.too_large(name, size, limit, unpacked=True)


def _other_type(name: str, data: bytes) -> ReadError:
    """Say what a file seems to be that is not what its name says."""
    seems = decode.seems(data)
    if seems is None:
        try:
            decode.decode(data)
            seems = "een tekstbestand"
        except decode.NotTextError:
            seems = "een bestand van een onbekende soort"
    return faults.wrong_type(
        name, f"geen {Path(name).suffix.lower()}-bestand maar {seems}", help=f"Geef het de juiste naam. {_READABLE}"
    )
