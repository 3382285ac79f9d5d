"""The questions of an evaluation, read from JSON Lines and checked before anything is indexed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eval.jsonl import InputError, Text, read_lines

UNANSWERABLE = "unanswerable"
"""How the type of a question starts that the letters do not answer."""


class Evidence(BaseModel):
    """Where an answer stands. `note` is a reference or part of a title; without `quote`, all is evidence."""

    model_config = ConfigDict(frozen=True)

    file: Text
    note: Text | None = None
    quote: Text | None = None


class LabelledQuestion(BaseModel):
    """One line of a question file.

    Every group of `facts` and of `evidence` is needed; within a group one alternative is enough.
    """

    # fields that are not known are left alone: question sets carry notes of their own
    model_config = ConfigDict(frozen=True)

    id: Text
    type: Text
    lang: Text = "nl"
    question: Text
    history: tuple[str, ...] = ()
    answer: str | None = None
    facts: tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...] = ()
    evidence: tuple[Annotated[tuple[Evidence, ...], Field(min_length=1)], ...] = ()

    @property
    def answerable(self) -> bool:
        return not self.type.startswith(UNANSWERABLE)

    @model_validator(mode="after")
    def _type_fits_evidence(self) -> LabelledQuestion:
        if self.answerable and not self.evidence:
            raise ValueError(f"een vraag zonder 'evidence' heeft een type dat met '{UNANSWERABLE}-' begint")
        if not self.answerable and (self.evidence or self.facts or self.answer is not None):
            raise ValueError(f"een vraag van het type '{self.type}' heeft geen 'answer', 'facts' of 'evidence'")
        return self


def read_questions(path: Path) -> list[LabelledQuestion]:
    """Return the questions of the file, in order. Raises InputError at the first fault, with its line."""
    line_of: dict[str, int] = {}
    questions: list[LabelledQuestion] = []
    for number, question in read_lines(path, LabelledQuestion, file="vragenbestand"):
        if question.id in line_of:
            raise InputError(
                f"{path}, regel {number}: de id '{question.id}' staat ook op regel {line_of[question.id]}.",
                help="Geef elke vraag een eigen id.",
            )
        line_of[question.id] = number
        questions.append(question)
    if not questions:
        raise InputError(f"In {path} staat geen enkele vraag.", help="Zet op elke regel één vraag als JSON.")
    return questions


def check_files(questions: Sequence[LabelledQuestion], letters: Path) -> None:
    """Raise InputError where evidence names a file that is not in the folder `letters`: it is never found."""
    for question in questions:
        for evidence in (evidence for group in question.evidence for evidence in group):
            if not (letters / evidence.file).is_file():
                raise InputError(
                    f"De vraag '{question.id}' verwijst naar het bestand '{evidence.file}', "
                    f"maar dat staat niet in {letters}.",
                    help="Kies de map die bij deze vragen hoort, of verbeter 'file' in de vraag.",
                )


def with_files(
    questions: Sequence[LabelledQuestion], files: Collection[str]
) -> tuple[list[LabelledQuestion], list[tuple[LabelledQuestion, str]]]:
    """Return the questions with all their evidence in `files`, and the others, each with a file that is not there."""
    found, absent = [], []
    for question in questions:
        named = (evidence.file for group in question.evidence for evidence in group)
        if lacking := next((file for file in named if file not in files), None):
            absent.append((question, lacking))
        else:
            found.append(question)
    return found, absent
