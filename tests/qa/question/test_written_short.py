"""What is written short in a message, in full."""

from __future__ import annotations

import pytest

from qa.question.written_short import in_full


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mn kind zit al 4 mnd thuis", "mijn kind zit al 4 maanden thuis"),
        ("hoeveel wk duurt dat, 1 wk of twee wkn?", "hoeveel wk duurt dat, 1 week of twee weken?"),
        ("zn zus is 12jr, om 8 u thuis", "zijn zus is 12 jaar, om 8 uur thuis"),
        ("mag dat evt ook ivm ziekte?", "mag dat eventueel ook vanwege ziekte?"),
        ("vrij i.v.m. ziekte, evt. langer?", "vrij vanwege ziekte, eventueel langer?"),
        ("gaat het m.n. om de WK of de MR van BV Jansen?", "gaat het m.n. om de WK of de MR van BV Jansen?"),
        ("kunt u min of meer zeggen wat dat kost", "kunt u min of meer zeggen wat dat kost"),
        ("de zn-vorm en ivm-je", "de zn-vorm en ivm-je"),
    ],
)
def test_words_in_lower_case_and_units_behind_a_number_are_written_in_full(said: str, meant: str) -> None:
    assert in_full(said) == meant
    assert in_full(meant) == meant
