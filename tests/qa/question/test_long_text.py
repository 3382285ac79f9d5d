"""What is searched of a text that is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.long_text import question_in


def test_a_short_text_stays_as_it_is() -> None:
    assert (
        question_in("  Wat kost de zwemles? Ik wil het weten.  ", longest=100)
        == "Wat kost de zwemles? Ik wil het weten."
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("wat een onzin, jullie doen niks! wanneer begint de zwemles?", "wanneer begint de zwemles?"),
        ("Wat een onzin. Wanneer begint de zwemles?", "Wanneer begint de zwemles?"),
        ("Wanneer begint de zwemles? Schande!!", "Wanneer begint de zwemles?"),
        ("Het bad gaat dicht! Wat nu?", "Het bad gaat dicht! Wat nu?"),
        ("Ik wil weten wat de zwemles kost!", "Ik wil weten wat de zwemles kost!"),
    ],
)
def test_an_outcry_is_no_part_of_a_question_that_can_do_without(text: str, asked: str) -> None:
    assert question_in(text) == asked


def test_of_a_long_text_the_questions_at_the_end_are_left() -> None:
    text = f"{'Beste mensen, dit is een lang verhaal. ' * 10}Wat kost de zwemles? Het regent. En de bus? Dank u wel."
    assert question_in(text, longest=100) == "Wat kost de zwemles? En de bus?"
    assert question_in(text, longest=15) == "En de bus?"


def test_without_a_question_the_last_sentences_are_left() -> None:
    assert (
        question_in("Een verhaal. " * 10 + "Ik zoek de prijs van de zwemles.", longest=40)
        == "Ik zoek de prijs van de zwemles."
    )


_STORY = "Wij wonen hier nu een jaar en werken allebei veel. " * 6


@pytest.mark.parametrize(
    ("asking", "found"),
    [
        ("Mijn vraag is nu: wat kost de zwemles?", "wat kost de zwemles?"),
        ("Graag hoor ik van u hoeveel de zwemles kost.", "hoeveel de zwemles kost."),
        ("Kunt u mij vertellen of de zwemles geld kost?", "Kunt u mij vertellen of de zwemles geld kost?"),
        ("Snapt u dat? Wat kost de zwemles? Toch?", "Wat kost de zwemles?"),
        ("Mag het om 18.30 uur? En wanneer begint de bus?", "Mag het om 18.30 uur? En wanneer begint de bus?"),
        ("I would like to know how much the lessons are.", "how much the lessons are."),
        ("Ich möchte gerne wissen, was der Kurs kostet.", "was der Kurs kostet."),
        ("Je voudrais savoir combien coûte le cours.", "combien coûte le cours."),
        ("Kursun kaç euro olduğunu öğrenmek istiyorum.", "Kursun kaç euro olduğunu öğrenmek istiyorum."),
        ("Chcę wiedzieć, ile kosztuje kurs.", "ile kosztuje kurs."),
        ("Хочу дізнатися, скільки коштує курс.", "скільки коштує курс."),
        ("أود أن أعرف كم تكلف الدروس.", "كم تكلف الدروس."),
    ],
)
@pytest.mark.parametrize("length", [1, 10])
def test_a_mail_is_searched_by_what_it_asks(asking: str, found: str, length: int) -> None:
    mail = f"Geachte mevrouw,\n\n{_STORY * length}{asking}\n\nMet vriendelijke groet,\nA. de Wit"
    assert question_in(mail) == found
    assert question_in(found) == found


@pytest.mark.parametrize(
    ("explains", "asks"),
    [
        ("Ik leg even uit waarom ik dit vraag: wij fietsen graag.", ""),
        ("Ik vertel u eerst wat er gebeurd is.", ""),
        ("Graag leg ik uit wat er gebeurd is.", ""),
        ("Ik hoop dat u mij kunt vertellen wat de zwemles kost.", "wat de zwemles kost."),
        ("Leg mij eens uit hoe de zwemles begint.", "hoe de zwemles begint."),
        ("Ook vraag ik me af hoeveel kinderen er zwemmen.", "hoeveel kinderen er zwemmen."),
    ],
)
def test_who_explains_why_he_asks_asks_nothing_by_that(explains: str, asks: str) -> None:
    question = "Waar is het zwembad?"
    assert question_in(f"{question} {explains} {_STORY}") == f"{question} {asks}".strip()


def test_a_question_with_its_mark_is_kept_before_what_is_said_again_and_again() -> None:
    wish = "Graag hoor ik hoe de gemeente zoiets met dit zwembad kan laten gebeuren. "
    assert question_in(f"Wat kost de zwemles? {_STORY}{wish * 20}", longest=40) == "Wat kost de zwemles?"
    assert question_in(f"Wat kost de zwemles? {_STORY}{wish * 20}").count("hoe de gemeente") == 1


def test_a_sentence_over_two_full_lines_of_a_mail_is_one() -> None:
    said = "Ook hoor ik graag van u als het kan op korte termijn,\nhoeveel de zwemles kost.\nen de bus"
    assert question_in(f"{_STORY}\n{said}") == "hoeveel de zwemles kost."


def test_a_mail_that_asks_nothing_stays_as_it_is() -> None:
    assert question_in(_STORY) == _STORY.strip()


@given(st.text(alphabet="ab ?.\n", min_size=1, max_size=300), st.integers(min_value=10, max_value=60))
def test_it_is_never_too_long_and_says_nothing_new(text: str, longest: int) -> None:
    found = question_in(text, longest=longest)
    assert len(found) <= longest
    assert "".join(found.split()) in "".join(text.split()) or set(found) <= set(text) | {" "}
