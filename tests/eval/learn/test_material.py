"""The material to train with: every question points at sentences that are there, and unanswerable ones at none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.paths import ROOT

FILES = sorted((ROOT / "eval" / "learn" / "material").glob("*.jsonl"))
UNANSWERABLE = {"near", "false", "beside", "far"}


def letters(path: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_questions_point_at_sentences(path: Any) -> None:
    found = letters(path)
    assert len({letter["id"] for letter in found}) == len(found) >= 100
    for letter in found:
        places = range(len(letter["sentences"]))
        for question in letter["questions"]:
            assert set(question["a"]) <= set(places), question["q"]
            assert set(question.get("contradicts", [])) <= set(places), question["q"]
            if question["style"] != "foreign":
                assert bool(question["a"]) == (question["style"] not in UNANSWERABLE), question["q"]
            assert bool(question.get("contradicts")) == (question["style"] == "false"), question["q"]
            assert question["lang"] in {"nl", "en", "de", "fr", "tr", "ar", "uk", "pl"}
