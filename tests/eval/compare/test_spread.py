"""How far asking the same questions again gives other figures."""

from __future__ import annotations

import json

import pytest

from eval.compare.spread import spread
from tests.eval.measure.test_model_part import written
from tests.support.eval_results import answer_result, fault_result, labelled_question, results, unanswerable_question


def test_every_metric_has_mean_extremes_and_deviation() -> None:
    question = labelled_question("a", facts=[["drie"]])
    again = spread([[answer_result(question)], [fault_result(question)], [answer_result(question)]])
    metric = again["metrics"]["recall@1"]
    assert (metric["min"], metric["max"], metric["values"]) == (0.0, 1.0, [1.0, 0.0, 1.0])
    assert metric["mean"] == pytest.approx(2 / 3, abs=1e-6)
    assert metric["sd"] == pytest.approx((1 / 3) ** 0.5, abs=1e-6)
    assert again["metrics"]["abstention"]["mean"] is None
    assert again["metrics"]["citation_valid"]["values"] == [1.0, None, 1.0]
    assert again["metrics"]["citation_valid"]["mean"] is None
    assert again["runs"] == 3
    assert json.loads(json.dumps(again)) == again


def test_questions_whose_outcome_changed_are_named_and_other_words_counted() -> None:
    same, other, worded = (
        answer_result(labelled_question("same")),
        labelled_question("other"),
        labelled_question("worded"),
    )
    silent = unanswerable_question("silent")
    again = spread(
        [
            [same, answer_result(other), answer_result(worded), answer_result(silent, status="refused")],
            [
                same,
                fault_result(other),
                answer_result(worded, quote="gesprek"),
                answer_result(silent, status="not_found"),
            ],
        ]
    )
    changed = {each["id"]: (each["statuses"], each["right"]) for each in again["changed"]}
    assert changed == {
        "other": (["answered", None], [True, False]),
        "silent": (["refused", "not_found"], [True, True]),
    }
    assert again["reworded"] == 2


def test_what_a_model_took_is_over_runs_too() -> None:
    again = spread([[written("a")], [written("a", dropped=("polarity",), completion_tokens=300)]])
    assert again["metrics"]["dropped"]["values"] == [0.0, 0.5]
    assert again["metrics"]["completion_tokens"]["mean"] == 200
    assert "calls" not in spread([results(), results()])["metrics"]
