"""An earlier run, read from its report.json and checked before anything is indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from eval.jsonl import InputError
from eval.questions.questions import LabelledQuestion


class EarlierQuestion(BaseModel):
    """One question of an earlier run. What is None by default is so in a report of before it was written there."""

    id: str
    question: str | None = None
    status: str | None
    confidence: float | None = None
    right: bool = False
    scores: dict[str, float | None]

    def is_of(self, question: LabelledQuestion) -> bool:
        """True when this is `question`, as far as the report can tell."""
        return self.id == question.id and self.question in (None, question.question)


class RecallPoint(BaseModel):
    """Recall at depth `k`."""

    k: int
    value: float | None


class EarlierRun(BaseModel):
    """What a comparison needs of report.json."""

    versions: dict[str, str | None]
    settings: dict[str, str | None]
    documents: dict[str, Any]
    questions_fingerprint: str
    recall_curve: list[RecallPoint] = []
    questions: list[EarlierQuestion]


def read_earlier(path: Path) -> EarlierRun:
    """Return the run whose folder or report.json is `path`. Raises InputError when there is none."""
    file = path / "report.json" if path.is_dir() else path
    try:
        return EarlierRun.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(
            f"De eerdere run {file} is niet te lezen.",
            help="Geef met --against de map van een eerdere run, of de report.json daarin.",
        ) from error
    except ValidationError as error:
        raise InputError(
            f"{file} is geen rapport van een run.",
            help="Geef met --against de report.json die `briefwijzer eval` schreef.",
        ) from error


def check_common(earlier: EarlierRun, questions: Sequence[LabelledQuestion]) -> None:
    """Raise InputError where the earlier run asked none of these questions: there is nothing to compare."""
    before = {row.id: row for row in earlier.questions}
    if not any(question.id in before and before[question.id].is_of(question) for question in questions):
        raise InputError(
            "De eerdere run heeft geen enkele vraag gemeen met deze vragen, dus er is niets te vergelijken.",
            help="Geef met --against een run over hetzelfde vragenbestand.",
        )
