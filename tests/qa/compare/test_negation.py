"""Whether a text denies what another says, or says the opposite."""

from __future__ import annotations

import pytest

from qa.compare.clauses import clauses
from qa.compare.negation import contradiction, denies, idioms


def test_without_quotes_all_of_the_text_counts():
    assert contradiction("De sluis gaat open.", ["De brug gaat open. De sluis gaat niet open."]) == "zonder “niet”"
    assert contradiction("De sluis gaat open.", []) == ""


@pytest.mark.parametrize(
    ("sentence", "text", "words"),
    [
        ("De brug gaat niet open.", "De brug gaat open.", "niet"),
        ("De brug gaat open.", "De brug gaat nooit open.", "zonder “nooit”"),
        ("De huur stijgt.", "De huur daalt.", "stijgt/daalt"),
    ],
)
def test_the_contrary_is_named(sentence: str, text: str, words: str) -> None:
    assert contradiction(sentence, [text]) == words


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("De huur stijgt niet.", "De huur daalt."),
        ("Vuurwerk mag niet.", "Vuurwerk is verboden."),
        ("De brug gaat open.", "De brug gaat open, maar de sluis niet."),
        ("De proef duurt hooguit drie weken.", "De proef duurt niet langer dan drie weken."),
    ],
)
def test_the_same_said_otherwise_denies_nothing(sentence: str, text: str) -> None:
    assert contradiction(sentence, [text]) == contradiction(text, [sentence]) == ""


def test_only_clauses_that_the_quotes_touch_are_denied() -> None:
    letter = ["De brug blijft dicht. De sluis gaat niet open."]
    assert contradiction("De sluis gaat open.", letter, quotes=["De brug blijft dicht"]) == ""
    assert contradiction("De sluis gaat open.", letter, quotes=["De sluis gaat niet open"]) == "zonder “niet”"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("De brug gaat niet open.", True),
        ("Er komt geen brug.", True),
        ("De brug gaat open.", False),
        ("De brug gaat niet eerder dan mei open.", False),
        ("Zonder vergunning gaat de brug open.", False),
    ],
)
def test_a_clause_denies_that_something_is_so(text: str, denied: bool) -> None:
    assert denies(clauses(text)[0]) == denied


def test_idioms_have_a_negation_and_the_longest_go_first() -> None:
    assert {"niet alleen"} <= set(idioms())
    assert [len(idiom) for idiom in idioms()] == sorted(map(len, idioms()), reverse=True)
