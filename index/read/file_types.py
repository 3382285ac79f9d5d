"""What kind of file something is, by its bytes and else by its name, and what to do with a kind that is not read. Pure
functions.
"""

from __future__ import annotations

import email
from dataclasses import dataclass
from email import policy
from pathlib import PurePath

from index.errors import ReadError
from index.read import decode, faults

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
}
"""The media types of files that can be read, by their suffixes in lower case."""

READABLE = (
    "Briefwijzer leest PDF, Word (.docx), OpenDocument (.odt), HTML, Markdown, gewone tekst (.txt), e-mails (.eml) en "
    "opgeslagen webpagina's (.mhtml)."
)
_AS_WORD = "Open het in Word of LibreOffice en sla het op als Word-bestand (.docx) of PDF."
_AS_PDF = "Open het en sla het op als PDF."
_AS_MAIL = "Open de e-mail in Outlook en sla haar op als HTML, of maak er een PDF van."
_SCAN = "Maak er een PDF van en lees die met tekstherkenning: briefwijzer index --ocr"
_UNPACK = "Pak het eerst uit, en lees de bestanden die erin zitten."
_NO_LETTER = "Dit is geen brief: haal het weg uit deze map."

_OLD_OFFICE = "een bestand van een oud of beveiligd Office-programma"
_SIGNATURES = (
    (b"%PDF-", "een PDF", ".pdf"),
    (b"\x89PNG", "een PNG-afbeelding", _SCAN),
    (b"\xff\xd8\xff", "een JPEG-foto", _SCAN),
    (b"GIF8", "een GIF-afbeelding", _SCAN),
    (b"II*\x00", "een TIFF-afbeelding", _SCAN),
    (b"MM\x00*", "een TIFF-afbeelding", _SCAN),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE, _AS_WORD),
    (b"{\\rtf", "een RTF-bestand", _AS_WORD),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)", _UNPACK),
    (b"7z\xbc\xaf\x27", "een ingepakt bestand (7z)", _UNPACK),
    (b"Rar!", "een ingepakt bestand (RAR)", _UNPACK),
    (b"MZ\x90\x00", "een programma", _NO_LETTER),
    (b"\x7fELF", "een programma", _NO_LETTER),
    (b"SQLite format 3\x00", "een database", _NO_LETTER),
)
_INSIDE_ZIP = (
    (b"word/", "een Word-bestand", ".docx"),
    (b"opendocument.text", "een OpenDocument-tekst", ".odt"),
    (b"xl/", "een rekenblad", _AS_PDF),
    (b"opendocument.spreadsheet", "een rekenblad", _AS_PDF),
    (b"ppt/", "een presentatie", _AS_PDF),
    (b"opendocument.presentation", "een presentatie", _AS_PDF),
)
_BY_SUFFIX = {
    ".msg": _AS_MAIL,
    **dict.fromkeys((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".pub", ".vsd"), _AS_PDF),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic", ".webp", ".bmp"), _SCAN),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), _UNPACK),
}  # what to do, where the name says more than the bytes
_OUTLOOK = "__substg1.0_".encode("utf-16-le")  # the names of streams in Outlook's messages
_HEAD = 65_536


@dataclass(frozen=True)
class FileType:
    """What a file is, in Dutch, and what to do with it: a suffix that it should have, or a sentence."""

    named: str
    advice: str


def type_by_signature(data: bytes) -> FileType | None:
    """Return what `data` starts like, None where it could be text."""
    if data[:4] == b"PK\x03\x04":
        names = data[:4096] + data[-_HEAD:]
        found = ((named, advice) for mark, named, advice in _INSIDE_ZIP if mark in names)
        return FileType(*next(found, ("een ingepakt bestand (zip) of een ander Office-bestand", _UNPACK)))
    if data.startswith(b"\xd0\xcf\x11\xe0") and _OUTLOOK in data:
        return FileType("een e-mail van Outlook", _AS_MAIL)
    return next((FileType(named, advice) for start, named, advice in _SIGNATURES if data.startswith(start)), None)


def is_message(data: bytes) -> bool:
    """True for an e-mail or a web page saved in one file (MHTML), whatever its name: it starts with its headers."""
    if b"mime-version:" not in data[:_HEAD].lower():
        return False
    headers = email.message_from_bytes(data[:_HEAD], policy=policy.compat32)
    return "MIME-Version" in headers and "Content-Type" in headers


def wrong_type(name: str, data: bytes, *, expected: bool) -> ReadError:
    """Return why the file of `data` is not read under this name. `expected`: files with its suffix are read."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    found = type_by_signature(data) or _type_of_text(data)
    if expected:
        seems = f"geen {suffix}-bestand maar {found.named if found else 'een bestand van een onbekende soort'}"
    else:
        seems = f"een {suffix}-bestand" if suffix else "een bestand zonder achtervoegsel"
    advice = (None if expected else _BY_SUFFIX.get(suffix)) or (found.advice if found else READABLE)
    if not advice.startswith("."):
        return faults.wrong_type(name, seems, help=advice)
    better = path.stem if path.stem.lower().endswith(advice) else f"{path.stem}{advice}"
    help = f"Geef het de juiste naam: {better}"
    if found and not expected:
        help = f"Er staat {found.named} in. Geef het een naam die eindigt op {advice}: {better}"
    return faults.wrong_type(name, seems, help=help)


def _type_of_text(data: bytes) -> FileType | None:
    if is_message(data):
        page = b"multipart/related" in data[:_HEAD].lower() and b"\nto:" not in data[:_HEAD].lower()
        return FileType("een opgeslagen webpagina", ".mhtml") if page else FileType("een e-mail", ".eml")
    if not data.strip():
        return None
    try:
        text = decode.decode(data).text
    except decode.NotTextError:
        return None
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        return FileType("een webpagina", ".html")
    return FileType("een tekstbestand", ".txt")
