"""Whether words have the kind of thing that is asked for, and which of them are that thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.question import understand
from qa.quoting.answer_types import answering_words, has_kind, is_dated
from tests.qa.quoting.quoting_steps import MATCHER


def marked(question: str, words: str) -> list[str]:
    understood = understand(question)
    found = [words[start:end] for start, end in answering_words(understood, words)]
    if understood.expects in ("number", "date", "contact", "person", "place"):
        assert not found or has_kind(understood, words) == 1
    return found


TRAMS = "Er rijden 42 trams, waar 25 partijen samen twaalf miljoen euro voor betalen."


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Hoeveel trams rijden er?", TRAMS, ["42 trams"]),
        ("Hoeveel partijen betalen mee?", TRAMS, ["25 partijen"]),
        ("Hoeveel bussen rijden er?", TRAMS, []),
        ("Hoeveel nieuwe trams rijden er?", TRAMS, ["42 trams"]),
        ("Hoeveel zones zijn er?", "De stad telt vijf verschillende regionale zones.",
         ["vijf verschillende regionale zones"]),
        ("Hoeveel regio's zijn er?", "Naast 8 gemeenten doen 11 proefregio's en 3 regio's mee.", ["3 regio's"]),
        ("Hoeveel bomen zijn er?", "Van de bomen zijn er 40 gekapt.", ["bomen zijn er 40"]),
        ("Hoeveel plannen zijn er?", "In bijlage 4 staan plannen.", []),
        ("Hoeveel scholen zijn er?", "In 2024 gaan de scholen open.", []),
        ("Hoeveel scholen zijn er?", "Op 12 januari gaan de scholen open.", []),
        ("Hoeveel scholen zijn er?", "Er zijn in 2024 nog 2000 scholen.", ["2000 scholen"]),
    ],
)  # fmt: skip
def test_how_many_is_the_number_of_what_is_counted(question: str, words: str, expected: list[str]) -> None:
    assert marked(question, words) == expected
    assert has_kind(understand(question), words) == float(bool(expected))


def test_what_is_counted_may_be_said_in_another_word() -> None:
    understood = understand("Hoeveel kinderen gaan mee?")
    words = "Er gaan 31 leerlingen en 4 juffen mee."
    assert not has_kind(understood, words)
    found = answering_words(understood, words, lambda term, word: (term, word) == ("kinderen", "leerlingen"))
    assert [words[start:end] for start, end in found] == ["31 leerlingen"]
    assert answering_words(understand("Hoeveel scholen?"), "Er zijn 42 basisscholen.", MATCHER.means)


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Hoe lang blijft de brug dicht?", "De brug blijft hooguit drie maanden dicht, sinds 2020.", ["drie maanden"]),
        ("Hoe lang blijft de brug dicht?", "Het werk duurt anderhalf jaar.", ["anderhalf jaar"]),
        ("Hoe lang blijft de brug dicht?", "Het werk duurt een half jaar.", ["een half jaar"]),
        ("Hoelang blijft de brug dicht?", "Er zijn drie bruggen in 2024.", []),
        ("Hoe vaak vaart de pont?", "De pont vaart twee keer per dag.", ["twee keer per dag"]),
        ("Hoe vaak vaart de pont?", "De pont vaart elke drie weken.", ["elke drie weken"]),
        ("Hoe vaak vaart de pont?", "De pont vaart dagelijks.", ["dagelijks"]),
        ("Hoe lang vaart de pont?", "De pont vaart elke drie weken, om de twee weken of iedere twee dagen.", []),
        ("Hoe vaak vaart de pont?", "Elke schipper is er een te veel.", []),
        ("Hoe oud moet een kind zijn?", "Kinderen vanaf acht jaar mogen alleen mee.", ["acht jaar"]),
        ("Hoe oud moet een kind zijn?", "Acht kinderen mogen mee.", []),
        ("Hoeveel procent van de tuinen is groen?", "Ruim 30 procent, dus een derde, is groen.",
         ["30 procent", "derde"]),
        ("Welk deel van de tuinen is groen?", "Van de 80 tuinen is 12,5% groen.", ["12,5%"]),
        ("Hoeveel procent van de tuinen is groen?", "Er zijn 80 groene tuinen.", []),
        ("Hoe groot is de tuin?", "De tuin meet 350 vierkante meter.", ["350"]),
    ],
)  # fmt: skip
def test_how_long_how_often_how_old_and_what_share_have_their_unit(
    question: str, words: str, expected: list[str]
) -> None:
    assert marked(question, words) == expected
    assert has_kind(understand(question), words) == float(bool(expected))


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Wie is de havenmeester?", "Havenmeester is Jan van der Zee.", ["Jan van der Zee"]),
        ("Wie is de havenmeester?", "mr. A.B. de Wit\nhavenmeester", ["mr. A.B. de Wit"]),
        ("Wie is de havenmeester?", "Volgens minister De Groot is dat mevrouw Aalders.", ["De Groot", "Aalders"]),
        ("Wie betaalt de haven?", "De VNG en de Kamer van Koophandel betalen mee.", ["VNG", "Kamer van Koophandel"]),
        ("Wie betaalt de haven?", "Daarvoor is geld nodig. Dat ontbreekt. Punt 2: Bent u akkoord?", []),
        ("Wie betaalt de haven?", "Gerichte steun is nodig.", []),
        ("Wie is voorzitter van de PO-Raad?", "Anna Blom  \nvan de PO-Raad", ["Anna Blom"]),
        ("Waar ligt de haven?", "De haven ligt in Urk, bij Ens.", ["Urk", "Ens"]),
        ("Waar gaat de brief over?", "De haven ligt in Urk.", []),
    ],
)
def test_who_and_where_are_names_that_the_question_does_not_have(
    question: str, words: str, expected: list[str]
) -> None:
    assert marked(question, words) == expected


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Wanneer gaat de brug open?", "De brug gaat uiterlijk 1 mei 2025 open.", ["1 mei 2025"]),
        ("Wanneer gaat de brug open?", "De brug gaat in schooljaar 2024/2025 open.", ["2024/2025"]),
        ("Wanneer gaat de brug open?", "De brug gaat begin september 2024 open.", ["begin september 2024"]),
        ("Wanneer gaat de brug open?", "De brug gaat vanaf april om negen uur open.", ["april", "om negen uur"]),
        ("Wanneer gaat de brug open?", "De brug gaat op zondagen in de winter open.", ["zondagen", "winter"]),
        ("In welk jaar gaat de brug open?", "De brug gaat vanaf april open.", []),
        ("In welke jaren wordt gemeten?", "Er wordt gemeten in 2025, 2028 en 2031.", ["2025", "2028", "2031"]),
        ("Waarom is de brug dicht?", "De brug is dicht omdat er roest is.", ["omdat er roest is."]),
        ("Wat kost de brug?", "De brug kost 2,5 miljoen euro en € 1.200 per jaar.", ["2,5 miljoen euro", "€ 1.200"]),
        ("Hoeveel kost de brug?", "Er is geen extra geld voor de brug.", ["geen extra geld"]),
        ("Wat is het telefoonnummer?", "Bel (020) 123 45 67, 06-12345678 of +31 20 123 4567.",
         ["(020) 123 45 67", "06-12345678", "+31 20 123 4567"]),
        ("Wat is het e-mailadres?", "Schrijf naar brug@voorbeeld.nl.", ["brug@voorbeeld.nl"]),
        ("Mag de brug open?", "De brug mag open.", []),
        ("Wat is een brug?", "Een brug is een weg over water.", []),
    ],
)  # fmt: skip
def test_dates_reasons_amounts_and_numbers_to_call(question: str, words: str, expected: list[str]) -> None:
    assert marked(question, words) == expected


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Wanneer gaat de brug open?", "De brug gaat open zodra het waait.", 1),
        ("Wanneer gaat de brug open?", "De brug gaat open op de dag dat het hoog water wordt.", 1),
        ("Wanneer gaat de brug open?", "De brug gaat open op het moment waarop de sluis klaar is.", 1),
        ("Wanneer gaat de brug open?", "De brug gaat open.", 0),
        ("In welk jaar ging de brug open?", "De brug gaat open zodra het waait.", 0),
        ("Waarom is de brug dicht?", "De brug is dicht.", 0),
        ("Wat is het telefoonnummer?", "Kenmerk 2024-118 van 3 mei 2024.", 0),
        ("Mag de brug open?", "Honden moeten aan de lijn.", 1),
        ("Mag de brug open?", "De brug is groen.", 0),
        ("Wat betekent pacht?", "Onder pacht verstaan wij huur van land.", 1),
        ("Welke kleuren heeft de brug?", "De brug is rood, wit en blauw.", 1),
        ("Welke kleuren heeft de brug?", "De brug is rood.", 0),
        ("Vertel over de brug", "De brug is rood.", 0.5),
    ],
)
def test_the_kind_of_thing_that_is_asked_for(question: str, words: str, expected: float) -> None:
    assert has_kind(understand(question), words) == expected


def test_a_name_that_opens_a_sentence_is_marked_where_more_of_it_shows_that_it_is_one() -> None:
    assert marked("Wie doet mee?", "Zwembad De Waterlelie doet mee.") == ["Zwembad De Waterlelie"]
    assert marked("Wie doet mee?", "VNG doet mee.") == ["VNG"]
    assert marked("Wie doet mee?", "De PO-Raad doet mee.") == ["PO-Raad"]
    assert marked("Wie doet mee?", "Zwemmers doen mee.") == []


def test_years_and_dates_date_a_sentence() -> None:
    assert is_dated("Het begint op 3 mei.")
    assert is_dated("Het begint in 2025.")
    assert not is_dated("Het begint met 25 bomen.")


QUESTIONS = st.sampled_from(
    ["Hoeveel bomen zijn er?", "Hoe lang duurt het?", "Hoe vaak?", "Hoe oud?", "Hoeveel procent?", "Wie doet mee?",
     "Waar is het?", "Wanneer is het?", "In welk jaar?", "Waarom?", "Wat kost het?", "Wat is het telefoonnummer?",
     "Mag het?", "Wat is dat?"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Wanneer stopte het overleg?", "Het overleg stopte na de zomer van 2022.", ["zomer van 2022"]),
        ("Wanneer stopte het overleg?", "Het stopte in 2022, in 2023 begon het weer.", ["2022", "2023"]),
        ("Waarom is de brug dicht?", "De brug is dicht omdat hij lekt.", ["omdat hij lekt."]),
        ("Waarom is de brug dicht?", "Omdat hij lekt.", []),
    ],
)
def test_a_phrase_is_one_mark_and_a_whole_sentence_is_none(question: str, words: str, expected: list[str]) -> None:
    assert marked(question, words) == expected


PIECES = st.sampled_from(
    ["12", "2024", "3 mei 2025", "€", "euro", "bomen", "Één", "jaar", "%", "keer per", "A.B.", "De", "Wit", "PO-Raad",
     "van", "omdat", "a@b.nl", "06-12345678", "elke", "week", "?", "...", "\n", "ß", "ﬁets", "e\u0301", "İ", "(", "’s"]
)  # fmt: skip


@given(QUESTIONS, st.one_of(st.lists(PIECES, max_size=20).map(" ".join), st.text(max_size=60)))
def test_marks_are_spans_of_the_words_apart_and_in_order(question: str, words: str) -> None:
    understood = understand(question)
    found = answering_words(understood, words)
    places = [place for span in found for place in span]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(words) for start, end in found)
    assert has_kind(understood, words) in (0, 0.5, 1)
