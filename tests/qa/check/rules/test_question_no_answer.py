"""What a letter asks it does not say."""

from __future__ import annotations

import pytest

from qa.check.rules.question_no_answer import question_no_answer
from tests.support.records import claim

ASKED = "Waarom gaat de brug pas in mei open?"


def test_what_a_letter_asks_it_does_not_say():
    assert question_no_answer(claim("De brug gaat pas in mei open.", ASKED)) == "Waarom gaat de brug pas in mei open?"
    piece = claim("De brug gaat pas in mei open.", "de brug pas in mei open", around=(ASKED,))
    assert question_no_answer(piece)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("De brief vraagt waarom de brug pas in mei open gaat.", [ASKED]),
        ("Gevraagd is waarom de brug pas in mei open gaat.", [ASKED]),
        (ASKED, [ASKED]),
        ("De brug gaat in mei open.", [ASKED, "De brug gaat in mei open."]),  # one statement is enough
        ("De brug gaat in mei open.", ["De brug gaat in mei open."]),
    ],
)
def test_that_a_letter_asks_it_may_be_said(text, quotes):
    assert question_no_answer(claim(text, *quotes)) == ""
