"""A sentence is no firmer than what it rests on."""

from __future__ import annotations

import pytest

from qa.check.rules.modality_raised import modality_raised
from tests.support.records import claim

FIRMER = [
    ("De gemeente moet de brug sluiten.", "De gemeente kan de brug sluiten.", "moet"),
    ("De gemeente sluit de brug.", "De gemeente kan de brug sluiten.", "zonder “kan”"),
    ("De gemeente heeft besloten de brug te sluiten.", "De gemeente overweegt de brug te sluiten.", "heeft besloten"),
    ("De gemeente sluit de brug.", "De gemeente overweegt de brug te sluiten.", "zonder “overweegt”"),
    ("De gemeente bouwt een brug.", "De gemeente wil een brug bouwen.", "zonder “wil”"),
    ("De gemeente zal een brug bouwen.", "De gemeente stelt voor een brug te bouwen.", "zal"),
    ("De brug gaat dit jaar open.", "De brug gaat misschien dit jaar open.", "zonder “misschien”"),
    ("De brug gaat dit jaar open.", "De brug gaat mogelijk dit jaar open.", "zonder “mogelijk”"),
    ("De gemeente bouwt woningen.", "De gemeente streeft ernaar woningen te bouwen.", "zonder “streeft”"),
    ("De raad heeft besloten tot een brug.", "De raad zal een brug bouwen.", "heeft besloten"),
    ("Bewoners zijn verplicht een brug te bouwen.", "Bewoners mogen een brug bouwen.", "zijn verplicht"),
]


AS_FIRM = [
    ("De gemeente kan de brug sluiten.", "De gemeente kan de brug sluiten."),
    ("De gemeente kan de brug misschien sluiten.", "De gemeente overweegt de brug te sluiten."),
    ("De gemeente mag de brug sluiten.", "De gemeente kan de brug sluiten."),
    ("De gemeente kan de brug sluiten.", "De gemeente moet de brug sluiten."),
    ("De gemeente wil de brug sluiten.", "De gemeente is van plan de brug te sluiten."),
    ("De gemeente sluit de brug.", "De gemeente moet de brug sluiten."),
    ("De gemeente sluit de brug.", "De gemeente heeft besloten de brug te sluiten."),
    ("De gemeente mag de brug niet sluiten.", "De gemeente kan de brug niet sluiten."),
    ("De gemeente gaat onderzoeken of de brug dicht kan.", "De gemeente onderzoekt of de brug dicht kan."),
    ("Het plan van de gemeente is een brug.", "De gemeente heeft een plan voor een brug."),
]


@pytest.mark.parametrize(("text", "quote", "words"), FIRMER)
def test_a_firmer_sentence_is_named(text, quote, words):
    assert modality_raised(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), AS_FIRM)
def test_a_sentence_that_is_as_firm_or_milder_stays(text, quote):
    assert modality_raised(claim(text, quote)) == ""


def test_another_clause_may_be_loose():
    quote = "De gemeente sluit de brug, en de provincie overweegt een tunnel te graven."
    assert modality_raised(claim("De gemeente sluit de brug.", quote)) == ""
    assert modality_raised(claim("De provincie graaft een tunnel.", quote)) == "zonder “overweegt”"


@pytest.mark.parametrize("word", ["nodig", "noodzakelijk"])
def test_what_the_letter_calls_necessary_may_be_called_so(word):
    """It is as firm as *moeten*, but what is necessary is not therefore done."""
    wish = f"De gemeente wil een brug bouwen omdat dat {word} is."
    assert modality_raised(claim(wish, wish)) == ""
    assert modality_raised(claim(f"Een brug is {word}.", f"De gemeente vindt een brug wenselijk en {word}.")) == ""
    assert modality_raised(claim(f"Een brug is {word}.", "Een brug is wenselijk.")) == word
    assert modality_raised(claim("De gemeente bouwt een brug.", f"De gemeente kan een brug bouwen als dat {word} is."))
