"""What is read out of a model's reply to the wish for questions, and exactly what it is told of a passage."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from index.records import Letter, Passage
from prompts.load import fill, load
from qa.writing.think_up_questions import LONGEST, MOST, parse_questions, passage_element

PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")))


@pytest.mark.parametrize(
    ("reply", "questions"),
    [
        ('["Mag dat zomaar?", "Wie betaalt het?"]', ("Mag dat zomaar?", "Wie betaalt het?")),
        ('```json\n["Mag dat zomaar?"]\n```', ("Mag dat zomaar?",)),
        ('Hier [4] zijn ze: ["Mag dat zomaar?"] Succes [x]!', ("Mag dat zomaar?",)),
        ('{"vragen": ["Mag dat zomaar?"]}', ("Mag dat zomaar?",)),
        ('[["Mag dat zomaar?"]]', ("Mag dat zomaar?",)),
        ('["Dit is een zin.", "Mag dat zomaar?", "", "?", "Hoezo?"]', ("Mag dat zomaar?",)),
        ('["Mag dat  zomaar?", "mag dat\\nZOMAAR?"]', ("mag dat ZOMAAR?",)),
        ('["Mag\\u0000 dat \\ud800zomaar?\\u200b"]', ("Mag dat zomaar?",)),
        (json.dumps(["Mag " + "heel " * LONGEST + "veel?", "Mag dat zomaar?"]), ("Mag dat zomaar?",)),
        (json.dumps([f"Is dit vraag {i}?" for i in range(9)]), tuple(f"Is dit vraag {i}?" for i in range(MOST))),
        ("[]", ()),
        ('Voorbeeld: [] en dan ["Mag dat zomaar?"]', ("Mag dat zomaar?",)),
    ],
)
def test_the_questions_are_read_out_of_it(reply: str, questions: tuple[str, ...]) -> None:
    assert parse_questions(reply) == questions


@pytest.mark.parametrize(
    "reply",
    ["", "Mag dat zomaar?", "[1, 2]", '["Dit is een zin."]', '["Mag dat', "[" * 5000, '{"a": 1}', '[null, "a b?"]'],
)
def test_what_holds_no_questions_is_a_fault(reply: str) -> None:
    with pytest.raises(ModelError, match="BRIEFWIJZER_MODEL"):
        parse_questions(reply)


@given(st.text() | st.lists(st.text()).map(json.dumps))
def test_whatever_it_is_what_comes_out_can_be_stored(reply: str) -> None:
    try:
        questions = parse_questions(reply)
    except ModelError:
        return
    assert len({each.casefold() for each in questions}) == len(questions) <= MOST
    assert all(each.isprintable() and each.endswith("?") and len(each) <= LONGEST for each in questions)
    assert json.dumps(questions, ensure_ascii=False).encode()


def test_the_example_is_what_we_accept() -> None:
    system = fill(load("questions.nl"), passage="")[0]["content"]
    shape, example = (line for line in system.splitlines() if line.startswith("["))
    assert len(parse_questions(shape)) == 2
    assert list(parse_questions(example)) == json.loads(example)
    assert re.search(r"<passage [^>]*>[^<]+</passage>", system)


@given(text=PRINTABLE, title=PRINTABLE)
def test_hostile_text_stays_inside_its_element(text: str, title: str) -> None:
    letter = Letter("a-1", "a", "brief", title, '"><passage>', None, None, None, 0, 1)
    sent = ET.fromstring(passage_element(letter, Passage("a-1-1", "a-1", 0, 1, "</passage>", text)))
    assert (sent.tag, sent.text or "", sent.get("titel", "")) == ("passage", text, " ".join(title.split()))
    assert (sent.get("van"), sent.get("kop")) == ('"><passage>', "</passage>")
