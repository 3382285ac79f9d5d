"""Whom a letter is addressed to, by the address block above its text."""

from __future__ import annotations

import pytest

from index.letters.fields.addressee import addressee
from index.letters.lines import lines_of


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("Aan dhr. J. Bos\nLindelaan 3\n1234 AB Veldkerk", "dhr. J. Bos"),
        ("Aan mw. Smit", "mw. Smit"),
        ("Aan de ouders van groep 3", "de ouders van groep 3"),
        ("Mw. A. Smit\nLindelaan 3\n1234 AB Veldkerk", "Mw. A. Smit"),
        ("Fam. De Wit\nLindelaan 3\n1234 AB Veldkerk", "Fam. De Wit"),
        ("T.a.v. de directie\nPostbus 12\n1234 AB Veldkerk", "T.a.v. de directie"),
        ("Basisschool De Linde\nPostbus 12\n1234 AB Veldkerk", "Basisschool De Linde"),
    ],
)
def test_the_first_line_of_the_block_names_the_addressee(block: str, name: str) -> None:
    found = addressee(lines_of(block), (), salutation=None, senders=())
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "first", ["Aan dhr. J. Bos", "Mw. Smit", "T.a.v. de directie", "Mevr. Smit", "Fam. De Wit", "Familie De Wit"]
)
def test_an_abbreviation_before_a_name_ends_in_its_own_full_stop(first: str) -> None:
    (line,) = lines_of(first)
    assert {"to", "personal"} & line.roles


@pytest.mark.parametrize(
    "text", ["Aan de slag met lezen.", "Mwah, dat viel mee", "De heersende mening", "Familieberaad"]
)
def test_words_that_only_begin_so_address_nobody(text: str) -> None:
    assert addressee(lines_of(text), (), salutation=None, senders=()) is None


def test_two_blocks_are_told_apart_by_who_is_a_person() -> None:
    text = "Stichting Alfa\nKade 1\n1234 AB Veldkerk\n\nDhr. J. Bos\nLindelaan 3\n1234 AC Veldkerk"
    found = addressee(lines_of(text), (), salutation=None, senders=())
    assert found is not None
    assert found.value == "Dhr. J. Bos"
