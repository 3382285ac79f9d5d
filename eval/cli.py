"""The command `briefwijzer eval`: indexes a folder or opens the index in use, asks the questions, reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from eval.gate import Floors, fallen, set_floors, write_floors
from eval.inputs import Inputs, Options, read_inputs
from eval.jsonl import InputError
from eval.measure.asking import OnProgress
from eval.progress import bars
from eval.report.terminal import complaint, print_report
from eval.run import run, run_checks
from index.errors import BriefwijzerError

FAULTS, BAD_INPUT, STOPPED = 1, 2, 130

ON_PURPOSE = (
    "Welke vragen het zijn, zegt --against met een eerdere run. "
    "Hoort het zo, zet de grenzen dan opnieuw met --set-floors."
)


def evaluate(
    questions: Annotated[
        Path | None,
        typer.Argument(metavar="VRAGEN.jsonl", help="De vragen met hun bewijs, één per regel.", show_default=False),
    ] = None,
    letters: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="De map met de brieven waar de vragen over gaan.", show_default=False),
    ] = None,
    *,
    data: Annotated[
        Path | None,
        typer.Option(metavar="MAP", help="Zonder --letters: de gegevensmap met de index die gemeten wordt."),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="MAP", help="De map waarin de uitkomsten komen.", show_default=False)],
    against: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Vergelijk met een eerdere run: zijn map, of de report.json daarin."),
    ] = None,
    ablate: Annotated[
        bool,
        typer.Option(
            "--ablate",
            help="Meet ook wat elke zoeklaag bijdraagt, en met --checks elke regel, door er telkens één uit te zetten.",
        ),
    ] = False,
    repeat: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Stel alle vragen N keer en laat zien hoeveel de uitkomsten verschillen."
        ),
    ] = None,
    checks: Annotated[
        bool,
        typer.Option("--checks", help="Meet de controle van antwoorden over een tabel met conceptzinnen."),
    ] = False,
    drafts: Annotated[
        Path | None,
        typer.Option(metavar="ZINNEN.jsonl", help="Een andere tabel voor --checks dan de meegeleverde."),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Een taalmodel dat beoordeelt of de citaten bewijzen wat er staat."),
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(
            metavar="OORDELEN.jsonl", help="Wat mensen van zinnen vinden: hoe goed is de beoordelaar het daarmee eens?"
        ),
    ] = None,
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
    """Meet hoe goed Briefwijzer vragen over brieven beantwoordt, en hoe goed het antwoorden controleert.

    Met --letters over een map met brieven, die daarvoor wordt geïndexeerd; anders over de index die er al is.

    Schrijft in de map van --out de antwoorden (answers.jsonl), de uitkomsten (report.json) en een pagina om
    te lezen (report.html).

    Afsluitcode 0: gemeten; 1: een vraag liep vast, een citaat klopt niet of een uitkomst is slechter dan haar grens;
    2: de invoer klopt niet.
    """
    errors = Console(stderr=True)
    options = Options(
        questions, letters, out, against, ablate, repeat, checks, drafts, judge, verdicts, gate, set_to, data
    )  # fmt: skip
    try:
        inputs = read_inputs(options)
        _make(out)
        with bars(errors) as on_progress:
            report = _measure(inputs, options, on_progress)
        print_report(Console(), report)
        Console().print(f"Lees verder in {out / 'report.html'}.", markup=False, soft_wrap=True)
        said = _verdict(report, inputs.floors, set_to)
    except BriefwijzerError as fault:
        _complain(errors, str(fault))
        raise typer.Exit(BAD_INPUT) from fault
    except KeyboardInterrupt:
        errors.print("Gestopt. Wat al beantwoord was, staat in answers.jsonl. Start opnieuw om alles te meten.")
        raise typer.Exit(STOPPED) from None
    if said:
        _complain(errors, said)
        raise typer.Exit(FAULTS)


def _measure(inputs: Inputs, options: Options, on_progress: OnProgress) -> dict[str, Any]:
    if not inputs.questions:
        return run_checks(
            inputs.cases,
            out=options.out,
            settings=inputs.settings,
            on_progress=on_progress,
            ablate=options.ablate,
            judge=options.judge,
        )
    return run(
        inputs.questions,
        letters=inputs.letters,
        out=options.out,
        settings=inputs.settings,
        on_progress=on_progress,
        against=inputs.earlier,
        ablate=options.ablate,
        repeat=options.repeat or 1,
        cases=inputs.cases,
        judge=options.judge,
        verdicts=inputs.verdicts,
    )


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
