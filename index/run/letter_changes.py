"""What staff change in letters that are indexed: data, where they begin, hidden, replaced. Each change is kept with the
bytes of the file, made current and published as a whole; only what is another text is embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from index.dutch.dates import whole_date
from index.dutch.letter_words import KINDS
from index.errors import SettingsError, nothing_indexed
from index.letters.corrections import LetterCorrection, Replacement, find_place, line_starts, place_at
from index.records import Document, Field, Letter
from index.run.alone import alone
from index.run.called import letter_called, short_id
from index.run.writing.writer import Writer
from index.settings import Settings
from index.store.backups import back_up
from index.store.catalog.connection import Catalog, has_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents
from index.store.corrections import read_corrections, write_corrections
from index.store.transactions import WAIT_SECONDS, opened_catalog

_LONGEST = 300
"""Characters that a title or name may have."""

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
KIND_NAMES = tuple(sorted({*KINDS.values(), "e-mail", "kamervragen"}))
"""The kinds that a letter can be."""


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
    fields = {key: _checked(key, value) for key, value in change.fields.items()}
    with _changing(settings) as (catalog, writer):
        contents = read_contents(catalog)
        letter = letter_called(name, contents)
        document = contents.documents[letter.document_id]
        rows = _PlacedCorrections(document, contents, read_corrections(catalog))
        before = rows.of(letter)
        stale = change.as_found and rows.drop_unfit()
        now = replace(before, fields={**({} if change.as_found else before.fields), **fields})
        if change.hidden is not None:
            now = replace(now, hidden=change.hidden)
        if change.replaced_by is not None:
            now = replace(now, replaced_by=_replacement(letter, change.replaced_by, contents))
        rows.put(now)
        return _made_current(writer, catalog, rows, letter.start, recut=stale or now.fields != before.fields)


def split_letter(name: str, at: str, *, settings: Settings) -> ChangedLetter:
    """Let another letter begin inside the one called `name`: at the line that starts at the offset `at`, or that begins
    with those words. Return the letter that begins there. Raises as `change_letter` does.
    """
    with _changing(settings) as (catalog, writer):
        contents = read_contents(catalog)
        letter = letter_called(name, contents)
        document = contents.documents[letter.document_id]
        start = _line_at(document, letter, at)
        rows = _PlacedCorrections(document, contents, read_corrections(catalog))
        first = rows.of(letter)
        place = place_at(document.text, start, letter.end)
        rows.put(LetterCorrection(document.id, place, begins=True, hidden=first.hidden, replaced_by=first.replaced_by))
        return _made_current(writer, catalog, rows, start, recut=True)


def join_letter(name: str, *, settings: Settings) -> ChangedLetter:
    """Let the letter called `name` be part of the one before it in its file, which is returned. What was corrected in
    its own data goes. Raises as `change_letter` does.
    """
    with _changing(settings) as (catalog, writer):
        contents = read_contents(catalog)
        letter = letter_called(name, contents)
        document = contents.documents[letter.document_id]
        ahead = [
            each for each in contents.letters.values() if each.document_id == document.id and each.start < letter.start
        ]
        if not ahead:
            raise SettingsError(
                f"{short_id(letter)} is de eerste brief in {document.path}: er staat geen brief voor.",
                help="Noem de brief die bij de vorige hoort.",
            )
        rows = _PlacedCorrections(document, contents, read_corrections(catalog))
        mine, first = rows.of(letter), rows.of(ahead[-1])
        if (mine.hidden, mine.replaced_by) != (first.hidden, first.replaced_by):
            raise SettingsError(
                "Van deze twee brieven is er een verborgen of vervangen, en de ander niet.",
                help="Maak dat eerst gelijk, met --show of --hide en --replaced-by.",
            )
        rows.put(LetterCorrection(document.id, mine.place, begins=False))
        return _made_current(writer, catalog, rows, ahead[-1].start, recut=True)


class _PlacedCorrections:
    """The corrections of one document, each at its place in the text as it is read now. Those that have no place there
    stay as they are: they are told of until somebody mends them.
    """

    def __init__(self, document: Document, contents: Contents, corrections: Sequence[LetterCorrection]) -> None:
        self.document = document
        self.inventory = contents.inventory[document.id]
        self._ends = {each.start: each.end for each in contents.letters.values() if each.document_id == document.id}
        self._placed: dict[int, LetterCorrection] = {}
        self._lost: list[LetterCorrection] = []
        for each in corrections:
            if each.document_id == document.id:
                self._take(each)

    def _take(self, correction: LetterCorrection) -> None:
        start = find_place(self.document.text, correction.place)
        if start is None:
            self._lost.append(correction)
        elif start in self._ends:
            self._placed[start] = replace(correction, place=place_at(self.document.text, start, self._ends[start]))
        else:
            self._placed[start] = replace(correction, place=replace(correction.place, start=start))

    def of(self, letter: Letter) -> LetterCorrection:
        """Return what is decided of `letter`, which may be nothing."""
        none = LetterCorrection(self.document.id, place_at(self.document.text, letter.start, letter.end))
        return self._placed.get(letter.start, none)

    def put(self, correction: LetterCorrection) -> None:
        """Decide `correction` at its place."""
        self._placed[correction.place.start] = correction

    def drop_unfit(self) -> bool:
        """Drop what has no place, or at whose place no letter begins; return whether there was any."""
        fit = {start: each for start, each in self._placed.items() if start in self._ends or each.begins is False}
        unfit = bool(self._lost) or fit != self._placed
        self._placed, self._lost = fit, []
        return unfit

    @property
    def all(self) -> list[LetterCorrection]:
        """What is decided, by place."""
        return [*(self._placed[start] for start in sorted(self._placed)), *self._lost]


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


def _made_current(
    writer: Writer, catalog: Catalog, rows: _PlacedCorrections, start: int, *, recut: bool
) -> ChangedLetter:
    """Keep `rows`, publish what they make of the document, and return its letter that begins at `start`."""
    if recut:
        writer.correct(rows.document, rows.all, rows.inventory)
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


def _line_at(document: Document, letter: Letter, at: str) -> int:
    """Return the start of the line or cell in `letter`, not its first, that `at` means."""
    starts = [start for start in line_starts(document.text) if letter.start < start < letter.end]
    see = f"De tekst leest u met `briefwijzer show {document.path} --start {letter.start} --end {letter.end}`."
    if at.strip().isdigit():
        offset = int(at)
        if offset in starts:
            return offset
        near = min(starts, key=lambda start: abs(start - offset), default=None)
        nearest = f"De dichtstbijzijnde regel begint bij teken {near}. " if near is not None else ""
        raise SettingsError(
            f"Bij teken {offset} begint geen regel binnen deze brief, na de eerste.", help=f"{nearest}{see}"
        )
    words = "".join(_folded(at))
    found = [start for start in starts if words and _folded(document.text[start : letter.end]).startswith(words)]
    if len(found) == 1:
        return found[0]
    what = "geen regel" if not found else f"meer dan een regel ({', '.join(map(str, found))})"
    raise SettingsError(
        f"Met “{' '.join(at.split())}” begint {what} binnen deze brief, na de eerste.",
        help=f"Noem de eerste woorden van de regel waar de volgende brief begint, of het teken. {see}",
    )


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _checked(name: Field, value: str) -> str | None:
    """Return the value as it is kept; None for none. Raises SettingsError for what it cannot be."""
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    if len(said) > _LONGEST:
        raise SettingsError(f"Dit is te lang: {len(said)} tekens.", help=f"Gebruik hoogstens {_LONGEST} tekens.")
    if name == "kind":
        if said.casefold() not in KIND_NAMES:
            raise SettingsError(f"De soort “{said}” is er niet.", help=f"Kies uit: {', '.join(KIND_NAMES)}.")
        return said.casefold()
    if name == "date" and said:
        return _date(said)
    return said or None


def _date(said: str) -> str:
    month = _MONTH.fullmatch(said)
    found = whole_date(f"{said}-01" if month else said)
    iso = found.iso if found else None
    if iso is None:
        raise SettingsError(
            f"“{said}” is geen dag of maand die bestaat.",
            help="Schrijf de datum als 2026-03-31 of 31 maart 2026, of alleen de maand als 2026-03.",
        )
    return iso[:7] if month else iso
