"""Risk, coverage and calibration, against definitions written out here."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from eval.measure.calibration import calibration
from eval.measure.result import Result
from eval.measure.selective import area, selective
from eval.report.build import build_report
from tests.support.eval_results import MADE_WITH, answer_result, fault_result, labelled_question, unanswerable_question


def right(confidence: float | None) -> Result:
    return answer_result(labelled_question("goed"), confidence=confidence)


def wrong(confidence: float | None) -> Result:
    return answer_result(labelled_question("fout", facts=[["vier"]]), confidence=confidence)


def silent(confidence: float | None) -> Result:
    return answer_result(labelled_question("stil"), status="not_found", confidence=confidence)


def rightly_silent(confidence: float | None) -> Result:
    return answer_result(unanswerable_question("niets"), status="not_found", confidence=confidence)


def textbook_area(pairs: list[tuple[float, float]]) -> float:
    """Return the mean over k of the share of wrong ones among the k most confident, over all orders of equal ones."""
    orders = [
        order
        for order in itertools.permutations(pairs)
        if all(order[i][0] >= order[i + 1][0] for i in range(len(order) - 1))
    ]
    areas = [np.mean([np.mean([loss for _, loss in order[:k]]) for k in range(1, len(order) + 1)]) for order in orders]
    return float(np.mean(areas))


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=6))
def test_the_area_is_the_mean_risk_over_all_coverages_and_orders_of_equal_ones(
    pairs: list[tuple[float, float]],
) -> None:
    confidence, loss = np.array(pairs).T
    assert area(confidence, loss) == pytest.approx(textbook_area(pairs))


def test_the_curve_has_a_point_where_a_threshold_adds_something() -> None:
    got = selective([right(0.9), wrong(0.8), right(0.8), silent(0.3)])
    keys = ("threshold", "coverage", "risk")
    points = [tuple(point[key] for key in keys) for point in got["all"]["points"]]
    assert points == [(0.9, 0.25, 0.0), (0.8, 0.75, pytest.approx(1 / 3, abs=1e-6)), (0.3, 1.0, 0.5)]
    points = [tuple(point[key] for key in keys) for point in got["answered"]["points"]]
    assert points == [(0.9, 0.25, 0.0), (0.8, 0.75, pytest.approx(1 / 3, abs=1e-6))]
    assert got["shown"] == {"coverage": 0.75, "risk": pytest.approx(1 / 3, abs=1e-6)}
    assert (got["n"], got["with_confidence"]) == (4, 4)


def test_silence_counts_as_wrong_at_its_place_so_that_no_run_gains_by_it() -> None:
    answers = [right(0.9), right(0.8), wrong(0.4)]
    low, high = selective([*answers, silent(0.1)]), selective([*answers, silent(0.95)])
    assert low["all"]["aurc"] < high["all"]["aurc"]
    assert low["answered"] == high["answered"]
    assert low["all"]["aurc"] > low["answered"]["aurc"]
    assert selective([right(0.9), rightly_silent(0.2)])["all"] == selective([right(0.9), silent(0.2)])["all"]


def test_the_best_area_is_that_of_the_right_order() -> None:
    rows = [right(0.2), wrong(0.9), right(0.1)]
    got = selective(rows)["all"]
    assert got["best"] == pytest.approx((0 + 0 + 1 / 3) / 3, abs=1e-6)
    assert got["best"] < got["aurc"]
    assert selective([right(0.9), wrong(0.1), right(0.8)])["all"]["aurc"] == got["best"]


def test_an_answer_without_confidence_is_always_shown_and_silence_without_it_never() -> None:
    got = selective([wrong(None), right(0.7), silent(None), fault_result(labelled_question("f"))])
    assert [point["threshold"] for point in got["all"]["points"]] == [1.0, 0.7, 0.0]
    assert got["with_confidence"] == 1


def test_without_any_confidence_there_is_no_curve_but_what_was_shown_is_known() -> None:
    got = selective([right(None), wrong(None), silent(None)])
    assert got["all"]["aurc"] is got["answered"]["aurc"] is None
    assert got["all"]["points"] == []
    assert got["shown"] == {"coverage": pytest.approx(2 / 3, abs=1e-6), "risk": 0.5}
    nothing = selective([silent(0.5)])
    assert nothing["shown"] == {"coverage": 0.0, "risk": None}
    assert nothing["answered"]["aurc"] is None


@hypothesis_settings(max_examples=20)  # each draws its resamples four times
@given(
    st.lists(
        st.tuples(st.sampled_from([right, wrong, silent, rightly_silent]), st.floats(0, 1)), min_size=1, max_size=8
    )
)
def test_areas_lie_between_the_best_and_1_whatever_the_order(rows: list[tuple[object, float]]) -> None:
    made = [make(sure) for make, sure in rows]  # type: ignore[operator]
    got = selective(made)
    for curve in (got["all"], got["answered"]):
        if curve["n"]:
            assert 0 <= curve["best"] <= curve["aurc"] + 1e-6
            assert curve["low"] - 1e-6 <= curve["high"] <= 1
            coverages = [point["coverage"] for point in curve["points"]]
            assert coverages == sorted(coverages)
    shuffled = list(made)
    random.Random(0).shuffle(shuffled)
    assert selective(shuffled) == got


def test_calibration_is_of_confidence_as_the_chance_that_the_letters_answer() -> None:
    got = calibration([right(0.8), silent(0.6), rightly_silent(0.1), rightly_silent(1.0), right(None)])
    assert got["brier"]["value"] == pytest.approx((0.2**2 + 0.4**2 + 0.1**2 + 1) / 4, abs=1e-6)
    assert got["brier"]["n"] == 4
    assert got["brier_of_base_rate"] == 0.25
    assert got["ece"] == pytest.approx((0.2 + 0.4 + 0.1 + 1) / 4, abs=1e-6)
    bins = [(row["low"], row["n"], row["confidence"], row["answerable"]) for row in got["bins"]]
    assert bins == [(0.1, 1, 0.1, 0), (0.6, 1, 0.6, 1), (0.8, 1, 0.8, 1), (0.9, 1, 1.0, 0)]


def test_calibration_of_nothing_is_none() -> None:
    got = calibration([right(None)])
    assert (got["brier"]["value"], got["brier_of_base_rate"], got["ece"], got["bins"]) == (None, None, None, [])


def test_both_are_in_the_report() -> None:
    report = build_report([right(0.9), wrong(0.4)], made_with=MADE_WITH)
    assert report["selective"]["all"]["aurc"] == 0.25
    assert report["calibration"]["brier"]["n"] == 2
