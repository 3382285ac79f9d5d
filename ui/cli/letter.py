"""What the command `letter` does with one letter or file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from index.errors import SettingsError
from index.records import Field
from index.run.called import document_called, letter_called
from index.run.deletions import delete_file, gone_at, undo
from index.run.letter_changes import (
    ChangedLetter,
    LetterChange,
    change_letter,
    indexed_letters,
    join_letter,
    split_letter,
)
from index.settings import Settings
from ui.cli.frame import agrees, errors, out, print_json
from ui.cli.print_answers import counted
from ui.cli.print_letters import moment, print_letter, staff_line


@dataclass(frozen=True)
class LetterAsked:
    """What was asked of the letter called `name`; None and "" in `fields` as in `LetterChange`. `delete`: True to
    delete its file, False to undo that.
    """

    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    as_found: bool = False
    hide: bool | None = None
    replaced_by: str | None = None
    split: str | None = None
    join: bool = False
    delete: bool | None = None

    @property
    def change(self) -> LetterChange | None:
        """What is to be otherwise in the letter; None where nothing is."""
        change = LetterChange(cast("Mapping[Field, str]", self.fields), self.as_found, self.hide, self.replaced_by)
        return None if change == LetterChange() else change


def change_as_asked(asked: LetterAsked, settings: Settings, *, yes: bool, as_json: bool) -> bool:
    """Do what was asked and print the letter as it is then; return False where somebody did not agree to a deletion.
    Raises SettingsError for more than can be done at once.
    """
    wanted = [asked.change is not None, asked.split is not None, asked.join, asked.delete is not None]
    if sum(wanted) > 1:
        raise SettingsError(
            "Dit kan niet in één keer.", help="Doe splitsen, samenvoegen en verwijderen elk in een opdracht apart."
        )
    if asked.delete is not None:
        return _delete(asked, settings, yes=yes, as_json=as_json)
    if asked.split is not None:
        changed = split_letter(asked.name, asked.split, settings=settings)
    elif asked.join:
        changed = join_letter(asked.name, settings=settings)
    elif asked.change:
        changed = change_letter(asked.name, asked.change, settings=settings)
    else:
        contents = indexed_letters(settings)
        changed = ChangedLetter(letter_called(asked.name, contents), contents, embedded=0)
    if as_json:
        print_json(staff_line(changed.letter, changed.contents))
        return True
    if any(wanted):
        again = f" {counted(passages=changed.embedded)} opnieuw verwerkt." if changed.embedded else ""
        out().print(f"Bewaard.{again}\n", highlight=False)
    print_letter(out(), changed.letter, changed.contents)
    return True


def _delete(asked: LetterAsked, settings: Settings, *, yes: bool, as_json: bool) -> bool:
    if not asked.delete:
        back = undo(asked.name, settings=settings)
        if as_json:
            print_json({"file": back.name, "kept": back.kept})
        elif back.kept:
            out().print(f"{back.name} is er weer.", markup=False, highlight=False)
        else:
            out().print(
                f"{back.name} mag weer in de index. Er was niets meer van bewaard: draai `briefwijzer index`.",
                markup=False, highlight=False,
            )  # fmt: skip
        return True
    document = document_called(asked.name, indexed_letters(settings))
    if not yes and not agrees(f"{document.path} verwijderen, met alle brieven erin?"):
        errors().print("Er is niets verwijderd.")
        return False
    deletion = delete_file(document.id, settings=settings)
    if as_json:
        print_json({"file": deletion.name, "gone_at": gone_at(deletion).isoformat(timespec="seconds")})
        return True
    out().print(
        f"{deletion.name} is verwijderd: lezers zien het niet meer. Tot {moment(gone_at(deletion))} haalt u het terug "
        f"met: briefwijzer letter {document.id[:8]} --undo\n"
        "Daarna is alles ervan weg. Een bestand in uw eigen map blijft staan, en wordt niet opnieuw gelezen.",
        markup=False, highlight=False,
    )  # fmt: skip
    return True
