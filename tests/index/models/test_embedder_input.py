"""What an embedder is given to read: Dutch as it stands, or glossed, whichever serves it better."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.dutch.gloss import Glosser
from index.dutch.lexicon import open_glosser
from index.letters.passages import sentence_windows
from index.models.embed import Embedder
from index.models.embedder_input import DUTCH, Reading, Similarity, choose_reading, known_reading
from index.records import Letter, Passage
from index.settings import BUNDLED_EMBEDDER
from tests.support.embedders import make_dutch_embedder, make_english_embedder

GLOSSER = Glosser({"de": "the", "brug": "bridge", "is": "is", "dicht": "closed", "brief": "letter"})
TEXT = "De brug is dicht. " * 12
LETTER = Letter("x-1", "x", "brief", "Plan", None, None, None, None, 0, len(TEXT))
SCALE = Similarity(0.1, 0.5)
PASSAGE = Passage("x-1-001", "x-1", 0, len(TEXT), "De brug", TEXT.strip())


@pytest.mark.parametrize(("make", "glossed"), [(make_english_embedder, True), (make_dutch_embedder, False)])
def test_each_model_reads_the_language_that_it_knows(make: type, glossed: bool, tmp_path: Path) -> None:
    glosser, gloss = open_glosser()
    reading = choose_reading(Embedder(str(make(tmp_path / "model"))), glosser, gloss)
    assert reading == Reading(
        gloss if glossed else DUTCH, reading.knows, reading.similarity, glosser if glossed else None
    )
    assert 0 < reading.similarity.right - reading.similarity.wrong < 1
    assert 0.05 < reading.knows <= 1
    assert reading.knows == round(reading.knows, 3)
    assert known_reading(reading.name, reading.knows, Similarity.parse(str(reading.similarity)), glosser) == reading


@pytest.mark.embedder
def test_the_bundled_model_reads_dutch_glossed() -> None:
    glosser, gloss = open_glosser()
    embedder = Embedder(BUNDLED_EMBEDDER)
    reading = choose_reading(embedder, glosser, gloss)
    assert reading.name == gloss
    assert reading.knows > 0.8
    assert choose_reading(embedder, Glosser({}), "nothing").knows < reading.knows - 0.2, "Dutch as it stands"
    assert choose_reading(embedder, glosser, gloss) == reading


def test_the_whole_passage_with_its_context_comes_before_its_windows() -> None:
    whole, *windows = Reading(DUTCH, 1, SCALE, None).units(LETTER, PASSAGE)
    assert whole == f"brief · Plan · De brug\n{PASSAGE.text}"
    assert windows == sentence_windows(PASSAGE.text)
    assert len(windows) == 3


def test_a_glossed_reading_glosses_all_of_it() -> None:
    units = Reading("x", 1, SCALE, GLOSSER).units(LETTER, PASSAGE)
    assert units[0].startswith("letter plan the bridge the bridge is closed.")
    assert units[1] == "the bridge is closed. " * 3 + "the bridge is closed."
    assert len(units) == len(Reading(DUTCH, 1, SCALE, None).units(LETTER, PASSAGE))


@pytest.mark.parametrize(
    ("question", "glossed"),
    [
        ("Is de brug dicht?", "is the bridge closed?"),
        ("Is the brug dicht and is it for the best?", "Is the brug dicht and is it for the best?"),
        ("????", "????"),
        ("👩‍🏫", "👩‍🏫"),
    ],
)
def test_a_dutch_question_is_glossed_and_an_english_one_is_not(question: str, glossed: str) -> None:
    assert Reading("x", 1, SCALE, GLOSSER).question(question) == glossed
    assert Reading(DUTCH, 1, SCALE, None).question(question) == question
