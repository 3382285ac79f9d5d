"""How well the check tells what letters say from what they do not, measured over a table of drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.check.cases import PACKAGED, Case, read_cases
from eval.check.figures import checks
from eval.check.run_drafts import Outcome, check_drafts, check_without_each
from eval.gate import fallen, set_floors
from eval.jsonl import InputError
from eval.report.labels import KIND_LABELS
from qa.check.reasons import MEANING
from qa.check.rules.table import RULES
from tests.eval.test_run import ASKED, invoke, letters_folder, report_of

pytestmark = pytest.mark.slow

CASE: dict[str, Any] = {
    "id": "brug",
    "sources": [
        {
            "kind": "brief",
            "title": "Werk aan de brug",
            "sender": "dienst Wegen",
            "date": "2024-05-03",
            "reference": "WEG-24",
            "text": "De brug over de Vliet blijft veertien weken dicht. Fietsers rijden om via de Molenkade.",
        },
        {"kind": "notitie", "title": None, "sender": None, "date": None, "reference": None, "text": "De pont vaart."},
    ],
    "drafts": [
        {
            "id": "brug-1",
            "kind": "verbatim",
            "supported": True,
            "text": "De brug over de Vliet blijft veertien weken dicht.",
            "citations": [{"source": "B1", "quote": "De brug over de Vliet blijft veertien weken dicht."}],
            "why": "letterlijk",
        },
        {
            "id": "brug-2",
            "kind": "changed_number",
            "supported": False,
            "text": "De brug over de Vliet blijft zeventien weken dicht.",
            "citations": [{"source": "B1", "quote": "De brug over de Vliet blijft veertien weken dicht."}],
            "why": "veertien werd zeventien",
        },
        {
            "id": "brug-3",
            "kind": "fake_quote",
            "supported": False,
            "text": "De pont is gratis.",
            "citations": [{"source": "B2", "quote": "De pont is voor iedereen gratis."}],
            "why": "verzonnen",
        },
    ],
}


def table(folder: Path, *cases: dict[str, Any] | str) -> Path:
    path = folder / "zinnen.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in cases), encoding="utf-8")
    return path


def changed(draft: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """Return the case with other fields, or with other fields of its first draft."""
    first = CASE["drafts"][0] | (draft or {})
    return CASE | {"drafts": [{k: v for k, v in first.items() if v is not ...}, *CASE["drafts"][1:]]} | fields


def outcome(case: str, supported: bool, rule: str = "", kind: str = "k", milliseconds: float = 1.0) -> Outcome:
    draft = Case.model_validate_json(json.dumps(changed({"kind": kind, "supported": supported}))).drafts[0]
    return Outcome(case, draft, rule, "woorden" if rule else "", milliseconds)


def cases() -> list[Case]:
    return [Case.model_validate_json(json.dumps(CASE))]


def test_the_sources_of_a_case_are_letters_of_one_document_and_every_hit_is_exact() -> None:
    (case,) = cases()
    document = case.document()
    for hit, source in zip(case.hits(document), case.sources, strict=True):
        assert document.text[hit.passage.start : hit.passage.end] == hit.passage.text == source.text
        assert document.text[hit.letter.start : hit.letter.end] == source.text
        assert (hit.letter.sender, hit.letter.date, hit.letter.document_id) == (source.sender, source.date, document.id)
    assert [hit.rank for hit in case.hits(document)] == [1, 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "geen geldige JSON"),
        (changed({"supported": "ja"}), "het veld 'drafts.0.supported' moet true of false zijn"),
        (changed({"supported": 1}), "het veld 'drafts.0.supported' moet true of false zijn"),
        (changed({"citations": ...}), "het veld 'drafts.0.citations' ontbreekt"),
        (changed({"citations": [{"source": "B1"}]}), "het veld 'drafts.0.citations.0.quote' ontbreekt"),
        (changed(sources=[]), "het veld 'sources' is leeg"),
        (changed(drafts=[]), "het veld 'drafts' is leeg"),
        (changed(sources=[{"text": "a", "date": "3 mei 2024"}]), "'date' is een datum als 2024-05-12"),
        (changed(sources=[{"text": "a"}] * 11), "het veld 'sources' is te lang: hooguit 10"),
        (changed({"id": "brug-9"}), "de id 'brug' staat ook op regel 1"),
        (changed(id="ander"), "de id 'brug-1' staat ook op regel 1"),
    ],
)
def test_the_first_line_that_is_wrong_is_named_with_its_field(tmp_path: Path, line: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cases(table(tmp_path, CASE, line))
    assert "regel 2: " in caught.value.message
    assert said in caught.value.message
    assert caught.value.help


def test_a_table_without_cases_is_wrong_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen enkel geval"):
        read_cases(table(tmp_path, ""))
    with pytest.raises(InputError, match="niet te lezen"):
        read_cases(tmp_path / "weg.jsonl")


def test_drafts_go_through_the_check_itself() -> None:
    seen: list[tuple[int, int]] = []
    outcomes = check_drafts(cases(), on_checked=lambda *step: seen.append(step))
    assert [(each.draft.id, each.rule) for each in outcomes] == [
        ("brug-1", ""),
        ("brug-2", "number_not_in_quote"),
        ("brug-3", "quote_not_found"),
    ]
    assert all(each.right for each in outcomes)
    assert outcomes[1].words
    assert seen == [(0, 3), (3, 3)]


def test_each_rule_is_switched_off_in_turn() -> None:
    without = check_without_each(cases())
    assert list(without) == [rule.name for rule in RULES]
    rows = {row["rule"]: row for row in checks(cases(), check_drafts(cases()), without=without)["ablation"]}
    assert rows["number_not_in_quote"]["stops_alone"] == ["brug-2"]
    assert rows["number_not_in_quote"]["stopped"]["value"] == 0.5
    assert rows["number_not_in_quote"]["stops_wrongly"] == []


def test_figures_are_shares_with_intervals_over_cases() -> None:
    alike = [outcome(f"c{i}", False, "polarity" if i % 2 else "") for i in range(10) for _ in range(30)]
    measured = checks(cases(), alike)
    assert measured["stopped"]["value"] == 0.5
    assert measured["stopped"]["n"] == 300
    assert measured["shown"] == {"value": None, "low": None, "high": None, "n": 0}
    # 300 drafts that hang together by ten are worth ten: 0.5 ± 1.96 √(0.25 / 10)
    assert measured["stopped"]["high"] - measured["stopped"]["low"] > 0.5


def test_a_kind_has_a_row_with_what_stopped_it_and_times_are_over_all() -> None:
    outcomes = [
        outcome("a", True, kind="verbatim", milliseconds=1),
        outcome("a", True, "polarity", kind="verbatim", milliseconds=3),
        outcome("b", False, "polarity", kind="negation", milliseconds=2),
        outcome("b", False, kind="negation", milliseconds=2),
        outcome("b", False, "modality_raised", kind="negation", milliseconds=2),
    ]
    measured = checks(cases(), outcomes)
    assert [(row["kind"], row["supported"], row["n"], row["shown"], row["stopped"]) for row in measured["kinds"]] == [
        ("verbatim", True, 2, 1, 1),
        ("negation", False, 3, 1, 2),
    ]
    assert measured["kinds"][1]["rules"] == {"modality_raised": 1, "polarity": 1}
    assert measured["kinds"][1]["right"]["value"] == pytest.approx(2 / 3, abs=1e-6)
    assert measured["rules"] == ["polarity", "modality_raised"]
    assert measured["milliseconds"] == {"p50": 2.0, "p95": 2.8, "n": 5}
    assert [(row["rule"], row["words"]) for row in measured["wrong"]] == [("polarity", "woorden"), (None, "")]
    assert json.loads(json.dumps(measured)) == measured


def test_the_packaged_table_is_read_and_every_kind_and_rule_has_a_dutch_name() -> None:
    packaged = read_cases(PACKAGED)
    drafts = [draft for case in packaged for draft in case.drafts]
    assert len(drafts) >= 150
    assert {draft.kind for draft in drafts} <= set(KIND_LABELS)
    assert {rule.name for rule in RULES} <= set(MEANING)


def test_bounds_hold_the_check_where_it_was_measured() -> None:
    report = {
        "versions": {"briefwijzer": "0"},
        "settings": {"embedder": None, "model": None, "verifier": None},
        "checks": checks(cases(), [outcome(f"c{i}", bool(i % 2), "" if i % 2 else "polarity") for i in range(40)]),
    }
    floors = set_floors(report, date="2024-05-03")
    assert floors.bounds["checks.stopped"].at_least == 0.95
    assert fallen(report, floors) == []
    worse = report | {"checks": report["checks"] | {"shown": {"value": 0.9, "n": 20}}}
    (said,) = fallen(worse, floors)
    assert said.startswith("checks.shown: 0.9000 ligt onder de ondergrens 0.9500")
    (said,) = fallen(report | {"checks": report["checks"] | {"fingerprint": "f" * 64}}, floors)
    assert "drafts_fingerprint" in said


def test_the_command_measures_the_check_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: str) -> None:
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", tiny)
    wrong = changed({"supported": False})
    out, floors = tmp_path / "uit", tmp_path / "grenzen.json"
    result = invoke("--checks", "--drafts", table(tmp_path, wrong), "--out", out, "--ablate", "--set-floors", floors)
    assert result.exit_code == 0, result.output
    report = report_of(out)
    assert report["settings"]["model"] is None
    assert (report["checks"]["drafts"], report["checks"]["cases"]) == (3, 1)
    assert [row["id"] for row in report["checks"]["wrong"]] == ["brug-1"]
    assert "brug-1  ten onrechte getoond" in result.stdout
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Hoe goed controleert Briefwijzer?" in page
    assert "number_not_in_quote" in page
    assert "script-src 'none'" in page
    held = invoke("--checks", "--drafts", table(tmp_path, wrong), "--out", out, "--gate", floors)
    assert held.exit_code == 0, held.output
    assert not (out / "answers.jsonl").exists()


def test_the_command_adds_the_check_to_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: str) -> None:
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", tiny)
    questions = tmp_path / "vragen.jsonl"
    questions.write_text(json.dumps(ASKED[0]))
    base = (questions, "--letters", letters_folder(tmp_path), "--out", tmp_path / "uit")
    result = invoke(*base, "--checks", "--drafts", table(tmp_path, CASE))
    assert result.exit_code == 0, result.output
    report = report_of(tmp_path / "uit")
    assert report["checks"]["stopped"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 2}
    assert report["counts"]["questions"] == 1
    page = (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert '<a href="#controle">' in page
    refused = invoke("--checks", "--out", tmp_path / "uit")
    assert refused.exit_code == 2
    assert "staan de antwoorden van een eerdere run" in refused.stderr


def test_options_that_do_not_go_together_are_wrong_input(tmp_path: Path) -> None:
    questions = tmp_path / "vragen.jsonl"
    questions.write_text(json.dumps(ASKED[0]))
    letters = letters_folder(tmp_path)
    with_questions: list[object] = [questions, "--letters", letters]
    cases_: list[tuple[list[object], str]] = [
        ([], "niets te meten"),
        (["--checks", "--repeat", 2], "--repeat gaat over vragen"),
        (["--checks", "--against", letters], "--against gaat over vragen"),
        ([questions, "--data", tmp_path / "leeg"], "nog geen brieven geïndexeerd"),
        ([*with_questions, "--drafts", questions], "--drafts hoort bij --checks"),
        ([*with_questions, "--judge", "openai/x"], "er is geen taalmodel ingesteld"),
        ([*with_questions, "--verdicts", questions], "--verdicts vergelijkt"),
        (["--checks", "--drafts", questions], "het veld 'sources' ontbreekt"),
    ]
    for arguments, said in cases_:
        result = invoke(*arguments, "--out", tmp_path / "uit")
        assert result.exit_code == 2, (arguments, result.output)
        assert said in " ".join(result.stderr.split()), result.stderr
        assert not (tmp_path / "uit").exists()
