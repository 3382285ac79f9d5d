"""What an embedder is given to read, and how well it reads Dutch."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.letters.passages import sentence_windows
from index.models.embed import Embedder
from index.models.embedder_input import Similarity, probe, units
from index.records import Letter, Passage
from tests.support.embedders import make_dutch_embedder, make_embedder

TEXT = "De brug is dicht. " * 12
LETTER = Letter("x-1", "x", "brief", "Plan", None, None, None, None, 0, len(TEXT))
PASSAGE = Passage("x-1-001", "x-1", 0, len(TEXT), "De brug", TEXT.strip())


def test_how_well_a_model_reads_dutch_is_measured(tmp_path: Path) -> None:
    knowing, guessing = (
        probe(Embedder(str(make(tmp_path / name))))
        for name, make in (("words", make_dutch_embedder), ("letters", make_embedder))
    )
    assert 0 < guessing.knows < knowing.knows <= 1
    assert knowing.knows == round(knowing.knows, 3)
    assert 0 < knowing.similarity.right - knowing.similarity.wrong < 1
    assert Similarity.parse(str(knowing.similarity)) == knowing.similarity


def test_the_whole_passage_with_its_context_comes_before_its_windows_and_its_questions() -> None:
    whole, *windows, question = units(LETTER, PASSAGE, ["Is de brug open?"])
    assert whole == f"brief · Plan · De brug\n{PASSAGE.text}"
    assert windows == sentence_windows(PASSAGE.text)
    assert len(windows) == 3
    assert question == "Is de brug open?"


@pytest.mark.embedder
def test_the_packaged_encoder_reads_dutch(encoder: Embedder) -> None:
    assert probe(encoder).knows > 0.85
