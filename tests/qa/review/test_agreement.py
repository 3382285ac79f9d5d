"""Cohen's kappa, against worked examples of the literature."""

from __future__ import annotations

import pytest

from qa.review.agreement import cohen_kappa


def pairs(*rows: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the pairs of verdicts that a table counts."""
    return [(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # J.L. Fleiss, B. Levin and M.C. Paik, Statistical Methods for Rates and Proportions (2003), table 18.1
        (((75, 1, 4), (5, 4, 1), (0, 0, 10)), 0.676),
        # A.J. Viera and J.M. Garrett, "Understanding interobserver agreement", Family Medicine 37 (2005), table 1
        (((15, 5), (10, 70)), 0.571),
        (((3, 0), (0, 4)), 1.0),
        (((5, 5), (5, 5)), 0.0),
        (((0, 5), (5, 0)), -1.0),
    ],
)
def test_a_worked_example(table: tuple[tuple[int, ...], ...], kappa: float) -> None:
    assert cohen_kappa(pairs(*table)) == pytest.approx(kappa, abs=0.0006)


def test_without_anything_to_differ_in_it_is_not_defined() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("good", "good")] * 3) is None
