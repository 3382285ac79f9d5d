"""Signs that stand for letters and digits are found as people type them, and marks of notes are no part of a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.signs import plain_signs
from index.dutch.words import words


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("een lokaal van 40 m² en 12 km²", "een lokaal van 40 m2 en 12 km2"),
        ("30 m³ per 5 ㎡", "30 m3 per 5 m2"),
        ("het onderwijs¹ in 2023² was¹²", "het onderwijs in 2023 was"),
        ("een programma² van 5 gram³", "een programma van 5 gram"),
        ("stap ① en stap②", "stap 1 en stap 2"),
        ("2½ uur of ¾ uur", "2 1/2 uur of 3/4 uur"),
        ("de ﬁnanciële ofﬁce", "de financiele office"),
        ("CO₂ en H₂O", "CO2 en H2O"),
        ("de 2ᵉ kamer", "de 2e kamer"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_what_is_printed_and_what_is_typed_are_the_same_words(printed: str, typed: str) -> None:
    assert words(printed) == words(typed)


def test_a_note_between_words_does_not_join_them() -> None:
    assert words("scholen¹en") == ["scholen", "en"]
    assert words("¹ Zie bijlage 2.") == ["zie", "bijlage", "2"]


@given(st.text())
def test_what_is_plain_stays_so(text: str) -> None:
    plain = plain_signs(text)
    assert plain_signs(plain) == plain
    assert words(plain) == words(text)


@given(st.text(st.sampled_from("aé één ÀÖ-’.,1/2 ïжш")))
def test_letters_with_accents_and_of_other_scripts_stay(text: str) -> None:
    assert plain_signs(unicodedata.normalize("NFC", text)) == unicodedata.normalize("NFC", text)
