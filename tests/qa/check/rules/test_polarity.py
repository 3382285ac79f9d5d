"""A sentence does not say the contrary of what it rests on."""

from __future__ import annotations

import pytest

from qa.check.rules.polarity import polarity
from tests.support.records import claim

STOPPED = [
    # a negation comes or goes
    ("De brug gaat open.", "De brug gaat niet open.", "zonder “niet”"),
    ("De brug gaat niet open.", "De brug gaat open.", "niet"),
    ("Er rijden geen bussen over de brug.", "Er rijden bussen over de brug.", "geen"),
    ("De brug gaat nooit open.", "De brug gaat open.", "nooit"),
    ("De bewoners krijgen vergoeding.", "De bewoners krijgen geen vergoeding.", "zonder “geen”"),
    ("Bewoners mogen zonder vergunning bouwen.", "Bewoners mogen met vergunning bouwen.", "zonder"),
    ("Niemand krijgt een boete.", "Iedereen krijgt een boete.", "niemand"),
    # an opposite in its place
    ("De huur stijgt.", "De huur daalt.", "stijgt/daalt"),
    ("Deelname is verplicht.", "Deelname is vrijwillig.", "verplicht/vrijwillig"),
    ("De raad heeft het plan afgekeurd.", "De raad heeft het plan goedgekeurd.", "afgekeurd/goedgekeurd"),
    ("De gemeente verbiedt het vuurwerk.", "De gemeente staat het vuurwerk toe.", "verbiedt/toestaan"),
    ("De bijdrage wordt afgeschaft.", "De bijdrage wordt behouden.", "afgeschaft/behouden"),
    ("De bond is voorstander van het plan.", "De bond is tegenstander van het plan.", "voorstander/tegenstander"),
    ("De weg is onveilig.", "De weg is veilig.", "onveilig/veilig"),
    # in one of several clauses
    ("De brug gaat open, maar de sluis blijft dicht.", "De brug gaat open, maar de sluis blijft niet dicht.",
     "zonder “niet”"),
    ("De gemeente legt de weg aan omdat de bewoners dat niet willen.",
     "De gemeente legt de weg aan omdat de bewoners dat willen.", "niet"),
]  # fmt: skip

SHOWN = [
    ("De brug gaat niet open.", "De brug gaat niet open."),
    ("Er komt geen brug.", "Er komt niet een brug."),
    # who denies an opposite says the same
    ("De huur stijgt niet.", "De huur daalt."),
    ("Deelname is niet verplicht.", "Deelname is vrijwillig."),
    ("De weg is niet veilig.", "De weg is onveilig."),
    ("Vuurwerk mag niet.", "Vuurwerk is verboden."),
    ("Vuurwerk is verboden.", "Vuurwerk mag niet."),
    ("Er is geen geld.", "Geld ontbreekt."),
    # idioms and bounds deny nothing
    ("De brug kost geld en tijd.", "De brug kost niet alleen geld, maar ook tijd."),
    ("De proef duurt hooguit drie weken.", "De proef duurt niet langer dan drie weken."),
    ("Voor wie 18 jaar of ouder is.", "Voor wie niet onder de 18 jaar is."),
    ("Minder dan 5 procent doet mee.", "Nog geen 5 procent doet mee."),
    # an answer that opens with yes or no
    ("Nee, de brug gaat niet open.", "De brug gaat niet open."),
    ("Ja, de brug gaat open.", "De brug gaat open."),
    # something else of the letter is denied
    ("De brug gaat open.", "De brug gaat open, maar de sluis niet."),
    ("De huur daalt en de lonen stijgen.", "De lonen stijgen en de huur daalt."),
]


@pytest.mark.parametrize(("text", "quote", "words"), STOPPED)
def test_the_contrary_is_named(text, quote, words):
    assert polarity(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), SHOWN)
def test_the_same_said_otherwise_is_no_contrary(text, quote):
    assert polarity(claim(text, quote)) == ""


def test_what_stands_around_a_quote_may_take_it_back():
    around = ("De brug gaat volgens de planning in mei niet open.",)
    assert polarity(claim("De brug gaat in mei open.", "De brug gaat volgens de planning in mei", around=around))


def test_a_clause_that_no_quote_touches_counts_for_nothing():
    around = ("De brug gaat in mei open. De bewoners betalen geen tol.",)
    assert polarity(claim("De bewoners betalen tol.", "De brug gaat in mei open", around=around)) == ""
    assert polarity(claim("De bewoners betalen tol.", "De bewoners betalen geen tol", around=around))
