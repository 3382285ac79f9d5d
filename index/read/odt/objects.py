"""Objects inside an OpenDocument file, each as a file by itself: texts and sheets in a folder of their own, and what
other programs left there in their own wrapping. A sheet is only named: none is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from index.read.ole import WRAPPED, packed_file

_CONTENT = re.compile(r"([^/]+)/content\.xml")
_BODY = re.compile(rb"<office:body\b[^>]*>\s*<office:(\w+)")
_ENDINGS = {b"text": ".odt", b"spreadsheet": ".ods", b"presentation": ".odp"}  # a chart or a formula is no file
_TEXT = b"application/vnd.oasis.opendocument.text"
_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="%b"/>%b</manifest:manifest>'
)
_ENTRY = b'<manifest:file-entry manifest:full-path="%b" manifest:media-type="text/xml"/>'
_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")


def embedded_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files that lie in the OpenDocument file at `path`, by the names of their folders or their own. Raises
    zipfile.BadZipFile.
    """
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if folder := _CONTENT.fullmatch(name):
                body = _BODY.search(archive.read(name))
                if body and (ending := _ENDINGS.get(body[1])):
                    yield folder[1] + ending, _text_by_itself(archive, f"{folder[1]}/") if ending == ".odt" else b""
            elif "/" not in name:
                with archive.open(name) as file:
                    wrapped = file.read(len(WRAPPED)) == WRAPPED
                if wrapped and (found := packed_file(archive.read(name), name)):
                    yield found


def _text_by_itself(archive: zipfile.ZipFile, folder: str) -> bytes:
    """Return what lies in a folder of the file as a file of its own, which a text can be read from."""
    held = {
        name.removeprefix(folder): name for name in archive.namelist() if name.startswith(folder) and name != folder
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", _TEXT, zipfile.ZIP_STORED)
        entries = b"".join(_ENTRY % part.encode() for part in _PARTS if part in held)
        out.writestr("META-INF/manifest.xml", _MANIFEST % (_TEXT, entries))
        for own, name in held.items():
            out.writestr(own, archive.read(name))
    return made.getvalue()
