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
from index.read.file_types import MEDIA_TYPES, is_message, type_by_signature, wrong_type
from index.read.inventory import FilePart
from index.read.legible import legible
from index.records import Document
from index.settings import Settings

READ_BY = "25"
"""Version of the reading rules; a change reads every file again."""

_PAGES = (".html", ".htm")
_MESSAGES = (".eml", ".mhtml", ".mht")
_UNPACKED = 10  # times the size that a file may have: so much may a Word or OpenDocument file hold inside
_UNPACKED_XML = 2  # times that size: so much of it may be XML
_MEGABYTE = 1_000_000
_END = 65_536  # bytes


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
    return MEDIA_TYPES.get(Path(name).suffix.lower())


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
    if suffix not in MEDIA_TYPES:
        raise wrong_type(name, _ends(path, name=name), expected=False)
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
    return ReadDocument(Document(id, name, MEDIA_TYPES[suffix], text, page_starts, headings), tuple(inventory))


def _bytes(path: Path, *, name: str, settings: Settings) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.max_file_mb * _MEGABYTE:
            raise faults.too_large(name, size / _MEGABYTE, settings.max_file_mb)
        data = path.read_bytes()
    except OSError as error:
        raise faults.unreadable(name, error) from error
    if not data:
        raise faults.no_bytes(name)
    if not data.strip():
        raise faults.empty(name)
    return data


def _ends(path: Path, *, name: str) -> bytes:
    """Return the first and last bytes of a file that is not read, however large it is: enough to say what it is."""
    try:
        with path.open("rb") as file:
            first = file.read(_END)
            file.seek(max(file.tell(), path.stat().st_size - _END))
            return first + file.read(_END)
    except OSError as error:
        raise faults.unreadable(name, error) from error


def _pages(
    path: Path, data: bytes, suffix: str, *, name: str, settings: Settings, ocr: bool, recognised_in: Path | None
) -> tuple[list[list[Block]], Sequence[FilePart]]:
    if suffix == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise wrong_type(name, data, expected=True)
        from index.read.pdf.document import pdf_blocks

        return pdf_blocks(path, name=name, with_ocr=ocr, recognised_in=recognised_in)
    if suffix in (".docx", ".odt"):
        return _packed(path, data, suffix, name=name, settings=settings)
    if type_by_signature(data):
        raise wrong_type(name, data, expected=True)
    try:
        if suffix in _MESSAGES or (suffix in _PAGES and is_message(data)):
            from index.read.mail.message import message_blocks

            blocks, parts = message_blocks(data, headers=suffix == ".eml")
            return [blocks], parts
        if suffix in _PAGES:
            from index.read.html.page import html_blocks

            blocks, parts = html_blocks(data)
            return [blocks], parts
        from index.read.text import text_blocks

        decoded = decode.decode(data)
        return [text_blocks(decoded.text, markdown=suffix != ".txt")], [decoded.remark] if decoded.remark else []
    except decode.NotTextError as error:
        raise wrong_type(name, data, expected=True) from error
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
        raise wrong_type(name, data, expected=True)
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
                raise wrong_type(name, data, expected=True) from error
        if "content.xml" not in names:
            raise wrong_type(name, data, expected=True)
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
