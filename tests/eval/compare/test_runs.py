"""A run beside an earlier one, and what is said where the two are not comparable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.compare.earlier import EarlierRun, check_common, read_earlier
from eval.compare.runs import compare
from eval.jsonl import InputError
from eval.measure.ablation import ablation
from eval.measure.result import Result
from eval.metrics import METRICS
from eval.report.build import build_report
from eval.report.labels import comparability
from tests.support.eval_results import (
    MADE_WITH,
    answer_result,
    fault_result,
    labelled_question,
    results,
    unanswerable_question,
)


def as_earlier(rows: list[Result], **head: Any) -> EarlierRun:
    return EarlierRun.model_validate_json(json.dumps(build_report(rows, made_with=MADE_WITH) | head))


def beside(now: list[Result], before: list[Result], **head: Any) -> dict[str, Any]:
    return compare(build_report(now, made_with=MADE_WITH), now, as_earlier(before, **head))


def facts(id: str) -> Result:
    return answer_result(labelled_question(id, facts=[["drie"]]))


def silent(id: str) -> Result:
    return answer_result(labelled_question(id, facts=[["drie"]]), status="not_found")


def test_a_run_beside_itself_shows_no_change() -> None:
    got = beside(results(), results())
    assert got["questions"] == []
    assert (got["same_questions"], got["same_documents"], got["compared"]) == (True, True, 4)
    assert comparability(got) == []
    assert list(got["metrics"]) == list(METRICS)
    assert {metric["difference"] for metric in got["metrics"].values()} == {0.0}
    assert not any(metric["significant"] for metric in got["metrics"].values())
    assert json.loads(json.dumps(got)) == got


def test_what_improved_and_what_broke_is_told_by_metric_and_by_question() -> None:
    got = beside([facts("a"), silent("b")], [silent("a"), facts("b")])
    assert (got["metrics"]["fact_recall"]["improved"], got["metrics"]["fact_recall"]["broken"]) == (["a"], ["b"])
    assert got["metrics"]["false_refusal"]["improved"] == ["a"]  # lower is better
    assert got["metrics"]["fact_recall"]["difference"] == 0
    first, second = got["questions"]
    assert (first["id"], first["question"], first["before"], first["now"]) == (
        "a",
        "Hoe lang?",
        "not_found",
        "answered",
    )
    assert first["improved"] == {"fact_recall": [0.0, 1.0], "evidence_shown": [0.0, 1.0], "false_refusal": [1.0, 0.0]}
    assert first["broken"] == {}
    assert second["broken"] == {"fact_recall": [1.0, 0.0], "evidence_shown": [1.0, 0.0], "false_refusal": [0.0, 1.0]}


def test_many_changes_one_way_are_significant() -> None:
    ids = [str(i) for i in range(8)]
    got = beside([facts(id) for id in ids], [silent(id) for id in ids])["metrics"]
    assert got["fact_recall"]["significant"]
    assert (got["fact_recall"]["before"], got["fact_recall"]["now"], got["fact_recall"]["difference"]) == (0, 1, 1)
    assert got["false_refusal"]["difference"] == -1
    assert (got["recall@1"]["difference"], got["recall@1"]["p"]) == (0, 1)


def test_a_metric_is_compared_where_it_applies_in_both_runs() -> None:
    got = beside([facts("a"), silent("b")], [facts("a"), facts("b")])["metrics"]
    assert got["attribution"]["n"] == 1  # nothing is attributed where nothing is answered
    assert got["fact_recall"]["n"] == 2
    assert got["abstention"]["n"] == 0
    assert got["abstention"]["before"] is got["abstention"]["difference"] is None


def test_the_area_under_risk_and_coverage_is_compared_where_both_runs_are_sure_of_something() -> None:
    right = [answer_result(labelled_question(f"r{i}", facts=[["drie"]]), confidence=0.9) for i in range(10)]
    wrong = [answer_result(labelled_question(f"w{i}", facts=[["vier"]]), confidence=0.1) for i in range(10)]
    upside_down = [
        answer_result(result.question, confidence=1 - (result.confidence or 0)) for result in [*right, *wrong]
    ]
    got = beside([*right, *wrong], upside_down)["aurc"]
    assert got["now"] < got["before"]
    assert got["difference"] == pytest.approx(got["now"] - got["before"], abs=1e-5)
    assert got["low"] <= got["difference"] <= got["high"] < 0
    assert got["significant"]
    assert got["n"] == 20
    same = beside(upside_down, upside_down)["aurc"]
    assert (same["difference"], same["low"], same["high"], same["significant"]) == (0, 0, 0, False)
    assert beside([*right, *wrong], [facts(result.question.id) for result in [*right, *wrong]])["aurc"]["n"] == 0


def test_a_change_of_status_alone_is_a_change() -> None:
    rows = [answer_result(unanswerable_question("a"), status=status) for status in ("refused", "not_found")]
    (change,) = beside(rows[:1], rows[1:])["questions"]
    assert (change["before"], change["now"], change["improved"], change["broken"]) == ("not_found", "refused", {}, {})


def test_a_fault_then_or_now_is_compared_too() -> None:
    got = beside([fault_result(labelled_question("a"))], [answer_result(labelled_question("a"))])
    assert got["questions"][0]["now"] is None
    assert "recall@1" in got["questions"][0]["broken"]


def test_other_questions_are_compared_by_id_and_that_is_said() -> None:
    now = [facts("a"), facts("new"), answer_result(labelled_question("c", question="Anders?"))]
    before = [silent("a"), facts("old"), answer_result(labelled_question("c"))]
    got = beside(now, before, questions_fingerprint="x", documents={"fingerprint": "y"})
    assert (got["compared"], got["only_now"], got["only_before"], got["reworded"]) == (1, ["new"], ["old"], ["c"])
    questions, documents = comparability(got)
    assert "de vragen of hun bewijs zijn veranderd. Vergeleken zijn de 1 vragen met dezelfde id" in questions
    assert "1 alleen nu gesteld, 1 alleen eerder, 1 anders gesteld" in questions
    assert "documenten" in documents


def test_a_report_without_the_text_of_questions_is_compared_by_id_alone(tmp_path: Path) -> None:
    report = build_report(results(), made_with=MADE_WITH)
    for key in ("selective", "calibration", "recall_curve", "comparison", "ablation"):
        del report[key]
    for row in report["questions"]:
        for key in ("question", "confidence", "right"):
            del row[key]
    (tmp_path / "report.json").write_text(json.dumps(report))
    earlier = read_earlier(tmp_path)
    now = results()
    assert compare(build_report(now, made_with=MADE_WITH), now, earlier)["compared"] == 4
    assert read_earlier(tmp_path / "report.json") == earlier


def test_what_is_no_earlier_run_is_told_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"metrics": {}}')
    for path in (tmp_path / "weg", tmp_path / "report.json", tmp_path):
        with pytest.raises(InputError, match="--against"):
            read_earlier(path)
    earlier = as_earlier([facts("a")])
    check_common(earlier, [labelled_question("a"), labelled_question("b")])
    with pytest.raises(InputError, match="niets te vergelijken"):
        check_common(earlier, [labelled_question("b"), labelled_question("a", question="Een andere vraag?")])


def test_an_ablation_pairs_each_question_with_itself() -> None:
    full = [facts(str(i)) for i in range(8)]
    worse = [answer_result(result.question, quote="gesprek", status="not_found") for result in full]
    got = ablation(full, {"x": worse, "y": full}, metrics=("recall@1", "fact_recall", "false_refusal", "abstention"))
    assert (got["views"], got["full"]["recall@1"]["value"]) == (["x", "y"], 1)
    assert got["without"]["x"]["recall@1"] == {
        "value": 0,
        "difference": -1,
        "low": -1,
        "high": -1,
        "p": pytest.approx(2 / 2**8, abs=1e-6),
        "significant": True,
        "n": 8,
    }
    assert got["without"]["x"]["false_refusal"]["difference"] == 1
    assert got["without"]["y"]["fact_recall"]["difference"] == 0
    assert got["without"]["x"]["abstention"]["n"] == 0
    assert json.loads(json.dumps(got)) == got
