"""What the reader is trained on: which sentences come with a question."""

from __future__ import annotations

import random

import numpy as np

from eval.learn.encoder.material import MATERIAL, Asked, TrainingLetter, read_letters
from eval.learn.reader.readings import Material, ReaderExample, shown_to_reader

LETTER = TrainingLetter(
    "A-1",
    "A",
    ("Het zwembad sluit.", "Dat is jammer.", "De kaart kost 4 euro."),
    (
        Asked("Wat kost een kaartje?", "nl", "everyday", (2,)),
        Asked("Wie leidt het zwembad?", "nl", "near", (), missing="Mevrouw Vos leidt het bad."),
    ),
    "Zwembad",
)


def last_sentence(shown: str) -> str:
    return next(each for each in LETTER.sentences if shown.endswith(each))


def test_a_sentence_is_shown_behind_its_title_and_with_the_one_before_where_that_is_asked() -> None:
    assert shown_to_reader(LETTER, 1) == "Zwembad: Dat is jammer."
    assert shown_to_reader(LETTER, 1, led=True) == "Zwembad: Het zwembad sluit. Dat is jammer."


def readings(*, times: int) -> list[ReaderExample]:
    near = np.array([[0.9, 0.1, 0.2], [0.1, 0.9, 0.8]], dtype=np.float32)
    return [each for seed in range(times) for each in Material([LETTER], near).readings(random.Random(seed))]


def test_the_answer_comes_first_and_the_nearest_others_of_the_letter_after_it() -> None:
    found = readings(times=20)
    with_answer = [each for each in found if each.answered and "kost" in each.question.lower()]
    assert with_answer
    for each in with_answer:
        assert each.sentences[0].endswith("De kaart kost 4 euro.")
        assert [LETTER.sentences.index(last_sentence(text)) for text in each.sentences[1:]] == [0]
    without = [each for each in found if not each.answered and "wie" in each.question.lower()]
    assert {tuple(LETTER.sentences.index(last_sentence(text)) for text in each.sentences) for each in without} == {
        (1, 2)
    }


def test_the_question_alone_does_not_tell_whether_it_is_answered() -> None:
    found = readings(times=300)
    for word in ("kost", "wie"):
        told = [each.answered for each in found if word in each.question.lower()]
        assert len(told) == 300
        assert 0.4 < sum(told) / len(told) < 0.6


def test_a_near_miss_is_answered_by_the_sentence_that_its_letter_lacks() -> None:
    found = [each for each in readings(times=20) if each.answered and "wie" in each.question.lower()]
    assert {each.sentences[0] for each in found} == {"Zwembad: Mevrouw Vos leidt het bad."}


def test_every_question_of_the_material_is_a_reading() -> None:
    letters = read_letters([MATERIAL / "health-and-income.jsonl"])[:20]
    questions = sum(len(letter.questions) for letter in letters)
    sentences = sum(len(letter.sentences) for letter in letters)
    near = np.random.default_rng(1).random((questions, sentences), dtype=np.float32)
    material = Material(letters, near)
    found = material.readings(random.Random(2))
    assert len(found) == questions
    assert material.readings(random.Random(2)) == found
    assert material.readings(random.Random(3)) != found
    assert {len(each.sentences) for each in found} <= {2, 3}


def test_every_near_miss_of_the_material_has_the_sentence_that_it_lacks() -> None:
    letters = read_letters(sorted(MATERIAL.glob("*.jsonl")))
    near = [asked for letter in letters for asked in letter.questions if asked.style == "near"]
    assert len(near) == 2_399
    assert all(20 <= len(asked.missing) <= 260 for asked in near)
    assert not any(asked.missing for letter in letters for asked in letter.questions if asked.style != "near")
