"""How a file would be cut into letters if it were indexed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import SettingsError
from index.letters.corrections import LetterCorrection, corrected_letters, marked_letters
from index.letters.passages import find_passages
from index.records import Letter
from index.run.reading import CutDocument, read_and_cut
from index.run.scan import on_disk, written
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.catalog.reading import read_media_types
from index.store.correction_rows import Deletion
from index.store.corrections import read_corrections, read_deletions
from index.store.transactions import opened_catalog


@dataclass(frozen=True)
class Preview:
    """A file as it would be cut, with what staff decided of the same bytes before. `indexed`: it is in the index;
    `deletion`: it was deleted, and would not be taken in.
    """

    cut: CutDocument
    indexed: bool
    deletion: Deletion | None = None

    @property
    def passages(self) -> Mapping[str, int]:
        """How many passages each letter has, by its id."""
        counts = dict.fromkeys((each.id for each in self.cut.letters), 0)
        for each in self.cut.passages:
            counts[each.letter_id] += 1
        return counts

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters of the file, in order."""
        return self.cut.letters


def preview_file(path: Path, *, settings: Settings, name: str = "", ocr: bool = False) -> Preview:
    """Read the file at `path`, which people know as `name`, and keep nothing of it. Raises SettingsError where there is
    no file, ReadError where it cannot be read.
    """
    path = on_disk(path)
    if not path.is_file():
        raise SettingsError(
            f"{written(path)} is geen bestand." if path.exists() else f"{written(path)} bestaat niet.",
            help="Geef de naam van één bestand.",
        )
    cut = read_and_cut(path, name=name or written(Path(path.name)), settings=settings, ocr=ocr)
    if not has_catalog(settings):
        return Preview(cut, indexed=False)
    id = cut.document.id
    with opened_catalog(settings) as catalog:
        corrections = [each for each in read_corrections(catalog) if each.document_id == id]
        indexed, deletion = id in read_media_types(catalog), read_deletions(catalog).get(id)
    return Preview(as_corrected(cut, corrections), indexed=indexed, deletion=deletion)


def as_corrected(cut: CutDocument, corrections: Sequence[LetterCorrection]) -> CutDocument:
    """Return `cut` as the `corrections` of its document would have it."""
    if not corrections:
        return cut
    letters = corrected_letters(cut.document, corrections)
    marked, _ = marked_letters(letters, {cut.document.id: cut.document}, corrections)
    passages = [passage for each in letters for passage in find_passages(cut.document, each)]
    return replace(cut, letters=tuple(marked), passages=tuple(passages))
