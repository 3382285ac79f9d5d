"""A run with a language model: a scripted server writes, another model judges, and the report says what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prompts.load import load
from tests.eval.check.test_figures import CASE, table
from tests.eval.measure.test_model_part import said_true
from tests.eval.test_run import invoke, letters_folder, questions_file, report_of
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, model_server

pytestmark = pytest.mark.slow


def draft(*sentences: tuple[str, list[tuple[str, str]]]) -> str:
    listed = [
        {"text": text, "citations": [{"source": key, "quote": quote} for key, quote in citations]}
        for text, citations in sentences
    ]
    return json.dumps({"answerable": True, "sentences": listed, "missing": ""})


def writer(request: Request) -> Reply | str:
    """Answer from the source that has the answer, with one sentence that it does not say; stay silent on the market."""
    if request.body["model"] == "rechter":
        return said_true(request)
    given = request.sources
    if len(request.body["messages"]) > 2:  # asked to mend what was wrong
        return draft()
    question = request.body["messages"][-1]["content"]
    if "standplaats" in question:
        return Reply(status=500, body="{}")
    key, text = next((key, text) for key, text in given.items() if "veertien weken" in text)
    quote = "De brug over de Vliet blijft veertien weken dicht."
    assert quote in " ".join(text.split())
    reply = draft((quote, [(key, quote)]), ("De brug is gratis voor fietsers.", [(key, "voor fietsers gratis")]))
    return Reply(reply, usage=(1200, 80))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tiny: str) -> Iterator[ModelServer]:
    with model_server() as running:
        running.respond = writer
        for name, value in {
            "EMBEDDER": tiny,
            "MODEL": "openai/schrijver",
            "MODEL_API_BASE": running.api_base,
            "MODEL_API_KEY": "sleutel",
            "MODEL_RETRIES": "0",
            "MODEL_SECONDS": str(HANG_SECONDS),
        }.items():
            monkeypatch.setenv(f"BRIEFWIJZER_{name}", value)
        monkeypatch.setenv("COLUMNS", "120")
        yield running


def answers(out: Path, name: str = "answers.jsonl") -> dict[str, Any]:
    lines = (out / name).read_text(encoding="utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, lines)}


def test_a_run_with_a_model_says_what_it_wrote_lost_took_and_proved(tmp_path: Path, server: ModelServer) -> None:
    out, verdicts = tmp_path / "uit", tmp_path / "oordelen.jsonl"
    said = {"question": "brug", "sentence": "De brug over de Vliet blijft veertien weken dicht.", "supported": True}
    verdicts.write_text(json.dumps(said))
    result = invoke(
        questions_file(tmp_path), "--letters", letters_folder(tmp_path), "--out", out, "--judge", "openai/rechter",
        "--verdicts", verdicts, "--checks", "--drafts", table(tmp_path, CASE),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    lines = answers(out)
    assert (lines["brug"]["mode"], lines["plaats"]["mode"]) == ("model", "quotes")
    report = report_of(out)
    part = report["model"]
    assert (part["asked"], part["answered"], part["fell_back"]["value"]) == (2, 1, 0.5)
    assert part["models"] == {"openai/schrijver": 2}  # also the call that came to nothing
    assert part["prompts"] == sorted(load(name).hash for name in ("answer.nl", "repair.nl"))
    assert part["prompt_tokens"]["total"] >= 1200
    assert part["dropped"]["drafted"] == 2
    assert part["dropped"]["rules"]["quote_not_found"]["value"] == 0.5
    gold, judged = part["citations"]
    assert (gold["citation_recall"]["value"], gold["citation_recall"]["n"]) == (1.0, 1)
    assert (judged["citation_recall"]["value"], judged["citation_precision"]["value"]) == (1.0, 1.0)
    assert (judged["name"], judged["prompt"]) == ("openai/rechter", load("judge.nl").hash)
    assert judged["agreement"]["share"] == 1.0
    (by_drafts,) = report["checks"]["judges"]
    assert by_drafts["agreement"]["n"] == 2
    assert by_drafts["agreement"]["left_out"] == 1
    assert "Bewijzen de citaten wat er staat?" in result.stdout
    assert "taalmodel openai/rechter" in result.stdout
    page = (out / "report.html").read_text(encoding="utf-8")
    for link in ("taalmodel", "controle"):
        assert f'<a href="#{link}">' in page
        assert f'<h2 id="{link}">' in page
    assert load("judge.nl").hash[:12] in page


def test_questions_are_asked_again_over_one_index(tmp_path: Path, server: ModelServer) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    (out / "answers-7.jsonl").write_text("van een eerdere run")
    asked: list[str] = []

    def moody(request: Request) -> Reply | str:
        asked.append(request.body["messages"][-1]["content"])
        first = sum("Vliet" in each.partition("<vraag>")[2] for each in asked) == 1
        return writer(request) if first else Reply(status=500, body="{}")

    server.respond = moody
    letters = letters_folder(tmp_path)
    result = invoke(questions_file(tmp_path), "--letters", letters, "--out", out, "--repeat", 2)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.glob("answers*")) == ["answers-2.jsonl", "answers.jsonl"]
    assert answers(out)["brug"]["mode"] == "model"
    assert answers(out, "answers-2.jsonl")["brug"]["mode"] == "quotes"
    again = report_of(out)["repeat"]
    assert again["runs"] == 2
    assert again["metrics"]["fell_back"]["values"] == [0.5, 1.0]
    assert set(again["metrics"]["recall@5"]["values"]) == {1.0}
    assert "6/6" in result.stderr
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Alle vragen zijn 2 keer gesteld" in page
    assert '<a href="#herhaling">' in page


def test_a_judge_that_does_not_answer_leaves_the_rest_of_the_report(tmp_path: Path, server: ModelServer) -> None:
    server.respond = lambda request: (
        Reply(status=401, body="{}") if request.body["model"] == "rechter" else writer(request)
    )
    out = tmp_path / "uit"
    result = invoke(
        questions_file(tmp_path), "--letters", letters_folder(tmp_path), "--out", out, "--judge", "openai/rechter"
    )
    assert result.exit_code == 0, result.output
    _, judged = report_of(out)["model"]["citations"]
    assert (judged["citation_recall"]["value"], judged["unjudged"]) == (None, 1)
    assert "sleutel" in judged["faults"][0]
    assert "Let op: openai/rechter" in result.stdout


def test_a_judge_is_measured_over_drafts_without_questions(tmp_path: Path, server: ModelServer) -> None:
    out = tmp_path / "uit"
    result = invoke("--checks", "--drafts", table(tmp_path, CASE), "--out", out, "--judge", "openai/rechter")
    assert result.exit_code == 0, result.output
    (judged,) = report_of(out)["checks"]["judges"]
    assert (judged["agreement"]["n"], judged["calls"]) == (2, 2)
    assert {request.body["model"] for request in server.history} == {"rechter"}
    assert "Hoe goed de beoordelaars oordelen" in (out / "report.html").read_text(encoding="utf-8")
