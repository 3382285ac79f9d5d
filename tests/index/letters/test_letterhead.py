"""Letterheads: labels with their values in every layout, and lines that only resemble them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.letter_words import LABELS
from index.letters.letterhead import is_closing, is_kind, is_office, is_salutation, label_on, labelled, letterheads
from index.letters.lines import TextLine, cells_of, lines_of, paragraphs_of


def line(words: str, *, gap: bool = False) -> TextLine:
    return TextLine(0, len(words), words, gap)


def values(text: str) -> dict[str, str]:
    return {item.label: item.value for item in labelled(cells_of(lines_of(text)), text=text)}


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


@pytest.mark.parametrize(
    "words",
    [
        "Datum en tijd volgen nog",
        "Onderwerp van gesprek was de school.",
        "Betreft dit uw kind?",
        "Kenmerkend is de rust",
        "Aan de slag",
        "Van de scholen",
        "telefoon van de school is kapot.",
        "Datum 3",
        "10.2.e",
        "> Van: Jan",
    ],
)
def test_lines_that_only_resemble_a_label(words: str) -> None:
    assert label_on(line(words)) is None


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_counts_with_a_colon_whatever_its_case(label: str) -> None:
    for words in (f"{label}: x 1", f"{label.upper()} : x 1"):
        found = label_on(line(words))
        assert found is not None
        assert found[:2] == (label, "x 1")
        assert words[found[2] :] == "x 1"


@pytest.mark.parametrize(
    "words",
    [
        "Geachte mevrouw Smit,",
        "Beste ouders/verzorgers",
        "Beste Jan,",
        "L.S.,",
        "Dear members,",
        "Geacht bestuur,",
        "Aan alle ouders,",
    ],
)
def test_a_salutation(words: str) -> None:
    assert is_salutation(line(words))


@pytest.mark.parametrize(
    "words",
    ["Beste scholen bestaan niet.", "beste ouders,", "Beste praktijken", "Geachte heer Smit schreef ons.", "Lieverd,"],
)
def test_no_salutation(words: str) -> None:
    assert not is_salutation(line(words, gap=True))


@pytest.mark.parametrize(
    "words",
    [
        "Hoogachtend,",
        "Met vriendelijke groet,",
        "Met vriendelijke groeten",
        "Groet,",
        "Groetjes!",
        "Kind regards,",
        "Namens de raad,",
    ],
)
def test_a_closing(words: str) -> None:
    assert is_closing(line(words))


@pytest.mark.parametrize(
    "words",
    [
        "Groet de juf van ons",
        "met groet",
        "Met vriendelijke scholen",
        "Namens de raad willen wij dit zeggen over het plan",
    ],
)
def test_no_closing(words: str) -> None:
    assert not is_closing(line(words))


def test_an_office_closes_a_letter_only_by_itself() -> None:
    assert is_office([line("De minister van Financiën,", gap=True), line("A. Bos", gap=True)], 0)
    prose = [
        line("De minister van Financiën,", gap=True),
        line("die over het geld gaat en daarom ook over de scholen en hun leraren,"),
    ]
    assert not is_office(prose, 0)


def test_the_name_of_a_kind() -> None:
    assert is_kind(line("Nota:"))
    assert not is_kind(line("Nota van wijziging"))


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


LINES = st.lists(
    st.sampled_from([*LABELS, "", "Datum: 3 mei 2024", "A-1", "3 mei 2024   x | y", "Geachte heer,", "tekst " * 40]),
    max_size=30,
)


@given(LINES.map("\n".join))
def test_spans_lie_in_the_text_and_hold_their_values(text: str) -> None:
    lines = cells_of(lines_of(text))
    for item in labelled(lines, text=text):
        assert 0 <= item.span[0] < item.span[1] <= len(text)
        assert item.value in text[slice(*item.span)]
        assert item.index <= item.last < len(lines)


@given(LINES.map("\n".join))
def test_cells_keep_their_places_and_all_words(text: str) -> None:
    lines = lines_of(text)
    cells = cells_of(lines)
    assert all(text[cell.start : cell.end] == cell.words for cell in cells)
    assert "".join("".join(cell.words.split()) for cell in cells) == "".join(text.replace(" | ", "").split())
    assert [each for group in paragraphs_of(lines) for each in group] == lines
