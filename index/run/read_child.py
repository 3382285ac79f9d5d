"""Reads files and cuts them into letters and passages for `index.run.reading`, as a program of its own, so that a file
that hangs, crashes or swells takes only this process along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.letters.find import find_letters
from index.letters.missing_attachments import missing_attachments
from index.letters.passages import find_passages
from index.read import faults
from index.read.child_program import memory_spent, serve
from index.read.file import read
from index.read.inside import files_inside
from index.read.inventory import FilePart
from index.read.pdf.document import ScannedPagesError
from index.records import Document, Letter
from index.settings import Settings


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return {"document", "inventory", "letters", "passages", "inside"}, or {"refused": [reason, message, help]}, or
    {"scanned": [page, ...]}: these pages are to be recognised first.

    `request` has "path", "name", "max_file_mb", "ocr", "recognised_in" where that was done, and "inside": the folder in
    which to leave the files inside the file, or None; the "inside" of the answer has their names by their file there.
    One with "stored" has only that: a document that was read before, of which the answer has "letters" and "passages".
    """
    if "stored" in request:
        return _cut(document_of(request["stored"]))
    recognised_in = request["recognised_in"]
    name = request["name"]
    try:
        reading = read(
            Path(request["path"]),
            name=name,
            settings=Settings.model_construct(max_file_mb=request["max_file_mb"]),
            ocr=request["ocr"],
            recognised_in=Path(recognised_in) if recognised_in else None,
        )
        inside = _unpacked(request) if request["inside"] else {}
        cut = _cut(reading.document)
        inventory = [*reading.inventory, *_missing(reading.document, cut["letters"], reading.inventory)]
    except ScannedPagesError as found:
        return {"scanned": list(found.numbers)}
    except ReadError as fault:
        if fault.reason == "damaged" and memory_spent():
            raise MemoryError from fault
        return _refused(fault)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  whatever is in a file, it ends no batch
        return _refused(faults.damaged(name))
    return {
        "document": asdict(reading.document),
        "inventory": [asdict(part) for part in inventory],
        **cut,
        "inside": inside,
    }


def _missing(
    document: Document, letters: Sequence[Mapping[str, Any]], inventory: Iterable[FilePart]
) -> Iterator[FilePart]:
    """Yield what letters name as attached and is neither in the file's text nor inside the file."""
    carried = sum(part.count for part in inventory if part.kind == "attachment")
    count = missing_attachments(document, [Letter(**letter) for letter in letters]) - carried
    if count > 0:
        what = (
            "1 bijlage, die niet in dit bestand zit"
            if count == 1
            else f"{count} bijlagen, die niet in dit bestand zitten"
        )
        line = f"Genoemd wordt {what}. Hebt u die? Zet die bij de brieven en draai: briefwijzer index"
        yield FilePart("missing attachment", count, False, line)


def document_of(said: Mapping[str, Any]) -> Document:
    """Return the document of which `said` are the fields, as JSON has them."""
    return Document(
        **{**said, "page_starts": tuple(said["page_starts"]), "headings": tuple(map(tuple, said["headings"]))}
    )


def _cut(document: Document) -> dict[str, Any]:
    letters = find_letters(document)
    passages = [passage for letter in letters for passage in find_passages(document, letter)]
    return {
        "letters": [asdict(letter) for letter in letters],
        "passages": [[each.id, each.letter_id, each.start, each.end, each.heading] for each in passages],
    }


def _unpacked(request: dict[str, Any]) -> dict[str, str]:
    """Leave the files inside the file in the folder for them, and return their names."""
    kept = {}
    for number, (name, data) in enumerate(files_inside(Path(request["path"]), name=request["name"])):
        (Path(request["inside"]) / str(number)).write_bytes(data)
        kept[str(number)] = name
    return kept


def _refused(fault: ReadError) -> dict[str, Any]:
    return {"refused": [fault.reason, fault.message, fault.help]}


if __name__ == "__main__":
    serve(answer)
