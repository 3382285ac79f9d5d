"""A sentence in clauses, and how well one word says what another says."""

from __future__ import annotations

import pytest

from qa.compare.clauses import Clause, clauses, content, infinitive, is_verb, like, split_words, tokens


@pytest.mark.parametrize(
    ("text", "openers"),
    [
        ("De brug gaat open.", [""]),
        ("De brug gaat open, maar de sluis blijft dicht.", ["", "maar"]),
        ("De brug gaat open en de sluis blijft dicht.", ["", "en"]),
        ("De brug gaat dicht omdat hij te smal is.", ["", "omdat"]),
        ("De brug gaat open. De sluis blijft dicht.", ["", ""]),
    ],
)
def test_a_verb_of_its_own_makes_a_clause(text: str, openers: list[str]) -> None:
    assert [clause.opener for clause in clauses(text)] == openers


@pytest.mark.parametrize(
    "text", ["De brug, over de rivier, gaat open.", "De brug is en blijft dicht.", "De brug en de sluis gaan open."]
)
def test_a_piece_without_a_verb_belongs_to_the_clause_before_it(text: str) -> None:
    assert len(clauses(text)) == 1


def test_a_separated_verb_is_whole_again() -> None:
    assert tokens("De gemeente legt de weg aan.") == ("de", "gemeente", "aanleggen", "de", "weg", ".")
    assert clauses("De gemeente legt de weg aan.") == (Clause(("de", "gemeente", "aanleggen", "de", "weg")),)
    assert "leggen" not in tokens("De gemeente legt de weg vast.")
    assert "leidt" in tokens("De gemeente leidt de weg om de kerk.")


def test_words_that_carry_no_content_are_left_out() -> None:
    assert content(("de", "brug", "is", "van", "hout", ".")) == ["brug", "hout"]
    assert split_words("de brug, zo'n 12,5 meter lang.") == ["de", "brug", "zo'n", "12,5", "meter", "lang"]


@pytest.mark.parametrize(
    ("word", "other"),
    [("brug", "bruggen"), ("bouwt", "gebouwd"), ("hulp", "ondersteuning"), ("basisonderwijs", "onderwijs")],
)
def test_words_that_say_the_same_are_alike(word: str, other: str) -> None:
    assert like(word, other) >= 0.6
    assert like(word, word) == 1


@pytest.mark.parametrize(("word", "other"), [("brug", "sluis"), ("bouwt", "sluit"), ("2023", "2024")])
def test_words_that_say_something_else_are_not(word: str, other: str) -> None:
    assert like(word, other) < 0.6


def test_verbs_are_known_by_their_form() -> None:
    assert all(map(is_verb, ("gaat", "is", "bouwt", "moeten")))
    assert not any(map(is_verb, ("brug", "bouwen", "de", "12")))
    assert all(map(infinitive, ("bouwen", "gaan", "zien")))
    assert not any(map(infinitive, ("bouwt", "brug")))
