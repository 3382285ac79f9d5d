"""The parts of a Word file and how they point to each other; the only file of this room that knows zip and lxml.

Only what a letter needs is opened, so that what Word shrugs at (a relation to nowhere, the content type of a template)
is no fault here. Strict Open XML has other namespaces for the same elements: they are read as the usual ones.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from lxml import etree

from index.read.ole import WRAPPED, packed_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_EMBEDDED = ("package", "oleObject")  # how a part points to an object in it
_WITH_TEXT = ("header", "footer", "footnotes", "endnotes")
_VALUE = f"{W}val"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}


class NotWordError(ValueError):
    """The zip file holds no Word document."""


@dataclass(frozen=True)
class PartRelation:
    """Where one part points to: `kind` is the last word of its type, `target` the name of the part."""

    kind: str
    target: str


class WordPackage:
    """The parts of one file, by name. `main` is the name of the document itself.

    Raises NotWordError, and zipfile.BadZipFile on a damaged file.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower().lstrip("/"): name for name in self._archive.namelist()}
        targets = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        self.main = next((target for target in targets if target.lower() in self._names), "word/document.xml")
        if self.main.lower() not in self._names or not self.main.lower().startswith("word/"):
            raise NotWordError(self.main)

    def bytes_of(self, name: str) -> bytes | None:
        """Return what a part holds, None where there is no such part."""
        real = self._names.get(name.lower())
        return None if real is None else self._archive.read(real)

    def xml(self, name: str) -> Any:
        """Return the root element of a part, None where there is no such part. Raises lxml's error on damaged XML."""
        data = self.bytes_of(name)
        if data is None:
            return None
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def relations(self, name: str) -> dict[str, PartRelation]:
        """Return where the part `name` ("" for the file itself) points to inside the file, by relation id."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for item in root.iter(_RELATION) if root is not None else ():
            target = item.get("Target") or ""
            if item.get("TargetMode") != "External":
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[item.get("Id") or ""] = PartRelation((item.get("Type") or "").rsplit("/", 1)[-1], inside)
        return found

    def related(self, kind: str) -> str | None:
        """Return the name of the part of `kind` that the document itself points to."""
        return next((each.target for each in self.relations(self.main).values() if each.kind == kind), None)


def embedded_files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files that lie whole in a Word file, behind a picture of them: of an Office of today by the names that
    Word gave them, of other programs by their own.
    """
    package = WordPackage(data)
    main = package.relations(package.main).values()
    others = (package.relations(each.target).values() for each in main if each.kind in _WITH_TEXT)
    seen = set()
    for relation in chain(main, *others):
        held = package.bytes_of(relation.target) if relation.kind in _EMBEDDED else None
        if held is None or relation.target in seen:
            continue
        seen.add(relation.target)
        name = posixpath.basename(relation.target)
        found = packed_file(held, name) if held.startswith(WRAPPED) else (name, held)
        if found:
            yield found


def value(element: Any, path: str) -> str | None:
    """Return the `w:val` of the element at `path` ("pPr/pStyle") below `element`, None where there is none."""
    found = element.find(_qualified(path))
    return None if found is None else found.get(_VALUE)


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{W}{tag}" for tag in path.split("/"))


def is_on(element: Any) -> bool:
    """Say whether a property that is there is on: "w:vanish" by itself is, with val="0" it is not."""
    return (element.get(f"{W}val") or "true").lower() not in ("0", "false", "off", "none")


def chosen(alternatives: Any) -> Any:
    """Return the one branch of mc:AlternateContent that holds text, the newer one where both do."""
    branches = [child for child in alternatives if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
    spoken = (branch for branch in branches if any((text.text or "").strip() for text in branch.iter(f"{W}t")))
    return next(spoken, branches[0] if branches else alternatives)
