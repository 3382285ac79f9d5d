"""A batch of the material as an evaluation set."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from eval.learn.as_set import main
from eval.questions.questions import read_questions
from index.letters.find import find_letters
from index.records import Document


def test_a_batch_becomes_letters_and_questions_that_the_evaluation_reads(tmp_path: Path) -> None:
    main("M4", tmp_path)
    questions = read_questions(tmp_path / "questions.jsonl")
    paths = sorted((tmp_path / "letters").iterdir())
    assert len(paths) == 110
    assert len(questions) == 1_615
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    for question in questions:
        assert question.answerable == (not question.type.startswith("unanswerable-"))
        assert all(each.quote in texts[each.file] for group in question.evidence for each in group)
    assert {"nl", "en", "tr"} <= {question.lang for question in questions}
    (letter,) = find_letters(Document("d", "M4-001.txt", "text/plain", texts["M4-001.txt"], (0,)))
    assert letter.title == "Werkagenda naar inclusief onderwijs"
    assert letter.date == "2025-03-14"


def test_a_batch_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="X9"):
        main("X9", tmp_path)
