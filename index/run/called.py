"""Find a letter or a file in the index by what staff call it. Pure."""

from __future__ import annotations

import re

from index.errors import NotIndexedError
from index.file_names import printable
from index.records import Document, Letter
from index.store.catalog.contents import Contents

_SHORTEST_ID = 6
_NUMBERED = re.compile(r"(?P<file>.+)-(?P<number>\d+)")


def short_id(letter: Letter) -> str:
    """Return the shortest name that tells a letter apart in nearly every index: `3f9a02c1-2`."""
    document, _, number = letter.id.rpartition("-")
    return f"{document[:8]}-{number}"


def letter_called(name: str, contents: Contents) -> Letter:
    """Return the letter with this id, or whose id is one that begins so with its number: `3f9a02c1-2`; or the letter in
    the file of this name, where it holds one; `brief.pdf-2` is its second. Raises NotIndexedError for none or several.
    """
    name = printable(name)
    if name in contents.letters:
        return contents.letters[name]
    whole = _documents(name, contents)
    if len(whole) == 1:
        return _only_letter(whole[0], contents)
    numbered = _NUMBERED.fullmatch(name)
    if numbered and not whole:
        found = [
            letter
            for document in _documents(numbered["file"], contents)
            for letter in _letters_of(document, contents)
            if letter.id.rpartition("-")[2] == numbered["number"]
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(name, [f"{contents.documents[each.document_id].path} ({each.id})" for each in found])
    if whole:
        raise _several(name, [f"{each.path} ({each.id[:12]})" for each in whole])
    raise NotIndexedError(
        f"Er is geen brief of bestand dat {name} heet.", help="Kijk met `briefwijzer letters` welke brieven er zijn."
    )


def document_called(name: str, contents: Contents) -> Document:
    """Return the file with this name or id, or of the letter that is called so where it holds that one alone.

    Raises NotIndexedError for none, several, or one of several letters in a file.
    """
    whole = _documents(printable(name), contents)
    if len(whole) == 1:
        return whole[0]
    document = contents.documents[letter_called(name, contents).document_id]
    there = len(_letters_of(document, contents))
    if there > 1:
        raise NotIndexedError(
            f"In {document.path} staan {there} brieven; verwijderen kan alleen het hele bestand.",
            help="Verberg deze brief met --hide, of verwijder het hele bestand: "
            f"briefwijzer letter {document.path} --delete",
        )
    return document


def _only_letter(document: Document, contents: Contents) -> Letter:
    letters = _letters_of(document, contents)
    if len(letters) == 1:
        return letters[0]
    if not letters:
        raise NotIndexedError(f"In {document.path} staat geen brief.", help="Kijk met `briefwijzer letters` wat er is.")
    named = "; ".join(f"{short_id(each)} ({each.title or each.kind})" for each in letters)
    raise NotIndexedError(f"In {document.path} staan {len(letters)} brieven.", help=f"Noem er een: {named}.")


def _letters_of(document: Document, contents: Contents) -> list[Letter]:
    return [each for each in contents.letters.values() if each.document_id == document.id]


def _documents(name: str, contents: Contents) -> list[Document]:
    documents = contents.documents.values()
    return [each for each in documents if each.path == name] or [
        each
        for each in documents
        if each.path.rpartition("/")[2] == name or (len(name) >= _SHORTEST_ID and each.id.startswith(name))
    ]


def _several(name: str, found: list[str]) -> NotIndexedError:
    return NotIndexedError(f"Er zijn er {len(found)} die {name} heten.", help=f"Noem er een: {', '.join(found)}.")
