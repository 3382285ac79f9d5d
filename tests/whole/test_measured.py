"""What is measured on the bundled sheets and on the public letters stays above what has been reached."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from eval.questions.questions import read_questions
from eval.run import evaluation_settings, run
from index.settings import PACKAGED_EMBEDDER, Settings
from tests.support.packaged import needs_encoder
from tests.support.paths import ROOT, SHARED, needs_shared


def measure(questions: Path, letters: Path, out: Path) -> dict[str, Any]:
    settings = evaluation_settings(Settings(embedder=PACKAGED_EMBEDDER), letters=letters, out=out)
    return run(
        read_questions(questions),
        letters=letters,
        out=out,
        settings=settings,
        on_progress=lambda stage, done, total: None,
    )


def fallen(report: dict[str, Any], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the metrics that are below their floor, with both."""
    values = {name: report["metrics"][name]["value"] for name in floors}
    return {name: (values[name], floor) for name, floor in floors.items() if values[name] < floor}


@pytest.mark.embedder
@needs_encoder
def test_the_bundled_sheets_answer_their_questions(bundled_data: Path, tmp_path: Path) -> None:
    shutil.copytree(bundled_data, tmp_path / "data")
    report = measure(ROOT / "eval" / "questions" / "letters.jsonl", ROOT / "letters", tmp_path)
    floors = {"citation_valid": 1.0, "recall@5": 0.96, "attribution": 0.96, "fact_recall": 0.75, "abstention": 0.7}
    assert fallen(report, floors) == {}
    assert report["metrics"]["false_refusal"]["value"] <= 0.14


@pytest.mark.embedder
@needs_encoder
@pytest.mark.letters
@needs_shared
def test_the_public_letters_answer_their_questions(tmp_path: Path) -> None:
    report = measure(SHARED / "eval" / "letters" / "questions.jsonl", SHARED / "letters", tmp_path)
    floors = {"citation_valid": 1.0, "recall@5": 0.93, "attribution": 0.96, "fact_recall": 0.9, "abstention": 0.6}
    assert fallen(report, floors) == {}
    assert report["metrics"]["false_refusal"]["value"] <= 0.05
