from __future__ import annotations

from ui.letters.find_words import find_words

TEXT = "Eén school,\nÉÉN klas. İets anders: eenmaal (a.b)"


def found(words: str) -> list[str]:
    return [TEXT[start:end] for start, end in find_words(TEXT, words, start=0, end=len(TEXT))]


def test_capitals_accents_and_line_ends_do_not_matter() -> None:
    assert found("een") == ["Eén", "ÉÉN", "een"]
    assert found("SCHOOL,  een") == ["school,\nÉÉN"]


def test_raised_and_circled_digits_are_found_as_they_are_typed() -> None:
    text = "Stap ①: 40 m² in 2023¹ ´s avonds"
    for words, there in (("stap 1", "Stap ①"), ("m2", "m²"), ("M²", "m²"), ("2023", "2023"), ("´s", "´s")):
        assert [text[start:end] for start, end in find_words(text, words, start=0, end=len(text))] == [there]


def test_signs_stand_for_themselves() -> None:
    assert found("a.b") == ["a.b"]
    assert found("a+b") == found("   ") == []


def test_only_the_letter_itself_is_searched() -> None:
    assert find_words(TEXT, "een", start=3, end=16) == [(12, 15)]
