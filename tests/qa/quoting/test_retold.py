"""Sheets that tell a letter in other words, and of which letter they are."""

from __future__ import annotations

import pytest

from index.records import Document, Letter
from qa.quoting.retold import is_retold, retells, says_retold

_SAYS = "Dit is een samenvatting in eigen woorden van de brief “De bus” van 3 mei 2024 met kenmerk Z-2024-12."


def letter(
    id: str, text: str, *, date: str | None = None, sender: str | None = None, reference: str | None = None
) -> Letter:
    return Letter(id, "d", "brief", None, sender, None, date, reference, 0, len(text))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (_SAYS, True),
        ("Hieronder staat de brief, samengevat\nin gewone taal.", True),
        ("Deze tekst is herschreven in makkelijke woorden.", True),
        ("Op onze site staat een samenvatting in eenvoudige woorden.", False),
        ("Dit is een samenvatting van de afspraken.", False),
    ],
)
def test_a_sheet_says_of_itself_that_it_is_one(words: str, found: bool) -> None:
    assert says_retold(words) is found
    document = Document("d", "blad.txt", "text/plain", words)
    assert is_retold(document, letter("s", words)) is found


@pytest.mark.parametrize(
    ("date", "sender", "reference", "found"),
    [
        ("2024-05-03", "Gemeente Grave", None, True),
        ("2024-05-04", "Gemeente Grave", None, False),
        ("2024-05-03", "Gemeente Urk", None, False),
        (None, None, "Z-2024-12", True),
        (None, None, "Z-2024-13", False),
    ],
)
def test_a_sheet_is_of_the_letter_with_its_data_or_that_it_names(
    date: str | None, sender: str | None, reference: str | None, found: bool
) -> None:
    document = Document("d", "blad.txt", "text/plain", _SAYS)
    sheet = letter("s", _SAYS, date="2024-05-03", sender="Gemeente Grave")
    assert retells(document, sheet, letter("b", "", date=date, sender=sender, reference=reference)) is found
