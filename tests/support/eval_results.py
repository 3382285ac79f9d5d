"""Results of an evaluation made by hand: a short letter, questions about it, and answers as answers.jsonl has them."""

from __future__ import annotations

import json
from typing import Any

from eval.match import Corpus
from eval.measure.result import Result
from eval.metrics import score, score_fault
from eval.questions.questions import LabelledQuestion

LETTER = (
    "Aan alle ouders. Dit is de inleiding van de brief. Er is eerder over gesproken. "
    "Een kind mag drie maanden thuis zitten. Daarna volgt een gesprek. De school nodigt uit. Met vriendelijke groet."
)
CORPUS = Corpus(texts={"brief.md": LETTER})
MADE_WITH = {
    "versions": {"briefwijzer": "0", "python": "3"},
    "settings": {"embedder": "e", "model": None, "fingerprint": "f" * 64},
    "documents": {"indexed": 1, "letters": 1, "passages": 1, "failed": [], "fingerprint": "d" * 64},
    "questions_fingerprint": "q" * 64,
}


def labelled_question(id: str, **fields: Any) -> LabelledQuestion:
    evidence = [[{"file": "brief.md", "quote": "drie maanden"}]]
    return LabelledQuestion.model_validate_json(
        json.dumps({"id": id, "type": "fact", "question": "Hoe lang?", "evidence": evidence} | fields)
    )


def unanswerable_question(id: str) -> LabelledQuestion:
    return labelled_question(id, type="unanswerable-off", evidence=[])


def answer_result(
    question: LabelledQuestion,
    *,
    quote: str = "drie maanden",
    status: str = "answered",
    confidence: float | None = None,
) -> Result:
    """Return the result of an answer that is `quote`, and whose one hit is that as well."""
    start = LETTER.find(quote)
    found = {"file": "brief.md", "letter_id": "L", "start": start, "end": start + len(quote), "page": 1}
    line = {
        "status": status,
        "mode": "quotes",
        "notice": "",
        "confidence": confidence,
        "sentences": [{"text": quote, "citations": [found | {"quote": quote}]}] if status == "answered" else [],
        "dropped": [],
        "hits": [found | {"rank": 1, "text": quote}],
        "timings_ms": {"search": 10.0, "total": 30.0},
    }
    return Result(question, line, score(question, line, CORPUS))


def fault_result(question: LabelledQuestion) -> Result:
    return Result(question, None, score_fault(question), "Het model zwijgt. Probeer het later.")


def results() -> list[Result]:
    """Return one right answer, one from the wrong words, one fault and one question rightly refused."""
    return [
        answer_result(labelled_question("v1", facts=[["drie"]])),
        answer_result(labelled_question("v2", type="parent", facts=[["<b>vier</b>"]]), quote="gesprek"),
        fault_result(labelled_question("v3")),
        answer_result(unanswerable_question("v4"), status="refused"),
    ]
