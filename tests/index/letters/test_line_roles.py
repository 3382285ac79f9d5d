"""What a line is by itself, and lines that only resemble it."""

from __future__ import annotations

import pytest

from index.letters.lines import TextLine, signs_as_office


def line(words: str, *, gap: bool = False) -> TextLine:
    return TextLine(0, len(words), words, gap)


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
    assert "salutation" in line(words).roles


@pytest.mark.parametrize(
    "words",
    ["Beste scholen bestaan niet.", "beste ouders,", "Beste praktijken", "Geachte heer Smit schreef ons.", "Lieverd,"],
)
def test_no_salutation(words: str) -> None:
    assert "salutation" not in line(words, gap=True).roles


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
    assert "closing" in line(words).roles


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
    assert "closing" not in line(words).roles


def test_an_office_closes_a_letter_only_by_itself() -> None:
    assert signs_as_office([line("De minister van Financiën,", gap=True), line("A. Bos", gap=True)], 0)
    prose = [
        line("De minister van Financiën,", gap=True),
        line("die over het geld gaat en daarom ook over de scholen en hun leraren,"),
    ]
    assert not signs_as_office(prose, 0)


def test_the_name_of_a_kind() -> None:
    assert "kind" in line("Nota:").roles
    assert "kind" not in line("Nota van wijziging").roles
