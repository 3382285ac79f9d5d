"""The schema that programs read says what qa/as_json.py makes: the same keys, of these types."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from index.read.inventory import inventory
from index.records import Twin
from qa.as_json import answer_line, hit_line, letter_line
from qa.records import Answer, Citation, Dropped, ModelUsage, NewerCitation, Sentence
from tests.support.records import hit_on
from ui.api.schema import AnswerJson, HitJson, LetterJson

HERE, THERE = hit_on("Wij melden dit binnen drie weken."), hit_on("Wij melden dit binnen vier weken.", name="nota")
_DOCUMENTS = {each.document.id: each.document for each in (HERE, THERE)}
_PARTS = inventory(read={"footnote": 2}, left_out={"comment": 1})
LIBRARY: Any = SimpleNamespace(
    document_of=lambda letter: _DOCUMENTS[letter.document_id], inventory=dict.fromkeys(_DOCUMENTS, _PARTS)
)
_CITATION = Citation(HERE.hit.letter, 1, 0, 9, "Wij melden", marks=((0, 3),))
_HIT = replace(HERE.hit, also=(Twin(THERE.hit.passage, THERE.hit.letter),))
_FULL = Answer(
    "Wat?",
    "Wat?",
    "answered",
    "model",
    sentences=(Sentence("Wij melden.", (_CITATION,), NewerCitation(replace(_CITATION, letter=THERE.hit.letter))),),
    dropped=(Dropped("Nee.", "polarity"),),
    hits=(_HIT,),
    timings_ms={"search": 1.0, "answer": 2.0, "check": 0.0, "total": 3.0},
    confidence=0.9,
    written=ModelUsage(("schrijver",), {"answer.nl": "ab12"}, 10, 2, 0.1, 1),
    nearest=(_CITATION,),
)
_BARE = Answer("Wat?", "Wat?", "not_found", "quotes", timings_ms=_FULL.timings_ms)


def test_an_answer_has_the_keys_and_types_of_its_schema() -> None:
    for answer in (_FULL, _BARE):
        line = json.loads(json.dumps(answer_line(answer, library=LIBRARY)))
        assert AnswerJson.model_validate(line, strict=False).model_dump(mode="json") == line


def test_hits_and_letters_have_the_keys_and_types_of_their_schemas() -> None:
    hit, letter = hit_line(_HIT, library=LIBRARY), letter_line(HERE.hit.letter, library=LIBRARY)
    assert HitJson.model_validate(hit).model_dump(mode="json") == hit
    assert LetterJson.model_validate(letter).model_dump(mode="json") == letter
