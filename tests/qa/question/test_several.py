"""Texts that ask several questions, and what each of them asks by itself."""

from __future__ import annotations

import pytest

from qa.question.several import several_questions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Wat kost de zwemles? Mag mijn zoon mee met de bus? wie betaalt de taxi?",
            ["Wat kost de zwemles?", "Mag mijn zoon mee met de bus?", "wie betaalt de taxi?"],
        ),
        ("Wat kost de zwemles? wat een badpak kost.", ["Wat kost de zwemles?", "wat een badpak kost."]),
        ("Wat kost het bad? En de bus? Ik wil weten wanneer.", ["Wat kost het bad?", "En de bus?", "wanneer."]),
        ("Mijn zoon is zes. Wat kost de zwemles? Kan het?", ["Wat kost de zwemles?"]),
        ("Wat zegt drs. A.B. de Wit over de zwemles?", ["Wat zegt drs. A.B. de Wit over de zwemles?"]),
        ("Wat kost de zwemles? Wat kost de zwemles?", ["Wat kost de zwemles?"]),
        ("Wie tekent het plan en wanneer?", ["Wie tekent het plan en wanneer?"]),
        ("Het regent hier al dagen.", []),
    ],
)
def test_each_sentence_that_asks_is_a_question(text: str, found: list[str]) -> None:
    assert [own for own, _ in several_questions(text)] == found


def test_a_question_that_leans_has_what_it_leans_on() -> None:
    asked = several_questions("Wat is de zwempas? Hoeveel kost die? Wie betaalt de bus naar school?")
    assert [whole for _, whole in asked] == [
        "Wat is de zwempas?",
        "Hoeveel kost de zwempas?",
        "Wie betaalt de bus naar school?",
    ]
    ((_, whole),) = several_questions("En wie betaalt dat?", before="Wat kost de bus naar zee")
    assert whole == "En wie betaalt dat? (over: Wat kost de bus naar zee)"
