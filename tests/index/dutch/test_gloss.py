"""Glosses: Dutch word for word in English, by lexicons made for the test and by the project's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.gloss import Glosser
from index.dutch.words import fold, words
from qa.compare.clauses import glosser
from tests.support import sample_letters

ENTRIES = {
    "de": "the",
    "een": "a",
    "het": "it",
    "geen": "no",
    "niet": "not",
    "en": "and",
    "in": "in",
    "op": "on",
    "of": "or",
    "minister": "minister",
    "school": "school",
    "bestuur": "board",
    "onderwijs": "education",
    "passend": "fitting",
    "passend onderwijs": "education for all",
    "passend onderwijs voor allen": "education for everybody",
    "bevoegd gezag": "competent authority",
    "recht hebben op": "be entitled to",
    "hebben": "have",
    "recht": "right",
    "leerling": "pupil",
    "vervoer": "transport",
    "zorg": "care",
    "jeugdzorg": "youth care",
    "stellen": "put",
    "voorstellen": "propose",
    "vraag": "question",
    "aanvragen": "apply for",
    "voor": "for",
    "aan": "to",
    "huis": "house",
    "auto": "car",
    "m.b.t": "concerning",
    "a.u.b.": "please",
    "gelet op": "having regard to",
    "opletten": "pay attention",
    "één": "one",
}
GLOSSER = Glosser(ENTRIES)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("De school", "the school"),
        ("de SCHOLEN", "the school"),
        ("passend onderwijs", "education for all"),
        ("het passend onderwijs voor allen", "it education for everybody"),
        ("passende scholen", "fitting school"),
        ("bevoegde gezagen", "competent authority"),
        ("waar u recht heeft op", "waar u be entitled to"),
        ("passend, onderwijs", "fitting, education"),
        ("één en een", "a and a"),
        ("e\u0301e\u0301n", "a"),
        ("huisje, huizen, autootjes", "house, house, car"),
        ("leerlingenvervoer", "pupil transport"),
        ("schoolbestuur", "school board"),
        ("school-bestuur", "school board"),
        ("schoolbesturen", "school board"),
        ("Jeugdzorg en jeugd-zorg", "youth care and youth care"),
        ("zorg- en jeugdzorg", "care and youth care"),
        ("", ""),
        ("?! ...", ""),
    ],
)
def test_words_terms_and_compounds(dutch: str, english: str) -> None:
    assert GLOSSER.gloss(dutch) == english


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("De minister stelt een school voor.", "the minister propose a school."),
        ("een school voor te stellen", "a school propose"),
        ("Hoe vraag ik een school aan?", "hoe apply for ik a school?"),
        ("De vraag aan de minister", "the question to the minister"),
        ("De minister stelt. Een school voor, en", "the minister put. a school for, and"),
        ("de minister stelt o.a. een school voor", "the minister propose o.a a school"),
        ("gelet op, let het op", "having regard to, pay attention it"),
        ("in- en uitvoer", "in and uitvoer"),
        ("Waar hebben een recht op?", "waar have a right on?"),
    ],
)
def test_separated_verbs_are_made_whole(dutch: str, english: str) -> None:
    assert GLOSSER.gloss(dutch) == english


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("m.b.t. de zorg", "concerning the care"),
        ("M.B.T. zorg a.u.b.", "concerning care please"),
        ("5.1.2.e", "5.1.2.e"),
        ("op 12 mei 2024, 3.500 of 12,5", "on 12 mei 2024, 3.500 or 12, 5"),
        ("Anouk uit Zwolle", "anouk uit zwolle"),
        ("VNG", "vng"),
    ],
)
def test_abbreviations_are_spelt_out_and_names_and_numbers_stay(dutch: str, english: str) -> None:
    assert GLOSSER.gloss(dutch) == english


def test_what_is_not_known_is_told_in_order() -> None:
    read = GLOSSER.read("De frummel van Blorp stelt 12 scholen voor: een frummelschool.")
    assert read.text == "the frummel van blorp propose 12 school: a frummelschool."
    assert read.unknown == ("frummel", "van", "blorp", "frummelschool")
    assert read.words == 10


def test_the_first_of_two_entries_counts() -> None:
    assert Glosser({"Café": "café", "cafe": "pub"}).gloss("cafe") == "café"


def test_without_entries_everything_stays() -> None:
    assert Glosser({}).gloss("De minister stelt voor, en wel nu.") == "de minister stelt voor, en wel nu."


@pytest.mark.parametrize(
    ("dutch", "said"),
    [
        ("Er is geen geld.", "no "),
        ("Dat mag niet.", "not"),
        ("De regeling wordt niet verlengd.", "not "),
        ("Scholen krijgen dit nooit.", "never"),
        ("Niemand weet het.", "nobody"),
        ("zonder vergunning", "without"),
        ("onvoldoende middelen", "insufficient"),
        ("Ouders hoeven niets te betalen.", "nothing"),
        ("De minister lost het niet op.", "not"),
        ("nog geen besluit", " no "),
    ],
)
def test_the_projects_lexicon_keeps_what_is_denied(dutch: str, said: str) -> None:
    assert said in f" {glosser().gloss(dutch)} "


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Hoe lang mag mijn kind thuis zitten?", ["how long", "child", "home"]),
        ("de wachtlijsten in de jeugdzorg", ["waiting list", "youth care"]),
        ("Hoe vraag ik een parkeervergunning aan?", ["apply", "parking permit"]),
        ("De gemeenteraadsverkiezingen van 2026", ["municipal council election", "2026"]),
        ("u hebt recht op leerlingenvervoer", ["entitled", "school transport"]),
        ("i.v.m. de begroting", ["in connection with", "budget"]),
    ],
)
def test_the_projects_lexicon_says_what_letters_say(dutch: str, english: list[str]) -> None:
    gloss = glosser().gloss(dutch)
    assert [part for part in english if part not in gloss] == []


@given(
    st.text(max_size=120)
    | sample_letters.bundles
    | st.lists(st.sampled_from([*ENTRIES, ". ", ", ", " te "])).map(" ".join)
)
@settings(max_examples=150)
def test_any_text_can_be_read(text: str) -> None:
    for each in (GLOSSER, glosser()):
        read = each.read(text)
        assert read.words == len(words(text))
        assert len(read.unknown) <= read.words
        assert set(read.unknown) <= {word.rstrip("-") for word in words(text)}
        assert each.read(text) == each.read(fold(text)) == read, "accents and capitals say nothing"


@pytest.mark.parametrize("text", ["a" * 100_000, "a-" * 50_000, "voor te " * 20_000, "op " * 50_000, "stelt " * 50_000])
def test_hostile_text_comes_to_an_end(text: str) -> None:
    assert GLOSSER.read(text).words == len(words(text))
