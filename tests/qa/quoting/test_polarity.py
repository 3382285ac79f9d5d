"""What says the contrary of what is asked does not answer it; what a question takes for so may be denied."""

from __future__ import annotations

import pytest

from qa.question.question import understand
from qa.quoting.polarity import answers_polarity, contradicts

_SPENT = "Van het budget is 96 procent besteed."
_WITH = "Ouders die meehelpen, krijgen een vergoeding van vijf euro."
_WITHOUT = "Ouders die niet meehelpen, krijgen geen vergoeding."


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("Hoeveel procent van het budget is niet besteed?", _SPENT, False),
        ("Hoeveel procent van het budget is besteed?", _SPENT, True),
        ("Wie krijgt geen vergoeding?", _WITH, False),
        ("Wie krijgt geen vergoeding?", _WITHOUT, True),
        ("Welke ouders krijgen een vergoeding?", "Ouders van groep 3 krijgen geen vergoeding.", False),
        ("Welke ouders krijgen een vergoeding?", _WITH, True),
        ("Wie mag niet naar de les?", "Zonder indicatie is de les verboden.", True),
        ("Wie mag niet naar de les?", "Leerlingen van groep 3 mogen naar de les.", False),
        (
            "Welke ziektes worden niet steeds hetzelfde bekeken?",
            "Aandoeningen zoals ME/CVS en Q-koorts worden soms op verschillende wijze beoordeeld.",
            True,
        ),
        (
            "Met welke clubs is gepraat over hulp voor mensen zonder papieren?",
            "Over de zorg voor ongedocumenteerden is gesproken met Salu pa Tur.",
            True,
        ),
        ("Krijgen ouders een vergoeding?", "Ouders van groep 3 krijgen geen vergoeding.", True),
        (
            "Hoe lang mag een leerling thuis zitten?",
            "Een leerling mag niet langer dan drie maanden thuis zitten.",
            True,
        ),
        ("Wie mag met de taxi?", "Leerlingen die niet kunnen fietsen, mogen met de taxi.", True),
    ],
)
def test_a_text_of_the_other_polarity_is_no_answer(question: str, text: str, answers: bool) -> None:
    assert answers_polarity(understand(question), text) is answers


@pytest.mark.parametrize(
    ("question", "text", "denies"),
    [
        ("Waarom is het ouderrecht afgeschaft?", "Het ouderrecht wordt niet afgeschaft.", True),
        ("Waar komt de derde gymzaal?", "Een derde gymzaal komt er niet.", True),
        ("Waarom krijgen scholen geen geld?", "Scholen krijgen dit jaar geld.", True),
        ("Waarom is het ouderrecht afgeschaft?", "Het hoorrecht wordt niet afgeschaft.", False),
        ("Waarom is het ouderrecht afgeschaft?", "Het ouderrecht is afgeschaft, omdat het niet werkte.", False),
        ("Is het ouderrecht afgeschaft?", "Het ouderrecht wordt niet afgeschaft.", False),
        ("Wie krijgt een vergoeding?", "Ouders van groep 3 krijgen geen vergoeding.", False),
    ],
)
def test_what_a_question_takes_for_so_may_be_denied(question: str, text: str, denies: bool) -> None:
    assert contradicts(understand(question), text) is denies
