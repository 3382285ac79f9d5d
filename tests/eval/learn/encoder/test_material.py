"""Letters with questions to train on: what is read, and what is refused with file and line."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.learn.encoder.material import MATERIAL, Asked, TrainingLetter, batches, disturbed, read_letters

UNANSWERABLE = {"near", "false", "beside", "far"}

LETTER = {
    "id": "T1-001",
    "kind": "brief",
    "title": "De brug",
    "sender": "Gemeente Veldkerk",
    "date": "2024-03-01",
    "sentences": ["De brug is dicht.", "Dit duurt een week."],
    "questions": [
        {"q": "Hoe lang?", "lang": "nl", "a": [1], "style": "everyday"},
        {"q": "Waarom blijft de brug open?", "lang": "nl", "a": [], "style": "false", "contradicts": [0]},
    ],
}


def written(folder: Path, *letters: object) -> Path:
    path = folder / "material.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in letters), encoding="utf-8")
    return path


def test_a_letter_is_read_with_its_batch(tmp_path: Path) -> None:
    (letter,) = read_letters([written(tmp_path, LETTER)])
    assert (letter.batch, letter.sentences) == ("T1", ("De brug is dicht.", "Dit duurt een week."))
    assert letter.questions[0] == Asked("Hoe lang?", "nl", "everyday", (1,))
    assert letter.questions[1].contradicts == (0,)


@pytest.mark.parametrize(
    "wrong",
    [
        {**LETTER, "questions": [{"q": "Hoe lang?", "a": [2]}]},
        {**LETTER, "questions": [{"q": "Hoe lang?", "a": [-1]}]},
        {**LETTER, "questions": ["Hoe lang?"]},
        {**LETTER, "sentences": "De brug is dicht."},
        {"id": "T1-002"},
    ],
)
def test_what_is_wrong_is_named_by_file_and_line(wrong: object, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"material\.jsonl, line 2: "):
        read_letters([written(tmp_path, LETTER, wrong)])


def test_all_that_ships_can_be_read_and_no_letter_stands_twice() -> None:
    letters = read_letters(sorted(MATERIAL.glob("*.jsonl")))
    assert len(letters) == 690
    assert len({letter.id for letter in letters}) == len({letter.sentences for letter in letters}) == len(letters)
    assert {letter.batch for letter in letters} == {f"W{i}" for i in range(1, 6)} | {f"M{i}" for i in range(1, 5)}


@pytest.mark.parametrize("letter", read_letters(sorted(MATERIAL.glob("*.jsonl"))), ids=lambda letter: letter.id[:2])
def test_questions_of_a_style_are_answered_or_not(letter: TrainingLetter) -> None:
    for question in letter.questions:
        assert question.language in {"nl", "en", "de", "fr", "tr", "ar", "uk", "pl", "es"}
        if question.language == "nl":
            assert bool(question.answers) == (question.style not in UNANSWERABLE), question.text
        assert question.style == "false" or not question.contradicts


def test_a_question_is_disturbed_now_and_then_and_keeps_what_answers_it() -> None:
    question = Asked("Hoeveel betaalt een leerling voor het zwemmen?", "nl", "everyday", (1,))
    made = [disturbed(question, random.Random(i)) for i in range(300)]
    texts = {each.text for each in made}
    assert question.text in texts
    assert question.text.lower() in texts
    assert question.text.rstrip("?") in texts
    assert all(sorted(each.text.lower().rstrip("?")) == sorted(question.text.lower().rstrip("?")) for each in made)
    assert {each.answers for each in made} == {(1,)}


def test_every_pass_has_every_letter_once_in_another_order(tmp_path: Path) -> None:
    letters = read_letters([written(tmp_path, *({**LETTER, "id": f"T1-{i}"} for i in range(5)))])
    made = batches(letters, size=2, passes=2, seed=1)
    assert [len(batch) for batch in made] == [2, 2, 1, 2, 2, 1]
    first, second = ([each.id for batch in made[i : i + 3] for each in batch] for i in (0, 3))
    assert sorted(first) == sorted(second) == [f"T1-{i}" for i in range(5)]
    assert first != second
    assert batches(letters, size=2, passes=2, seed=1) == made
