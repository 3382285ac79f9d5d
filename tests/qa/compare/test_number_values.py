"""Numbers as a text says them: their value, what they count, and what only looks like one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from qa.compare.number_values import (
    Number,
    each_with_month,
    in_digits,
    is_number_word,
    numbers_claimed,
    numbers_known,
    unit_of,
    without_dates,
)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("eenentwintig", "21"),
        ("tweeëntwintig", "22"),
        ("achtennegentig", "98"),
        ("honderdvijf", "105"),
        ("negenhonderdnegenennegentig", "999"),
        ("dertienhonderd", "1300"),
        ("tweeduizend", "2000"),
        ("twaalfde", "12"),
        ("eenendertigste", "31"),
        ("anderhalve", "1,5"),
        ("een", "een"),
    ],
)
def test_number_words_are_read_by_the_rules_of_the_language(said, digits):
    assert in_digits(said) == digits


def values(numbers: Iterable[Number]) -> list[str]:
    return [number.value for number in numbers]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25.000 euro", "25000"),
        ("25 000 euro", "25000"),
        ("25 duizend euro", "25000"),
        ("vijfentwintigduizend euro", "25000"),
        ("2,50 euro", "2.5"),
        ("anderhalf miljoen euro", "1500000"),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: str) -> None:
    (number,) = numbers_claimed(f"Dat kost {text}.")
    assert (number.value, number.counted, number.percent) == (value, ("euro",), False)


def test_what_looks_like_a_number_is_not_claimed() -> None:
    assert values(numbers_claimed("De Tweede Kamer acht dat nodig voor een school.")) == []
    assert values(numbers_claimed("Acht scholen en één week.")) == ["8", "1"]


def test_a_number_is_known_in_other_units_too() -> None:
    assert {"2", "24"} <= set(values(numbers_known("twee jaar")))
    assert {"1", "12"} <= set(values(numbers_known("een jaar")))
    assert "2" in values(numbers_known("beide scholen"))
    assert {number.value for number in numbers_known("een op de vijf huurders") if number.percent} == {"20"}
    assert values(numbers_claimed("twee jaar")) == ["2"]


def test_a_unit_is_one_in_all_its_forms() -> None:
    week, weeks, month, share, schools = (
        next(iter(numbers_claimed(text))) for text in ("1 week", "3 weken", "3 maanden", "3 procent", "3 scholen")
    )
    assert unit_of(week) == unit_of(weeks) is not None
    assert unit_of(weeks) != unit_of(month)
    assert unit_of(share) is unit_of(schools) is None


def test_dates_are_blanked_without_moving_the_rest() -> None:
    text = "Op 3 mei 2024 komen er 12 bussen."
    assert without_dates(text) == f"Op {' ' * len('3 mei 2024')} komen er 12 bussen."
    assert without_dates("Er komen 12 bussen.") == "Er komen 12 bussen."


def test_each_day_of_a_range_gets_its_month() -> None:
    assert each_with_month("3 tot en met 7 juni") == "3 juni tot en met 7 juni"
    assert each_with_month("14, 15 en 16 maart") == "14 maart, 15 maart en 16 maart"
    assert each_with_month("3 tot 7 scholen") == "3 tot 7 scholen"


def test_number_words_and_units_are_told_from_other_words() -> None:
    assert all(map(is_number_word, ("drie", "twaalfde", "weken", "helft")))
    assert not any(map(is_number_word, ("brug", "school", "3")))
