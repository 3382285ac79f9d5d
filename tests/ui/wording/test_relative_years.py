"""Years that a letter tells from its own date."""

from __future__ import annotations

import pytest

from ui.wording.relative_years import relative_years


@pytest.mark.parametrize(
    ("words", "written", "found"),
    [
        ("Vorig jaar waren het er tien.", "2023-03-24", {"vorig jaar": "2022"}),
        ("Dit jaar zijn het er meer dan\nvorig jaar.", "2023", {"dit jaar": "2023", "vorig jaar": "2022"}),
        ("Komend schooljaar begint het.", "2023-03-24", {"komend schooljaar": "2023-2024"}),
        ("Dit schooljaar begint het.", "2023-09-01", {"dit schooljaar": "2023-2024"}),
        ("In het volgende jaar begint het.", "2023-09", {"volgende jaar": "2024"}),
        ("Dit schooljaar begint het.", "2023", {"dit schooljaar": ""}),
        ("Vorig jaar begon het.", None, {"vorig jaar": ""}),
        ("Het jaar 2022 was goed, en dit is een jaar later.", "2023-03-24", {}),
    ],
)
def test_a_year_is_told_from_the_date_of_the_letter(words: str, written: str | None, found: dict[str, str]) -> None:
    assert relative_years(words, written) == found
