"""How signs and features weigh."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.quoting.calibration import Calibration, calibration

FEATURES = ("covers", "says", "near", "found", "first", "kind", "asks")
SIGNS = ("near", "best", "kind", "named", "foreign")
SHARE = st.floats(0, 1)
LEARNED = calibration()


@given(st.fixed_dictionaries(dict.fromkeys(SIGNS, SHARE)), st.sampled_from(SIGNS), SHARE)
def test_confidence_is_a_probability_and_grows_with_its_signs(signs: dict[str, float], name: str, more: float) -> None:
    before = LEARNED.probability(signs)
    assert 0 <= before <= 1
    assert LEARNED.probability({**signs, name: max(signs[name], more)}) >= before


def test_signs_that_say_all_answer_and_signs_that_say_nothing_do_not() -> None:
    nothing, everything = (LEARNED.probability(dict.fromkeys(SIGNS, share)) for share in (0.0, 1.0))
    assert nothing < LEARNED.threshold < everything


@given(st.fixed_dictionaries(dict.fromkeys(FEATURES, SHARE)), st.sampled_from(FEATURES), SHARE)
def test_a_sentence_scores_a_share_that_grows_with_all_but_asking(
    features: dict[str, float], name: str, more: float
) -> None:
    before = LEARNED.score(features)
    assert 0 <= before <= 1 + 1e-9
    after = LEARNED.score({**features, name: max(features[name], more)})
    assert after <= before if name == "asks" else after >= before


def test_a_score_is_the_weighted_sum_as_a_share_of_the_most_that_it_can_be() -> None:
    learned = Calibration({"near": 3.0, "says": 1.0, "asks": -1.0}, {}, 0.0, 0.5, 0.4)
    assert learned.score({"near": 1.0, "says": 0.0, "asks": 0.0}) == 0.75
    assert learned.score({"near": 0.0, "says": 0.0, "asks": 1.0}) == 0


def test_a_probability_is_that_of_logistic_regression() -> None:
    learned = Calibration({}, {"near": 2.0}, -1.0, 0.5, 0.4)
    assert learned.probability({"near": 0.5}) == 0.5
    assert learned.probability({"near": 1.0}) == pytest.approx(0.7311, abs=1e-4)
