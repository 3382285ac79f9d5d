"""What the reader is trained on: which sentences come with a question."""

from __future__ import annotations

import random

import numpy as np

from eval.learn.encoder.material import MATERIAL, Asked, TrainingLetter, read_letters
from eval.learn.reader.readings import Material, shown_to_reader

LETTER = TrainingLetter(
    "A-1",
    "A",
    ("Het zwembad sluit.", "Dat is jammer.", "De kaart kost 4 euro."),
    (Asked("Wat kost een kaartje?", "nl", "everyday", (2,)), Asked("Wie leidt het zwembad?", "nl", "near", ())),
    "Zwembad",
)


def last_sentence(shown: str) -> str:
    return next(each for each in LETTER.sentences if shown.endswith(each))


def test_a_sentence_is_shown_behind_its_title_and_with_the_one_before_where_that_is_asked() -> None:
    assert shown_to_reader(LETTER, 1) == "Zwembad: Dat is jammer."
    assert shown_to_reader(LETTER, 1, led=True) == "Zwembad: Het zwembad sluit. Dat is jammer."


def test_the_answer_comes_first_and_the_nearest_others_of_the_letter_after_it() -> None:
    near = np.array([[0.9, 0.1, 0.2], [0.1, 0.9, 0.8]], dtype=np.float32)
    found = {each.answered: each for each in Material([LETTER], near).readings(random.Random(0))}
    assert found[True].sentences[0].endswith("De kaart kost 4 euro.")
    nearest_first = [LETTER.sentences.index(last_sentence(text)) for text in found[True].sentences[1:]]
    assert nearest_first == [0]
    assert [LETTER.sentences.index(last_sentence(text)) for text in found[False].sentences] == [1, 2]


def test_every_question_of_the_material_is_a_reading_with_its_answer_and_without_another_of_them() -> None:
    letters = read_letters([MATERIAL / "health-and-income.jsonl"])[:20]
    questions = sum(len(letter.questions) for letter in letters)
    sentences = sum(len(letter.sentences) for letter in letters)
    near = np.random.default_rng(1).random((questions, sentences), dtype=np.float32)
    material = Material(letters, near)
    found = material.readings(random.Random(2))
    assert len(found) == questions
    assert material.readings(random.Random(2)) == found
    assert material.readings(random.Random(3)) != found
    assert sum(each.answered for each in found) == sum(bool(q.answers) for letter in letters for q in letter.questions)
    assert {len(each.sentences) for each in found} <= {2, 3, 4}
