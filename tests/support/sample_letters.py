"""Invented letters: drawn by hypothesis for properties, counted off by number for runs that need many of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

_WORDS = """school leerling ouders gemeente bestuur raad ondersteuning plaats maanden weken aanbod zorg wet plan overleg
kosten subsidie vervoer leraar klas toets rooster verlof ontheffing advies regio wachtlijst onderwijs jongere thuis
januari maart drie veertien honderd procent euro niet geen altijd volgens omdat daarom echter hoewel""".split()
_ODD = [
    "ﬁnanciën",
    "coöperatie",
    "e\u0301e\u0301n",
    "👩‍🏫",
    "naïef",
    "\u202bעברית\u202c",
    "Ⅳ",
    "taal-\nonderwijs",
    "5.1.2.e",
    "<b>",
    "&amp;",
]
_MONTHS = ["januari", "maart", "juni", "oktober"]

words = st.sampled_from(_WORDS) | st.sampled_from(_ODD) | st.text(min_size=1, max_size=8)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(words, min_size=1, max_size=25))
    return " ".join(chosen).capitalize() + draw(st.sampled_from([".", "?", "!", ":", "", "...", ".\n"]))


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A paragraph, a list with or without a lead-in, a heading, or nothing but white space."""
    kind = draw(st.sampled_from(["text", "text", "list", "heading", "blank", "table"]))
    if kind == "text":
        return draw(st.sampled_from([" ", "\n"])).join(draw(st.lists(sentences(), min_size=1, max_size=8)))
    if kind == "list":
        mark = draw(st.sampled_from(["- ", "• ", "1. ", "a) ", "– "]))
        items = draw(st.lists(sentences(), min_size=1, max_size=6))
        return draw(st.sampled_from(["", "Het gaat om:\n"])) + "\n".join(mark + item for item in items)
    if kind == "heading":
        return draw(st.sampled_from(["# ", "## ", ""])) + draw(st.sampled_from(_WORDS)).capitalize() + " en zorg"
    if kind == "table":
        return "\n".join("   ".join(row) for row in draw(st.lists(st.lists(words, max_size=4), max_size=4)))
    return draw(st.sampled_from(["", " ", "\t", "\u00a0\n\n\n", "\x0c"]))


@st.composite
def letterheads(draw: st.DrawFn) -> str:
    day, month, year = draw(st.integers(1, 28)), draw(st.sampled_from(_MONTHS)), draw(st.integers(1999, 2026))
    lines = [
        f"Aan: {draw(st.sampled_from(['de gemeenteraad', 'alle ouders', 'de minister']))}",
        f"Van: {draw(st.sampled_from(['dienst Onderwijs', 'Stichting De Brug']))}",
        f"Datum: {day} {month} {year}",
        f"Kenmerk: {draw(st.sampled_from(['OND', 'COS/U']))}-{draw(st.integers(1, 99999))}",
        f"Onderwerp: {draw(sentences())}",
    ]
    kept = draw(st.lists(st.sampled_from(lines), unique=True))
    banner = draw(st.sampled_from(["", "MEMO", "NOTA TER BESLUITVORMING", "Notitie"]))
    return "\n".join(filter(None, [banner, *sorted(kept, key=lines.index)]))


@st.composite
def letters(draw: st.DrawFn) -> str:
    """One letter: a letterhead, a salutation, blocks and a closing, of which any can be missing."""
    parts = [
        draw(letterheads()),
        draw(st.sampled_from(["", "Geachte raad,", "Beste ouders,"])),
        *draw(st.lists(blocks(), max_size=8)),
        draw(st.sampled_from(["", "Met vriendelijke groet,\n\nA. de Wit", "Hoogachtend,\n\nB. Zwart\nvoorzitter"])),
        draw(st.sampled_from(["", "Bijlage 1: Overzicht van de kosten"])),
    ]
    return draw(st.sampled_from(["\n\n", "\n\n\n\n", "\r\n\r\n"])).join(parts)


bundles = st.lists(letters(), min_size=1, max_size=4).map("\n\n".join)
"""The text of a file: one letter, or several behind each other."""


def letter(number: int, *, paragraphs: int = 3, weeks: int = 14) -> str:
    """Return letter `number`, always the same, about a road that is closed for so many `weeks`."""
    name = f"{_WORDS[number % len(_WORDS)]}{number}"
    body = [
        f"In punt {i} over {name} gaat het om "
        f"{' '.join(_WORDS[(number * 7 + i * 5 + j) % len(_WORDS)] for j in range(40))}."
        for i in range(paragraphs)
    ]
    head = f"Aan: de raad\nVan: dienst {name.capitalize()}\nDatum: {number % 28 + 1} maart 2024\nKenmerk: BRF-{number}"
    news = f"De weg langs {name} blijft {weeks} weken dicht voor alle verkeer."
    closing = f"Met vriendelijke groet,\n\nA. van {name.capitalize()}\n"
    return "\n\n".join([head, "Geachte raad,", news, *body, closing])


def write_letters(folder: Path, count: int, *, paragraphs: int = 3) -> Path:
    """Write `count` letters into `folder`, `brief-000.txt` and on, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"brief-{number:03}.txt").write_text(letter(number, paragraphs=paragraphs), encoding="utf-8")
    return folder
