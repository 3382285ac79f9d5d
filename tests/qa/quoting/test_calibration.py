"""How signs and features weigh, with a reader and without one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.quoting.calibration import READS, Calibration, calibration

FEATURES = ("covers", "says", "near", "found", "first", "kind", "asks")
SIGNS = ("near", "best", "kind", "named", "foreign")
SHARE = st.floats(0, 1)
BOTH = pytest.mark.parametrize("more", [(), (READS,)], ids=["without a reader", "with a reader"])


@BOTH
@given(st.data())
def test_confidence_is_a_probability_and_grows_with_its_signs(more: tuple[str, ...], data: st.DataObject) -> None:
    names = (*SIGNS, *more)
    signs = data.draw(st.fixed_dictionaries(dict.fromkeys(names, SHARE)))
    name, share = data.draw(st.sampled_from(names)), data.draw(SHARE)
    learned = calibration(signs)
    before = learned.probability(signs)
    assert 0 <= before <= 1
    assert learned.probability({**signs, name: max(signs[name], share)}) >= before


@BOTH
def test_signs_that_say_all_answer_and_signs_that_say_nothing_do_not(more: tuple[str, ...]) -> None:
    nothing, everything = (dict.fromkeys((*SIGNS, *more), share) for share in (0.0, 1.0))
    learned = calibration(nothing)
    assert learned.probability(nothing) < learned.threshold < learned.probability(everything)


@BOTH
@given(st.data())
def test_a_sentence_scores_a_share_that_grows_with_all_but_asking(more: tuple[str, ...], data: st.DataObject) -> None:
    names = (*FEATURES, *more)
    features = data.draw(st.fixed_dictionaries(dict.fromkeys(names, SHARE)))
    name, share = data.draw(st.sampled_from(names)), data.draw(SHARE)
    learned = calibration(features)
    before = learned.score(features)
    assert 0 <= before <= 1 + 1e-9
    after = learned.score({**features, name: max(features[name], share)})
    assert after <= before if name == "asks" else after >= before


def test_a_score_is_the_weighted_sum_as_a_share_of_the_most_that_it_can_be() -> None:
    learned = Calibration({"near": 3.0, "says": 1.0, "asks": -1.0}, {}, 0.0, 0.5, 0.4)
    assert learned.score({"near": 1.0, "says": 0.0, "asks": 0.0}) == 0.75
    assert learned.score({"near": 0.0, "says": 0.0, "asks": 1.0}) == 0


def test_a_probability_is_that_of_logistic_regression() -> None:
    learned = Calibration({}, {"near": 2.0}, -1.0, 0.5, 0.4)
    assert learned.probability({"near": 0.5}) == 0.5
    assert learned.probability({"near": 1.0}) == pytest.approx(0.7311, abs=1e-4)
