"""Answers to questions of members of parliament: each goes along with the question that it answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.letters.find import find_letters
from index.letters.passages import context_line, find_passages
from index.letters.printed_questions import with_questions
from index.records import Document, Passage


def passage(heading: str, text: str = "", number: int = 1) -> Passage:
    words = f"{heading}\n\n{text}" if text else heading
    return Passage(f"x-1-{number:03}", "x-1", 0, len(words), heading, words)


def asked(*parts: tuple[str, str]) -> list[str]:
    """Return what goes along with each part, `(heading, text)` of a passage."""
    found = with_questions([passage(*part, number) for number, part in enumerate(parts, 1)])
    assert [each.text for each in found] == [passage(*part).text for part in parts], "no text changes"
    for (heading, _), each in zip(parts, found, strict=True):
        assert each.heading.startswith(heading)
    return [each.heading.removeprefix(heading) for (heading, _), each in zip(parts, found, strict=True)]


def test_an_answer_gets_the_question_of_its_number() -> None:
    found = asked(
        ("Vraag 1", "Kent u het bericht?"),
        ("Vraag 3", "Is de brug\n dicht?"),
        ("Antwoord 3", "Ja."),
        ("Antwoord 1", "Ook."),
    )
    assert found == ["", "", " › Is de brug dicht?", " › Kent u het bericht?"]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Antwoord 2 en 3", "23"),
        ("Antwoord op vraag 2", "2"),
        ("Antwoorden op vragen 1, 2 en 4", "124"),
        ("Antwoord 1 t/m 3", "123"),
        ("Antwoord 2 tot en met 4", "234"),
        ("Antwoord 2–4", "234"),
        ("ANTWOORD 4:", "4"),
        ("Antwoord 9", ""),
        ("Antwoord", ""),
        ("Antwoord van de minister", ""),
        ("Antwoordnummer 3", ""),
    ],
)
def test_one_answer_to_several_questions(heading: str, numbers: str) -> None:
    questions = [(f"Vraag {n}", f"Wat is {n}?") for n in range(1, 5)]
    expected = " ".join(f"Wat is {n}?" for n in numbers)
    assert asked(*questions, (heading, "Ja."))[-1] == (f" › {expected}" if expected else "")


def test_questions_that_are_asked_together_are_said_once() -> None:
    assert asked(("Vraag 2 en 3", "Waarom?"), ("Antwoord 2 en 3", "Daarom."))[-1] == " › Waarom?"


def test_each_unnumbered_answer_gets_the_question_right_before_it() -> None:
    found = asked(
        ("Vraag", "Een?"), ("Antwoord", "Ja."), ("Vraag", "Twee?"), ("Antwoord", "Nee."), ("Antwoord", "Dus.")
    )
    assert found == ["", " › Een?", "", " › Twee?", " › Twee?"]


def test_a_question_in_several_passages_goes_along_whole() -> None:
    found = asked(
        ("Vraag 1", "Een?"), ("Vraag 1", "Zo nee, waarom niet?"), ("Antwoord 1", "Ja."), ("Antwoord 1", "En meer.")
    )
    assert found[2] == found[3] == " › Een? Zo nee, waarom niet?"


def test_a_question_of_one_line_that_reads_as_a_heading_goes_along() -> None:
    found = asked(("Vraag 1", ""), ("Herkent u dit beeld?", "Zo ja, sinds wanneer?"), ("Antwoord 1", "Ja."))
    assert found[-1] == " › Herkent u dit beeld? Zo ja, sinds wanneer?"
    found = asked(("Vraag 1", "Een?"), ("Antwoord 1", "Ja."), ("Waarom dan?", "Daarom."), ("Antwoord 1", "Dus."))
    assert found[-1] == " › Een?", "what stands below an answer is no question"


def test_what_nobody_answers_or_asks_stays_as_it_is() -> None:
    parts = [("Vraag 1", "Een?"), ("Inleiding", "De brug is dicht."), ("Antwoord 2", "Ja."), ("", "Slot.")]
    assert asked(*parts) == ["", "", "", ""]
    assert with_questions([]) == []


def test_very_long_questions_are_cut() -> None:
    assert len(asked(("Vraag 1", "waarom " * 500 + "?"), ("Antwoord 1", "Ja."))[1]) <= 603


def test_the_question_is_searched_with_the_answer_and_never_quoted() -> None:
    body = "De gemeente betaalt dit uit de algemene middelen, zoals zij dat eerder deed, en zij gaat daarmee voort."
    text = f"Datum: 3 mei 2024\nOnderwerp: vragen\n\nVraag 1\n\nWie betaalt de rotonde?\n\nAntwoord 1\n\n{body}"
    document = Document("0" * 64, "brief.txt", "text/plain", text, (0,), tuple(spans(text, "Vraag 1", "Antwoord 1")))
    [letter] = find_letters(document)
    answer = next(each for each in find_passages(document, letter) if "gemeente betaalt" in each.text)
    assert context_line(letter, answer).endswith("Antwoord 1 › Wie betaalt de rotonde?")
    assert "rotonde" not in answer.text


def spans(text: str, *headings: str) -> list[tuple[int, int]]:
    return [(text.index(heading), text.index(heading) + len(heading)) for heading in headings]


HEADINGS = st.sampled_from(["Vraag", "Antwoord", "", "Kop"]) | st.from_regex(
    r"(Vra(ag|gen)|Antwoord(en)?) [0-9]{1,5}(( en |, | t/m |-)[0-9]{1,5}){0,3}", fullmatch=True
)


@given(st.lists(st.tuples(HEADINGS, st.text(max_size=20)), max_size=12))
def test_any_headings_can_be_read(parts: list[tuple[str, str]]) -> None:
    for (heading, _), along in zip(parts, asked(*parts), strict=True):
        assert not along or heading.startswith("Antwoord")
