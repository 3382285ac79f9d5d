"""The questions of an evaluation, read from JSON Lines and checked before anything is indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from index.errors import BriefwijzerError

UNANSWERABLE = "unanswerable"
"""How the type of a question starts that the letters do not answer."""

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class InputError(BriefwijzerError):
    """What the evaluation was given cannot be measured: nothing has been indexed or asked yet."""


class Evidence(BaseModel):
    """Where an answer stands. `note` is a reference or part of a title; without `quote`, all is evidence."""

    model_config = ConfigDict(frozen=True)

    file: Text
    note: Text | None = None
    quote: Text | None = None


class Question(BaseModel):
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
    def _type_fits_evidence(self) -> Question:
        if self.answerable and not self.evidence:
            raise ValueError(f"een vraag zonder 'evidence' heeft een type dat met '{UNANSWERABLE}-' begint")
        if not self.answerable and (self.evidence or self.facts or self.answer is not None):
            raise ValueError(f"een vraag van het type '{self.type}' heeft geen 'answer', 'facts' of 'evidence'")
        return self


def read_questions(path: Path) -> list[Question]:
    """Return the questions of the file, in order. Raises InputError at the first fault, with its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is geen tekst in UTF-8.", help="Bewaar het bestand als UTF-8.") from error
    except OSError as error:
        raise InputError(
            f"Het vragenbestand {path} is niet te lezen.",
            help="Controleer de naam en of u het bestand mag lezen.",
        ) from error
    questions: list[Question] = []
    line_of: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        question = _read_line(line, where=f"{path}, regel {number}")
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


def check_files(questions: Sequence[Question], letters: Path) -> None:
    """Raise InputError where evidence names a file that is not in the folder `letters`: it is never found."""
    for question in questions:
        for evidence in (evidence for group in question.evidence for evidence in group):
            if not (letters / evidence.file).is_file():
                raise InputError(
                    f"De vraag '{question.id}' verwijst naar het bestand '{evidence.file}', "
                    f"maar dat staat niet in {letters}.",
                    help="Kies de map die bij deze vragen hoort, of verbeter 'file' in de vraag.",
                )


def _read_line(line: str, *, where: str) -> Question:
    try:
        return Question.model_validate_json(line)
    except ValidationError as error:
        raise InputError(
            f"{where}: {_in_dutch(error.errors()[0])}.",
            help="Verbeter die regel; docs/evaluation.md beschrijft de velden.",
        ) from error


def _in_dutch(fault: Any) -> str:
    name = "het veld '" + ".".join(str(part) for part in fault["loc"]) + "'"
    match fault["type"]:
        case "json_invalid":
            return "dit is geen geldige JSON"
        case "value_error":
            return str(fault["ctx"]["error"])
        case "missing":
            return f"{name} ontbreekt"
        case "string_type":
            return f"{name} moet tekst zijn"
        case "tuple_type":
            return f"{name} moet een lijst zijn"
        case "model_type":
            return f"{name} moet een object zijn" if fault["loc"] else "de regel moet een JSON-object zijn"
        case "string_too_short" | "string_pattern_mismatch" | "too_short":
            return f"{name} is leeg"
    return f"{name} heeft een verkeerde waarde"
