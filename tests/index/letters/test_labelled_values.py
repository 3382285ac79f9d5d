"""Labels with their values in every layout."""

from __future__ import annotations

import pytest
from hypothesis import given

from index.letters.labelled_values import labelled_values
from index.letters.lines import cells_of, lines_of
from tests.index.letters.test_lines import LINES


def values(text: str) -> dict[str, str]:
    return {item.label: item.value for item in labelled_values(cells_of(lines_of(text)), text=text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Datum: 3 mei 2024\nKenmerk: A-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("Datum 3 mei 2024\nOnze referentie 123-AB", {"datum": "3 mei 2024", "onze referentie": "123-AB"}),
        ("Datum\n3 mei 2024\nKenmerk\nA-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("Datum\n\n3 mei 2024\n\nKenmerk\n\nA-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("Datum\nKenmerk\n\n3 mei 2024\nA-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("Datum        Kenmerk\n3 mei 2024   A-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("Datum | 3 mei 2024\nKenmerk | A-1", {"datum": "3 mei 2024", "kenmerk": "A-1"}),
        ("DATUM:  3 mei 2024", {"datum": "3 mei 2024"}),
        ("Ons kenmerk\nUw kenmerk\n-\nDatum\n3 mei 2024", {"ons kenmerk": "", "uw kenmerk": "", "datum": "3 mei 2024"}),
        ("Betreft: een lang onderwerp dat niet past op een enkele regel\nvan deze brief", {"betreft":
            "een lang onderwerp dat niet past op een enkele regel\nvan deze brief"}),
        ("Onderwerp: kort\nGeachte heer,", {"onderwerp": "kort"}),
        ("Datum: ........\nKenmerk: ____", {"datum": "", "kenmerk": ""}),
        ("Ondertekend door: N. Haan", {"ondertekend door": "N. Haan"}),
        ("Kenmerk\nA-1\nPostbus 20", {"kenmerk": "A-1"}),
    ],
)  # fmt: skip
def test_values_of_labels(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


@given(LINES.map("\n".join))
def test_spans_lie_in_the_text_and_hold_their_values(text: str) -> None:
    lines = cells_of(lines_of(text))
    for item in labelled_values(lines, text=text):
        assert 0 <= item.span[0] < item.span[1] <= len(text)
        assert item.value in text[slice(*item.span)]
        assert item.index <= item.last < len(lines)
