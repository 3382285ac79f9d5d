"""Reading a draft out of whatever a model says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from qa.llm.draft import Draft, DraftCitation, DraftSentence, parse_draft

DRAFT = {
    "answerable": True,
    "sentences": [{"text": "De brief zegt: {ja}.", "citations": [{"source": "B1", "quote": 'zeg "ja" \\ \u20ac 5'}]}],
    "missing": "",
}
PARSED = Draft(
    answerable=True,
    sentences=(
        DraftSentence(text="De brief zegt: {ja}.", citations=(DraftCitation(source="B1", quote='zeg "ja" \\ € 5'),)),
    ),
)
PROSE = st.text(st.characters(exclude_characters="{", exclude_categories=("Cs",)))


@pytest.mark.parametrize(
    "reply",
    [
        json.dumps(DRAFT),
        json.dumps(DRAFT, indent=2, ensure_ascii=False),
        f"```json\n{json.dumps(DRAFT)}\n```",
        f"Natuurlijk! Hier is het antwoord {{zoals gevraagd}}:\n{json.dumps(DRAFT)}\nHopelijk helpt dit.",
        f'{{"nadenken": "eerst"}} {json.dumps(DRAFT | {"missing": "anders"})} Bij nader inzien: {json.dumps(DRAFT)}',
        f"<think>Of toch {json.dumps(DRAFT | {'answerable': False})}?</think>{json.dumps(DRAFT)}",
        json.dumps({"antwoord": DRAFT}),
        json.dumps(DRAFT | {"zekerheid": 0.9}),
    ],
)
def test_the_last_draft_in_a_reply_is_read_and_no_thought_before_it(reply):
    assert parse_draft(reply) == PARSED


@given(before=PROSE, after=st.text())
def test_text_around_it_changes_nothing(before, after):
    assert parse_draft(before + json.dumps(DRAFT) + after) == PARSED


def test_of_a_key_that_occurs_twice_the_last_counts():
    assert parse_draft('{"answerable": true, "sentences": [], "answerable": "partly"}').answerable == "partly"


@pytest.mark.parametrize(
    "reply",
    ['{"answerable": false}', '{"answerable": false, "sentences": null, "missing": null}'],
)
def test_nothing_to_say_may_be_left_out(reply):
    assert parse_draft(reply) == Draft(answerable=False, sentences=(), missing="")


def test_a_sentence_may_lack_citations_and_is_judged_later():
    reply = '{"answerable": true, "sentences": [{"text": "a"}, {"text": "b", "citations": null}]}'
    assert parse_draft(reply).sentences == (DraftSentence(text="a"), DraftSentence(text="b"))


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Rozen zijn rood, viooltjes zijn blauw.",
        "[1, 2]",
        '"answerable"',
        '{"answerable": true, "sentences": [],}',
        '{"answerable": true, "sentences": [{"text": "afgebroken',
        '{"answerable": "misschien", "sentences": []}',
        '{"sentences": []}',
        '{"answerable": true, "missing": "\\ud800"}',
        '{"answerable": ' * 30_000,
        "{" * 200_000,
        '{"answerable": true, "missing": ' + "9" * 5000 + "}",
    ],
)
def test_anything_else_is_an_error_that_says_what_to_do(reply):
    with pytest.raises(ModelError, match="BRIEFWIJZER_MODEL"):
        parse_draft(reply)


@pytest.mark.parametrize(
    ("reply", "answerable", "sources"),
    [
        ('{"answerable": true, "sentences": ["los", {"text": "a", "citations": [{"source": "B1", "quote": "q"}]}]}',
         True, ["B1"]),
        ('{"answerable": "ja", "sentences": [{"text": "a", "citations": [{"source": "B1"}, '
         '{"source": 2, "quote": "q"}]}]}',
         True, ["B2"]),
        ('{"answerable": "Partly", "sentences": {"text": "a", "citations": {"source": ["B1", "B2"], "quote": "q"}}}',
         "partly", ["B1, B2"]),
        ('{"sentences": [{"text": "a", "citations": [{"source": "B1", "quote": "q\nr"}]}]}', True, ["B1"]),
        ('{"answerable": "no", "sentences": null}', False, []),
    ],
)  # fmt: skip
def test_what_is_malformed_costs_itself_alone(reply, answerable, sources):
    draft = parse_draft(reply)
    assert draft.answerable == answerable
    assert [citation.source for sentence in draft.sentences for citation in sentence.citations] == sources
