"""Compounds: which parts, and which of several ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.compounds import split_compound

WORDS = {
    *("leerling", "vervoer", "school", "bestuur", "gemeente", "raad", "verkiezing", "zorg", "kind", "opvang", "huis"),
    *("toets", "plan", "plant", "ansicht", "sicht", "an", "dag", "jeugd", "hulp", "onderwijs", "wijs", "onder", "plek"),
}
FORMS = {"verkiezingen": "verkiezing", "besturen": "bestuur", "kinderen": "kind", "scholen": "school"}


def known(word: str) -> str | None:
    return word if word in WORDS else FORMS.get(word)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schoolbestuur", "school bestuur"),
        ("schoolbesturen", "school bestuur"),
        ("leerlingenvervoer", "leerling vervoer"),
        ("gemeenteraad", "gemeente raad"),
        ("gemeenteraadsverkiezingen", "gemeente raad verkiezing"),
        ("kinderopvang", "kind opvang"),
        ("kinderopvangplek", "kind opvang plek"),
        ("plantoets", "plan toets"),
        ("dagopvang", "dag opvang"),
        ("jeugdhulp-plan", "jeugd hulp plan"),
        ("onderwijsbestuur", "onderwijs bestuur"),
        ("school", ""),
        ("scholen", ""),
        ("schoolfrummel", ""),
        ("frummelschool", ""),
        ("schoolan", ""),
        ("", ""),
        ("s", ""),
    ],
)
def test_the_parts_of_a_compound(word: str, parts: str) -> None:
    assert split_compound(word, known) == tuple(parts.split())


def test_the_fewest_parts_go_before_more() -> None:
    assert split_compound("onderwijsbestuur", known) == ("onderwijs", "bestuur"), "not onder + wijs + bestuur"
    assert split_compound("onderwijs", known) == ()
    assert split_compound("onderwijs", known, whole=False) == ("onder", "wijs")


def test_at_most_four_parts() -> None:
    assert len(split_compound("schoolbestuurzorgplan", known)) == 4
    assert split_compound("schoolbestuurzorgplandag", known) == ()


@given(st.lists(st.sampled_from(sorted(word for word in WORDS if len(word) > 2)), min_size=2, max_size=4))
def test_words_put_together_are_split_in_no_more_parts(words: list[str]) -> None:
    parts = split_compound("".join(words), known, whole=False)
    assert 2 <= len(parts) <= len(words)
    assert all(part in WORDS for part in parts)


@pytest.mark.parametrize("word", ["a" * 100_000, "school" * 10_000, "zorg" * 15, "x" * 61])
def test_hostile_words_come_to_an_end(word: str) -> None:
    asked: list[str] = []

    def counted(known: Callable[[str], str | None]) -> Callable[[str], str | None]:
        return lambda part: (asked.append(part), known(part))[1]

    split_compound(word, counted(known))
    assert len(asked) < 2_000
