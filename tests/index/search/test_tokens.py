"""Views: texts and questions as tokens, in each of the ways in which words are searched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.gloss import Glosser
from index.dutch.words import ngrams, stem
from index.search.tokens import Views, english_stems
from tests.support import sample_letters

GLOSSER = Glosser(
    {
        **{"de": "the", "mag": "may", "leerling": "pupil", "vervoer": "transport", "school": "school",
           "gebouw": "building"},
        **{"proef": "trial", "pilot": "trial", "bus": "bus", "leerlingenvervoer": "school transport"},
    }
)  # fmt: skip
VIEWS = Views(GLOSSER, ["blorp"])


def test_grams_are_those_of_every_word_of_a_text_and_of_what_a_question_asks() -> None:
    assert VIEWS.text("grams", "De bus") == [*ngrams("de"), *ngrams("bus")]
    assert VIEWS.question("grams", "Wat is de bus?", "nl") == [(ngrams("bus"), 1.0)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("De scholen", "school"),
        ("schoolgebouwen", "schoolgebouw school gebouw"),
        ("leerlingenvervoer", "leerlingenvervoer leerling vervoer"),  # its own entry, and split as well
        ("Schoolblorp", "schoolblorp school blorp"),
        ("school-bus", "school-bus school bus"),
        ("2024/2025", "2024/2025 2024 2025"),
        ("frummelschool", "frummelschool"),
        ("de", ""),
    ],
)
def test_parts_are_dictionary_forms_and_parts_of_compounds(text: str, tokens: str) -> None:
    assert VIEWS.text("parts", text) == [stem(token) if token.isalpha() else token for token in tokens.split()]


def test_words_of_one_meaning_have_one_gloss() -> None:
    assert VIEWS.text("gloss", "De proef") == VIEWS.text("gloss", "de pilot") == english_stems("trial")


def test_synonyms_come_after_what_was_asked_and_count_less() -> None:
    for view in ("parts", "gloss"):
        (asked, full), (others, less) = VIEWS.question(view, "Mag de bus?", "nl")
        assert full == 1 > less > 0
        assert asked == VIEWS.text(view, "bus" if view == "parts" else "mag de bus")
        assert set(others) - set(asked)


def test_an_english_question_is_read_as_it_stands() -> None:
    question = "Are there trials for pupils?"
    assert VIEWS.question("gloss", question, "en") == [(english_stems("trials pupils"), 1.0)]
    assert set(VIEWS.text("gloss", "een proef met leerlingen")) > set(english_stems("trials pupils"))
    assert VIEWS.question("parts", "Is there a bus?", "en")[1][0] == []


def test_english_stems_carry_content() -> None:
    assert english_stems("The pupils of the school's board, in 2024") == english_stems("pupil school's board 2024")
    assert english_stems("the of and") == []


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "school" * 5_000, "a-" * 10_000, "/".join("ab" * 9 for _ in range(999))]
)
def test_hostile_words_come_to_an_end(text: str) -> None:
    assert all(token.strip() for view in Views.names for token in VIEWS.text(view, text))
    assert VIEWS.text("grams", text)


@given(st.text(max_size=80) | sample_letters.sentences(), st.sampled_from(["nl", "en"]))
@settings(max_examples=60)
def test_any_text_has_tokens(text: str, spoken: str) -> None:
    for view in Views.names:
        assert all(VIEWS.text(view, text))
        (asked, weight), *others = VIEWS.question(view, text, spoken)  # type: ignore[arg-type]
        assert weight == 1
        assert all(0 < less < 1 for _, less in others)
        assert all([*asked, *(token for tokens, _ in others for token in tokens)]), "no token is empty"
