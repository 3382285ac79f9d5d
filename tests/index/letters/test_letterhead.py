"""Letterheads: where the labels of one letter end and those of the next begin."""

from __future__ import annotations

from index.letters.letterhead import letterheads
from index.letters.lines import cells_of, lines_of

HEAD = "Aan: {0}\nDatum: {1} mei 2024\nKenmerk: K-{1}\nOnderwerp: deel {1}\n"


def test_heads_part_where_most_text_stands_between_their_labels() -> None:
    text = HEAD.format("Jan", 1) + "\nKorte tekst van de brief.\nEn nog een regel.\n\n" + HEAD.format("Piet", 2)
    heads = letterheads(cells_of(lines_of(text)), text=text)
    assert [[item.value for item in head] for head in heads] == [
        ["Jan", "1 mei 2024", "K-1", "deel 1"],
        ["Piet", "2 mei 2024", "K-2", "deel 2"],
    ]


def test_two_labels_or_labels_without_date_and_number_are_no_head() -> None:
    for text in (
        "Datum: 3 mei 2024\nKenmerk: A-1",
        "Aan: Jan\nVan: Piet\nDatum: volgt",
        "Telefoon: 06\nE-mail: a@b\nFax: 3",
    ):
        assert letterheads(lines_of(text), text=text) == []
