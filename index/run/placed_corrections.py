"""What staff decide of the letters in one file, at their places in its text, whether it is indexed or not yet. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.dutch.dates import whole_date
from index.dutch.letter_words import KINDS
from index.errors import SettingsError
from index.letters.corrections import LetterCorrection, find_place, line_starts, place_at
from index.records import Document, Field, Letter
from index.run.called import short_id

_LONGEST = 300
"""Characters that a title or name may have."""

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
KIND_NAMES = tuple(sorted({*KINDS.values(), "e-mail", "kamervragen"}))
"""The kinds that a letter can be."""


class PlacedCorrections:
    """The corrections of one document, each at its place in the text as it is read now. Those that have no place there
    stay as they are: they are told of until somebody mends them.
    """

    def __init__(self, document: Document, letters: Iterable[Letter], corrections: Iterable[LetterCorrection]) -> None:
        self.document = document
        self.letters = sorted(
            (each for each in letters if each.document_id == document.id), key=lambda each: each.start
        )
        self._ends = {each.start: each.end for each in self.letters}
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

    def correct(self, letter: Letter, fields: Mapping[Field, str], *, as_found: bool = False) -> None:
        """Decide that the data of `letter` are `fields`, "" for what it has not, and those not named as they were; or
        with `as_found` as the text says. Raises SettingsError for what they cannot be.
        """
        before = self.of(letter)
        typed = {name: _checked(name, value) for name, value in fields.items()}
        self.put(replace(before, fields={**({} if as_found else before.fields), **typed}))

    def split(self, letter: Letter, at: str) -> int:
        """Let another letter begin inside `letter`: at the line that starts at the offset `at`, or that begins with
        those words. Return where. Raises SettingsError where that is no line or several.
        """
        start = _line_at(self.document, letter, at)
        first = self.of(letter)
        place = place_at(self.document.text, start, letter.end)
        self.put(
            LetterCorrection(self.document.id, place, begins=True, hidden=first.hidden, replaced_by=first.replaced_by)
        )
        return start

    def join(self, letter: Letter) -> int:
        """Let `letter` be part of the one before it, and return where that begins; what was corrected in its own data
        goes. Raises SettingsError where none is before it, or only one of the two is hidden or replaced.
        """
        ahead = [each for each in self.letters if each.start < letter.start]
        if not ahead:
            raise SettingsError(
                f"{short_id(letter)} is de eerste brief in {self.document.path}: er staat geen brief voor.",
                help="Noem de brief die bij de vorige hoort.",
            )
        mine, first = self.of(letter), self.of(ahead[-1])
        if (mine.hidden, mine.replaced_by) != (first.hidden, first.replaced_by):
            raise SettingsError(
                "Van deze twee brieven is er een verborgen of vervangen, en de ander niet.",
                help="Maak dat eerst gelijk, met --show of --hide en --replaced-by.",
            )
        self.put(LetterCorrection(self.document.id, mine.place, begins=False))
        return ahead[-1].start


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
