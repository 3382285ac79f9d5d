"""Files inside a file: attachments of an e-mail, files that a PDF carries or has pinned to a page, objects in a Word or
OpenDocument file. Those of a kind that is read are documents of their own, with a name that says where they lie:
`brief.eml › tarieven.pdf`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePath

from index.file_names import printable
from index.read.file_types import MEDIA_TYPES
from index.read.inventory import FilePart

BETWEEN = " › "
"""Stands between the name of a file and that of one inside it."""

_MOST = 50  # files of one file
_DEEPEST = 3  # files inside each other
_MOST_NAMED = 10

InsideFile = tuple[str, bytes]
"""The name of a file without folders, and what is in it."""


def files_inside(path: Path, *, name: str) -> list[InsideFile]:
    """Return the files inside the file at `path`, which people know as `name`, that are of a kind that is read. No two
    have one name. Raises what the reader of its kind raises.
    """
    found: Iterable[InsideFile] = ()
    if name.count(BETWEEN) < _DEEPEST:
        match PurePath(name).suffix.lower():
            case ".eml" | ".mhtml" | ".mht":
                from index.read.mail.message import attached_files

                found = attached_files(path.read_bytes())
            case ".pdf":
                from index.read.pdf.extract import carried_files

                found = carried_files(str(path))
            case ".docx":
                from index.read.word.package import embedded_files

                found = embedded_files(path.read_bytes())
            case ".odt":
                from index.read.odt.objects import embedded_files as objects_of

                found = objects_of(path)
    named: dict[str, bytes] = {}
    for own, data in found:
        if is_read(own) and data and len(named) < _MOST:
            named[_other_name(plain_name(own), named)] = data
    return list(named.items())


def is_read(name: str) -> bool:
    """Return whether a file of this name is one that is read."""
    return PurePath(name).suffix.lower() in MEDIA_TYPES


def plain_name(name: str) -> str:
    """Return the name of a file as people see it, without folders."""
    return printable(PurePath(name.replace("\\", "/")).name)


def attachments(names: Sequence[str], *, empty: Collection[str] = ()) -> list[FilePart]:
    """Return for the inventory which of the files inside are read, each as a document of its own, and which are not:
    those of other kinds, those in which nothing was found (`empty`), and those that are too many.
    """
    can_be = [name for name in names if is_read(name) and name not in empty]
    own = can_be[:_MOST]
    left = [name for name in names if name not in can_be] + can_be[_MOST:]
    parts = []
    if own:
        line = f"Apart gelezen, als eigen bestand: {_counted(own)}."
        parts.append(FilePart("attachment", len(own), True, line))
    if left:
        line = f"Niet gelezen: {_counted(left)}. Sla op wat u nodig hebt als PDF of Word-bestand, bij de brieven."
        parts.append(FilePart("attachment", len(left), False, line))
    return parts


def _counted(names: Sequence[str]) -> str:
    named = ", ".join(names[:_MOST_NAMED]) + (" en meer" if len(names) > _MOST_NAMED else "")
    return f"{'1 bijlage' if len(names) == 1 else f'{len(names)} bijlagen'} ({named})"


def _other_name(name: str, taken: Iterable[str]) -> str:
    path, number = PurePath(name), 1
    while name in taken:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name
