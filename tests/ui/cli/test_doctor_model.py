"""`briefwijzer doctor --model`: what is said of models that work, fail, are slow, or do not keep to the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prompts.load import load
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, draft_reply, model_server
from ui.cli import doctor_model
from ui.cli.commands import app
from ui.cli.doctor_model import ANSWERED, NOT_ANSWERED, SOURCE

QUOTE = "Een kaartje kost dan € 4,50."
NOT_THERE = '{"answerable": false, "sentences": [], "missing": "De bron zegt niet hoe diep het bad is."}'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelServer]:
    """A server that the settings name."""
    monkeypatch.chdir(tmp_path)
    with model_server() as running:
        monkeypatch.setenv("BRIEFWIJZER_MODEL", "openai/gpt-4o-mini")
        monkeypatch.setenv("BRIEFWIJZER_MODEL_API_BASE", running.api_base)
        monkeypatch.setenv("BRIEFWIJZER_MODEL_SECONDS", str(HANG_SECONDS))
        monkeypatch.setenv("BRIEFWIJZER_MODEL_RETRIES", "0")
        yield running


def examined() -> tuple[int, dict[str, str], str]:
    """Return the exit code, the lines by what they are about, and all that was printed."""
    result = CliRunner().invoke(app, ["doctor", "--model"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    lines = [line for line in result.stdout.splitlines() if not line.strip().startswith("→")]
    return (
        result.exit_code,
        {what.strip(): found.strip() for what, _, found in (line.partition(":") for line in lines)},
        result.stdout,
    )


def draft(text: str = "Een kaartje kost € 4,50.", quote: str = QUOTE) -> str:
    return draft_reply((text, "B1", quote))


def answering(answer: Reply | str, other: Reply | str = NOT_THERE) -> Callable[[Request], Reply | str]:
    return lambda request: answer if ANSWERED in request.body["messages"][1]["content"] else other


def test_a_good_model(server):
    server.respond = answering(Reply(draft(), usage=(300, 60)), Reply(NOT_THERE, usage=(290, 40)))
    code, found, _ = examined()
    assert code == 0
    assert found["Taalmodel"] == f"openai/gpt-4o-mini, op deze computer ({server.api_base})"
    assert (found["Bereikbaar"], found["Afgesproken vorm"], found["Citeert letterlijk"]) == ("ja", "ja", "ja")
    assert found["Woord voor woord"].startswith("ja")
    assert found["Zegt wat ontbreekt"] == "ja"
    assert "eerste woorden na " in found["Snelheid"]
    assert found["Verbruik"] == "590 tokens gelezen, 100 geschreven, 0,0001 dollar"
    assert len(server.history) == 2
    assert [SOURCE in request.body["messages"][1]["content"] for request in server.history] == [True, True]


def test_the_questions_fit_the_source():
    assert QUOTE in SOURCE
    assert "diep" in NOT_ANSWERED
    assert "diep" not in SOURCE
    assert '"answerable"' in load("doctor.nl").text


def test_a_wrong_key(server, monkeypatch):
    monkeypatch.setenv("BRIEFWIJZER_MODEL_API_KEY", "verkeerd")
    server.respond = lambda _: Reply(status=401, body="{}")
    code, found, said = examined()
    assert code == 1
    assert (found["Bereikbaar"], found["Sleutel"]) == ("ja", "Het taalmodel accepteert de sleutel niet.")
    assert "→ Controleer BRIEFWIJZER_MODEL_API_KEY." in said
    assert "verkeerd" not in said
    assert len(server.history) == 1


def test_a_wrong_address(server, monkeypatch):
    monkeypatch.setenv("BRIEFWIJZER_MODEL_API_BASE", "http://ik:geheim@127.0.0.1:9/v1")
    code, found, said = examined()
    assert code == 1
    assert found["Bereikbaar"] == "nee. Het taalmodel is niet bereikbaar."
    assert "BRIEFWIJZER_MODEL_API_BASE" in said
    assert "geheim" not in said


def test_a_wrong_name(server):
    server.respond = lambda _: Reply(status=404, body="{}")
    code, found, said = examined()
    assert (code, found["Bereikbaar"]) == (1, "ja")
    assert found["Antwoord"] == "Het taalmodel openai/gpt-4o-mini is niet bekend."
    assert "ollama/" in said


def test_a_server_that_hangs(server, clock):
    server.respond = clock.answers((HANG_SECONDS, Reply(hang=True)))
    code, found, said = examined()
    assert code == 1
    assert found["Bereikbaar"] == "nee. Het taalmodel gaf binnen 120 seconden geen antwoord."
    assert "BRIEFWIJZER_MODEL_SECONDS" in said


def test_a_slow_model_is_no_fault_and_is_told(server, monkeypatch):
    monkeypatch.setattr(doctor_model, "SLOW_SECONDS", 0.05)
    server.respond = answering(Reply(draft(), seconds_between=0.1))
    code, found, said = examined()
    assert code == 0
    assert "dat is traag" in found["Snelheid"]
    assert "BRIEFWIJZER_MODEL_TOKENS" in said


def test_a_reply_in_another_form(server):
    server.respond = lambda _: "Rozen zijn rood,\nviooltjes zijn blauw."
    code, found, _ = examined()
    assert code == 1
    assert found["Afgesproken vorm"] == "nee, het model zei: Rozen zijn rood, viooltjes zijn blauw."
    assert "Verbruik" in found


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (draft(quote="Een kaartje kost € 4,50."), "nee: “Een kaartje kost € 4,50.” staat niet in de bron"),
        (draft(quote=" "), "nee: “” staat niet in de bron"),
        ('{"answerable": true, "sentences": [{"text": "Vertrouw mij."}]}', "nee: bij de vraag"),
        (NOT_THERE, "nee: bij de vraag"),
    ],
)
def test_quotes_that_are_not_exact(server, answer, said):
    server.respond = answering(answer)
    code, found, _ = examined()
    assert code == 1
    assert found["Citeert letterlijk"].startswith(said)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (draft("Het bad is 3 meter diep."), "nee: op “Hoe diep is het zwembad?” zei het: Het bad is 3 meter diep."),
        ("Geen idee.", "nee: het antwoord had niet de afgesproken vorm"),
    ],
)
def test_a_model_that_guesses(server, other, said):
    server.respond = answering(draft(), other)
    code, found, _ = examined()
    assert (code, found["Zegt wat ontbreekt"]) == (1, said)


def test_a_model_that_does_not_stream(server):
    server.respond = answering(Reply(draft(), ignores_stream=True))
    code, found, _ = examined()
    assert code == 0
    assert found["Woord voor woord"].startswith("nee")


def test_a_second_question_that_fails(server):
    server.respond = answering(draft(), Reply(status=429, body="{}"))
    code, found, _ = examined()
    assert (code, found["Tweede vraag"]) == (1, "Het taalmodel heeft het te druk.")


def test_each_fallback_is_tried_by_itself(server, monkeypatch):
    monkeypatch.setenv("BRIEFWIJZER_MODEL_FALLBACKS", "openai/stuk,deepseek/deepseek-chat")
    monkeypatch.setenv("BRIEFWIJZER_MODEL_API_KEY", "geheim")
    good = answering(draft())
    server.respond = lambda request: (
        good(request) if request.body["model"] == "gpt-4o-mini" else Reply(status=401, body="{}")
    )
    with model_server() as elsewhere:
        elsewhere.respond = lambda _: Reply(status=401, body="{}")
        monkeypatch.setenv("DEEPSEEK_API_BASE", elsewhere.api_base)
        monkeypatch.setenv("DEEPSEEK_API_KEY", "ander")
        code, found, said = examined()
        assert "geheim" not in str(elsewhere.history[0].headers)
    assert code == 1
    assert found["Reservemodel 1"].startswith("openai/stuk, op deze computer")
    assert found["Reservemodel 2"] == (
        "deepseek/deepseek-chat, bij de aanbieder: vragen en stukken uit de brieven gaan daarheen"
    )
    assert "DEEPSEEK_API_KEY" in said
    assert [request.body["model"] for request in server.history] == ["gpt-4o-mini"] * 2 + ["stuk"]


def test_without_a_model(server, monkeypatch):
    monkeypatch.delenv("BRIEFWIJZER_MODEL")
    code, found, said = examined()
    assert code == 1
    assert found["Taalmodel"].startswith("niet ingesteld")
    assert "BRIEFWIJZER_MODEL=ollama/gemma3" in said
    assert "BRIEFWIJZER_MODEL_API_BASE=http" in said
    assert server.history == []
