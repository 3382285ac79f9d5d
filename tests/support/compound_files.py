"""Compound Files (MS-CFB), as programs wrap what they leave in the files of others."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST = 4096  # bytes; shorter streams lie elsewhere in a file, so they are filled up


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Return a file with `streams`, each filled up with zero bytes to 4096 at least."""
    chains: list[int] = []
    content, entries = b"", [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for n, (name, given) in enumerate(streams.items(), 1):
        data = given.ljust(_SMALLEST, b"\0")
        sectors = -(-len(data) // _SECTOR)
        start = len(chains)
        chains += [*range(start + 1, start + sectors), _END]
        content += data.ljust(sectors * _SECTOR, b"\0")
        after = n + 1 if n < len(streams) else _NONE
        entries.append(_entry(name, 2, right=after, start=start, size=len(data)))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    first, sectors = len(chains), len(directory) // _SECTOR
    chains += [*range(first + 1, first + sectors), _END]
    tables = -(-(len(chains) + 2) // (_SECTOR // 4))
    places = range(len(chains), len(chains) + tables)
    chains += [_TABLE] * tables
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * _SECTOR, b"\xff")
    return _header(first, places) + content + directory + table


def package(name: str, data: bytes, *, unicode: str = "") -> bytes:
    """Return the stream `\\x01Ole10Native` of a file that was dragged into a document; with its name in `unicode`."""
    path = f"C:\\Temp\\{name}".encode("cp1252") + b"\0"
    held = struct.pack("<H", 2) + name.encode("cp1252") + b"\0" + path + struct.pack("<I", 0x30000)
    held += struct.pack("<I", len(path)) + path + struct.pack("<I", len(data)) + data
    for each in (unicode, unicode, unicode) if unicode else ():
        held += struct.pack("<I", len(each)) + each.encode("utf-16-le")
    return struct.pack("<I", len(held)) + held


def _header(directory: int, tables: range) -> bytes:
    numbers = [*tables, *[_FREE] * (109 - len(tables))]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<9I", 0, len(tables), directory, 0, _SMALLEST, _END, 0, _END, 0)
        + struct.pack("<109I", *numbers)
    )


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    head = called.ljust(64, b"\0") + struct.pack("<HBB3I", len(called), kind, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
