"""The command line `briefwijzer`. Heavy libraries are imported by the command that needs them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index.errors import BriefwijzerError, SettingsError
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library
    from index.report import Progress as Step

FAULT, SOME_FAILED, NOT_FOUND, STOPPED = 2, 1, 3, 130

app = typer.Typer(
    name="briefwijzer",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Vraag het de brieven: antwoorden uit beleidsbrieven en notities, met brief, pagina en letterlijke woorden.\n\n"
    "Begin met: briefwijzer index MAP, daarna: briefwijzer ask \"uw vraag\" of briefwijzer chat.",
)

Data = Annotated[Path | None, typer.Option("--data", metavar="MAP", help="Gegevensmap (standaard data/, of BRIEFWIJZER_DATA).")]
AsJson = Annotated[bool, typer.Option("--json", help="Geef JSON, voor andere programma's.")]


@app.command()
def index(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PAD...", help="Bestanden of mappen. Zonder pad: de map van BRIEFWIJZER_LETTERS.")
    ] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Lees gescande PDF's met ocrmypdf (duurt lang).")] = False,
    data: Data = None,
) -> None:
    """Lees brieven en maak ze doorzoekbaar.

    Alleen nieuwe en gewijzigde bestanden worden verwerkt. Bestanden die uit een map weg zijn, gaan ook uit de index.
    Afsluitcode 0: alles gelezen; 1: sommige bestanden konden niet worden gelezen; 2: er ging iets mis.
    """
    from index.indexer import index_paths
    from ui.terminal import print_report

    with _faults():
        settings = _settings(data)
        with _progress() as step:
            report = index_paths(paths or [settings.letters], settings=settings, on_progress=step, ocr=ocr)
        print_report(_out(), report)
        _errors().print(f"Zoeken op betekenis: {report.embedder.name} ({report.embedder.why}).", style="dim", soft_wrap=True)
        if report.failed:
            raise typer.Exit(SOME_FAILED)


@app.command()
def forget(
    paths: Annotated[list[Path], typer.Argument(metavar="PAD...", help="Bestanden of mappen die uit de index moeten.")],
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")] = False,
    data: Data = None,
) -> None:
    """Haal brieven uit de index. De bestanden zelf blijven staan."""
    from index.indexer import forget_paths

    with _faults():
        settings = _settings(data)
        if not yes and not typer.confirm(f"Alles onder {', '.join(map(str, paths))} uit de index halen?"):
            raise typer.Exit(SOME_FAILED)
        gone = forget_paths(paths, settings=settings)
        for file in gone:
            _out().print(f"verwijderd   {file.name}", markup=False, highlight=False)
        if not gone:
            _errors().print("Hiervan stond niets in de index. Kijk met `briefwijzer letters` wat erin staat.", markup=False)
            raise typer.Exit(SOME_FAILED)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help="De vraag, tussen aanhalingstekens.")],
    after: Annotated[list[str] | None, typer.Option("--after", metavar="VRAAG", help="Een eerdere vraag (mag vaker).")] = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Stel een vraag over de brieven.

    Afsluitcode 0: beantwoord; 3: de brieven geven geen antwoord; 2: er ging iets mis.
    """
    from qa.ask import ask as answer_question
    from qa.line import answer_line
    from ui.terminal import print_answer

    with _library(data) as (library, settings):
        answer = answer_question(question, library=library, settings=settings, history=after or ())
        if as_json:
            _print_json(answer_line(answer, library=library))
        else:
            print_answer(_out(), answer, library)
        if not answer.sentences:
            raise typer.Exit(NOT_FOUND)


@app.command()
def search(
    question: Annotated[str, typer.Argument(metavar="VRAAG")],
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="Aantal treffers.")] = 10,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Toon de passages die bij een vraag worden gevonden, beste eerst."""
    from qa.line import hit_line
    from ui.terminal import print_hits

    with _library(data) as (library, _):
        hits = library.search(question, k)
        if as_json:
            _print_json([hit_line(hit, library=library) for hit in hits])
        else:
            print_hits(_out(), hits, library)
        if not hits:
            raise typer.Exit(NOT_FOUND)


@app.command()
def letters(as_json: AsJson = False, data: Data = None) -> None:
    """Toon welke brieven en notities in de index staan."""
    from qa.line import letter_line
    from ui.terminal import print_letters

    with _library(data) as (library, _):
        if as_json:
            _print_json([letter_line(letter, library=library) for letter in library.letters.values()])
        else:
            print_letters(_out(), library)


@app.command()
def show(
    document: Annotated[str, typer.Argument(metavar="BESTAND", help="Naam van het bestand, of het begin van zijn id.")],
    start: Annotated[int, typer.Option(min=0, help="Eerste teken.")] = 0,
    end: Annotated[int | None, typer.Option(min=0, help="Teken na het laatste.")] = None,
    data: Data = None,
) -> None:
    """Geef de gelezen tekst van een bestand, letterlijk, geheel of van teken tot teken."""
    from qa.lookup import find_document

    with _library(data) as (library, _):
        text = find_document(document, library).text
        if start > len(text) or (end is not None and end < start):
            raise SettingsError(
                f"Van teken {start} tot {end if end is not None else 'het einde'} staat niets.",
                help=f"Het bestand heeft {len(text)} tekens; kies een begin en een einde daarbinnen.",
            )
        sys.stdout.write(text[start:end])


@app.command()
def chat(
    host: Annotated[str, typer.Option(help="Adres waarop de pagina te bereiken is.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort van de pagina.")] = 7860,
    data: Data = None,
) -> None:
    """Open de vraagpagina. Is er nog geen index, dan wordt die eerst gemaakt van de map van BRIEFWIJZER_LETTERS."""
    from index.errors import NotIndexedError
    from index.library import open_library

    with _faults():
        settings = _settings(data)
        try:
            library = open_library(settings)
        except NotIndexedError:
            from index.indexer import index_paths

            with _progress() as step:
                index_paths([settings.letters], settings=settings, on_progress=step)
            library = open_library(settings)
        from ui.page import serve

        serve(library, settings, host=host, port=port)


@app.command()
def doctor(data: Data = None) -> None:
    """Controleer wat er gebruikt wordt, wat er ontbreekt en wat u kunt doen."""
    from ui.doctor import examine

    with _faults():
        findings = examine(_settings(data))
        for finding in findings:
            _out().print(f"{finding.what + ':':<22}{finding.found}", markup=False, highlight=False, soft_wrap=True)
            if finding.advice:
                _out().print(f"{'':<22}→ {finding.advice}", markup=False, highlight=False, soft_wrap=True)
        if any(finding.wrong for finding in findings):
            raise typer.Exit(SOME_FAILED)


for _entry in entry_points(group="briefwijzer.commands"):
    app.command(name=_entry.name)(_entry.load())


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        _errors().print("\nGestopt. Wat al klaar was, is bewaard.")
        sys.exit(STOPPED)


def _settings(data: Path | None) -> Settings:
    try:
        settings = Settings()
    except ValidationError as fault:
        wrong = fault.errors()[0]
        name = "BRIEFWIJZER_" + "_".join(str(part) for part in wrong["loc"]).upper()
        raise SettingsError(
            f"De instelling {name} heeft een verkeerde waarde: {wrong['input']!r}.",
            help="Verbeter die in de omgeving of in .env; de README noemt alle instellingen.",
        ) from fault
    return settings.model_copy(update={"data": data}) if data else settings


@contextmanager
def _library(data: Path | None) -> Iterator[tuple[Library, Settings]]:
    from index.library import open_library

    with _faults():
        settings = _settings(data)
        library = open_library(settings)
        try:
            yield library, settings
        finally:
            library.close()


@contextmanager
def _faults() -> Iterator[None]:
    """Print a fault that a person can mend as two lines, what and what to do, and end with its exit code."""
    try:
        yield
    except BriefwijzerError as fault:
        _errors().print(fault.message, style="red", markup=False, highlight=False, soft_wrap=True)
        _errors().print(fault.help, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(FAULT) from fault


@contextmanager
def _progress() -> Iterator[Callable[[Step], None]]:
    """Show a bar for reading and one for embedding, with the rate and the time left."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=_errors(), transient=True) as bars:
        tasks: dict[str, Any] = {}
        names = {"read": "Bestanden lezen", "embed": "Passages verwerken"}

        def step(progress: Step) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(names[progress.stage], rate="")
            task = tasks[progress.stage]
            speed = bars._tasks[task].speed
            bars.update(task, completed=progress.done, total=progress.total, rate=f"{speed:.0f}/s" if speed else "")

        yield step


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _out() -> Console:
    return Console()


def _errors() -> Console:
    return Console(stderr=True)


if __name__ == "__main__":
    main()
