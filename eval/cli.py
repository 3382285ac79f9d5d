"""The command `briefwijzer eval`: indexes a folder, asks the questions, reports what was measured."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from eval.labels import METRIC_LABELS, interval
from eval.questions import InputError, Question, check_files, read_questions
from eval.run import evaluation_settings, run
from index.errors import BriefwijzerError, SettingsError
from index.settings import Settings

FAULTS, BAD_INPUT, STOPPED = 1, 2, 130


def evaluate(
    questions: Annotated[
        Path,
        typer.Argument(metavar="VRAGEN.jsonl", help="De vragen met hun bewijs, één per regel.", show_default=False),
    ],
    letters: Annotated[
        Path,
        typer.Option(metavar="MAP", help="De map met de brieven waar de vragen over gaan.", show_default=False),
    ],
    out: Annotated[Path, typer.Option(metavar="MAP", help="De map waarin de uitkomsten komen.", show_default=False)],
) -> None:
    """Meet hoe goed Briefwijzer vragen over een map met brieven beantwoordt.

    Schrijft in de map van --out de antwoorden (answers.jsonl), de uitkomsten (report.json) en een pagina om
    te lezen (report.html).

    Afsluitcode 0: gemeten; 1: een vraag liep vast of een citaat klopt niet; 2: de invoer klopt niet.
    """
    errors = Console(stderr=True)
    try:
        asked, settings = _check(questions, letters, out)
        report = _run(asked, letters=letters, out=out, settings=settings, errors=errors)
    except BriefwijzerError as fault:
        errors.print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(BAD_INPUT) from fault
    except KeyboardInterrupt:
        errors.print("Gestopt. Wat al beantwoord was, staat in answers.jsonl. Start opnieuw om alles te meten.")
        raise typer.Exit(STOPPED) from None
    console = Console()
    console.print(_table(report))
    console.print(f"Lees verder in {out / 'report.html'}.", markup=False, soft_wrap=True)
    if complaint := _complaint(report):
        errors.print(complaint, style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(FAULTS)


def _check(questions: Path, letters: Path, out: Path) -> tuple[list[Question], Settings]:
    asked = read_questions(questions)
    if not letters.is_dir():
        raise InputError(f"De map {letters} bestaat niet.", help="Geef met --letters de map met de brieven.")
    check_files(asked, letters)
    try:
        settings = evaluation_settings(Settings(), letters=letters, out=out)
    except ValidationError as fault:
        name = "BRIEFWIJZER_" + "_".join(str(part) for part in fault.errors()[0]["loc"]).upper()
        raise SettingsError(
            f"De instelling {name} heeft een verkeerde waarde.",
            help="Verbeter die in de omgeving of in .env.",
        ) from fault
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError(f"De map {out} is niet te maken.", help="Kies met --out een andere map.") from fault
    return asked, settings


def _run(questions: list[Question], *, letters: Path, out: Path, settings: Settings, errors: Console) -> dict[str, Any]:
    with _bars(errors) as bar:
        tasks = {
            "index": bar.add_task("Brieven lezen", total=None),
            "ask": bar.add_task("Vragen stellen", total=len(questions), start=False),
        }

        def on_progress(step: str, done: int, total: int) -> None:
            bar.start_task(tasks[step])
            bar.update(tasks[step], completed=done, total=total)

        return run(questions, letters=letters, out=out, settings=settings, on_progress=on_progress)


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("nog"),
        TimeRemainingColumn(),
        console=console,
    )


def _table(report: dict[str, Any]) -> Table:
    table = Table(title="Uitkomsten, met tussen haakjes het 95%-gebied")
    table.add_column("Maat")
    table.add_column("Naam")
    table.add_column("Uitkomst", no_wrap=True)
    table.add_column("Aantal", justify="right")
    for name, metric in report["metrics"].items():
        table.add_row(METRIC_LABELS[name], name, interval(metric), str(metric["n"]))
    return table


def _complaint(report: dict[str, Any]) -> str:
    """Return in Dutch what makes the run fail, or nothing."""
    said = [f"De vraag '{fault['id']}' liep vast: {fault['message']}" for fault in report["faults"]]
    wrong = [row["id"] for row in report["questions"] if "citation_valid" in row["failures"]]
    if wrong:
        said.append(
            f"Bij {', '.join(wrong)} staan citaten die niet letterlijk in de brief staan. "
            "Dat is een fout in Briefwijzer: meld die met answers.jsonl erbij."
        )
    return "\n".join(said)
