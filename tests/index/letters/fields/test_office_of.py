"""Offices that sign without saying whose they are."""

from __future__ import annotations

import pytest

from index.letters.find import find_letters
from index.records import Document

_HEAD = "Gemeente Den Helder\nPostbus 1\n1780 AA Den Helder\n\nDen Helder, 3 mei 2024\nOnderwerp: de bus\n\n"
_ADDRESSED = "Aan: Gemeente Urk\nDatum: 3 mei 2024\nOnderwerp: de bus\n\n"
_TEXT = "Beste ouders,\n\nDe bus rijdt niet meer langs de gemeente Urk. Dat is jammer voor u.\n\nHoogachtend,\n\n"


@pytest.mark.parametrize(
    ("head", "signed", "sender"),
    [
        (_HEAD, "Burgemeester en wethouders", "Burgemeester en wethouders van de gemeente Den Helder"),
        (_HEAD, "College van burgemeester en wethouders van Texel", "College van burgemeester en wethouders van Texel"),
        (_ADDRESSED, "Burgemeester en wethouders", "Burgemeester en wethouders"),
        (
            _ADDRESSED,
            "Het college van burgemeester en wethouders,\ngemeente Texel",
            "college van burgemeester en wethouders van de gemeente Texel",
        ),
        (
            _ADDRESSED,
            "Het college van burgemeester en wethouders\nvan Bergen op Zoom",
            "college van burgemeester en wethouders van de gemeente Bergen op Zoom",
        ),
        (_HEAD, "Burgemeester en wethouders\ngemeente Texel", "Burgemeester en wethouders"),
    ],
)
def test_an_office_has_the_name_that_letterhead_or_signature_give(head: str, signed: str, sender: str) -> None:
    document = Document("d" * 64, "brief.txt", "text/plain", f"{head}{_TEXT}{signed}\n")
    assert [letter.sender for letter in find_letters(document)] == [sender]
