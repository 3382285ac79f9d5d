"""What the command line prints: answers, hits, letters and reports, for people. Pure but for the console it is
given.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from index.dutch.dates import written_out
from index.records import Hit, Letter
from index.run.report import FileReport, IndexReport
from index.search.library import Library
from index.settings import DEFAULT_EMBEDDER
from qa.notices import notice
from qa.records import Answer, Citation
from ui.cli.print_card import print_card
from ui.wording.also_in import also_in, letters_with
from ui.wording.display import letter_name, newest_date, older_note, readable, replaced_note
from ui.wording.omitted import omitted_line
from ui.wording.state import state_text

_WHAT = {
    "indexed": "gelezen",
    "unchanged": "ongewijzigd",
    "duplicate": "dubbel",
    "failed": "niet gelezen",
    "skipped": "overgeslagen",
    "removed": "verwijderd",
}
_COLOUR = {
    "indexed": "green",
    "unchanged": "dim",
    "duplicate": "yellow",
    "failed": "red",
    "skipped": "yellow",
    "removed": "yellow",
}
_NAMES = {
    "documents": ("bestand", "bestanden"),
    "letters": ("brief", "brieven"),
    "pages": ("pagina", "pagina’s"),
    "passages": ("passage", "passages"),
}
_MOST_UNCHANGED = 20  # files that need no attention are listed one by one only when they are few


def print_answer(console: Console, answer: Answer, library: Library) -> None:
    """Print an answer with numbered citations, and below it where each stands; without one, what comes nearest. A card
    comes before it; what letters do not decide comes after it.
    """
    if answer.card is None:
        _print_said(console, answer, library)
    elif answer.card.kind == "advice":
        _print_said(console, answer, library)
        console.print()
        print_card(console, answer.card)
    else:
        print_card(console, answer.card)
        if answer.status != "refused":
            _print_said(console, answer, library)


def _print_said(console: Console, answer: Answer, library: Library) -> None:
    if answer.searched_for != answer.question:
        console.print(f"Ik zocht op: {escape(answer.searched_for)}\n", style="dim")
    if answer.status != "answered":
        console.print(state_text(answer, "nl"), style="bold yellow")
    numbers: dict[Citation, int] = {}
    dated = notice("conflict", answer.language) in answer.notice
    for sentence in answer.sentences:
        marks = "".join(f"[{numbers.setdefault(each, len(numbers) + 1)}]" for each in sentence.citations)
        date = f" ({newest_date(sentence)})" if dated and newest_date(sentence) else ""
        console.print(f"{escape(readable(_line(sentence.text)))} [cyan]{escape(marks)}[/cyan]{date}", highlight=False)
        if sentence.older:
            newer = f"{older_note(sentence.older)} “{' '.join(sentence.older.citation.quote.split())}”"
            console.print(f"  {escape(readable(newer))}", style="yellow", highlight=False)
        if sentence.replaced_by:
            console.print(f"  {escape(readable(replaced_note(sentence.replaced_by)))}", style="yellow", highlight=False)
    if answer.notice:
        console.print(escape(readable(answer.notice)), style="yellow", highlight=False)
    if numbers:
        console.print("\nBronnen", style="bold")
    if answer.nearest:
        console.print(f"\n{notice('nearest', answer.language)}", style="bold", highlight=False)
        numbers = {citation: number for number, citation in enumerate(answer.nearest, 1)}
    for citation, number in numbers.items():
        console.print(f"[cyan]{escape(f'[{number}]')}[/cyan] {escape(source(citation, library))}", highlight=False)
        console.print(f"    “{escape(readable(_line(citation.quote)))}”", style="italic", highlight=False)
        if also := also_in(letters_with(citation, answer.hits)):
            console.print(f"    {escape(readable(_line(also)))}", style="dim", highlight=False)
    if omitted := omitted_line(answer):
        console.print(f"\n{escape(omitted)}", style="dim", highlight=False)


def source(citation: Citation, library: Library) -> str:
    """Return where a citation stands, in one line."""
    document = library.document_of(citation.letter)
    return f"{_letter(citation.letter)} — {document.path}, pagina {citation.page}"


def print_hits(console: Console, hits: Sequence[Hit], library: Library) -> None:
    """Print hits, best first, with their whole text."""
    if not hits:
        console.print("Geen treffers. Probeer het met andere woorden.")
    for hit in hits:
        document = library.document_of(hit.letter)
        place = f"{document.path}, pagina {document.page_of(hit.passage.start)}"
        console.print(
            f"[bold]{hit.rank}.[/bold] {escape(_letter(hit.letter))} — {escape(place)} [dim]({hit.score:.2f})[/dim]"
        )
        console.print(escape(readable(_line(hit.passage.text))), highlight=False)
        if also := also_in(twin.letter for twin in hit.also):
            console.print(escape(readable(_line(also))), style="dim", highlight=False)
        console.print()


def print_report(console: Console, report: IndexReport) -> None:
    """Print what became of every file; those that could not be read last, with what to do."""
    calm = [file for file in report.files if file.status == "unchanged"]  # `letters` says what they lack
    listed = [file for file in report.files if file not in calm or len(calm) <= _MOST_UNCHANGED]
    for file in sorted(listed, key=lambda file: file.status == "failed"):
        colour, what = _COLOUR[file.status], _WHAT[file.status]
        console.print(f"[{colour}]{what:<12}[/{colour}] {escape(file.name)}{escape(_counts(file))}", highlight=False)
        for line in filter(None, (file.message, file.help, *(part.line for part in file.inventory))):
            console.print(f"             {escape(line)}", highlight=False)
    if len(listed) < len(report.files):
        console.print(f"{len(calm)} bestanden zijn ongewijzigd.", highlight=False)
    if report.mended:
        console.print("De opslag van vectoren was beschadigd en is hersteld.", style="yellow")
    held = counted(**{name: report.totals[name] for name in ("documents", "letters", "passages")})
    done = f"{counted(passages=report.embedded)} verwerkt in {report.seconds:.1f} s."
    console.print(f"\nIn de index: {held}. {done}", highlight=False)
    if report.embedded:  # said when it matters, not at every run
        better = " Zie `briefwijzer doctor`." if report.embedder.name == DEFAULT_EMBEDDER else ""
        console.print(
            f"Zoeken op betekenis: {report.embedder.name} ({report.embedder.why}).{better}", style="dim", markup=False
        )
        if report.too_long:
            console.print(
                too_long(report.most, report.too_long, of=report.totals["passages"]), style="dim", markup=False
            )
    if report.failed:
        can = "kon" if len(report.failed) == 1 else "konden"
        there = sum(file.status not in ("skipped", "removed") for file in report.files)
        console.print(f"{len(report.failed)} van {counted(documents=there)} {can} niet worden gelezen.", style="red")


def too_long(most: int | None, passages: int, *, of: int) -> str:
    """Return in a line or two that `passages` of the index are longer than the embedder reads, and what that means."""
    are = "is" if passages == 1 else "zijn"
    better = " Een model dat meer tegelijk leest, zoekt beter." if passages * 2 > of else ""
    return (
        f"{passages} van {counted(passages=of)} {are} langer dan de {most} woorddelen die dit model tegelijk leest. "
        f"Het einde ervan "
        f"wordt gevonden door de losse zinnen, die het wel helemaal leest.{better}"
    )


def counted(**numbers: int) -> str:
    """Return numbers of documents, letters, pages or passages in words: `1 brief, 2 pagina’s`."""
    return ", ".join(f"{n} {_NAMES[name][n != 1]}" for name, n in numbers.items())


def _counts(file: FileReport) -> str:
    if not file.passages:
        return ""
    return ": " + counted(letters=file.letters, pages=file.pages, passages=file.passages)


def _letter(letter: Letter) -> str:
    facts = (
        letter.title and letter.sender,  # without a title, the letter is called after its sender
        letter.date and written_out(letter.date),
        letter.reference and f"kenmerk {letter.reference}",
    )
    return ", ".join([letter_name(letter), *filter(None, facts)])


def _line(text: str) -> str:
    return " ".join(text.split())
