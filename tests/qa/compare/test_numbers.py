"""Numbers and dates of a sentence, looked up in other texts."""

from __future__ import annotations

import pytest

from qa.compare.numbers import misplaced_numbers, missing_numbers


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Het gaat om 25.000 leerlingen.", "25000 kinderen"),
        ("Het gaat om 25.000 leerlingen.", "25 000 kinderen"),
        ("Het gaat om 25 duizend leerlingen.", "vijfentwintigduizend kinderen"),
        ("Het kost 1,5 miljoen euro.", "€ 1.500.000"),
        ("Het kost anderhalf miljoen euro.", "€ 1,5 miljoen"),
        ("Het duurt 1 week.", "een week"),
        ("Dat geldt voor 5% van de scholen.", "vijf procent"),
        ("Dat is 2,50 euro.", "2,5 euro"),
        ("Op 3 maart om 10:30 uur.", "3 maart, 10.30 uur"),
        ("Op 3 maart.", "03-03-2021"),
        ("Het staat in artikel 3.2.", "artikel 3.2"),
        ("Schooljaar 2024/2025.", "schooljaar 2024-2025"),
        ("Binnen tweeëntwintig dagen.", "22 dagen"),
        ("De 3e keer.", "de derde keer"),
        ("De minister acht dat nodig.", "de minister vindt het nodig"),
    ],
)
def test_numbers_are_compared_by_value(sentence, quote):
    assert not missing_numbers(sentence, [quote])


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Het gaat om 25 leerlingen.", "25.000 leerlingen"),
        ("Het kost 1,5 miljoen euro.", "1,5 miljard euro"),
        ("Dat geldt voor 5% van de scholen.", "5 scholen"),
        ("Dat is 2,5 euro.", "25 euro"),
        ("Op 3 maart.", "3 april"),
        ("In maart 2021.", "in april 2021"),
        ("In maart 2021.", "in maart 2022"),
        ("Het staat in artikel 3.2.", "artikel 3.3"),
        ("Het staat in artikel 3.2.", "artikel 3"),
        ("Binnen tien dagen.", "binnen twaalf dagen"),
        ("Binnen " + "1" * 5000 + " dagen.", "binnen twaalf dagen"),
    ],
)
def test_another_number_is_no_support(sentence, quote):
    assert missing_numbers(sentence, [quote])


def test_what_is_missing_is_named_once_and_as_it_is_said() -> None:
    assert missing_numbers("Op 3 mei 2024 komen er 5, 6 en nog eens 5 bussen.", ["er komen bussen"]) == [
        "3 mei 2024",
        "5",
        "6",
    ]
    assert missing_numbers("Er komen 5 bussen.", []) == ["5"]
    assert missing_numbers("Er komen bussen.", []) == []


def test_a_named_time_counts_as_a_number() -> None:
    assert missing_numbers("De winkel is op zondag dicht.", ["op maandag dicht"]) == ["zondag"]
    assert missing_numbers("Het feest is in het najaar.", ["in de herfst"]) == []


def test_a_number_before_a_date_counts_the_same_with_the_date_and_without() -> None:
    said = "Dit past bij de motie (#327) uit juli 2019 waarin hij de regering vraagt een brede coalitie op te bouwen."
    assert missing_numbers(said, [said]) == []


def test_of_a_whole_date_no_part_stands_by_itself() -> None:
    assert missing_numbers("De brief van 3 mei 2024.", [], whole_dates=["3 mei 2024"]) == []
    assert missing_numbers("Er komen 3 bussen.", [], whole_dates=["3 mei 2024"]) == ["3"]


@pytest.mark.parametrize(
    ("sentence", "quote", "wrong"),
    [
        ("De prijs gaat van 20 naar 10 euro.", "De prijs gaat van 10 naar 20 euro.", ["van 20 naar 10"]),
        ("De huur stijgt 50 euro per jaar.", "De huur stijgt 50 euro per maand.", ["per jaar"]),
    ],
)
def test_a_number_that_stands_for_something_else_is_named(sentence: str, quote: str, wrong: list[str]) -> None:
    assert misplaced_numbers(sentence, [quote]) == wrong
    assert misplaced_numbers(quote, [quote]) == []
