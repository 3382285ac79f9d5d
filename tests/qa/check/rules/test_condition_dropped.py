"""What holds under a condition keeps that condition."""

from __future__ import annotations

import pytest

from qa.check.rules.condition_dropped import condition_dropped
from tests.support.records import claim

WITHOUT = [
    ("Bewoners krijgen vergoeding.", "Bewoners krijgen vergoeding, mits zij dat vooraf vragen.",
     "zonder “mits zij dat vooraf vragen”"),
    ("Honden zijn welkom.", "Honden zijn welkom, tenzij het druk is in het park.",
     "zonder “tenzij het druk is in het”"),
    ("De subsidie loopt door.", "De subsidie loopt door zolang het fonds gevuld is.",
     "zonder “zolang het fonds gevuld is”"),
    ("De bus rijdt op alle dagen.", "De bus rijdt op alle dagen, behalve bij gladheid.",
     "zonder “behalve bij gladheid”"),
    ("Ook als u ziek bent, gaat de cursus door.", "De cursus gaat door, tenzij u ziek bent.", "ook als"),
]  # fmt: skip


WITH = [
    (
        "Bewoners krijgen vergoeding als zij die vooraf vragen.",
        "Bewoners krijgen vergoeding, mits zij dat vooraf vragen.",
    ),
    (
        "Bewoners krijgen vergoeding, mits zij dat vooraf vragen.",
        "Bewoners krijgen vergoeding, mits zij dat vooraf vragen.",
    ),
    ("Wie vooraf vraagt, krijgt vergoeding.", "Bewoners krijgen vergoeding, mits zij dat vooraf vragen."),
    ("Vooraf vragende bewoners krijgen vergoeding.", "Bewoners krijgen vergoeding, mits zij dat vooraf vragen."),
    ("Honden zijn welkom.", "Honden zijn welkom in het park."),
    ("Als het park open is, zijn honden welkom.", "Honden zijn welkom als het park open is."),
]


@pytest.mark.parametrize(("text", "quote", "words"), WITHOUT)
def test_a_condition_that_is_left_out_is_named(text, quote, words):
    assert condition_dropped(claim(text, quote)) == words


@pytest.mark.parametrize(("text", "quote"), WITH)
def test_a_condition_that_is_kept_in_any_words_is_kept(text, quote):
    assert condition_dropped(claim(text, quote)) == ""


def test_the_condition_may_stand_around_the_only_quote():
    around = ("Honden zijn welkom, tenzij het druk is.",)
    assert condition_dropped(claim("Honden zijn welkom.", "Honden zijn welkom", around=around))
    kept = claim("Honden zijn welkom, tenzij het druk is.", "Honden zijn welkom", around=around)
    assert condition_dropped(kept) == ""
