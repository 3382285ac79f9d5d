"""Passages of different letters that say the same are one hit."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.records import Hit, Letter, Passage
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.search.twins import copies_behind, fold_twins, resemblance
from index.settings import Settings
from tests.support.paths import SHARED, needs_shared

BUDGET = (
    "In deze periode is er geen extra geld voor de uitvoering van de agenda. Eerst wordt gekeken wat er kan binnen het "
    "geld dat er nu al is. De provincie heeft laten weten dat zij daar kritisch over is en een balans wil zien."
)


def hit(number: int, text: str, *, date: str | None = None, heading: str = "", score: float = 0.5) -> Hit:
    letter = Letter(f"l{number}", "d", "nota", None, None, None, date, None, 0, len(text))
    return Hit(Passage(f"p{number}", letter.id, 0, len(text), heading, text), letter, number, score)


def folded(*hits: Hit, named: str = "") -> list[Hit]:
    return fold_twins(hits, first=lambda hit: (hit.letter.id == named,))


def test_of_passages_that_say_the_same_the_newest_is_shown_in_the_place_of_the_best() -> None:
    found = folded(
        hit(1, "Iets anders over de brug.", score=0.9),
        hit(2, BUDGET, date="2023-01-18", score=0.8),
        hit(3, BUDGET.replace(". ", ".\n"), date="2023-03-15", score=0.7),
        hit(4, BUDGET, date="2022-08", score=0.6),
        hit(5, "Nog iets over het water.", score=0.5),
    )
    assert [each.letter.id for each in found] == ["l1", "l3", "l5"]
    assert [each.score for each in found] == [0.9, 0.8, 0.5]
    assert [(twin.letter.id, twin.passage.id) for twin in found[1].also] == [("l2", "p2"), ("l4", "p4")]
    assert found[0].also == found[2].also == ()


def test_the_letter_that_is_asked_about_is_shown() -> None:
    (found,) = folded(hit(1, BUDGET, date="2023-01-18"), hit(2, BUDGET, date="2023-03-15"), named="l1")
    assert (found.letter.id, [twin.letter.id for twin in found.also]) == ("l1", ["l2"])


def test_without_dates_the_best_is_shown() -> None:
    (found,) = folded(hit(2, BUDGET), hit(1, BUDGET))
    assert (found.letter.id, found.also[0].letter.id) == ("l2", "l1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("geen extra geld", "extra geld"),
        ("In deze periode", "In 2024"),
        ("De provincie", "De gemeente"),
        ("is kritisch", "is"),
        (" en een balans wil zien", ""),
    ],
)
def test_a_text_with_another_number_name_or_negation_is_no_twin(old: str, new: str) -> None:
    text = BUDGET.replace("daar kritisch over is", "is kritisch")
    assert old in text
    assert len(folded(hit(1, text), hit(2, text.replace(old, new)))) == 2


def test_what_little_words_order_and_footnotes_change_does_not_matter() -> None:
    other = BUDGET.replace("is er geen", "is geen").replace("agenda.", "agenda.²")
    assert 0.8 <= resemblance(hit(1, BUDGET).passage, hit(2, other).passage) < 1
    assert len(folded(hit(1, BUDGET), hit(2, other))) == 1
    backwards = " ".join(reversed(BUDGET.split()))
    assert len(folded(hit(1, BUDGET), hit(2, backwards))) == 2


def test_an_answer_of_a_few_words_to_another_question_is_no_twin() -> None:
    one, other = "Antwoord 1 › Bent u bekend met het bericht over de brug?", "Antwoord 1 › Komt er een fietspad?"
    assert len(folded(hit(1, "Ja.", heading=one), hit(2, "Ja.", heading=other))) == 2


def test_passages_of_one_letter_stay_apart() -> None:
    twice = [hit(1, BUDGET), Hit(Passage("p9", "l1", 900, 990, "", BUDGET), hit(1, BUDGET).letter, 2, 0.4)]
    assert fold_twins(twice, first=lambda hit: ()) == twice


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Library:
    """The public letters, of which one file bundles notes that repeat each other."""
    settings = Settings(_env_file=None, data=tmp_path_factory.mktemp("notes") / "data", embedder=tiny)  # type: ignore[call-arg]
    index_paths([SHARED / "letters"], settings=settings)
    return open_library(settings)


@needs_shared
@pytest.mark.letters
def test_successive_notes_that_repeat_a_paragraph_give_one_hit(notes: Library) -> None:
    question = "Wanneer begint de ruimere experimenteerregeling samenwerking regulier en speciaal?"
    first = notes.search(question)[0]
    assert first.letter.reference == "37318203"
    assert [twin.letter.reference for twin in first.also] == ["35510596"]
    asked = notes.search(f"{question[:-1]} volgens de nota van 18 januari 2023?")[0]
    assert asked.letter.reference == "35510596"
    assert [twin.letter.reference for twin in asked.also] == ["37318203"]
    for found in (first, asked):
        assert found.also[0].passage.text == found.passage.text


@needs_shared
@pytest.mark.letters
def test_no_passage_is_lost_or_shown_twice_and_more_hits_begin_with_the_same(notes: Library) -> None:
    question = "Wat is er afgesproken over geld, leraren en inclusief onderwijs?"
    every = notes.search(question, 10_000)
    shown = [each for found in every for each in (found.passage.id, *(twin.passage.id for twin in found.also))]
    assert any(found.also for found in every)
    assert len(shown) == len(set(shown))
    assert [found.rank for found in every] == list(range(1, len(every) + 1))
    assert [found.score for found in every] == sorted((found.score for found in every), reverse=True)
    for k in (1, 2, 5, 10, 25, 40):
        assert notes.search(question, k) == every[:k]


def test_the_same_letter_in_three_files_is_one_hit(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    for name in ("c", "a", "b"):
        text = f"Datum: {ord(name) - 90} mei 2024\nOnderwerp: Geld\n\nBeste ouders,\n\n{BUDGET}" + " \n" * ord(name)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index_paths([folder], settings=settings)
    library = open_library(settings)
    (found,) = [each for each in library.search("Is er extra geld?") if "extra geld" in each.passage.text]
    papers = [library.document_of(letter).path for letter in (found.letter, *(twin.letter for twin in found.also))]
    assert papers == ["c.txt", "b.txt", "a.txt"], "the newest first"


def test_copies_inside_a_letter_stand_behind_all_others() -> None:
    asked = "Betalen ouders een eigen bijdrage voor het vervoer? Moeten ouders dat betalen? Zie punt {0}."
    texts = [*(("lang", asked.format(n)) for n in range(4)), ("kort", asked.format(9)), ("lang", BUDGET)]
    passages = [Passage(f"p{n}", letter, 0, 10, "", text) for n, (letter, text) in enumerate(texts)]

    def ordered(k: int, *, stays: bool = False) -> list[int]:
        return copies_behind(range(6), passages.__getitem__, k=k, stays=lambda _: stays)

    assert ordered(6) == [0, 4, 5, 1, 2, 3]
    assert ordered(3) == [0, 4, 5]
    assert ordered(6, stays=True) == [0, 1, 2, 3, 4, 5]
