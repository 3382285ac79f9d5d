"""Lines and cells with their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.dutch.letter_words import LABELS
from index.letters.lines import cells_of, lines_of, paragraphs_of

LINES = st.lists(
    st.sampled_from([*LABELS, "", "Datum: 3 mei 2024", "A-1", "3 mei 2024   x | y", "Geachte heer,", "tekst " * 40]),
    max_size=30,
)


@given(LINES.map("\n".join))
def test_cells_keep_their_places_and_all_words(text: str) -> None:
    lines = lines_of(text)
    cells = cells_of(lines)
    assert all(text[cell.start : cell.end] == cell.words for cell in cells)
    assert "".join("".join(cell.words.split()) for cell in cells) == "".join(text.replace(" | ", "").split())
    assert [each for group in paragraphs_of(lines) for each in group] == lines
