"""How sure it is that the letters answer: what counts, what holds back, what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Hit
from qa.question.question import understand
from qa.quoting.calibration import calibration
from qa.quoting.candidates import Candidate
from qa.quoting.confidence import Judgement, Presence, judge, presence_of
from tests.qa.quoting.quoting_steps import MATCHER, QuotingSteps, quoting_steps
from tests.support.records import hit_on

MARKET = "De markt van Oudewater is op zaterdag. Wethouder Blom opent de markt om negen uur."


def presence(question: str, *texts: str) -> Presence:
    understood = understand(question)
    terms = MATCHER.terms(question, understood.terms)
    return presence_of(understood, terms, hits(texts), matcher=MATCHER)


def hits(texts: Sequence[str]) -> list[Hit]:
    made = [hit_on(text, name=f"brief{n}").hit for n, text in enumerate(texts)]
    return [replace(hit, rank=n, score=0.5) for n, hit in enumerate(made, 1)]


def test_without_hits_or_words_there_is_no_confidence() -> None:
    nothing = understand("Wanneer is de markt?")
    assert judge(nothing, presence("Wanneer is de markt?"), [], []).confidence == 0
    assert presence("Wanneer?", MARKET) == Presence()
    assert judge(understand("Wanneer?"), Presence(), [], []).confidence == 0


def test_what_the_passages_have_of_the_question_is_heard() -> None:
    said = presence("Wanneer opent de markt met kaas?", "Over honden en katten.", MARKET)
    assert said.covered[0] < said.covered[1] < 1
    assert said.letters == {"brief1-1"}
    assert said.lacking == ("kaas",)


def test_only_the_first_five_hits_are_heard() -> None:
    assert presence("Wanneer is de markt?", *["Over honden."] * 5, MARKET).lacking == ("markt",)
    assert presence("Wanneer is de markt?", *["Over honden."] * 4, MARKET).lacking == ()


@pytest.mark.parametrize(
    ("question", "speaks"),
    [
        ("Wanneer opent wethouder Blom de markt?", True),
        ("Wanneer opent wethouder Vos de markt?", False),  # somebody else
        ("wanneer opent wethouder vos de markt", True),  # nothing shows that it is a name
        ("Wanneer is de markt van Oudewater?", True),
        ("Wanneer is de markt van Gouda?", False),
        ("Wanneer is de markt in 2031?", False),
        ("Wat zei de ANWB over de markt?", False),
    ],
)
def test_a_letter_that_lacks_a_name_or_year_does_not_speak_of_the_question(question: str, speaks: bool) -> None:
    assert bool(presence(question, MARKET).letters) == speaks


def test_a_name_of_several_words_stands_as_it_is() -> None:
    question = "Wat adviseert de Raad van State over de markt?"
    other = "De markt: de Raad van Toezicht van het waterschap adviseert, en de State van Fryslân ook."
    assert not presence(question, other).letters
    assert presence(question, "Over de markt adviseert de Raad van State niets.").letters
    assert presence(question, "Over de markt adviseert de Raad van\nState niets.").letters


def test_a_year_is_not_another_year() -> None:
    assert presence("Hoeveel kostte de markt in 2023?", "De markt kostte in 2023 honderd euro.").letters
    assert not presence("Hoeveel kostte de markt in 2024?", "De markt kostte in 2023 honderd euro.").letters


QUESTION = "Wanneer is de markt?"


def sentence(*, near: float = 0.5, kind: float = 1.0) -> Candidate:
    found, letter = quoting_steps(QUESTION, MARKET).candidates[0], hits([MARKET])[0].letter
    return replace(found, letter=letter, features={**found.features, "near": near, "kind": kind})


def judged(*found: Candidate, trust: float = 1.0) -> Judgement:
    """Judge candidates that can all answer, best first."""
    return judge(understand(QUESTION), presence(QUESTION, MARKET), found, found, trust=trust)


def test_what_no_sentence_can_answer_is_held_back() -> None:
    free = judged(sentence())
    held = judge(understand(QUESTION), presence(QUESTION, MARKET), [sentence()], [])
    assert (free.held_back, held.held_back) == (False, True)
    assert held.confidence < min(free.confidence, calibration().threshold)
    assert not held.answers


def test_it_is_surer_where_a_sentence_is_near_and_has_what_is_asked_for() -> None:
    even = judged(sentence()).confidence
    assert judged(sentence(near=0.9)).confidence > even
    assert judged(sentence(), sentence(near=0.9)).confidence > even
    assert judged(sentence(kind=0.0)).confidence < even


def test_it_is_less_sure_where_the_letter_lacks_a_name() -> None:
    question = "Wanneer is de markt van Gouda?"
    found = [sentence()]
    elsewhere = judge(understand(question), presence(question, MARKET), found, found)
    here = judge(understand(question), presence(question, MARKET.replace("Oudewater", "Gouda")), found, found)
    assert (elsewhere.signs["named"], here.signs["named"]) == (0, 1)
    assert elsewhere.confidence < here.confidence


def test_where_nearness_cannot_be_trusted_words_stand_in_for_it() -> None:
    said = presence(QUESTION, MARKET)
    trusted, untrusted = (judged(sentence(near=0.0), trust=trust) for trust in (1.0, 0.0))
    assert trusted.signs["near"] == 0
    assert untrusted.signs["near"] == max(said.covered)
    assert untrusted.confidence > trusted.confidence


def steps(question: str, text: str) -> QuotingSteps:
    return quoting_steps(question, f"Brief\n\n{text}")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wat is het telefoonnummer van de markt?", MARKET),
        ("Wat is het e-mailadres van de markt?", MARKET),
        ("Hoeveel kramen telt de markt?", "De markt telt 12 banken. Er zijn kramen met kaas."),
        ("Hoe lang duurt de markt?", "De markt duurt lang, met 40 kramen."),
        ("Hoeveel procent van de kramen op de markt is leeg?", "Van de 40 kramen op de markt is een deel leeg."),
        ("In welk jaar begon de markt?", "De markt begon zodra de brug klaar was."),
        ("Wat kost een kraam op de markt?", "Een kraam op de markt is groen."),
    ],
)
def test_near_misses_are_held_back(question: str, text: str) -> None:
    judgement = steps(question, text).judgement
    assert judgement.held_back
    assert not judgement.answers


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wat is het telefoonnummer van de markt?", "Het telefoonnummer van de markt is 0348-112233."),
        ("Hoeveel kramen telt de markt?", "De markt telt 12 kramen."),
        ("Hoe lang duurt de markt?", "De markt duurt drie uur."),
        ("In welk jaar begon de markt?", "De markt begon in 1987."),
        ("Wat kost een kraam op de markt?", "Een kraam op de markt kost 40 euro."),
        ("Wat vindt wethouder Blom van de markt?", "De markt is mooi, vindt wethouder Blom."),
    ],
)
def test_what_is_there_is_not_held_back(question: str, text: str) -> None:
    assert not steps(question, text).judgement.held_back


@given(st.floats(0, 1))
def test_it_answers_from_the_threshold(confidence: float) -> None:
    assert Judgement(confidence).answers == (confidence >= calibration().threshold)
