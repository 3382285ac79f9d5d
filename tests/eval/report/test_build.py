"""The bootstrap and report.json, built from results made by hand."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measure.bootstrap import estimate
from eval.measure.result import failures
from eval.metrics import METRICS, Score
from eval.report.build import build_report
from eval.report.labels import FAILURE_LABELS, METRIC_LABELS, difference, interval, verdict
from tests.support.eval_results import (
    MADE_WITH,
    answer_result,
    fault_result,
    labelled_question,
    results,
    unanswerable_question,
)

SCORES = st.lists(st.tuples(st.floats(0, 1), st.just(1)), min_size=1, max_size=40)


def test_estimate_pools_sums_and_gives_none_of_nothing() -> None:
    got = estimate([(1, 1), (1, 3)])
    assert (got.value, got.n) == (0.5, 4)
    nothing = estimate([])
    assert (nothing.value, nothing.low, nothing.high, nothing.n) == (None, None, None, 0)


def test_interval_of_a_share_is_that_of_the_normal_approximation() -> None:
    got = estimate([(1, 1)] * 300 + [(0, 1)] * 100)
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert got.low == pytest.approx(0.75 - half, abs=0.006)
    assert got.high == pytest.approx(0.75 + half, abs=0.006)


def test_interval_does_not_depend_on_how_many_questions_fit_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scores = [(float(i % 3 == 0), 1) for i in range(50)]
    whole = estimate(scores)
    monkeypatch.setattr("eval.measure.bootstrap.BLOCK", 120)
    assert estimate(scores) == whole


@given(SCORES, st.randoms(use_true_random=False))
def test_estimate_lies_in_its_interval_whatever_the_order(scores: list[Score], shuffler: random.Random) -> None:
    got = estimate(scores)
    assert got.low is not None
    assert got.value is not None
    assert got.high is not None
    assert 0 <= got.low <= got.high <= 1
    if len({total for total, _ in scores}) == 1 or (len(scores) >= 20 and _two_values(scores)):
        assert got.low - 1e-6 <= got.value <= got.high + 1e-6
    shuffled = list(scores)
    shuffler.shuffle(shuffled)
    assert estimate(shuffled) == got


def _two_values(scores: list[Score]) -> bool:
    high = sum(total > 0.5 for total, _ in scores)
    return 5 <= high <= len(scores) - 5


def test_report_counts_and_measures_all_and_each_type() -> None:
    report = build_report(results(), made_with=MADE_WITH)
    assert report["counts"] == {
        "questions": 4,
        "answerable": 3,
        "unanswerable": 1,
        "answered": 2,
        "partial": 0,
        "not_found": 0,
        "refused": 1,
        "faults": 1,
        "right": 2,
    }
    assert list(report["metrics"]) == list(METRICS)
    value = {name: (metric["value"], metric["n"]) for name, metric in report["metrics"].items()}
    assert value["recall@5"] == (pytest.approx(1 / 3, abs=1e-6), 3)
    assert value["fact_recall"] == (0.5, 2)
    assert value["citation_valid"] == (1, 2)
    assert value["attribution"] == (pytest.approx(2 / 3, abs=1e-6), 3)
    assert value["abstention"] == (1, 1)
    assert report["types"]["parent"]["metrics"]["recall@5"]["value"] == 0
    assert report["types"]["fact"]["metrics"]["abstention"] == {
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
    }
    assert report["timings_ms"]["total"] == {"p50": 30, "p95": 30, "n": 3}
    assert report["timings_ms"]["check"] == {"p50": None, "p95": None, "n": 0}
    assert report["faults"] == [{"id": "v3", "message": "Het model zwijgt. Probeer het later."}]
    assert [row["failures"] for row in report["questions"]] == [
        [],
        ["fact_recall", "recall@5"],
        ["fault"],
        [],
    ]
    assert report["questions"][0]["scores"]["recall@5"] == 1
    assert report["questions"][0]["scores"]["abstention"] is None
    assert json.loads(json.dumps(report)) == report


def test_an_answer_is_right_with_the_right_letter_first_and_every_fact_and_silence_where_there_is_no_answer() -> None:
    rows = {
        "right": answer_result(labelled_question("a", facts=[["drie"]])),
        "no facts asked": answer_result(labelled_question("b")),
        "fact missing": answer_result(labelled_question("c", facts=[["vier"]])),
        "silent": answer_result(labelled_question("d"), status="not_found"),
        "fault": fault_result(labelled_question("e")),
        "rightly silent": answer_result(unanswerable_question("f"), status="not_found"),
        "made up": answer_result(unanswerable_question("g")),
        "fault on what has no answer": fault_result(unanswerable_question("h")),
    }
    assert {name for name, row in rows.items() if row.right} == {"right", "no facts asked", "rightly silent"}
    assert {name for name, row in rows.items() if row.answered} == {
        "right",
        "no facts asked",
        "fact missing",
        "made up",
    }


def test_a_row_of_the_report_says_what_was_asked_and_whether_it_went_right() -> None:
    first = build_report(results(), made_with=MADE_WITH)["questions"][0]
    assert (first["question"], first["right"], first["confidence"]) == ("Hoe lang?", True, None)


def test_the_recall_curve_has_every_depth() -> None:
    curve = build_report(results(), made_with=MADE_WITH)["recall_curve"]
    assert [row["k"] for row in curve] == list(range(1, 11))
    assert [row["value"] for row in curve] == pytest.approx([1 / 3] * 10, abs=1e-6)


def test_order_of_questions_changes_no_measure() -> None:
    one, other = (build_report(rows, made_with=MADE_WITH) for rows in (results(), results()[::-1]))
    assert all(one[key] == other[key] for key in ("counts", "metrics", "types", "timings_ms", "selective"))


def test_every_metric_and_failure_has_a_dutch_name() -> None:
    assert list(METRIC_LABELS) == list(METRICS)
    assert {name for result in results() for name in failures(result)} <= set(FAILURE_LABELS)
    assert interval({"value": 0.854, "low": 0.7, "high": 1.0, "n": 3}) == "0,85 (0,70–1,00)"
    assert interval({"value": None, "low": None, "high": None, "n": 0}) == "–"
    change = {"difference": -0.034, "low": -0.1, "high": 0.001, "p": 0.01, "significant": True, "n": 9}
    assert difference(change) == "−0,03 (−0,10; 0,00)"
    assert (verdict("recall@1", change), verdict("false_refusal", change)) == ("slechter", "beter")
    assert verdict("recall@1", change | {"significant": False}) == "onzeker"
    assert verdict("recall@1", change | {"difference": 0.0}) == "gelijk"
    assert verdict("recall@1", {"difference": None, "significant": False, "n": 0}) == "–"
