"""What the command line prints of letters, for people and programs: all of them, one, and those of a file that is not
indexed yet. Pure but for the console it is given.
"""

from __future__ import annotations

from datetime import datetime

from rich.console import Console
from rich.markup import escape

from index.dutch.dates import written_out
from index.letters.corrections import CORRECTED, LeftOut
from index.read.inventory import left_out
from index.records import Document, Field, Letter
from index.run.called import short_id
from index.run.deletions import gone_at
from index.run.preview import Preview
from index.store.catalog.contents import Contents
from qa.as_json import letter_line
from ui.cli.print_answers import counted

_COLUMNS = ("soort", "titel", "van", "aan", "datum", "kenmerk", "bestand", "pagina’s", "id", "stand")
_NAMES: dict[Field, str] = {
    "kind": "soort",
    "title": "titel",
    "sender": "van",
    "recipient": "aan",
    "date": "datum",
    "reference": "kenmerk",
}
_LOST = {
    "text": "de tekst van het bestand wordt nu anders gelezen",
    "letter": "op die plaats begint geen brief meer",
}


def print_letters(console: Console, contents: Contents) -> None:
    """Print the letters that are indexed: for a program one line each with tabs between the columns,
    for a person a few lines each.
    """
    if not console.is_terminal:
        console.file.write("\t".join(_COLUMNS) + "\n")  # the console itself turns tabs into spaces
    for letter in contents.letters.values():
        document = contents.document_of(letter)
        if console.is_terminal:
            _print_for_people(console, letter, contents)
            continue
        cells = (
            letter.kind,
            letter.title,
            letter.sender,
            letter.recipient,
            letter.date,
            letter.reference,
            document.path,
            page_range(document, letter),
            short_id(letter),
            "; ".join(_standing(letter, contents)),
        )
        console.file.write("\t".join(_line(cell or "") for cell in cells) + "\n")
    if console.is_terminal:
        held = counted(letters=len(contents.letters), documents=len(contents.documents))
        console.print(f"\n{held}.", highlight=False)
        for each in contents.left_out:
            console.print(_lost_line(each, contents), style="yellow", markup=False, highlight=False)


def print_letter(console: Console, letter: Letter, contents: Contents) -> None:
    """Print one letter with all its data, and what was found in the text where staff corrected that."""
    document = contents.document_of(letter)
    _print_data(console, letter, name=short_id(letter))
    passages = sum(each.letter_id == letter.id for each in contents.passages.values())
    _print_place(console, letter, document, passages)
    for line in _decided(letter, contents):
        console.print(f"  {line[:1].upper()}{line[1:]}.", style="yellow", markup=False, highlight=False)
    for each in contents.left_out:
        if each.correction.document_id == document.id:
            console.print(f"  {_lost_line(each, contents)}", style="yellow", markup=False, highlight=False)


def print_preview(console: Console, preview: Preview) -> None:
    """Print how a file would be cut, and what of it would be left out."""
    document, passages = preview.cut.document, preview.passages
    if preview.deletion:
        console.print(
            "Dit bestand is verwijderd en gaat niet mee. Toch weer opnemen: "
            f"briefwijzer letter {document.id[:8]} --undo",
            style="yellow", markup=False, highlight=False,
        )  # fmt: skip
    elif preview.indexed:
        console.print("Dit bestand staat al in de index.", style="dim", highlight=False)
    for number, letter in enumerate(preview.letters, 1):
        _print_data(console, letter, name=f"brief {number} van {len(preview.letters)}")
        _print_place(console, letter, document, passages[letter.id])
        first = document.text[letter.start : letter.end].strip().partition("\n")[0]
        console.print(f"  begint met  “{_line(first)[:70]}”", style="dim", markup=False, highlight=False)
        if letter.hidden:
            console.print("  Verborgen: alleen beheerders zien deze brief.", style="yellow", highlight=False)
    for part in preview.cut.inventory:
        console.print(part.line, style="dim", markup=False, highlight=False)
    held = counted(letters=len(preview.letters), pages=len(document.page_starts), passages=sum(passages.values()))
    console.print(f"\n{held}. Er is niets bewaard.", highlight=False)


def staff_line(letter: Letter, contents: Contents) -> dict[str, object]:
    """Return a letter as plain data, with what only staff may know of it."""
    deletion = contents.deletions.get(letter.document_id)
    return {
        **letter_line(letter, library=contents),
        "found": dict(letter.found),
        "hidden": letter.hidden,
        "gone_at": gone_at(deletion).isoformat(timespec="seconds") if deletion else None,
        "not_applied": [
            {"start": each.correction.place.start, "fields": dict(each.correction.fields), "why": _LOST[each.reason]}
            for each in contents.left_out
            if each.correction.document_id == letter.document_id
        ],
    }


def preview_line(preview: Preview) -> dict[str, object]:
    """Return a preview as plain data."""
    cut, passages = preview.cut, preview.passages
    return {
        "file": cut.document.path,
        "document_id": cut.document.id,
        "indexed": preview.indexed,
        "deleted": preview.deletion is not None,
        "letters": [
            {name: getattr(each, name) for name in CORRECTED}
            | {"start": each.start, "end": each.end, "passages": passages[each.id], "hidden": each.hidden}
            for each in preview.letters
        ],
        "inventory": [vars(part) for part in cut.inventory],
    }


def page_range(document: Document, letter: Letter) -> str:
    """Return the pages of a letter as `3` or `3–5`."""
    first, last = document.page_of(letter.start), document.page_of(max(letter.start, letter.end - 1))
    return str(first) if first == last else f"{first}–{last}"


def moment(at: datetime) -> str:
    """Return a moment in Dutch, in the time of this machine: `1 december 2026, 14:05`."""
    local = at.astimezone()
    return f"{written_out(local.date().isoformat())}, {local:%H:%M}"


def _print_for_people(console: Console, letter: Letter, contents: Contents) -> None:
    document, pages = contents.document_of(letter), page_range(contents.document_of(letter), letter)
    facts = (
        letter.date and written_out(letter.date),
        letter.reference and f"kenmerk {letter.reference}",
        letter.sender and f"van {letter.sender}",
        letter.file_of and f"in een bestand van {letter.file_of}",
        letter.recipient and f"aan {letter.recipient}",
    )
    console.print(f"[bold]{escape(letter.title or 'Zonder titel')}[/bold] ({escape(letter.kind)})", highlight=False)
    if any(facts):
        console.print("  " + escape(", ".join(fact for fact in facts if fact)), highlight=False)
    console.print(
        f"  {document.path}, {'pagina' if pages.isdigit() else 'pagina’s'} {pages}, id {short_id(letter)}",
        style="dim",
        markup=False,
        highlight=False,
    )
    for part in left_out(contents.inventory[document.id]):
        console.print(f"  {part.line}", style="dim", markup=False, highlight=False)
    if said := _standing(letter, contents):
        console.print(f"  {'; '.join(said)}", style="yellow", markup=False, highlight=False)


def _print_data(console: Console, letter: Letter, *, name: str) -> None:
    console.print(f"[bold]{escape(letter.title or 'Zonder titel')}[/bold] ({escape(name)})", highlight=False)
    for key in CORRECTED:
        value = getattr(letter, key)
        shown = written_out(value) if key == "date" and value else value
        found = f"  (in de tekst gevonden: {letter.found[key] or 'niets'})" if key in letter.found else ""
        console.print(f"  {_NAMES[key]:<10}  {shown or '—'}{found}", markup=False, highlight=False)


def _print_place(console: Console, letter: Letter, document: Document, passages: int) -> None:
    pages = page_range(document, letter)
    where = (
        f"{document.path}, {'pagina' if pages.isdigit() else 'pagina’s'} {pages}, teken {letter.start} tot {letter.end}"
    )
    console.print(f"  plaats      {where}, {counted(passages=passages)}", markup=False, highlight=False)


def _standing(letter: Letter, contents: Contents) -> list[str]:
    """Return what staff corrected and decided of a letter, in words."""
    corrected = [_NAMES[name] for name in CORRECTED if name in letter.found]
    return [*([f"verbeterd: {', '.join(corrected)}"] if corrected else []), *_decided(letter, contents)]


def _decided(letter: Letter, contents: Contents) -> list[str]:
    newer = contents.letters.get(letter.replaced_by or "")
    deletion = contents.deletions.get(letter.document_id)
    said = (
        letter.hidden and "verborgen: alleen beheerders zien deze brief",
        newer and f"vervangen door {newer.title or newer.kind} ({short_id(newer)})",
        deletion and f"verwijderd: terug te halen tot {moment(gone_at(deletion))}",
    )
    return [each for each in said if each]


def _lost_line(lost: LeftOut, contents: Contents) -> str:
    correction = lost.correction
    what = [f"{_NAMES[name]} “{value or ''}”" for name, value in correction.fields.items()]
    what += ["verborgen"] if correction.hidden else []
    what += ["vervangen"] if correction.replaced_by else []
    what += ["hier begint een brief"] if correction.begins else []
    path = contents.documents[correction.document_id].path
    closed = " Daarom is nu het hele bestand verborgen." if correction.hidden else ""
    where = f"{path}, teken {correction.place.start}"
    return (
        f"Niet toegepast in {where}: {', '.join(what)}. Want {_LOST[lost.reason]}.{closed} Verbeter de brief opnieuw, "
        f"of laat dit vervallen met: briefwijzer letter {correction.document_id[:8]}-1 --as-found"
    )


def _line(text: str) -> str:
    return " ".join(text.split())
