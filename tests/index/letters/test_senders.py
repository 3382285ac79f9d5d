"""Whose letter it is: many kinds of letterheads and signatures, and files in which letters of several people meet."""

from __future__ import annotations

import pytest

from tests.index.letters.sender_cases import SenderCase, blocks, mixed

KNOWN = [*blocks("known.txt"), *mixed("mixed_known.txt")]
KEPT_APART = blocks("kept_apart.txt")
MIXED_KEPT_APART = mixed("mixed_kept_apart.txt")
LEAST_RIGHT = 0.95
LEAST_RIGHT_MIXED = 0.85
"""Of letters that meet in one file: what is not sure has no sender."""


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: str(case.name))
def test_no_letter_gets_the_name_of_somebody_else(case: SenderCase) -> None:
    assert "wrong" not in case.verdicts().values()


@pytest.mark.parametrize("case", blocks("known.txt"), ids=lambda case: str(case.name))
def test_who_signs_is_found_by_what_each_line_is(case: SenderCase) -> None:
    assert set(case.verdicts().values()) == {"right"}


@pytest.mark.parametrize(("cases", "least"), [(KEPT_APART, LEAST_RIGHT), (MIXED_KEPT_APART, LEAST_RIGHT_MIXED)])
def test_letters_for_which_no_rule_was_made_have_the_right_sender_or_none(
    cases: list[SenderCase], least: float
) -> None:
    verdicts = [verdict for case in cases for verdict in case.verdicts().values()]
    assert "wrong" not in verdicts
    assert verdicts.count("right") >= least * len(verdicts)
