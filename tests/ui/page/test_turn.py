"""Which answers have quotes that can be translated for their reader."""

from __future__ import annotations

from dataclasses import replace

from index.settings import Settings
from qa.records import Answer, Sentence, cite
from tests.support.records import hit_on
from ui.page.turn import can_translate

BUILT = hit_on("De aanleg begint in september.")
QUOTE = cite(BUILT.document, BUILT.hit.letter, 0, 30)
NOTHING = Answer("Wann?", "Wanneer?", "not_found", "model", language="de")
MODEL = Settings(_env_file=None, model="openai/schrijver")  # type: ignore[call-arg]


def test_what_is_nearest_can_be_translated_as_an_answer_can() -> None:
    assert not can_translate(NOTHING, MODEL)
    near = replace(NOTHING, nearest=(QUOTE,))
    assert can_translate(near, MODEL)
    assert can_translate(replace(NOTHING, status="answered", sentences=(Sentence("x", (QUOTE,)),)), MODEL)
    assert not can_translate(near, MODEL.model_copy(update={"model": None}))
    assert not can_translate(replace(near, language="nl"), MODEL)
