"""Paragraphs in the form of SQuAD 2.0, read as letters to train on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.learn.reader.squad import read_squad

TEXT = "De brug is in 1932 gebouwd. Zij is 40 meter lang. In 2001 is zij hersteld."


def write(path: Path, paragraph: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"data": [{"title": "De_brug", "paragraphs": [paragraph]}]}), encoding="utf-8")
    return path


def asked(question: str, *starts: int) -> dict[str, Any]:
    return {"question": question, "answers": [{"text": "", "answer_start": start} for start in starts]}


def test_a_paragraph_is_a_letter_of_sentences_with_the_one_that_answers(tmp_path: Path) -> None:
    questions = [
        asked("Hoe lang is zij?", TEXT.index("40")),
        asked("Wanneer hersteld?", TEXT.index("2001")),
        asked("Wie?"),
    ]
    (letter,) = read_squad(write(tmp_path / "set.json", {"context": TEXT, "qas": questions}))
    assert letter.title == "De brug"
    assert letter.batch == "squad"
    assert letter.sentences == ("De brug is in 1932 gebouwd.", "Zij is 40 meter lang.", "In 2001 is zij hersteld.")
    assert [question.answers for question in letter.questions] == [(1,), (2,), ()]


def test_another_form_is_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    for content in ("{", "[]", '{"data": [{"paragraphs": [{}]}]}'):
        path = tmp_path / "kapot.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=r"kapot\.json"):
            read_squad(path)
