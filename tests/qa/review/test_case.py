"""A reviewed exchange as a test question: what is evidence after which verdict, and the file it goes into."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eval.questions.questions import Evidence, LabelledQuestion, read_questions
from index.settings import Settings
from index.store.exchanges import Exchange
from index.store.review.cases import case_file, put_case, read_staff_cases
from index.store.review.reviews import Correction, QuoteVerdict, Review
from qa.review.case import staff_case
from qa.review.faults import NoCaseError

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def citation(quote: str, reference: str | None = None) -> dict[str, Any]:
    return {"file": "bad.txt", "letter_id": "b1", "reference": reference, "page": 1, "quote": quote}


SENTENCES = [
    {
        "text": "De les begint om negen uur.",
        "citations": [citation("begint\nom negen uur"), citation("negen uur", "K7")],
    },
    {"text": "Een badmuts is geel.", "citations": [citation("gele badmuts")]},
]
BEGINS = [Evidence(file="bad.txt", quote="begint om negen uur"), Evidence(file="bad.txt", note="K7", quote="negen uur")]
CAP = Evidence(file="bad.txt", quote="gele badmuts")


def exchange(**changed: Any) -> Exchange:
    line = {"sentences": SENTENCES}
    made = Exchange(
        "1a2b3c4d5e6f", NOON, "En wanneer?", "Wanneer begint de les?", "nl", "answered", "quotes", None, None, line
    )
    return replace(made, **changed)


def found(answer: str, *quotes: tuple[int, int, str], correction: Correction | None = None) -> Review:
    return Review("1a2b3c4d5e6f", "Anna", NOON, answer, tuple(QuoteVerdict(*each) for each in quotes), "", correction)


def as_question(review: Review, of: Exchange | None = None) -> LabelledQuestion:
    return LabelledQuestion.model_validate(staff_case(of or exchange(), review))


@pytest.mark.parametrize(
    ("review", "evidence"),
    [
        (found("good"), (tuple(BEGINS), (CAP,))),
        (found("good", (1, 1, "incomplete"), (2, 1, "right")), ((BEGINS[1],), (CAP,))),
        (found("partly", (1, 2, "right"), (2, 1, "wrong")), ((BEGINS[1],),)),
        (found("wrong", correction=Correction("Een badmuts.", (citation("gele badmuts"),))), ((CAP,),)),
    ],
)
def test_what_was_found_right_is_the_evidence(review: Review, evidence: tuple[Any, ...]) -> None:
    question = as_question(review)
    assert question.evidence == evidence
    assert (question.id, question.type, question.lang) == ("staff-1a2b3c4d5e6f", "staff", "nl")
    assert question.question == "Wanneer begint de les?"


def test_what_should_be_refused_has_no_answer() -> None:
    silent = exchange(status="not_found", line={"sentences": []})
    assert not as_question(found("should_refuse")).answerable
    assert not as_question(found("good"), silent).answerable
    corrected = found("should_answer", correction=Correction("Een badmuts.", (citation("gele badmuts"),)))
    assert as_question(corrected, silent).answer == "Een badmuts."


@pytest.mark.parametrize("answer", ["partly", "wrong", "should_answer"])
def test_without_what_is_right_there_is_no_question(answer: str) -> None:
    with pytest.raises(NoCaseError, match="verbeterd antwoord"):
        staff_case(exchange(), found(answer, (1, 1, "wrong")))


def test_the_same_question_takes_its_own_place(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    put_case(staff_case(exchange(), found("good")), settings)
    other = exchange(id="0" * 12, searched_for="Wat kost de les?")
    put_case(staff_case(other, found("should_refuse")), settings)
    again = exchange(id="1" * 12, searched_for="wanneer begint de LES")
    file = put_case(staff_case(again, found("should_refuse")), settings)
    assert file == case_file(settings) == tmp_path / "data" / "questions" / "staff.jsonl"
    assert [each.id for each in read_questions(file)] == [f"staff-{'0' * 12}", f"staff-{'1' * 12}"]
    assert len(read_staff_cases(settings).cases) == 2
    assert file.stat().st_mode & 0o077 == 0
