"""Rows of tables: which of them a question asks for."""

from __future__ import annotations

import pytest

from qa.quoting.table_rows import row_at, rows_asked_for
from tests.qa.quoting.quoting_steps import quoting_steps

TABLE = """Reizen | Wat u krijgt
Openbaar vervoer | Wat u krijgt: de kosten van het vervoer, elke maand achteraf
Taxibus | Wat u krijgt: alles. U betaalt zelf niets.
Eigen fiets | Wat u krijgt: 9 cent per kilometer"""
LETTER = f"Beste ouders,\n\nDe gemeente betaalt mee aan het vervoer naar school:\n\n{TABLE}\n\nDaarna hoort u meer.\n"


def heads(*asked: str) -> list[str]:
    rows = [row for line in TABLE.split("\n") if (row := row_at(TABLE, TABLE.index(line)))]
    return [row.head for row in rows_asked_for(asked, rows)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("vergoeding", "taxibus"), ["Taxibus"]),
        (("vervoer", "taxibus"), ["Taxibus"]),
        (("fiets",), ["Eigen fiets"]),
        (("openbaar", "vervoer", "taxibus"), ["Openbaar vervoer", "Taxibus"]),
        (("gemeente", "kosten"), ["Openbaar vervoer", "Taxibus", "Eigen fiets"]),
    ],
)
def test_a_row_gives_way_to_one_whose_head_is_asked_for(asked: tuple[str, ...], found: list[str]) -> None:
    assert heads(*asked) == found


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("3", "tot 4 jaar"),
        ("4", "4 tot en met 8 jaar"),
        ("acht", "4 tot en met 8 jaar"),
        ("negen", "9 - 12"),
        ("12", "9 - 12"),
        ("13", "13 jaar en ouder"),
    ],
)
def test_a_number_asks_for_the_row_in_whose_bounds_it_lies(number: str, found: str) -> None:
    heads = ("tot 4 jaar", "4 tot en met 8 jaar", "9 - 12", "13 jaar en ouder")
    table = "\n".join(f"{head} | 5 euro" for head in heads)
    rows = [row for head in heads if (row := row_at(table, table.index(head + " |")))]
    assert [row.head for row in rows_asked_for(("kind", number, "jaar"), rows)] == [found]
    assert len(rows_asked_for(("kind", "2024", "jaar"), rows[:3])) > 1


def test_lines_of_a_letterhead_and_names_of_columns_are_no_rows() -> None:
    assert row_at("Datum | 3 mei 2024\nKenmerk | Z-12", 3) is None
    assert row_at(TABLE, 0) is None
    assert row_at(LETTER, 3) is None


def test_a_row_is_quoted_whole_and_the_one_that_is_asked_for() -> None:
    said = quoting_steps("Wat betalen ouders voor vervoer met de taxibus?", LETTER).texts
    assert "Taxibus | Wat u krijgt: alles. U betaalt zelf niets." in said
    assert not any("Openbaar vervoer" in each for each in said)


def test_a_short_row_says_something() -> None:
    letter = (
        "Beste ouders,\n\nDe kaartjes voor het bad:\n\nTaxibus | 3 euro\nOpenbaar vervoer | 5 euro per kaartje en dag\n"
    )
    assert quoting_steps("Hoeveel euro kost de taxibus?", letter).texts == ["Taxibus | 3 euro"]
