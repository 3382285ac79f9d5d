"""The release gate: which figures fall, what is said of them, and how bounds are set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.gate import HEADLINE, Floors, fallen, read_floors, set_floors, write_floors
from eval.jsonl import InputError
from eval.measure.result import Result
from eval.metrics import METRICS
from eval.report.build import build_report
from tests.support.eval_results import MADE_WITH, answer_result, labelled_question, unanswerable_question
from tests.support.paths import ROOT


def rows(*, silent: int, confidence: float | None = None) -> list[Result]:
    """Return ten questions, of which `silent` are not answered and one rightly so."""
    made = [
        answer_result(
            labelled_question(str(i), facts=[["drie"]]),
            status="not_found" if i < silent else "answered",
            confidence=confidence,
        )
        for i in range(9)
    ]
    return [*made, answer_result(unanswerable_question("niets"), status="not_found", confidence=confidence)]


def report(*, silent: int, confidence: float | None = None, **head: Any) -> dict[str, Any]:
    return build_report(rows(silent=silent, confidence=confidence), made_with=MADE_WITH | head)


def test_a_run_passes_by_the_bounds_that_it_set() -> None:
    floors = set_floors(report(silent=3), date="2024-05-03")
    assert (floors.date, floors.version) == ("2024-05-03", "0")
    assert set(floors.bounds) == set(HEADLINE)
    assert set(HEADLINE) <= set(METRICS)
    assert fallen(report(silent=3), floors) == []
    assert fallen(report(silent=0), floors) == []


def test_one_question_may_fall_and_two_may_not() -> None:
    floors = set_floors(report(silent=3), date="2024-05-03")
    assert fallen(report(silent=4), floors) == []
    facts, evidence, refusal = fallen(report(silent=5), floors)
    assert facts == "fact_recall: 0.4444 ligt onder de ondergrens 0.5555 (gezet bij 0.6667)."
    assert evidence == "evidence_shown: 0.4444 ligt onder de ondergrens 0.5555 (gezet bij 0.6667)."
    assert refusal == "false_refusal: 0.5556 ligt boven de bovengrens 0.4445 (gezet bij 0.3333)."


def test_no_citation_may_be_wrong() -> None:
    floors = set_floors(report(silent=0), date="2024-05-03")
    assert floors.bounds["citation_valid"].at_least == 1
    worse = report(silent=0)
    worse["metrics"]["citation_valid"]["value"] = 0.99
    assert [line.split(":")[0] for line in fallen(worse, floors)] == ["citation_valid"]


def test_the_area_under_risk_and_coverage_is_held_where_it_was_measured() -> None:
    floors = set_floors(report(silent=0, confidence=0.8), date="2024-05-03")
    assert floors.bounds["aurc"].at_most == pytest.approx(0.1 + 1 / 10, abs=1e-3)
    assert fallen(report(silent=0), floors) == ["aurc: niet gemeten, terwijl er een grens voor is."]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"questions_fingerprint": "r" * 64}, "questions_fingerprint: qqqqqqqqqqqq, nu rrrrrrrrrrrr"),
        ({"settings": MADE_WITH["settings"] | {"embedder": "ander"}}, "embedder: e, nu ander"),
        ({"settings": MADE_WITH["settings"] | {"model": "groot"}}, "model: geen, nu groot"),
        ({"documents": MADE_WITH["documents"] | {"fingerprint": "e" * 64}}, "documents_fingerprint"),
    ],
)
def test_bounds_of_other_circumstances_hold_for_nothing(head: dict[str, Any], said: str) -> None:
    floors = set_floors(report(silent=3), date="2024-05-03")
    (line,) = fallen(report(silent=3, **head), floors)
    assert said in line
    assert "--set-floors" in line


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    floors = set_floors(report(silent=3), date="2024-05-03")
    path = tmp_path / "floors.json"
    write_floors(floors, path)
    assert read_floors(path) == floors
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert raw["bounds"]["false_refusal"] == {"at_most": 0.4445, "measured": 0.333333, "n": 9}
    assert raw["bounds"]["fact_recall"] == {"at_least": 0.5555, "measured": 0.666667, "n": 9}


def test_a_file_without_bounds_is_wrong_input(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    with pytest.raises(InputError, match="--set-floors"):
        read_floors(path)
    path.write_text("{}")
    with pytest.raises(InputError, match="--set-floors"):
        read_floors(path)
    with pytest.raises(InputError, match="niet te schrijven"):
        write_floors(set_floors(report(silent=3), date="2024-05-03"), tmp_path)


def test_the_bundled_bounds_hold_the_bundled_questions() -> None:
    floors = read_floors(ROOT / "eval" / "floors.json")
    assert isinstance(floors, Floors)
    assert set(HEADLINE) <= set(floors.bounds)
    assert floors.bounds["citation_valid"].at_least == 1
