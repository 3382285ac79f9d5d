"""Copies of what is kept: made, and put back after a question."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from index.run.restore import back_up_all, restore_all, restore_catalog
from index.settings import Settings
from index.store.archive import read_archive
from index.store.catalog.connection import has_catalog
from ui.cli.exchanges import moment
from ui.cli.frame import agrees, errors, out


def make_backup(settings: Settings, file: Path | None) -> None:
    """Write all that is kept to `file`, or to one in this folder with a name that has the moment. Raises what
    `back_up_all` raises.
    """
    made = back_up_all(file or Path(f"briefwijzer-{datetime.now():%Y-%m-%d-%H%M%S}.zip"), settings)
    megabytes = f"{made.size / 1e6:.1f}".replace(".", ",")
    _print(f"De reservekopie staat in {made.file.absolute()} ({made.files} bestanden, {megabytes} MB).")
    _print("Er staan ook vragen van mensen en wachtwoordcodes van medewerkers in: bewaar haar waar niemand bij kan.")


def restore_backup(settings: Settings, file: Path, *, yes: bool) -> bool:
    """Put back all that `file` has, when the person at the keyboard agrees or `yes`. Returns False where nothing
    changed. Raises what `restore_all` raises.
    """
    found = read_archive(file)
    question = (
        f"Alles in {settings.data.absolute()} vervangen door de reservekopie van {moment(found.made_at)}? Wat er nu "
        "staat, blijft bewaard in een map ernaast."
    )
    if has_catalog(settings) and not yes and not agrees(question):
        errors().print("Er is niets veranderd.")
        return False
    archive, aside = restore_all(file, settings)
    _print(f"Teruggezet: de reservekopie van {moment(archive.made_at)}, {archive.files} bestanden.")
    if aside:
        _print(f"Wat er stond, staat nu in {aside.absolute()}. Verwijder die map als alles klopt.")
    return True


def restore_newest_catalog(settings: Settings) -> None:
    """Put back the catalog as the last run copied it. Raises what `restore_catalog` raises."""
    copy, aside = restore_catalog(settings)
    _print(f"De catalogus is teruggezet uit {copy}.")
    if aside:
        _print(
            f"De oude staat in {aside}, met de bewaarde vragen en antwoorden. Verwijder die als u haar niet meer nodig "
            "hebt."
        )
    _print("Draai nu `briefwijzer index`: dat brengt de index bij.")


def _print(line: str) -> None:
    out().print(line, markup=False, highlight=False, soft_wrap=True)
