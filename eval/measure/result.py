"""One question with what came of it, and the verdict on it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.metrics import WITHHELD, AnswerLine, Score
from eval.questions.questions import LabelledQuestion


@dataclass(frozen=True)
class Result:
    """One question with its line of answers.jsonl, or None and the `fault` that came instead."""

    question: LabelledQuestion
    line: AnswerLine | None
    scores: Mapping[str, Score]
    fault: str | None = None

    @property
    def status(self) -> str | None:
        return None if self.line is None else self.line["status"]

    @property
    def confidence(self) -> float | None:
        """How sure the answer is that the letters answer the question, in [0, 1], where it says so."""
        return None if self.line is None else self.line.get("confidence")

    @property
    def answered(self) -> bool:
        """True when something was shown as an answer."""
        return self.status is not None and self.status not in WITHHELD

    @property
    def right(self) -> bool:
        """True for an answer that cites a gold letter first and states every fact, and for silence where that is
        right.
        """
        if self.line is None:
            return False
        if not self.answered or not self.question.answerable:
            return not self.answered and not self.question.answerable
        return all(self.value(name, default=1) == 1 for name in ("attribution", "fact_recall"))

    def value(self, name: str, *, default: float) -> float:
        """Return the value of a metric, `default` where it does not apply."""
        total, of = self.scores.get(name, (default, 1))
        return total / of


def failures(result: Result) -> list[str]:
    """Return what is wrong with an answer, as the names of what failed, gravest first."""
    if result.fault is not None:
        return ["fault"]
    failed = [name for name in ("citation_valid", "abstention") if result.value(name, default=1) < 1]
    failed += ["false_refusal"] if result.value("false_refusal", default=0) else []
    return failed + [name for name in ("fact_recall", "attribution", "recall@5") if result.value(name, default=1) < 1]
