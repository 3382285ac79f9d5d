"""What was not answered, in groups: that what is alike comes together, in whatever order it came."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from index.models.embed import Embedder
from index.store.exchanges import Exchange
from qa.review.unanswered import unanswered_groups

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def exchange(question: str, number: int, *hits: tuple[str, float]) -> Exchange:
    made: list[dict[str, Any]] = [
        {"letter_id": id, "file": f"{id}.txt", "title": None, "score": score} for id, score in hits
    ]
    at = NOON - timedelta(minutes=number)
    return Exchange(f"{number:012}", at, question, question, "nl", "not_found", "quotes", None, None, {"hits": made})


def test_the_biggest_group_comes_first_with_the_letters_that_come_closest() -> None:
    asked = [
        exchange("a1", 1, ("bad", 0.2), ("weg", 0.5)),
        exchange("b1", 2, ("weg", 0.9)),
        exchange("a2", 3, ("bad", 0.6), ("bad", 0.1)),
        exchange("a3", 4),
        exchange("c1", 5),
    ]
    alike = np.array([[1.0 if one.question[0] == other.question[0] else 0.3 for other in asked] for one in asked])
    alike[0, 3] = alike[3, 0] = 0.85
    first, *others = unanswered_groups(asked, alike)
    assert [each.question for each in first.exchanges] == ["a2", "a1", "a3"]
    assert [(each.letter_id, each.score) for each in first.letters] == [("bad", 0.6), ("weg", 0.5)]
    assert [[each.question for each in group.exchanges] for group in others] == [["b1"], ["c1"]]
    order = list(range(len(asked)))
    for seed in range(5):
        random.Random(seed).shuffle(order)
        again = unanswered_groups([asked[i] for i in order], alike[np.ix_(order, order)])
        assert again == [first, *others]


def test_nothing_and_one() -> None:
    assert unanswered_groups([], np.zeros((0, 0))) == []
    [alone] = unanswered_groups([exchange("a", 1)], np.ones((1, 1)))
    assert len(alone.exchanges) == 1


@pytest.mark.embedder
def test_questions_about_one_thing_are_alike(encoder: Embedder) -> None:
    questions = {
        "Wat kost een parkeervergunning?": "parking",
        "Hoe duur is een parkeervergunning in het centrum?": "parking",
        "hoeveel moet ik betalen om te parkeren met een vergunning": "parking",
        "Wanneer begint de zomervakantie?": "holiday",
        "Op welke dag start de zomervakantie?": "holiday",
        "Wie vraagt de tolk aan voor een gesprek op school?": "interpreter",
    }
    asked = [exchange(question, number) for number, question in enumerate(questions)]
    rows = np.array([encoder.query(question) for question in questions])
    groups = unanswered_groups(asked, rows @ rows.T)
    assert [sorted({questions[each.question] for each in group.exchanges}) for group in groups] == [
        ["parking"], ["holiday"], ["interpreter"],
    ]  # fmt: skip
