"""The command line `briefwijzer`. Heavy libraries are imported by the command that needs them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from index.errors import SettingsError
from ui.cli.dutch_help import DutchCommand, DutchGroup
from ui.cli.frame import (
    SOME_FAILED,
    agrees,
    crashed,
    errors,
    faults,
    flush,
    hush,
    joined,
    opened,
    out,
    print_json,
    progress_bars,
    settings_with,
)

app = typer.Typer(
    name="briefwijzer",
    cls=DutchGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Vraag het de brieven: antwoorden uit beleidsbrieven en notities, met brief, pagina en letterlijke "
    "woorden.\n\n"
    'Begin met: briefwijzer index MAP, daarna: briefwijzer ask "uw vraag" of briefwijzer chat.',
)

command = partial(app.command, cls=DutchCommand)

_AT_ONCE_BY_TOOLS = 4  # questions of one program

Words = Annotated[
    list[str], typer.Argument(metavar="VRAAG", help="De vraag, met of zonder aanhalingstekens.", show_default=False)
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="MAP", help="Gegevensmap (standaard data/, of BRIEFWIJZER_DATA).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Geef JSON, voor andere programma's.")]


@command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAD", help="Bestanden of mappen. Zonder pad: de map van BRIEFWIJZER_LETTERS."),
    ] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Lees gescande PDF's met ocrmypdf (duurt lang).")] = False,
    questions: Annotated[
        bool,
        typer.Option("--questions", help="Laat het taalmodel per passage vragen bedenken, waarop ook gezocht wordt."),
    ] = False,
    data: Data = None,
) -> None:
    """Lees brieven en maak ze doorzoekbaar.

    Alleen nieuwe en gewijzigde bestanden worden verwerkt. Bestanden die uit een map weg zijn, gaan ook uit de index.
    Afsluitcode 0: alles gelezen; 1: sommige bestanden konden niet worden gelezen, of vragen niet bedacht; 2: er ging
    iets mis.
    """
    hush()
    from index.run.run import index_paths
    from qa.writing.think_up_questions import model_questions
    from ui.cli.index_questions import print_questions, telling_cost
    from ui.cli.print_answers import print_report

    with faults():
        settings = settings_with(data)
        enrich = model_questions(settings) if questions else None
        with progress_bars() as step:
            on_progress = telling_cost(step, settings)
            report = index_paths(
                paths or [settings.letters], settings=settings, on_progress=on_progress, ocr=ocr, enrich=enrich
            )
        print_report(out(), report)
        print_questions(out(), report.questions)
        if not report.files:
            errors().print("Hier staan geen bestanden. Noem een map met brieven: briefwijzer index MAP.", markup=False)
        if report.failed or report.questions.failed:
            raise typer.Exit(SOME_FAILED)


@command()
def forget(
    paths: Annotated[list[Path], typer.Argument(metavar="PAD", help="Bestanden of mappen die uit de index moeten.")],
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")] = False,
    data: Data = None,
) -> None:
    """Haal brieven uit de index, met hun tekst en de kopie van het bestand. Uw eigen bestanden blijven staan.

    Bewaarde vragen met antwoorden blijven ook staan. Noemen die een bestand dat weg is, dan leest u aan het einde
    hoeveel het er zijn en hoe u ze verwijdert.
    """
    from index.run.run import forget_paths
    from ui.cli.exchanges import print_still_naming

    with faults():
        settings = settings_with(data)
        if not yes and not agrees(f"Uit de index halen: {', '.join(map(_with_below, paths))}?"):
            errors().print("Er is niets verwijderd.")
            raise typer.Exit(SOME_FAILED)
        gone = forget_paths(paths, settings=settings)
        for file in gone:
            out().print(f"verwijderd   {file.name}", markup=False, highlight=False)
        if not gone:
            errors().print(
                "Hiervan stond niets in de index. Kijk met `briefwijzer letters` wat erin staat.", markup=False
            )
            raise typer.Exit(SOME_FAILED)
        print_still_naming(settings, {file.name for file in gone})


def _with_below(path: Path) -> str:
    from index.run.scan import written

    return f"alles onder {written(path)}" if path.is_dir() else written(path)


@command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="BESTAND", help="Waarin; zonder naam een in deze map.", show_default=False)
    ] = None,
    data: Data = None,
) -> None:
    """Maak een reservekopie van alles wat bewaard wordt, in een bestand.

    Brieven, index, vragen en antwoorden, oordelen en medewerkers; geen geheime instellingen. Een vraagpagina mag
    gewoon doorlopen. `briefwijzer restore BESTAND` zet alles terug.
    """
    from ui.cli.backups import make_backup

    with faults():
        make_backup(settings_with(data), file)


@command()
def restore(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="BESTAND", help="Van `briefwijzer backup`: zet alles terug.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")] = False,
    data: Data = None,
) -> None:
    """Zet een reservekopie terug: alles uit BESTAND, of zonder BESTAND de catalogus alleen.

    Zonder BESTAND gaat het om de kopie die `briefwijzer index` van de catalogus maakt, voor als die beschadigd is;
    draai daarna `briefwijzer index`. Wat er stond, blijft ernaast staan. Een vraagpagina die draait, neemt over wat
    teruggezet is. Afsluitcode 0: gelukt; 1: er is niets veranderd; 2: er ging iets mis.
    """
    from ui.cli.backups import restore_backup, restore_newest_catalog

    with faults():
        settings = settings_with(data)
        if file is None:
            restore_newest_catalog(settings)
        elif not restore_backup(settings, file, yes=yes):
            raise typer.Exit(SOME_FAILED)


@command()
def ask(
    words: Words,
    after: Annotated[
        list[str] | None, typer.Option("--after", metavar="VRAAG", help="Een eerdere vraag (mag vaker).")
    ] = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Stel een vraag over de brieven.

    Persoonlijke gegevens in een vraag, zoals een BSN of telefoonnummer, worden nooit bewaard.
    Afsluitcode 0: gelukt, ook als de brieven geen antwoord geven (zie dan de status in --json); 2: er ging iets mis.
    """
    hush()
    from qa.as_json import answer_line
    from qa.exchanges import keep
    from qa.question.personal.data import masked
    from ui.cli.live_answer import answer_in_sight
    from ui.cli.print_answers import print_answer
    from ui.wording.personal import personal_offer

    with faults():
        question = joined(words)
    if (
        (said := personal_offer(question, "nl"))
        and sys.stdin.isatty()
        and agrees(f"{said} Zonder deze gegevens vragen?")
    ):
        question = masked(question)
    with opened(data) as (library, settings):
        in_sight = sys.stdout.isatty() and not as_json
        answer = answer_in_sight(question, library=library, settings=settings, history=after or (), sentences=in_sight)
        line = answer_line(answer, library=library)
        if as_json:
            print_json(line)
        else:
            print_answer(out(), answer, library)
        keep(line, settings, context=[*(after or ()), question])


@command()
def search(
    words: Words,
    k: Annotated[int, typer.Option("-k", metavar="AANTAL", min=1, max=200, help="Aantal treffers.")] = 10,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Toon de passages die bij een vraag horen.

    De beste staat bovenaan. Afsluitcode 0: gelukt; 2: er ging iets mis.
    """
    hush()
    from qa.as_json import hit_line
    from ui.cli.print_answers import print_hits

    with faults():
        question = joined(words)
    with opened(data) as (library, _):
        hits = library.search(question, k)
        if as_json:
            print_json([hit_line(hit, library=library) for hit in hits])
        else:
            print_hits(out(), hits, library)


@command()
def letters(as_json: AsJson = False, data: Data = None) -> None:
    """Toon welke brieven en notities in de index staan.

    Ook wat verbeterd, verborgen, vervangen of verwijderd is, en welke verbeteringen niet meer passen.
    """
    from index.run.letter_changes import indexed_letters
    from ui.cli.print_letters import print_letters, staff_line

    with faults():
        contents = indexed_letters(settings_with(data))
        if as_json:
            print_json([staff_line(letter, contents) for letter in contents.letters.values()])
        else:
            print_letters(out(), contents)


@command()
def letter(
    name: Annotated[
        str, typer.Argument(metavar="BRIEF", help="Het id dat `letters` noemt, of het bestand met één brief erin.")
    ],
    *,
    title: Annotated[str | None, typer.Option(metavar="WOORDEN", help='De titel; "" voor geen.')] = None,
    sender: Annotated[str | None, typer.Option(metavar="NAAM", help='De afzender; "" voor geen.')] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAAM", help='Aan wie; "" voor niemand.')] = None,
    date: Annotated[str | None, typer.Option(metavar="DATUM", help="De datum, zoals 2026-03-31 of 2026-03.")] = None,
    reference: Annotated[str | None, typer.Option(metavar="KENMERK", help='Het kenmerk; "" voor geen.')] = None,
    kind: Annotated[str | None, typer.Option(metavar="SOORT", help="De soort, zoals brief of nota.")] = None,
    as_found: Annotated[bool, typer.Option("--as-found", help="Neem de verbeteringen van de gegevens terug.")] = False,
    hide: Annotated[
        bool | None, typer.Option("--hide/--show", help="Verberg de brief voor lezers, of toon hem weer.")
    ] = None,
    replaced_by: Annotated[
        str | None, typer.Option("--replaced-by", metavar="BRIEF", help='Welke brief hem vervangt; "" voor geen.')
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="WAAR", help="Hier begint een volgende brief: woorden of teken.")
    ] = None,
    join: Annotated[bool, typer.Option("--join", help="Deze brief hoort bij die ervoor in het bestand.")] = False,
    delete: Annotated[
        bool | None,
        typer.Option("--delete/--undo", help="Verwijder het hele bestand; binnen een dag terug te halen met --undo."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag bij --delete niet om bevestiging.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Toon of verbeter één brief.

    Verbeteringen blijven gelden als het bestand opnieuw wordt gelezen. Lezers zien ze meteen.
    Afsluitcode 0: gelukt; 1: er is niets verwijderd; 2: er ging iets mis.
    """
    hush()
    from ui.cli.letter import LetterAsked, change_as_asked

    fields = {
        "title": title, "sender": sender, "recipient": recipient, "date": date, "reference": reference, "kind": kind
    }  # fmt: skip
    asked = LetterAsked(
        name,
        fields={field: value for field, value in fields.items() if value is not None},
        as_found=as_found,
        hide=hide,
        replaced_by=replaced_by,
        split=split,
        join=join,
        delete=delete,
    )
    with faults():
        if not change_as_asked(asked, settings_with(data), yes=yes, as_json=as_json):
            raise typer.Exit(SOME_FAILED)


@command()
def preview(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand dat u wilt bekijken.")],
    ocr: Annotated[bool, typer.Option("--ocr", help="Lees gescande PDF's met ocrmypdf (duurt lang).")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Laat zien hoe een bestand gelezen zou worden.

    Welke brieven erin staan, met hun gegevens, hoeveel passages, en wat er niet gelezen is. Er wordt niets bewaard.
    Afsluitcode 0: gelukt; 2: het bestand kan niet worden gelezen.
    """
    hush()
    from index.run.preview import preview_file
    from ui.cli.print_letters import preview_line, print_preview

    with faults():
        seen = preview_file(file, settings=settings_with(data), ocr=ocr)
        if as_json:
            print_json(preview_line(seen))
        else:
            print_preview(out(), seen)


@command()
def show(
    document: Annotated[str, typer.Argument(metavar="BESTAND", help="Naam van het bestand, of het begin van zijn id.")],
    start: Annotated[int, typer.Option(metavar="TEKEN", min=0, help="Eerste teken.")] = 0,
    end: Annotated[int | None, typer.Option(metavar="TEKEN", min=0, help="Teken na het laatste.")] = None,
    data: Data = None,
) -> None:
    """Geef de gelezen tekst van een bestand.

    Letterlijk, geheel of van teken tot teken, zoals de bronvermeldingen die tellen.
    """
    from index.search.find_document import find_document

    with opened(data) as (library, _):
        text = find_document(document, library).text
        if start > len(text) or (end is not None and end < start):
            raise SettingsError(
                f"Van teken {start} tot {end if end is not None else 'het einde'} staat niets.",
                help=f"Het bestand heeft {len(text)} tekens; kies een begin en een einde daarbinnen.",
            )
        shown = text[start:end]
        sys.stdout.write(shown)
        if sys.stdout.isatty() and not shown.endswith("\n"):
            sys.stdout.write("\n")  # for the eye; what is piped stays exact


@command()
def chat(
    host: Annotated[str, typer.Option(metavar="ADRES", help="Adres waarop de pagina te bereiken is.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="POORT", min=1, max=65535, help="Poort van de pagina.")] = 7860,
    data: Data = None,
) -> None:
    """Open de vraagpagina.

    De map van BRIEFWIJZER_LETTERS wordt eerst bijgewerkt als die in de index hoort: omdat er nog geen index is, omdat
    de map erin staat, of omdat u die instelling zelf hebt gezet. Wordt er al geïndexeerd, dan begint de pagina met de
    brieven die er al zijn.
    """
    hush()
    from ui.cli.page_library import page_library

    with faults():
        settings = settings_with(data)
        library = page_library(settings)
        from ui.serve import serve

        def ready(url: str) -> None:
            out().print(
                f"Briefwijzer staat klaar op {url} (stoppen: Ctrl-C).", markup=False, highlight=False, soft_wrap=True
            )
            flush()

        serve(library, settings, host=host, port=port, on_ready=ready)


@command()
def mcp(data: Data = None) -> None:
    """Geef taalmodellen gereedschap om brieven te bevragen.

    Spreekt het Model Context Protocol over standaardinvoer en -uitvoer: een programma met een taalmodel start dit zelf.
    Wie de vraagpagina draait, heeft hetzelfde op het adres /mcp van die pagina.
    """
    hush()
    import asyncio

    from ui.api.tools import serve_tools, tool_server
    from ui.web.fair_queue import FairQueue

    with opened(data) as (library, settings):
        queue = FairQueue(_AT_ONCE_BY_TOOLS, per_minute=settings.questions_per_minute)
        asyncio.run(serve_tools(tool_server(library, settings, queue)))


@command()
def exchanges(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Alleen deze, met het hele antwoord.", show_default=False)
    ] = None,
    *,
    last: Annotated[
        int | None, typer.Option("--last", metavar="AANTAL", min=1, help="Alleen de laatste (standaard 20).")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATUM", help="Vanaf deze dag, zoals 2026-03-31.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="Van het gesprek met deze code, van wie het voerde.")
    ] = None,
    prompt: Annotated[
        str | None, typer.Option("--prompt", metavar="HASH", help="Geschreven met deze prompt (begin van de hash).")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="answered, partial, not_found of refused.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATUM", help="Tot en met deze dag, zoals 2026-03-31.")
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", metavar="WOORDEN", help="Met al deze woorden in de vraag.")
    ] = None,
    letter: Annotated[
        str | None, typer.Option("--letter", metavar="BESTAND", help="Met een citaat uit dit bestand, of deze brief.")
    ] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="WIJZE", help="quotes, model of staff.")] = None,
    unsure: Annotated[
        float | None, typer.Option("--unsure", metavar="KANS", min=0, max=1, help="Met minder zekerheid dan dit.")
    ] = None,
    unhelpful: Annotated[bool, typer.Option("--unhelpful", help="Die niet nuttig werden gevonden.")] = False,
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Die niemand heeft beoordeeld.")] = False,
    card: Annotated[bool, typer.Option("--card", help="Waarbij stond wie helpt.")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="Waarvan een zin is weggelaten.")] = False,
    assigned: Annotated[
        str | None, typer.Option("--assigned", metavar="NAAM", help="Toegewezen aan deze medewerker.")
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Geef een tabel voor een rekenblad.")] = False,
    removing: Annotated[
        bool, typer.Option("--forget", help="Verwijder ze voorgoed; zonder ID of andere keuze allemaal.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag bij --forget niet om bevestiging.")] = False,
    data: Data = None,
) -> None:
    """Toon de bewaarde vragen met hun antwoorden.

    De nieuwste staat bovenaan. Vragen kunnen persoonsgegevens bevatten: met --forget verwijdert u ze. Wie iets vroeg,
    wordt niet bewaard. Afsluitcode 0: gelukt; 1: er is niets verwijderd; 2: er ging iets mis.
    """
    from ui.cli.exchanges import Form, list_exchanges, remove_exchanges, wanted_exchanges

    with faults():
        settings = settings_with(data)
        wanted = wanted_exchanges(
            ids or (), since=since, until=until, prompt=prompt, status=status, mode=mode, letter=letter, words=words,
            unsure=unsure, unhelpful=unhelpful, unreviewed=unreviewed, card=card, dropped=dropped, assigned=assigned,
            code=code,
        )  # fmt: skip
        if not removing:
            form: Form = "csv" if as_csv else "json" if as_json else "text"
            list_exchanges(settings, wanted, last=last, form=form)
        elif not remove_exchanges(settings, wanted, last=last, yes=yes):
            raise typer.Exit(SOME_FAILED)


@command()
def review(
    id: Annotated[str, typer.Argument(metavar="ID", help="Van welke vraag, zoals `exchanges` die noemt.")],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAAM", help="Wie beoordeelt.")],
    answer: Annotated[
        str | None,
        typer.Option(
            "--answer", metavar="OORDEEL", help="good, partly, wrong, should_refuse of should_answer: het antwoord."
        ),
    ] = None,
    quotes: Annotated[
        list[str] | None,
        typer.Option(
            "--quote",
            metavar="ZIN.CITAAT=OORDEEL",
            help="right, wrong, wrong_source of incomplete: een citaat, zoals 1.2=wrong (mag vaker).",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEKST", help="Een opmerking.")] = None,
    correction: Annotated[
        str | None, typer.Option("--correction", metavar="TEKST", help="Het antwoord zoals het moest zijn.")
    ] = None,
    cites: Annotated[
        list[str] | None,
        typer.Option(
            "--cite",
            metavar="BRIEF:BEGIN-EIND",
            help="Een citaat bij --correction: de id van een brief, eerste teken en teken na het laatste (mag vaker).",
        ),
    ] = None,
    pin: Annotated[
        bool, typer.Option("--pin", help="Geef dit antwoord voortaan aan wie hetzelfde met dezelfde woorden vraagt.")
    ] = False,
    case: Annotated[bool, typer.Option("--case", help="Maak er een toetsvraag van voor `briefwijzer eval`.")] = False,
    data: Data = None,
) -> None:
    """Beoordeel een bewaard antwoord.

    Wie opnieuw beoordeelt, vervangt het eigen oordeel; het eerdere blijft bewaard. Zonder --answer gaan --case en --pin
    uit van uw eerdere oordeel. Afsluitcode 0: gelukt; 2: er ging iets mis.
    """
    hush()
    from ui.cli.reviews import make_review

    with faults():
        make_review(
            settings_with(data), id, by=by, answer=answer, quotes=quotes or (), note=note or "",
            correction=correction or "", cites=cites or (), case=case, pin=pin,
        )  # fmt: skip


@command()
def unanswered(
    days: Annotated[int, typer.Option("--days", metavar="DAGEN", min=1, help="Van zoveel dagen.")] = 7,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Toon wat de brieven niet beantwoordden.

    Vragen die op elkaar lijken staan bij elkaar, de grootste groep bovenaan, met de brieven die het dichtst in de buurt
    kwamen. Afsluitcode 0: gelukt; 2: er ging iets mis.
    """
    hush()
    from ui.cli.reviews import list_unanswered

    with opened(data) as (library, settings):
        list_unanswered(settings, library, days=days, as_json=as_json)


@command()
def staff(
    action: Annotated[
        str, typer.Argument(metavar="WAT", help="add, list, role, password, remove of log.", show_default=False)
    ] = "list",
    name: Annotated[
        str | None, typer.Argument(metavar="NAAM", help="Over wie het gaat; niet bij list.", show_default=False)
    ] = None,
    *,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROL", help="Bij add en role: reviewer, editor of admin.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Lees het wachtwoord van de standaardinvoer, voor scripts.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag bij remove niet om bevestiging.")] = False,
    last: Annotated[
        int, typer.Option("--last", metavar="AANTAL", min=1, help="Bij log: hoeveel regels, de nieuwste eerst.")
    ] = 50,
    data: Data = None,
) -> None:
    """Regel wie zich bij het beheer (/beheer) mag aanmelden.

    Zet er `add NAAM --role admin` achter om iemand toe te voegen; het wachtwoord wordt twee keer gevraagd en niet
    getoond. `list` toont wie er zijn, `role NAAM --role ROL` geeft een andere rol, `password NAAM` een nieuw
    wachtwoord, `remove NAAM` verwijdert, en `log` toont wat er is gedaan. Een reviewer beoordeelt antwoorden, een
    editor houdt ook de brieven bij, een admin regelt ook medewerkers en privacy. Afsluitcode 0: gelukt; 1: er is niets
    verwijderd; 2: er ging iets mis.
    """
    from ui.cli.staff import StaffOrder, carry_out

    with faults():
        order = StaffOrder(action, name or "", role or "", from_stdin=password_stdin, yes=yes, last=last)
        if not carry_out(order, settings_with(data)):
            raise typer.Exit(SOME_FAILED)


@command()
def doctor(
    model: Annotated[
        bool, typer.Option("--model", help="Stel het taalmodel proefvragen en zeg wat werkt, traag is of fout gaat.")
    ] = False,
    data: Data = None,
) -> None:
    """Controleer wat er in gebruik is en ontbreekt.

    Zegt ook wat u eraan kunt doen. Afsluitcode 0: in orde; 1: er is iets te herstellen; 2: er ging
    iets mis.
    """
    hush()
    from ui.cli.doctor import examine, print_findings

    with faults():
        settings = settings_with(data)
        if model:
            from ui.cli.doctor_model import examine_models

            wrong = False
            for finding in examine_models(settings):
                print_findings(out(), [finding])
                flush()
                wrong = wrong or finding.wrong
        else:
            findings = examine(settings)
            print_findings(out(), findings)
            wrong = any(finding.wrong for finding in findings)
        if wrong:
            raise typer.Exit(SOME_FAILED)


def main() -> None:
    """Run the command line and end the process."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app(prog_name="briefwijzer")
    except Exception as fault:  # noqa: BLE001 - a fault of our own: what it was goes to a file, not over the screen
        crashed(fault)
    finally:
        flush()
