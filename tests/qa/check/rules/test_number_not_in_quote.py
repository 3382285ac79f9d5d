"""A number, date or named time of a sentence stands in its quotes or in its letter's data, and says the same there."""

from __future__ import annotations

import pytest

from qa.check.rules.number_not_in_quote import number_not_in_quote
from tests.support.records import claim

STOPPED = [
    # another number, however it is written
    ("De bus rijdt 12 keer per dag.", "De bus rijdt tien keer per dag.", "12"),
    ("De bus rijdt twaalf keer per dag.", "De bus rijdt tien keer per dag.", "12"),
    ("Er komen 42 woningen.", "Er komen vierentwintig woningen.", "42"),
    ("Het plan kost 2,5 miljoen euro.", "Het plan kost 2,5 miljard euro.", "2,5 miljoen"),
    ("Het plan kost 25.000 euro.", "Het plan kost 2500 euro.", "25.000"),
    ("De regeling geldt voor 15% van de huishoudens.", "De regeling geldt voor 15 huishoudens.", "15%"),
    ("Een kwart van de leden stemt tegen.", "Een derde van de leden stemt tegen.", "25%"),
    ("De zesde vergadering is openbaar.", "De vijfde vergadering is openbaar.", "6"),
    ("Het gaat om artikel 3.2.", "Het gaat om artikel 3.3.", "3.2"),
    # the number counts something else
    ("De proef duurt drie weken.", "De proef duurt drie maanden.", "3"),
    ("Er zijn acht bussen en twaalf trams.", "Er zijn twaalf bussen en acht trams.", "8, 12"),
    # another date
    ("De brug gaat op 3 maart 2025 open.", "De brug gaat op 4 maart 2025 open.", "3 maart 2025"),
    ("De brug gaat op 4 april 2025 open.", "De brug gaat op 4 maart 2025 open.", "4 april 2025"),
    ("De brug gaat op 4 maart 2026 open.", "De brug gaat op 4 maart 2025 open.", "4 maart 2026"),
    ("De brug gaat in mei 2025 open.", "De brug gaat in juni 2025 open.", "mei 2025"),
    ("De brug gaat in 2026 open.", "De brug gaat in 2025 open.", "2026"),
    # another named time
    ("De winkel is op zondag dicht.", "De winkel is op maandag dicht.", "zondag"),
    ("Het feest is in de herfst.", "Het feest is in de lente.", "herfst"),
    # from and to exchanged, another rate
    ("De prijs gaat van 20 naar 10 euro.", "De prijs gaat van 10 naar 20 euro.", "van 20 naar 10"),
    ("De huur stijgt 50 euro per jaar.", "De huur stijgt 50 euro per maand.", "per jaar"),
]

SHOWN = [
    ("De bus rijdt 10 keer per dag.", "De bus rijdt tien keer per dag."),
    ("Er komen 42 woningen.", "Er komen tweeënveertig woningen."),
    ("Er komen tweeënveertig woningen.", "Er komen 42 woningen."),
    ("Het plan kost 2.500.000 euro.", "Het plan kost € 2,5 miljoen."),
    ("Het plan kost anderhalf miljoen euro.", "Het plan kost 1,5 mln euro."),
    ("De lening is drie ton.", "De lening is 300.000 euro."),
    ("De lening is 25 duizend euro.", "De lening is € 25.000."),
    ("De lening is 25 000 euro.", "De lening is € 25.000."),
    ("De regeling geldt voor 15 procent van de huishoudens.", "De regeling geldt voor 15% van de huishoudens."),
    ("De helft van de leden stemt tegen.", "50 procent van de leden stemt tegen."),
    ("Een kwart van de leden stemt tegen.", "25% van de leden stemt tegen."),
    ("20% van de huurders klaagt.", "Een op de vijf huurders klaagt."),
    ("De 3e vergadering is openbaar.", "De derde vergadering is openbaar."),
    ("De proef duurt 1 week.", "De proef duurt een week."),
    ("De proef duurt 12 maanden.", "De proef duurt een jaar."),
    ("De proef duurt twee jaar.", "De proef duurt 24 maanden."),
    ("Het overleg duurt een kwartier.", "Het overleg duurt 15 minuten."),
    ("Twee scholen doen mee.", "Beide scholen doen mee."),
    # dates in any notation, and as much of them as the sentence says
    ("De brug gaat op 4-3-2025 open.", "De brug gaat op 4 maart 2025 open."),
    ("De brug gaat op 04/03/2025 open.", "De brug gaat op 4 maart 2025 open."),
    ("De brug gaat op 2025-03-04 open.", "De brug gaat op 4 maart 2025 open."),
    ("De brug gaat in maart 2025 open.", "De brug gaat op 4 maart 2025 open."),
    ("De brug gaat in 2025 open.", "De brug gaat op 4 maart 2025 open."),
    ("De brug is op 3, 4 en 5 juni dicht.", "De brug is van 3 tot en met 5 juni dicht, ook op 4 juni."),
    ("De brug is op 3 juni dicht.", "De brug is op 3 en 5 juni dicht."),
    ("Het feest is in het najaar.", "Het feest is in de herfst."),
    # words that look like a number
    ("De Tweede Kamer acht dat nodig.", "De Kamer vindt dat nodig."),
    ("Een school doet mee.", "De school doet mee."),
    ("De gemeente is als eerste aan zet.", "De gemeente is het eerst aan zet."),
]


@pytest.mark.parametrize(("text", "quote", "words"), STOPPED)
def test_another_number_is_named(text, quote, words):
    assert number_not_in_quote(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), SHOWN)
def test_the_same_number_in_other_words_is_the_same(text, quote):
    assert number_not_in_quote(claim(text, quote)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "De brief van 3 mei 2024 zegt dat de brug dicht is.",
        "De brief van 03-05-2024 zegt dat de brug dicht is.",
        "In mei 2024 schreef de gemeente dat de brug dicht is.",
        "De brief met kenmerk Z-2024-118 zegt dat de brug dicht is.",
        "De brief over 12 bruggen zegt dat de brug dicht is.",
    ],
)
def test_the_letters_own_data_bear_out_a_number(text):
    about = {"date": "2024-05-03", "reference": "Z-2024-118", "title": "Onderhoud van 12 bruggen"}
    assert number_not_in_quote(claim(text, "de brug is dicht", **about)) == ""
    assert number_not_in_quote(claim(text, "de brug is dicht")) != ""


def test_the_numbers_in_a_reference_count_for_nothing_else():
    about = {"reference": "Z-2024-118"}
    assert number_not_in_quote(claim("Er komen 118 bruggen.", "er komen bruggen", **about)) == "118"


def test_each_quote_may_have_a_number_of_its_own():
    two = claim(
        "Er komen acht bruggen en de aanleg kost 5 miljoen euro.", "er komen acht bruggen", "kost 5 miljoen euro"
    )
    assert number_not_in_quote(two) == ""


def test_all_missing_numbers_are_named_once():
    assert number_not_in_quote(claim("Het zijn 5, 6 en nog eens 5 bruggen.", "het zijn bruggen")) == "5, 6"
