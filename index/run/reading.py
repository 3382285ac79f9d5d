"""One file read and cut into letters and passages, within limits of time, memory and size: in a process of its own that
is ended at a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.errors import ReadError
from index.read import faults
from index.read.child_process import (
    ChildCrashedError,
    ChildOutOfMemoryError,
    ChildProcess,
    ChildSaysTooMuchError,
    ChildTooSlowError,
)
from index.read.child_program import MEMORY
from index.read.inventory import FilePart
from index.read.pdf import ocr
from index.records import Document, Letter, Passage
from index.run.read_child import document_of
from index.settings import Settings

reader = ChildProcess("index.run.read_child")
"""The process that reads; it reads one file after another."""

_OCR_SECONDS = 15  # a page, on top of what reading may take
_ANSWER = 10  # characters that may come back, times the characters of text that a file may have


@dataclass(frozen=True)
class CutDocument:
    """A document with its letters and passages, and what its file holds beside the text."""

    document: Document
    letters: tuple[Letter, ...]
    passages: tuple[Passage, ...]
    inventory: tuple[FilePart, ...] = ()
    inside: tuple[tuple[Path, str], ...] = ()
    """The files inside it that are read apart: where their bytes are left, and their names."""


def read_and_cut(
    path: Path, *, name: str, settings: Settings, ocr: bool = False, inside: Path | None = None
) -> CutDocument:
    """Read the file at `path`, which people know as `name`, and cut it. `ocr`: recognise text on pages that are
    pictures. `inside`: an empty folder in which to leave the files inside it.

    Raises ReadError with the reason, and nothing else. Never takes longer than the settings allow.
    """
    ask = partial(_ask, path, name=name, inside=inside, settings=settings, ocr=ocr)
    answer = ask()
    if "scanned" in answer:
        with _recognised(path, answer["scanned"], name=name, settings=settings) as target:
            answer = ask(recognised_in=target)
    if "refused" in answer:
        reason, message, help = answer["refused"]
        raise ReadError(reason, message, help=help)
    return cut_document(answer, inside)


def cut_anew(document: Document, *, settings: Settings) -> CutDocument:
    """Cut a document that was read before into letters and passages. Raises ReadError, as `read_and_cut` does."""
    return cut_document(
        {"document": asdict(document), **_answer({"stored": asdict(document)}, document.path, settings)}
    )


def _ask(
    path: Path, *, name: str, inside: Path | None, settings: Settings, ocr: bool, recognised_in: Path | None = None
) -> dict[str, Any]:
    request = {
        "path": str(path.absolute()),
        "name": name,
        "max_file_mb": settings.max_file_mb,
        "ocr": ocr,
        "inside": str(inside) if inside else None,
        "recognised_in": str(recognised_in) if recognised_in else None,
    }
    return _answer(request, name, settings)


def _answer(request: Mapping[str, Any], name: str, settings: Settings) -> dict[str, Any]:
    limit = settings.max_file_mb * 1_000_000
    try:
        return reader.ask(request, seconds=settings.read_seconds, most=int(limit * _ANSWER))
    except ChildTooSlowError as error:
        raise faults.too_slow(name, settings.read_seconds) from error
    except (ChildOutOfMemoryError, ChildSaysTooMuchError) as error:
        raise faults.too_much_memory(name, MEMORY / 1e9) from error
    except ChildCrashedError as error:
        raise faults.damaged(name) from error


@contextmanager
def _recognised(path: Path, scanned: Sequence[int], *, name: str, settings: Settings) -> Iterator[Path]:
    """Yield a copy of the PDF in which the text of its scanned pages was recognised. Raises ReadError."""
    seconds = settings.read_seconds + _OCR_SECONDS * len(scanned)
    with TemporaryDirectory(prefix="briefwijzer-") as folder:
        target = Path(folder) / "met-tekstlaag.pdf"
        try:
            ocr.add_text_layer(path, target, seconds=seconds)
        except ocr.OcrTooSlowError as error:
            raise faults.too_slow(name, seconds) from error
        except ocr.OcrError as error:
            raise faults.ocr_failed(name, scanned, str(error)) from error
        yield target


def as_said(cut: CutDocument) -> dict[str, Any]:
    """Return `cut` as plain data, of which `cut_document` makes it again, without the files inside it."""
    passages = [[each.id, each.letter_id, each.start, each.end, each.heading] for each in cut.passages]
    return {
        "document": asdict(cut.document),
        "letters": [asdict(each) for each in cut.letters],
        "passages": passages,
        "inventory": [asdict(each) for each in cut.inventory],
    }


def cut_document(answer: Mapping[str, Any], inside: Path | None = None) -> CutDocument:
    """Return the document of which `answer` is plain data; the files inside it were left in the folder `inside`."""
    document = document_of(answer["document"])
    letters = [
        Letter(**letter | {"spans": {field: tuple(span) for field, span in letter["spans"].items()}})
        for letter in answer["letters"]
    ]
    passages = [
        Passage(id, letter_id, start, end, heading, document.text[start:end])
        for id, letter_id, start, end, heading in answer["passages"]
    ]
    inventory = [FilePart(**part) for part in answer.get("inventory", ())]
    left = tuple((inside / file, name) for file, name in answer["inside"].items()) if inside else ()
    return CutDocument(document, tuple(letters), tuple(passages), tuple(inventory), left)
