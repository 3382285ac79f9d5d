"""A letter that staff named another in the place of: the newer one answers where it can, and else it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.run.letter_changes import LetterChange, change_letter
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import ask
from qa.conflict.replaced import newest_of
from tests.support.records import hit_on
from ui.wording.display import replaced_note

LETTER = """Aan: alle ouders
Van: {sender}
Datum: {date}
Betreft: {title}

Geachte ouders,

{text}

Met vriendelijke groet,
{sender}
"""
OLD = "De bijdrage voor de overblijf is 50 euro per leerling. De overblijf is in de aula van de school."
NEW = "De bijdrage voor de overblijf is 65 euro per leerling."


@pytest.fixture
def settled(tmp_path: Path, settings: Settings) -> Settings:
    folder = tmp_path / "brieven"
    folder.mkdir()
    for name, sender, date, text in (
        ("oud", "dienst Onderwijs", "3 maart 2025", OLD),
        ("nieuw", "Stichting De Brug", "1 september 2024", NEW),
    ):
        written = LETTER.format(sender=sender, date=date, title=f"Overblijf {name}", text=text)
        (folder / f"{name}.txt").write_text(written, encoding="utf-8")
    index_paths([folder], settings=settings)
    return settings


def quoted(question: str, settings: Settings) -> list[tuple[str, str | None]]:
    """Return the file of each sentence that answers, and which letter is said to hold instead."""
    library = open_library(settings)
    answer = ask(question, library=library, settings=settings)
    line = answer_line(answer, library=library)
    said: list[dict[str, object]] = line["sentences"]  # type: ignore[assignment]
    instead = [each["replaced_by"] and each["replaced_by"]["title"] for each in said]  # type: ignore[index]
    files = [library.document_of(each.citations[0].letter).path for each in answer.sentences]
    return list(zip(files, instead, strict=True))


def test_the_newer_letter_answers_where_it_can_and_is_named_where_it_does_not(settled: Settings) -> None:
    price, place = "Hoeveel is de bijdrage voor de overblijf?", "Waar is de overblijf, in de aula van de school?"
    assert {file for file, _ in quoted(price, settled)} == {"oud.txt", "nieuw.txt"}
    assert quoted(place, settled)[0] == ("oud.txt", None)
    change_letter("oud.txt", LetterChange(replaced_by="nieuw.txt"), settings=settled)
    assert quoted(price, settled) == [("nieuw.txt", None)]
    assert ("oud.txt", "Overblijf nieuw") in quoted(place, settled)
    named = "Wat staat er over de overblijf in de brief van dienst Onderwijs van 3 maart 2025?"
    assert {file for file, _ in quoted(named, settled)} == {"oud.txt"}  # who asks for the old one gets it


def test_the_last_of_several_holds() -> None:
    first, second, third = (hit_on("Een zin.", name=name).hit.letter for name in "abc")
    letters = {
        "a-1": replace(first, replaced_by="b-1"),
        "b-1": replace(second, replaced_by="c-1"),
        "c-1": replace(third, title="Derde", date="2026-03-31"),
    }
    assert newest_of(letters["a-1"], letters) == letters["c-1"]
    assert newest_of(letters["c-1"], letters) is None
    assert replaced_note(letters["c-1"]) == "Let op: deze brief is vervangen door “Derde” (31 maart 2026)."
    circle = {**letters, "c-1": replace(third, replaced_by="a-1")}
    assert newest_of(circle["a-1"], circle) == circle["c-1"]
