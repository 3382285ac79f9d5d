"""The command `briefwijzer eval`: indexes a folder, asks the questions, reports what was measured."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console

from eval.earlier import EarlierRun, check_common, read_earlier
from eval.gate import Floors, fallen, read_floors, set_floors, write_floors
from eval.jsonl import InputError
from eval.progress import bars
from eval.questions import Question, check_files, read_questions
from eval.run import evaluation_settings, run
from eval.terminal import complaint, print_report
from index.errors import BriefwijzerError, SettingsError
from index.settings import Settings

FAULTS, BAD_INPUT, STOPPED = 1, 2, 130

ON_PURPOSE = "Welke vragen het zijn, zegt --against met een eerdere run. Hoort het zo, zet de grenzen dan opnieuw met --set-floors."


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
    *,
    against: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Vergelijk met een eerdere run: zijn map, of de report.json daarin."),
    ] = None,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="Meet ook wat elke zoeklaag bijdraagt, door er telkens één uit te zetten.")
    ] = False,
    gate: Annotated[
        Path | None,
        typer.Option(
            metavar="GRENZEN", help="Eindig met code 1 als een uitkomst slechter is dan de grens in dit bestand."
        ),
    ] = None,
    set_to: Annotated[
        Path | None,
        typer.Option("--set-floors", metavar="GRENZEN", help="Leg de uitkomsten van deze run als nieuwe grenzen vast."),
    ] = None,
) -> None:
    """Meet hoe goed Briefwijzer vragen over een map met brieven beantwoordt.

    Schrijft in de map van --out de antwoorden (answers.jsonl), de uitkomsten (report.json) en een pagina om
    te lezen (report.html).

    Afsluitcode 0: gemeten; 1: een vraag liep vast, een citaat klopt niet of een uitkomst is slechter dan haar grens;
    2: de invoer klopt niet.
    """
    errors = Console(stderr=True)
    try:
        asked, settings = _check(questions, letters, out)
        earlier, floors = _read_before(asked, against, gate, set_to)
        _make(out)
        with bars(errors) as on_progress:
            report = run(
                asked,
                letters=letters,
                out=out,
                settings=settings,
                on_progress=on_progress,
                against=earlier,
                ablate=ablate,
            )
        print_report(Console(), report)
        Console().print(f"Lees verder in {out / 'report.html'}.", markup=False, soft_wrap=True)
        said = _verdict(report, floors, set_to)
    except BriefwijzerError as fault:
        _complain(errors, str(fault))
        raise typer.Exit(BAD_INPUT) from fault
    except KeyboardInterrupt:
        errors.print("Gestopt. Wat al beantwoord was, staat in answers.jsonl. Start opnieuw om alles te meten.")
        raise typer.Exit(STOPPED) from None
    if said:
        _complain(errors, said)
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
    return asked, settings


def _read_before(
    asked: list[Question], against: Path | None, gate: Path | None, set_to: Path | None
) -> tuple[EarlierRun | None, Floors | None]:
    """Read what this run will be held against, before it writes over it."""
    if gate and set_to:
        raise InputError(
            "--gate en --set-floors gaan niet samen.", help="Kies: aan de grenzen houden, of ze verzetten."
        )
    earlier = read_earlier(against) if against else None
    if earlier:
        check_common(earlier, asked)
    return earlier, read_floors(gate) if gate else None


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError(f"De map {out} is niet te maken.", help="Kies met --out een andere map.") from fault


def _verdict(report: dict[str, Any], floors: Floors | None, set_to: Path | None) -> str:
    """Return in Dutch what makes the run fail, or nothing; bounds are set only by a run that does not fail."""
    said = complaint(report)
    if floors:
        worse = fallen(report, floors)
        said += [*worse, ON_PURPOSE] if worse else []
        if not said:
            Console().print("Alle uitkomsten halen hun grens.")
    if set_to and not said:
        write_floors(set_floors(report, date=date.today().isoformat()), set_to)
        Console().print(f"De grenzen staan in {set_to}.", markup=False, soft_wrap=True)
    return "\n".join(said)


def _complain(errors: Console, said: str) -> None:
    errors.print(said, style="red", markup=False, highlight=False, soft_wrap=True)
