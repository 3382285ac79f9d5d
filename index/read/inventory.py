"""What a file holds beside its running text, and whether that was read. Pure functions.

A reader counts what it meets by kind (a row of `_NAMES`; add one for what only your format has), all at once in
`inventory(read=…, left_out=…)` or as it goes along in a `Tally`; what takes a sentence of its own is a `FilePart` made
by hand. The parts are kept with the document and said by `briefwijzer index` and `briefwijzer letters`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_NAMES = {
    "footnote": ("voetnoot", "voetnoten", ""),
    "endnote": ("eindnoot", "eindnoten", ""),
    "header": ("koptekst", "kopteksten", ""),
    "footer": ("voettekst", "voetteksten", ""),
    "text box": ("tekstvak", "tekstvakken", ""),
    "check box": ("aankruisvakje", "aankruisvakjes", ""),
    "form field": ("ingevuld veld", "ingevulde velden", ""),
    "inserted file": ("ingevoegd bestand", "ingevoegde bestanden", ""),
    "embedded object": ("ingesloten object", "ingesloten objecten", "sla wat erin staat apart op"),
    "picture": ("afbeelding", "afbeeldingen", "tekst in een afbeelding wordt niet gelezen"),
    "chart": ("grafiek of schema", "grafieken of schema’s", "tekst daarin wordt niet gelezen"),
    "word art": ("tekst in WordArt", "teksten in WordArt", ""),
    "symbol": ("teken", "tekens", "Briefwijzer kent dat teken niet"),
    "comment": ("opmerking", "opmerkingen", "staat in de kantlijn en hoort niet bij de tekst"),
    "hidden text": ("stuk verborgen tekst", "stukken verborgen tekst", "wie het bestand opent, ziet dat niet"),
    "invisible text": ("stuk onzichtbare tekst", "stukken onzichtbare tekst", "wit op wit, of te klein om te zien"),
    "struck text": ("stuk doorgehaalde tekst", "stukken doorgehaalde tekst", "dat geldt niet meer"),
    "deleted text": ("verwijderd stuk", "verwijderde stukken", "bijgehouden wijziging"),
    "web page part": ("deel van de webpagina", "delen van de webpagina", "menu, kop, voet, zijkolom of venster"),
    "table of contents": ("inhoudsopgave", "inhoudsopgaven", "de koppen ervan staan in de tekst zelf"),
    "placeholder": ("leeg invulveld", "lege invulvelden", "er is niets ingevuld"),
}  # one, more, why it is left out


@dataclass(frozen=True)
class FilePart:
    """`count` times something of one `kind`. `read`: whether it is in the document's text. `line` says so in Dutch,
    with what to do where there is something to do.
    """

    kind: str
    count: int
    read: bool
    line: str


@dataclass
class Tally:
    """How much of each kind was read and left out so far, and parts of what other readers read for this one."""

    read: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    others: list[FilePart] = field(default_factory=list)

    def parts(self) -> tuple[FilePart, ...]:
        """Return what was counted."""
        return (*inventory(read=self.read, left_out=self.left_out), *self.others)


def inventory(*, read: Mapping[str, int], left_out: Mapping[str, int]) -> tuple[FilePart, ...]:
    """Return the parts, by kind of `_NAMES` how many; first those that were read. Kinds without any are no parts."""
    return tuple(
        FilePart(kind, count, is_read, _line(kind, count, is_read=is_read))
        for is_read, counts in ((True, read), (False, left_out))
        for kind, count in counts.items()
        if count
    )


def _line(kind: str, count: int, *, is_read: bool) -> str:
    one, more, why = _NAMES[kind]
    held = f"{count} {one if count == 1 else more}"
    if is_read:
        return f"Gelezen: {held}."
    return f"Niet gelezen: {held}" + (f" ({why})." if why else ".")


def left_out(parts: Iterable[FilePart]) -> list[FilePart]:
    """Return the parts that were not read, in order."""
    return [part for part in parts if not part.read]
