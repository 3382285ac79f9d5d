"""Lines follow the baseline of their glyphs, in whatever pieces a file draws them."""

from __future__ import annotations

import pytest

from index.read.pdf.line import PdfLine
from index.read.pdf.page.glyphs import Glyph, Style
from index.read.pdf.page.lines import glyph_lines, laid_among

WIDTH = 0.5  # of the letter size, of every glyph


def text(
    words: str, x: float = 80, y: float = 700, *, size: float = 10, apart: float = 0, turn: int = 0
) -> list[Glyph]:
    """Return glyphs that one object draws from `x` on the baseline `y`, `apart` points between them."""
    style = Style(id(words), y, size, turn, bold=False, pale=False, along=(1, 0), up=(0, 1))
    step = size * WIDTH + apart
    return [Glyph(c, x + n * step, x + n * step + size * WIDTH, style, n) for n, c in enumerate(words)]


def read(*pieces: list[Glyph]) -> list[str]:
    return [line.text for line in glyph_lines(glyph for piece in pieces for glyph in piece)]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([text("De school "), text("begint", 130)], ["De school begint"], id="pieces of a line"),
        pytest.param([text("Op"), text("zondag", 93)], ["Op zondag"], id="a word an object"),
        pytest.param([text(c, 80 + 5 * n) for n, c in enumerate("dicht")], ["dicht"], id="a letter an object"),
        pytest.param([text("Op"), text("zondag", 80, 686)], ["Op", "zondag"], id="two lines"),
        pytest.param([text("Honden mogen", apart=3)], ["Honden mogen"], id="letters set wide"),
        pytest.param([text("Honden", apart=3), text("mogen", 134, apart=3)], ["Honden mogen"], id="words set wide"),
        pytest.param([text("B R I E F")], ["BRIEF"], id="letters with blanks between"),
        pytest.param([text("K a m e r  b r i e f")], ["Kamer brief"], id="words with blanks between the letters"),
        pytest.param([text(c, 80 + 9 * n) for n, c in enumerate("NOTA")], ["NOTA"], id="letters put apart"),
        pytest.param([text("B R I E F"), text("maart 2024", 160)], ["BRIEF maart 2024"], id="a date far behind it"),
        pytest.param([text("J P M H de Vries")], ["J P M H de Vries"], id="initials"),
        pytest.param([text("keuze a b c of d")], ["keuze a b c of d"], id="letters of a list"),
        pytest.param([text("a b c d e")], ["a b c d e"], id="an alphabet"),
        pytest.param([text("X N J J N X", apart=9)], ["X N J J N X"], id="cells with a letter"),
        pytest.param([text("in 2019"), text("3", 115, 704, size=6), text(" was", 118)], ["in 2019 3 was"], id="a mark"),
        pytest.param(
            [text("prijs"), text("12", 105, 704, size=6), text("en", 111)], ["prijs 12 en"], id="a mark of two"
        ),
        pytest.param([text("40 m"), text("2", 100, 704, size=6), text(" gras", 103)], ["40 m² gras"], id="a power"),
        pytest.param(
            [text("CO"), text("2", 90, 698, size=6), text(" daalt", 93)], ["CO2 daalt"], id="a lowered figure"
        ),
        pytest.param([text("naam", size=18), text("2", 300, 690, size=40)], ["naam", "2"], id="a number beside a logo"),
        pytest.param([text("rechts", 300), text("links", 80)], ["rechts", "links"], id="columns, the right one first"),
        pytest.param([text("tekst"), text("zijkant", turn=90)], ["tekst", "zijkant"], id="another direction"),
    ],
)
def test_what_makes_a_line(pieces: list[list[Glyph]], expected: list[str]) -> None:
    assert read(*pieces) == expected


def test_cells_of_a_row_are_one_line_that_says_so() -> None:
    row = glyph_lines([*text("4 tot 12 jaar"), *text("3,10 euro", 220), *text("27 euro", 340)])
    assert row == [PdfLine("4 tot 12 jaar 3,10 euro 27 euro", 80, 700, 10, cells=True)]
    (listed,) = glyph_lines([*text("a."), *text("wat ver van zijn teken staat", 110)])
    assert not listed.cells


def test_a_raised_mark_does_not_give_its_line_a_size_or_a_place() -> None:
    (line,) = glyph_lines([*text("1", 80, 704, size=6), *text(" Kamerstuk", 83, size=9)])
    assert (line.text, line.y, line.size) == ("1 Kamerstuk", 700, 9)


def test_what_is_laid_on_the_page_stands_where_it_is_seen() -> None:
    own = glyph_lines([*text("Bedrag:"), *text("Groet,", 80, 650)])
    laid_on = glyph_lines([*text("Let op", 80, 680), *text("185 euro", 200, 701)])
    assert [line.text for line in laid_among(own, laid_on)] == ["Bedrag: 185 euro", "Let op", "Groet,"]
    assert [line.text for line in laid_among([], laid_on)] == ["185 euro", "Let op"]
