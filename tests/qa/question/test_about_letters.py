"""Which questions are about letters themselves, and what they ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from eval.learn.encoder.material import MATERIAL
from index.dutch.word_lists import read_rows
from index.dutch.words import fold, words
from index.records import Letter
from qa.question.about_letters import AboutLetters, about_letters
from qa.quoting.asked_letters import asked_letters, names_of
from tests.support.paths import ROOT

QUESTIONS = read_rows(ROOT / "tests" / "qa" / "quoting" / "about_letters.tsv")
TITLES = ("routekaart inclusief onderwijs", "inbreng po-raad en vo-raad m.b.t. het ao onderwijs en zorg")
REFERENCES = ("35510596", "33760339", "36222735", "37318203", "cos/u202300228")
LISTS = {"letters", "newest", "oldest"}


def asked(question: str, **options: Any) -> set[str] | None:
    found = about_letters(question, titles=TITLES, references=REFERENCES, **options)
    return None if found is None else {*found.fields, *({found.wanted} & LISTS)}


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("Wat is het kenmerk van de brief van de VNG?", {"reference"}),
        ("Welk referentienummer heeft de nota van 15 maart 2023?", {"reference"}),
        ("Door wie is de brief getekend?", {"signature"}),
        ("Aan wie is de brief gericht?", {"recipient"}),
        ("Voor welke minister was de nota?", {"recipient"}),
        ("Wie kreeg de brief?", {"recipient"}),
        ("Wie heeft het stuk opgesteld?", {"sender"}),
        ("Van wie kreeg de Kamer de brief?", {"sender"}),
        ("Welke minister antwoordde op de Kamervragen, en op welke dag?", {"sender", "date"}),
        ("Wie schreef de brief, wie tekende hem en wanneer?", {"sender", "signature", "date"}),
        ("Wanneer is Routekaart Inclusief Onderwijs verschenen?", {"date"}),
        ("Van wie kwamen de vragen, en wie beantwoordde ze?", {"recipient", "sender"}),
        ("Door wie en wanneer is de brief getekend?", {"signature", "date"}),
        ("Voor welke scholen is de brief bedoeld?", {"recipient"}),
        ("Who is the letter from?", {"sender"}),
        ("Wat zit er allemaal in de verzameling?", {"letters"}),
        ("Voor welk debat was de inbreng?", {"title"}),
        ("Welke brieven zijn er?", {"letters"}),
        ("Wie ondertekende de laatste brief?", {"newest", "signature"}),
        ("Wanneer begint de regeling?", None),
        ("Wie neemt mijn kind mee naar theaterles?", None),
        ("Wat vraagt de VNG?", None),
        ("Wat vond de AOb van de brief van de VNG van 24 maart 2023?", None),
        ("Over wie gaat de brief?", None),
        ("Wie is volgens de wet verantwoordelijk?", None),
        ("Wie zijn in de notitie de inclusieverstellers?", None),
        ("Welke maatregelen staan er in de brief?", None),
        ("Hoeveel brieven zijn er verstuurd?", None),
        ("Wanneer is Routekaart Inclusief Onderwijs?", None),
    ],
)
def test_what_a_question_asks_of_letters(question: str, fields: set[str] | None) -> None:
    assert asked(question) == fields


def test_words_that_are_left_must_name_the_letter() -> None:
    assert _words("Wie tekende namens de gemeenten de brief van 24 maart 2023?") == ("gemeenten",)
    assert _words("Wanneer moet ik de school een brief sturen?") == ("moet", "school", "sturen")


def test_a_typing_error_is_read_where_no_letter_has_the_word() -> None:
    assert asked("wie is de afzendr van de breif") == {"sender"}
    assert asked("wie is de afzendr van de breif", occurs=lambda word: True) is None


@pytest.mark.parametrize("half", [0, 1])
def test_most_ways_of_asking_are_read(half: int) -> None:
    wanted = [(set(fields.split()), asks, language) for language, fields, _, asks in QUESTIONS[half::2]]
    missed = [
        question for fields, question, language in wanted if fields - LISTS - (asked(question, first=language) or set())
    ]
    assert len(missed) <= 0.03 * len(wanted), missed


def test_no_question_about_what_letters_say_is_taken_for_one() -> None:
    taken = [question for path in sorted(MATERIAL.glob("*.jsonl")) for question in _taken(path.read_text("utf-8"))]
    assert taken == []


def _words(question: str) -> tuple[str, ...]:
    found = about_letters(question)
    assert isinstance(found, AboutLetters)
    return found.words


def _taken(lines: str) -> Iterator[str]:
    """Yield the questions of a batch of invented letters that would be answered from the data of its letters."""
    batch = [json.loads(line) for line in lines.splitlines()]
    letters = [
        Letter(each["id"], each["id"], "brief", each["title"], each["sender"], None, each["date"], None, 0, 1)
        for each in batch
    ]
    titles, references = names_of(letters)
    said = {word for each in batch for sentence in each["sentences"] for word in words(fold(sentence))}
    for each in batch:
        for question in each["questions"]:
            about = about_letters(
                question["q"],
                titles=titles,
                references=references,
                first=question["lang"],
                occurs=said.__contains__,
            )
            if about and asked_letters(about, letters, named=()) is not None:
                yield question["q"]


@pytest.mark.parametrize(
    ("question", "before", "field"),
    [
        ("Wie heeft dat ondertekend?", "Wat vindt de VNG van toetsen?", "signature"),
        ("who signed that", "Wat vindt de VNG van toetsen?", "signature"),
        ("En wie schreef dat?", "Wat vindt de VNG van toetsen?", "sender"),
        ("En wanneer was dat?", "Wie ondertekende de brief van de VNG?", "date"),
        ("En wanneer was dat?", "Wie bedacht de regeling?", None),
        ("En wie schreef dat plan?", "Wat vindt de VNG van toetsen?", None),
        ("Wie heeft dat ondertekend?", "", None),
    ],
)
def test_a_follow_up_asks_after_the_letter_of_what_was_quoted(question: str, before: str, field: str | None) -> None:
    found = about_letters(question, before=before)
    assert (found.fields if found else None) == ((field,) if field else None)
