"""Whether what a letter says holds in the time that is asked about."""

from __future__ import annotations

import pytest

from qa.question.periods import period_in
from qa.quoting.in_time import holds_in


@pytest.mark.parametrize(
    ("question", "text", "letter", "holds"),
    [
        ("Wat kostte de bus voor 1 mei 2024?", "De bus kost vanaf 1 mei 2024 acht euro.", "2024-04-18", False),
        ("Wat kostte de bus voor 1 mei 2024?", "De bus kost vanaf 1 juni 2022 zes euro.", "2022-05-03", True),
        ("Wat kostte de bus voor 1 mei 2024?", "De bus kost acht euro.", "2024-06-18", False),
        ("Wie moest voor 1 mei 2024 betalen?", "Ouders moesten voor 1 mei 2024 betalen.", "2024-06-18", True),
        ("Wat kost de bus na 1 mei 2024?", "De bus kost vanaf 1 augustus 2024 acht euro.", "2024-03-18", True),
        ("Wat kost de bus na 1 mei 2024?", "De bus kost vanaf 1 mei 2024 acht euro.", "2024-03-18", True),
        ("Wat kost de bus na 1 mei 2024?", "De bus kost zes euro.", "2022-03-18", False),
        ("Wat kost de bus na 1 mei 2024?", "De bus kost zes euro.", None, False),
    ],
)
def test_what_holds_from_a_day_is_told_by_that_day(question: str, text: str, letter: str | None, holds: bool) -> None:
    period = period_in(question)
    assert period is not None
    assert holds_in(period, text, letter) is holds
