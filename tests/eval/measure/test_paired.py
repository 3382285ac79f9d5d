"""The paired difference: its interval and its test, against definitions written out here."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measure.paired import EXACT, paired, randomization_p

STEPS = st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0])


@given(st.lists(STEPS, max_size=9))
def test_p_is_the_share_of_sign_patterns_that_lie_as_far_from_zero(differences: list[float]) -> None:
    observed = abs(sum(differences))
    patterns = list(itertools.product((-1, 1), repeat=len(differences)))
    far = sum(abs(sum(s * d for s, d in zip(signs, differences, strict=True))) >= observed for signs in patterns)
    assert randomization_p(differences) == pytest.approx(far / len(patterns))


def test_questions_that_did_not_change_say_nothing_about_p() -> None:
    assert randomization_p([1, 1, 1, -1, *[0] * 500]) == randomization_p([1, 1, 1, -1])
    assert randomization_p([0] * 30) == randomization_p([]) == 1


def test_drawn_patterns_come_near_the_exact_share() -> None:
    differences = [1.0] * (EXACT - 2) + [-1.0] * 6  # too many to try all patterns
    heads = EXACT - 2
    n = len(differences)
    exact = sum(1 for signs in itertools.product((-1, 1), repeat=n) if abs(sum(signs)) >= heads - 6) / 2**n
    assert randomization_p(differences) == pytest.approx(exact, abs=0.01)
    assert 0 < randomization_p([1.0] * 40) < 0.001


def test_a_difference_is_a_mean_over_questions_with_its_interval() -> None:
    got = paired([0.5] * 10 + [0.0] * 10)
    assert (got.difference, got.n) == (0.25, 20)
    assert got.low is not None
    assert got.high is not None
    assert 0.1 < got.low < 0.25 < got.high < 0.4
    assert got.p == pytest.approx(2 / 2**10, abs=1e-6)
    assert got.significant


def test_a_few_changes_are_not_significant_and_nothing_gives_nothing() -> None:
    assert not paired([1, 1, 1, 1, 1, *[0] * 20]).significant  # p = 2 / 32
    assert paired([1, 1, 1, 1, 1, 1]).significant  # p = 2 / 64
    nothing = paired([])
    assert (nothing.difference, nothing.low, nothing.high, nothing.p) == (None, None, None, None)
    assert (nothing.significant, nothing.n) == (False, 0)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_the_other_direction_the_sign(values: list[float], shuffler: random.Random) -> None:
    shuffled = list(values)
    shuffler.shuffle(shuffled)
    got, other = paired(values), paired([-value for value in values])
    assert paired(shuffled) == got
    assert got.difference == pytest.approx(-other.difference)  # type: ignore[operator]
    assert got.significant == (got.p is not None and got.p < 0.05)
