"""A name of a sentence stands in its quotes or in what its letter says of itself."""

from __future__ import annotations

import pytest

from qa.check.rules.name_not_in_quote import name_not_in_quote, names
from tests.support.records import claim

STOPPED = [
    ("Wethouder Jansen opent de brug.", "Wethouder Pietersen opent de brug.", "jansen"),
    ("De brug in Utrecht gaat open.", "De brug in Gouda gaat open.", "utrecht"),
    ("De ANWB steunt het plan.", "De Fietsersbond steunt het plan.", "anwb"),
    ("Het gaat om de Wet milieubeheer.", "Het gaat om de regels voor water.", "wet"),
    ("Meld u bij hulp@gemeente.nl.", "Meld u bij de balie.", "hulp@gemeente.nl"),
    ("Lees meer op www.bruggen.nl.", "Lees meer in de folder.", "www.bruggen.nl"),
    ("Lees meer op www.bruggen.nl/nieuws.", "Lees meer op www.bruggen.nl.", "www.bruggen.nl/nieuws"),
    ("Pietersen opent de brug.", "De wethouder opent de brug.", "pietersen"),
    ("De NS en ProRail doen mee.", "De NS doet mee.", "prorail"),
    ("De stichting De Brug krijgt geld.", "De stichting krijgt geld.", "brug"),
    ("Het geldt in Zuid-Holland.", "Het geldt in Noord-Brabant.", "zuid, holland"),
]

SHOWN = [
    ("Wethouder Jansen opent de brug.", "De brug wordt geopend door wethouder K. Jansen."),
    ("De Utrechtse brug gaat open.", "De brug in Utrecht gaat open."),
    ("De brug in Rotterdam gaat open.", "De Rotterdamse brug gaat open."),
    ("Jansens brug gaat open.", "De brug van Jansen gaat open."),
    ("De VNG steunt het plan.", "De Vereniging van Nederlandse Gemeenten steunt het plan."),
    ("Het ministerie van OCW betaalt.", "Het ministerie van Onderwijs, Cultuur en Wetenschap betaalt."),
    ("De Vereniging van Nederlandse Gemeenten steunt het plan.",
     "De Vereniging van Nederlandse Gemeenten (VNG) steunt het plan."),
    ("Meld u bij hulp@gemeente.nl.", "Stuur een bericht aan Hulp@gemeente.nl voor hulp."),
    ("Lees meer op www.bruggen.nl.", "Meer staat op www.bruggen.nl."),
    ("In Nederland geldt dit ook.", "Dit geldt ook."),
    ("Bruggen gaan open.", "De bruggen gaan open."),  # a capital that opens a sentence is no name
    ("Ja, de brug gaat open.", "De brug gaat open."),
    ("De brug gaat open. Nee, niet vandaag.", "De brug gaat open, maar niet vandaag."),
    ("Het kind mag mee, zegt U.", "Het kind mag mee."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "words"), STOPPED)
def test_another_name_is_named(text, quote, words):
    assert words in name_not_in_quote(claim(text, quote))


@pytest.mark.parametrize(("text", "quote"), SHOWN)
def test_the_same_name_in_another_form_is_the_same(text, quote):
    assert name_not_in_quote(claim(text, quote)) == ""


@pytest.mark.parametrize(
    "about",
    [
        {"sender": "Gemeente Oudewater"},
        {"recipient": "De bewoners van Oudewater"},
        {"title": "Nieuwe brug in Oudewater"},
    ],
)
def test_the_letters_own_data_bear_out_a_name(about):
    text = "In Oudewater gaat de brug open."
    assert name_not_in_quote(claim(text, "de brug gaat open", **about)) == ""
    assert name_not_in_quote(claim(text, "de brug gaat open")) == "oudewater"


def test_a_short_form_counts_where_the_source_spells_it_out():
    text, quote = "De KLM-raad steunt het plan.", "de raad steunt het plan"
    spelled = "De Kring van Lokale Molenaars (KLM) vergadert. De Kring van Lokale Molenaars is tegen."
    assert name_not_in_quote(claim("De KLM is tegen.", "De Kring van Lokale Molenaars is tegen", passage=spelled)) == ""
    assert "klm" in name_not_in_quote(claim(text, quote))


def test_names_are_runs_of_capitals_with_what_links_them():
    assert list(names("De heer Van der Berg van de PO-Raad belt met Anna.")) == [
        ["Van", "der", "Berg", "van", "de", "PO-Raad"],
        ["Anna"],
    ]


def test_the_first_word_of_a_sentence_is_a_name_when_it_is_no_word_of_the_language():
    assert list(names("Bruggen gaan open. Xanthippe belt.")) == [["Xanthippe"]]
