"""Objects that programs left in a file in their own wrapping (OLE: a Compound File with streams in it), as a file by
itself: what a package or a known stream holds, and what kind of file the others are. The only file that knows olefile.
"""

from __future__ import annotations

import io
import struct
from contextlib import closing, suppress
from pathlib import PurePath

from index.read.file_types import type_by_signature

WRAPPED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a Compound File begins (MS-CFB, 2.2)."""

_PACKAGE = "\x01Ole10Native"
_WHOLE = ("Package", "CONTENTS", "EmbeddedOdf")  # streams with a file as it is: of Word and Excel, Acrobat, LibreOffice
_OLD_KINDS = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls", "PowerPoint Document": ".ppt"}
_PACKED = 2  # how a package says that a file is in it, and not a link to one


def packed_file(data: bytes, name: str) -> tuple[str, bytes] | None:
    """Return the file that the object `data`, which lies in another file as `name`, holds; under the name that it had
    where that is kept. A file of an older Office comes with an ending of its kind and the bytes of the object. None
    for what is no file: a formula, a drawing, something damaged.
    """
    import olefile

    stem = PurePath(name).stem
    try:
        with closing(olefile.OleFileIO(io.BytesIO(data))) as opened:
            if opened.exists(_PACKAGE):
                return _from_package(opened.openstream(_PACKAGE).read())
            for stream in _WHOLE:
                if opened.exists(stream) and (ending := _ending(held := opened.openstream(stream).read())):
                    return stem + ending, held
            ending = next((ending for stream, ending in _OLD_KINDS.items() if opened.exists(stream)), "")
            return (stem + ending, data) if ending else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  a damaged object raises many things, and is then no file
        return None


def _ending(data: bytes) -> str:
    kind = type_by_signature(data)
    return kind.advice if kind and kind.advice.startswith(".") else ""


def _from_package(stream: bytes) -> tuple[str, bytes] | None:
    """Return the file in a package (MS-OLEDS, 2.3.6, as packager.exe fills it): its name, where it came from, where it
    was for a while, and its bytes. Programs of today put the three names behind it once more, in Unicode.
    """
    read = _Fields(stream)
    read.number("<I")  # bytes that follow
    if read.number("<H") != _PACKED:
        return None
    name, path = read.zero_ended(), read.zero_ended()
    read.number("<I")
    read.sized("<I")
    held = read.sized("<I")
    with suppress(ValueError, struct.error):  # an older package has no names in Unicode
        read.sized("<I", width=2)
        name = read.sized("<I", width=2).decode("utf-16-le").rstrip("\0") or name
    return name or path, held


class _Fields:
    """Fields of a stream, one after the other. Raises ValueError or struct.error where it ends too soon."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._at = 0

    def number(self, form: str) -> int:
        """Return the number that stands here, in the form of `struct`."""
        (found,) = struct.unpack_from(form, self._stream, self._at)
        self._at += struct.calcsize(form)
        return int(found)

    def zero_ended(self) -> str:
        """Return the text up to the next zero byte."""
        end = self._stream.index(b"\0", self._at)
        text = self._stream[self._at : end].decode("cp1252", errors="replace")
        self._at = end + 1
        return text

    def sized(self, form: str, *, width: int = 1) -> bytes:
        """Return what is as long as the number before it says, in units of `width` bytes."""
        size = self.number(form) * width
        if self._at + size > len(self._stream):
            raise ValueError("ends too soon")
        self._at += size
        return self._stream[self._at - size : self._at]
