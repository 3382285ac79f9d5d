"""From the bytes of a text file to its characters, and what other kind of file bytes seem to be. Pure functions."""

from __future__ import annotations

import codecs

_SIGNATURES = (
    (b"%PDF-", "een PDF"),
    (b"\x89PNG", "een PNG-afbeelding"),
    (b"\xff\xd8\xff", "een JPEG-foto"),
    (b"GIF8", "een GIF-afbeelding"),
    (b"II*\x00", "een TIFF-afbeelding"),
    (b"MM\x00*", "een TIFF-afbeelding"),
    (b"\xd0\xcf\x11\xe0", "een bestand van een oud of beveiligd Office-programma"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf\x27", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (RAR)"),
    (b"MZ\x90\x00", "een programma"),
    (b"\x7fELF", "een programma"),
)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotTextError(ValueError):
    """The bytes are not those of a text file."""


def seems(data: bytes) -> str | None:
    """Say in Dutch what kind of file `data` starts like, or None where it could be text."""
    if data[:4] == b"PK\x03\x04":
        names = data[:4096] + data[-65536:]
        if b"word/" in names:
            return "een Word-bestand"
        if b"opendocument.text" in names:
            return "een OpenDocument-tekst"
        return "een ingepakt bestand (zip) of een ander Office-bestand"
    return next((name for start, name in _SIGNATURES if data.startswith(start)), None)


def decode(data: bytes) -> str:
    """Return the text: by its byte order mark, else UTF-8, else Windows-1252. Raises NotTextError."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(encoding) from error
    if b"\x00" in data:
        raise NotTextError("zero bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise NotTextError("neither UTF-8 nor Windows-1252") from error
    strange = sum(c < " " and c not in "\t\n\r\f\x1a" for c in text)
    if strange > len(text) * 0.01:
        raise NotTextError("control characters")
    return text
