"""What an evaluation is asked to do, read and checked before anything is indexed, asked or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from pydantic import ValidationError

from eval.check.cases import PACKAGED, Case, read_cases
from eval.compare.earlier import EarlierRun, check_common, read_earlier
from eval.gate import Floors, read_floors
from eval.jsonl import InputError
from eval.measure.verdicts import Verdict, read_verdicts
from eval.questions.questions import LabelledQuestion, check_files, read_questions
from eval.run import ANSWERS, evaluation_settings
from index.errors import SettingsError, nothing_indexed
from index.settings import Settings
from index.store.catalog.connection import has_catalog

OF_QUESTIONS = {name: f"--{name}" for name in ("letters", "data", "against", "repeat", "verdicts")}
"""Options that mean nothing without questions."""


@dataclass(frozen=True)
class Options:
    """The command's options as they were given; None or False where they were not."""

    questions: Path | None
    letters: Path | None
    out: Path
    against: Path | None
    ablate: bool
    repeat: int | None
    checks: bool
    drafts: Path | None
    judge: str | None
    verdicts: Path | None
    gate: Path | None
    set_to: Path | None
    data: Path | None = None


@dataclass(frozen=True)
class Inputs:
    """What was read. Without `questions` only the check is measured; `cases` is empty where it is not. Without
    `letters` the questions are about the index in use.
    """

    settings: Settings
    questions: Sequence[LabelledQuestion]
    letters: Path | None
    earlier: EarlierRun | None
    cases: Sequence[Case]
    verdicts: Sequence[Verdict]
    floors: Floors | None


def read_inputs(options: Options) -> Inputs:
    """Return what the options name. Raises InputError or SettingsError where that is wrong or does not go together, and
    NotIndexedError where the index that they name is not there.
    """
    _check_together(options)
    settings, letters = _settings(), options.letters
    questions: list[LabelledQuestion] = []
    if options.questions:
        questions = read_questions(options.questions)
    if letters:
        if not letters.is_dir():
            raise InputError(f"De map {letters} bestaat niet.", help="Geef met --letters de map met de brieven.")
        check_files(questions, letters)
        settings = evaluation_settings(settings, letters=letters, out=options.out)
    elif options.data:
        settings = settings.model_copy(update={"data": options.data})
    elif not options.questions:
        settings = settings.model_copy(update={"data": options.out / "data"})
    if questions and not letters and not has_catalog(settings):
        raise nothing_indexed(settings.data)
    _check_judges(options, settings)
    earlier = read_earlier(options.against) if options.against else None
    if earlier:
        check_common(earlier, questions)
    return Inputs(
        settings=settings,
        questions=questions,
        letters=letters,
        earlier=earlier,
        cases=read_cases(options.drafts or PACKAGED) if options.checks else [],
        verdicts=read_verdicts(options.verdicts) if options.verdicts else [],
        floors=read_floors(options.gate) if options.gate else None,
    )


def _check_together(options: Options) -> None:
    """Raise InputError where options contradict each other or lack one another."""
    given = {field.name for field in fields(options) if getattr(options, field.name)}
    alone = [name for key, name in OF_QUESTIONS.items() if key in given]
    if "questions" not in given and "checks" not in given:
        raise InputError("Er is niets te meten.", help="Geef een bestand met vragen, --checks of beide.")
    if "questions" not in given and alone:
        raise InputError(f"{alone[0]} gaat over vragen.", help="Geef een bestand met vragen, of laat dit weg.")
    if {"letters", "data"} <= given:
        raise InputError(
            "--letters en --data gaan niet samen.", help="Kies: een map met brieven, of de index die er al is."
        )
    if "drafts" in given and "checks" not in given:
        raise InputError("--drafts hoort bij --checks.", help="Geef --checks erbij.")
    if {"gate", "set_to"} <= given:
        raise InputError(
            "--gate en --set-floors gaan niet samen.", help="Kies: aan de grenzen houden, of ze verzetten."
        )
    if "questions" not in given and (options.out / ANSWERS).exists():
        raise InputError(
            f"In {options.out} staan de antwoorden van een eerdere run, en hun rapport zou verdwijnen.",
            help="Kies met --out een andere map, of geef de vragen erbij.",
        )


def _check_judges(options: Options, settings: Settings) -> None:
    """Raise InputError where there is nothing for a judge to judge, or no judge to hold against people's verdicts."""
    if options.judge and not settings.model and not options.checks:
        raise InputError(
            "--judge beoordeelt wat een taalmodel schrijft, en er is geen taalmodel ingesteld.",
            help="Zet BRIEFWIJZER_MODEL, of geef --checks om de beoordelaar zelf te meten.",
        )
    if options.verdicts and not (settings.model and (options.judge or settings.verifier)):
        raise InputError(
            "--verdicts vergelijkt oordelen over wat een taalmodel schrijft.",
            help="Zet BRIEFWIJZER_MODEL, en geef --judge of zet BRIEFWIJZER_VERIFIER.",
        )


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as fault:
        name = "BRIEFWIJZER_" + "_".join(str(part) for part in fault.errors()[0]["loc"]).upper()
        raise SettingsError(
            f"De instelling {name} heeft een verkeerde waarde.",
            help="Verbeter die in de omgeving of in .env.",
        ) from fault
