"""What staff change in letters that are indexed: data, where they begin, hidden, replaced. Each change is kept with the
bytes of the file, made current and published as a whole; only what is another text is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from index.errors import SettingsError, nothing_indexed
from index.letters.corrections import Replacement, place_at
from index.records import Field, Letter
from index.run.alone import alone
from index.run.called import letter_called, short_id
from index.run.placed_corrections import PlacedCorrections
from index.run.writing.writer import Writer
from index.settings import Settings
from index.store.backups import back_up
from index.store.catalog.connection import Catalog, has_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents
from index.store.corrections import read_corrections, write_corrections
from index.store.transactions import WAIT_SECONDS, opened_catalog


@dataclass(frozen=True)
class LetterChange:
    """What is to be otherwise; None leaves it. `fields`: data, "" for what the letter has not. `as_found`: all data as
    the text says, but for `fields`; corrections in the same file that do not fit its text any more go too.
    `replaced_by`: what the letter is called that holds instead, "" for none.
    """

    fields: Mapping[Field, str] = field(default_factory=dict)
    as_found: bool = False
    hidden: bool | None = None
    replaced_by: str | None = None


@dataclass(frozen=True)
class ChangedLetter:
    """A letter after a change, and all that the index holds then. `embedded` counts the passages that were."""

    letter: Letter
    contents: Contents
    embedded: int


def indexed_letters(settings: Settings) -> Contents:
    """Return all that the index holds, also what only staff may see. Raises NotIndexedError where there is none."""
    if not has_catalog(settings):
        raise nothing_indexed(settings.data)
    with opened_catalog(settings) as catalog:
        contents = read_contents(catalog)
    if not contents.letters:
        raise nothing_indexed(settings.data)
    return contents


def change_letter(name: str, change: LetterChange, *, settings: Settings) -> ChangedLetter:
    """Change the letter that is called `name`. Raises NotIndexedError, SettingsError for what it cannot be, BusyError
    while a run is at work.
    """
    with _changing(settings) as (catalog, writer):
        contents, letter, rows = _decided(name, catalog)
        before = rows.of(letter)
        stale = change.as_found and rows.drop_unfit()
        rows.correct(letter, change.fields, as_found=change.as_found)
        now = rows.of(letter)
        if change.hidden is not None:
            now = replace(now, hidden=change.hidden)
        if change.replaced_by is not None:
            now = replace(now, replaced_by=_replacement(letter, change.replaced_by, contents))
        rows.put(now)
        return _made_current(writer, catalog, contents, rows, letter.start, recut=stale or now.fields != before.fields)


def split_letter(name: str, at: str, *, settings: Settings) -> ChangedLetter:
    """Let another letter begin inside the one called `name`: at the line that starts at the offset `at`, or that begins
    with those words. Return the letter that begins there. Raises as `change_letter` does.
    """
    with _changing(settings) as (catalog, writer):
        contents, letter, rows = _decided(name, catalog)
        start = rows.split(letter, at)
        return _made_current(writer, catalog, contents, rows, start, recut=True)


def join_letter(name: str, *, settings: Settings) -> ChangedLetter:
    """Let the letter called `name` be part of the one before it in its file, which is returned. What was corrected in
    its own data goes. Raises as `change_letter` does.
    """
    with _changing(settings) as (catalog, writer):
        contents, letter, rows = _decided(name, catalog)
        start = rows.join(letter)
        return _made_current(writer, catalog, contents, rows, start, recut=True)


@contextmanager
def _changing(settings: Settings) -> Iterator[tuple[Catalog, Writer]]:
    """Open whole stores for a change; a catalog that is changed is backed up."""
    if not has_catalog(settings):
        raise nothing_indexed(settings.data)
    with alone(settings, wait=WAIT_SECONDS) as catalog:
        writer = Writer(catalog, settings, lambda progress: None)
        writer.remake_if_needed()
        writer.repair()
        yield catalog, writer
        if not settings.database_url:
            back_up(settings.data)


def _decided(name: str, catalog: Catalog) -> tuple[Contents, Letter, PlacedCorrections]:
    """Return all that is indexed, the letter in it that is called `name`, and what is decided of its file."""
    contents = read_contents(catalog)
    letter = letter_called(name, contents)
    document = contents.documents[letter.document_id]
    return contents, letter, PlacedCorrections(document, contents.letters.values(), read_corrections(catalog))


def _made_current(
    writer: Writer, catalog: Catalog, before: Contents, rows: PlacedCorrections, start: int, *, recut: bool
) -> ChangedLetter:
    """Keep `rows`, publish what they make of the document, and return its letter that begins at `start`."""
    if recut:
        writer.correct(rows.document, rows.all, before.inventory[rows.document.id])
    else:
        write_corrections(catalog, rows.document.id, rows.all)
    contents = writer.close()
    letter = next(
        each for each in contents.letters.values() if (each.document_id, each.start) == (rows.document.id, start)
    )
    return ChangedLetter(letter, contents, writer.vectors.embedded)


def _replacement(letter: Letter, name: str, contents: Contents) -> Replacement | None:
    if not name:
        return None
    newer = letter_called(name, contents)
    seen: Letter | None = newer
    while seen:
        if seen.id == letter.id:
            itself = newer.id == letter.id
            raise SettingsError(
                "Een brief kan niet door zichzelf vervangen zijn."
                if itself
                else f"{short_id(newer)} is zelf vervangen door {short_id(letter)}, misschien langs een andere brief.",
                help="Noem de nieuwste van de twee achter --replaced-by, bij de oudste.",
            )
        seen = contents.letters.get(seen.replaced_by or "")
    text = contents.documents[newer.document_id].text
    return Replacement(newer.document_id, place_at(text, newer.start, newer.end))
