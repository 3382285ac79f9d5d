"""What a line about a letter says."""

from __future__ import annotations

import pytest

from index.records import Letter
from ui.wording.display import letter_facts


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("nl", "Brief · in een bestand van P. Bos · 3 mei 2024"),
        ("en", "Letter · in a file from P. Bos · 3 May 2024"),
    ],
)
def test_a_letter_that_somebody_else_sent_along_says_so(language: str, facts: str) -> None:
    letter = Letter("a-2", "a", "brief", "Leerplicht", None, None, "2024-05-03", None, 0, 10, file_of="P. Bos")
    assert letter_facts(letter, language) == facts
