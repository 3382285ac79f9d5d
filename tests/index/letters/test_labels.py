"""Labels of a letterhead on one line, and lines that only resemble them."""

from __future__ import annotations

import pytest

from index.dutch.letter_words import LABELS
from index.letters.labels import label_of


@pytest.mark.parametrize(
    "words",
    [
        "Datum en tijd volgen nog",
        "Onderwerp van gesprek was de school.",
        "Betreft dit uw kind?",
        "Kenmerkend is de rust",
        "Aan de slag",
        "Van de scholen",
        "telefoon van de school is kapot.",
        "Datum 3",
        "10.2.e",
        "> Van: Jan",
    ],
)
def test_lines_that_only_resemble_a_label(words: str) -> None:
    assert label_of(words) is None


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_counts_with_a_colon_whatever_its_case(label: str) -> None:
    for words in (f"{label}: x 1", f"{label.upper()} : x 1"):
        found = label_of(words)
        assert found is not None
        assert (found.name, found.value) == (label, "x 1")
        assert words[found.value_at :] == "x 1"
