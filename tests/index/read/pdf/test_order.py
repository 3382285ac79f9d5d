"""Lines that a file draws in another order than that in which people read them."""

import pytest

from index.read.pdf.line import PdfLine
from index.read.pdf.order import in_reading_order

FIRST = "Het zwembad is vanaf dinsdag weer open voor alle inwoners van"
SECOND = "de gemeente, en de toegang kost drie euro per keer."
THIRD = "Wij danken u voor uw bericht van vorige week over het zwembad."


def line(text: str, y: float, *, x: float = 60, size: float = 11) -> PdfLine:
    return PdfLine(text, x, y, size)


def read(*lines: PdfLine) -> list[str]:
    return [each.text for each in in_reading_order(lines)]


@pytest.mark.parametrize("y", [40, 800])
def test_a_strip_that_is_drawn_in_the_middle_of_a_sentence_comes_last(y: float) -> None:
    strip = [line("Bij beantwoording kenmerk vermelden", y), line("Postbus 1, 2500 AA Den Haag", y - 14)]
    assert read(line(FIRST, 700), *strip, line(SECOND, 686), line(THIRD, 660)) == [
        FIRST, SECOND, THIRD, *(each.text for each in strip),
    ]  # fmt: skip


def test_what_stands_between_the_lines_stays_there() -> None:
    assert read(line(FIRST, 700), line("1", 704, x=400, size=6), line(SECOND, 686)) == [FIRST, "1", SECOND]
    assert read(line(THIRD, 700), line("Postbus 1", 40), line(FIRST, 686)) == [THIRD, "Postbus 1", FIRST]


def test_small_print_in_the_margin_that_is_drawn_in_pieces_comes_together() -> None:
    margin = [line(text, y, x=500, size=7) for text, y in (("Bij beantwoording", 700), ("kenmerk vermelden", 686))]
    assert read(line(FIRST, 700), margin[0], line(SECOND, 686), margin[1], line(THIRD, 660)) == [
        FIRST, SECOND, THIRD, "Bij beantwoording", "kenmerk vermelden",
    ]  # fmt: skip
    assert read(*margin, line(FIRST, 700))[:2] == ["Bij beantwoording", "kenmerk vermelden"]


def test_a_large_first_letter_is_part_of_its_word() -> None:
    assert read(line("D", 672, size=33), line("e minister besluit", 690, x=86))[0] == "De minister besluit"
    assert read(line("D", 672, size=33), line("Een zin.", 690, x=86)) == ["D", "Een zin."]
