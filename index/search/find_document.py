"""Find a document by what a person calls it."""

from __future__ import annotations

from index.errors import NotIndexedError
from index.file_names import printable
from index.records import Document
from index.search.library import Library

_SHORTEST_ID = 6


def find_document(name: str, library: Library) -> Document:
    """Return the document with this file name, or whose id begins with it. Raises NotIndexedError for none or
    several.
    """
    documents, name = list(library.documents.values()), printable(name)
    found = [each for each in documents if each.path == name] or [
        each
        for each in documents
        if each.path.rsplit("/", 1)[-1] == name or (len(name) >= _SHORTEST_ID and each.id.startswith(name))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotIndexedError(
            f"Er zijn {len(found)} bestanden die {name} heten.",
            help="Noem het hele pad of het id: " + ", ".join(f"{each.path} ({each.id[:12]})" for each in found) + ".",
        )
    raise NotIndexedError(
        f"Het bestand {name} staat niet in de index.", help="Kijk met `briefwijzer letters` welke bestanden erin staan."
    )
