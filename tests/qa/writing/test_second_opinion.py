"""A second opinion on sentences that the rules let through: what it removes, and that it removes
nothing when it has none.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.settings import Settings
from prompts.load import fill, load
from qa.check.claim import Claim
from qa.writing.second_opinion import (
    CONTRADICTS,
    NOT_SUPPORTED,
    PROMPT,
    SecondOpinion,
    broken_rule,
    claim_elements,
    parse_verdicts,
    premise,
    second_opinion,
)
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply
from tests.support.records import hit_on
from tests.support.stopped_clock import StoppedClock
from tests.support.verifiers import TWO, make_verifier

pytestmark = pytest.mark.slow

LETTER = hit_on("x", title="Nieuwe tijden", date="2024-05-03", reference="AB/12").hit.letter
PLAIN = hit_on("x").hit.letter
PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")))


def claim(text: str, *around: str, letter: object = PLAIN) -> Claim:
    return Claim(text, around, around, (letter,))  # type: ignore[arg-type]


OPEN = claim("De school is open.", "De school is niet dicht.")
CLOSED = claim("De school is open.", "De school is dicht.")
OTHER = claim("De school is open.", "Het loket is open.")
LONG = claim("school " * 60, "De school is open.")


def by_model(server: ModelServer, *claims: Claim) -> SecondOpinion:
    model = {"model": "openai/lezer", "model_api_base": server.api_base, "model_retries": 0}
    settings = Settings(_env_file=None, verifier="model", model_seconds=HANG_SECONDS, **model)  # type: ignore[arg-type, call-arg]
    return second_opinion(claims, settings=settings)


def verdicts(*said: str) -> str:
    return json.dumps([{"id": f"Z{number}", "oordeel": each} for number, each in enumerate(said, 1)])


def test_without_a_verifier_every_sentence_stays() -> None:
    assert second_opinion([OPEN, CLOSED], settings=Settings()) == SecondOpinion(("", ""))


def test_nothing_is_asked_about_nothing(server: ModelServer) -> None:
    assert by_model(server) == SecondOpinion(())
    assert not server.history


@pytest.mark.embedder
def test_a_cross_encoder_removes_what_the_letter_contradicts(tmp_path: Path) -> None:
    name = str(make_verifier(tmp_path / "model"))
    settings = Settings(verifier=name)
    said = second_opinion([OPEN, CLOSED, OPEN], settings=settings)
    assert said == SecondOpinion(("", CONTRADICTS, ""), by=name)
    assert second_opinion([LONG, CLOSED], settings=settings) == SecondOpinion(("", CONTRADICTS), by=name, unread=1)
    assert second_opinion([LONG], settings=settings) == SecondOpinion(("",), unread=1)


@pytest.mark.embedder
def test_a_cross_encoder_of_two_classes_removes_what_does_not_follow(tmp_path: Path) -> None:
    name = str(make_verifier(tmp_path / "model", labels=TWO, classes=TWO))
    said = second_opinion([OPEN, CLOSED, OTHER], settings=Settings(verifier=name))
    assert said == SecondOpinion(("", NOT_SUPPORTED, NOT_SUPPORTED), by=name)


def test_a_cross_encoder_that_cannot_be_had_removes_nothing_and_says_why(tmp_path: Path) -> None:
    said = second_opinion([CLOSED], settings=Settings(verifier=str(tmp_path)))
    assert (said.broken, said.by) == (("",), "")
    assert said.fault
    assert "BRIEFWIJZER_VERIFIER" in said.fault.help


@pytest.mark.parametrize(
    ("row", "binary", "rule"),
    [
        ((0.9, 0.05, 0.05), False, ""),
        ((0.02, 0.97, 0.01), False, ""),
        ((0.1, 0.8, 0.1), False, ""),
        ((0.01, 0.09, 0.9), False, CONTRADICTS),
        ((0.3, 0.3, 0.4), False, CONTRADICTS),
        ((0.01, 0.8, 0.19), False, NOT_SUPPORTED),
        ((0.6, 0.4, 0), True, ""),
        ((0.4, 0.6, 0), True, NOT_SUPPORTED),
    ],
)
def test_which_rule_a_sentence_breaks(row: tuple[float, float, float], binary: bool, rule: str) -> None:
    assert broken_rule(np.array(row, dtype=np.float32), binary=binary) == rule


@given(st.tuples(*[st.floats(0, 1, width=32)] * 3))
def test_what_is_likelier_to_follow_than_to_be_contradicted_is_never_removed(row: tuple[float, float, float]) -> None:
    if row[0] >= row[2]:
        assert not broken_rule(np.array(row, dtype=np.float32), binary=False)


def test_a_sentence_must_follow_from_the_letters_data_and_the_whole_sentences_around_its_quotes() -> None:
    known = replace(LETTER, sender="Stichting\nWaterkant")
    said = Claim(
        "x", ("op zondag", "dicht"), ("Het bad is op zondag\ndicht.", "Het bad is op zondag\ndicht."), (known,)
    )
    assert premise(said) == (
        "Brief: Nieuwe tijden; Stichting Waterkant; 3 mei 2024; AB/12.\nHet bad is op zondag dicht."
    )
    assert premise(claim("x", "Het bad is dicht.")) == "Het bad is dicht."


def test_the_language_model_is_asked_once_about_all_sentences(server: ModelServer) -> None:
    server.enqueue(Reply(verdicts("volgt", "spreekt tegen", "volgt niet"), usage=(120, 9)))
    said = by_model(server, OPEN, CLOSED, claim("Het bad is <dicht>.", "Het bad & de zaal.", letter=LETTER))
    assert said.broken == ("", CONTRADICTS, NOT_SUPPORTED)
    assert said.by == "openai/lezer"
    assert (said.unread, said.fault) == (0, None)
    assert [(usage.prompt_tokens, usage.completion_tokens) for usage in said.usages] == [(120, 9)]
    (request,) = server.history
    assert request.body["messages"] == fill(
        load(PROMPT),
        zinnen='<zin id="Z1"><tekst>De school is open.</tekst><citaat>De school is niet dicht.</citaat></zin>\n'
        '<zin id="Z2"><tekst>De school is open.</tekst><citaat>De school is dicht.</citaat></zin>\n'
        '<zin id="Z3"><tekst>Het bad is &lt;dicht&gt;.</tekst><citaat>Het bad &amp; de zaal.</citaat>'
        '<brief titel="Nieuwe tijden" datum="3 mei 2024" kenmerk="AB/12"/></zin>',
    )


@pytest.mark.parametrize(
    "reply",
    [
        Reply("Alles klopt."),
        Reply(""),
        Reply("[]"),
        Reply('["volgt niet", "volgt niet"]'),
        Reply('[{"id": "Z1"}, {"id": "Z2"}]'),
        Reply('[{"id": "Z8", "oordeel": "volgt niet"}]'),
        Reply('[{"id": "Z1", "oordeel": "klopt"}, {"id": "Z2", "oordeel": null}]'),
        Reply('[{"id": ["Z1"], "oordeel": {"volgt": "niet"}}]'),
        Reply("[" * 20_000),
        Reply("x" * 100_000),
        Reply(status=500),
        Reply(status=401),
        Reply(body="{"),
    ],
    ids=lambda reply: str(reply.content)[:30] or str(reply.status),
)
def test_nonsense_and_faults_remove_nothing(reply: Reply, server: ModelServer) -> None:
    server.enqueue(reply)
    said = by_model(server, OPEN, CLOSED)
    assert (said.broken, said.by) == (("", ""), "")
    assert said.unread == 2 or said.fault


def test_a_model_that_is_silent_is_not_waited_for(server: ModelServer, clock: StoppedClock) -> None:
    server.respond = clock.answers((HANG_SECONDS, Reply(hang=True)))
    said = by_model(server, CLOSED)
    assert (said.broken, said.by) == (("",), "")
    assert said.fault


def test_no_language_model_is_a_fault_that_says_what_to_set() -> None:
    said = second_opinion([OPEN], settings=Settings(verifier="model"))
    assert said.broken == ("",)
    assert said.fault
    assert "BRIEFWIJZER_MODEL" in said.fault.help


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (f"```json\n{verdicts('volgt', 'volgt niet')}\n```", ["", NOT_SUPPORTED]),
        (f"{verdicts('volgt niet', 'volgt')} Nee, toch: {verdicts('volgt', 'volgt niet')}", ["", NOT_SUPPORTED]),
        (f"{verdicts('volgt', 'volgt niet')} [einde]", ["", NOT_SUPPORTED]),
        ('[{"id": "z2 ", "oordeel": "Spreekt_Tegen"}]', [None, CONTRADICTS]),
        ('[{"id": "Z1", "oordeel": "volgt"}, {"id": "Z1", "oordeel": "volgt niet"}]', [None, None]),
        ('[{"id": "Z1", "oordeel": "volgt niet"}, {"id": "Z1", "oordeel": "volgt niet"}]', [NOT_SUPPORTED, None]),
        ('[{"id": "Z1", "oordeel": "volgt", "reden": "ja"}]', ["", None]),
    ],
)
def test_verdicts_are_read_from_what_stands_around_them(reply: str, expected: list[str | None]) -> None:
    assert parse_verdicts(reply, of=2) == expected


@given(st.text() | st.lists(st.dictionaries(st.sampled_from(["id", "oordeel"]), st.text())).map(json.dumps))
def test_no_reply_is_a_fault(reply: str) -> None:
    assert len(parse_verdicts(reply, of=3)) == 3


@given(text=PRINTABLE, around=PRINTABLE, title=PRINTABLE)
def test_whatever_they_say_sentences_and_quotes_come_out_as_they_went_in(text: str, around: str, title: str) -> None:
    letter = hit_on("x", title=title).hit.letter
    (sent,) = ET.fromstring(f"<r>{claim_elements([claim(text, around, letter=letter)])}</r>")
    assert [(child.tag, child.text or "") for child in sent][:2] == [
        ("tekst", text),
        ("citaat", " ".join(around.split())),
    ]
    assert [child.get("titel") for child in sent[2:]] == [name for name in [" ".join(title.split())] if name]


def test_the_example_in_the_prompt_is_what_we_send_and_read() -> None:
    system = fill(load(PROMPT), zinnen="")[0]["content"]
    lists = [line for line in system.splitlines() if line.startswith("[")]
    assert parse_verdicts(lists[0], of=2) == ["", NOT_SUPPORTED]
    assert parse_verdicts(lists[1], of=3) == ["", NOT_SUPPORTED, CONTRADICTS]
    example = re.search(r"De zinnen zijn (.*?) Het antwoord is dan", system)
    assert example
    sent = claim_elements([claim("Op zondag is het zwembad dicht.", "Het bad is dicht.", letter=LETTER)])
    shape = [child.tag for child in ET.fromstring(sent)]
    assert [[child.tag for child in each] for each in ET.fromstring(f"<r>{example[1]}</r>")] == [shape] * 3
