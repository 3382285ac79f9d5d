"""The public letters beside the checkout and the bundled sheets: the letters in them, with the data that they give."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.letters.find import find_letters
from index.letters.passages import MOST, find_passages
from index.read.file import read
from index.records import Document, Letter
from index.settings import Settings
from tests.support.paths import ROOT, SHARED, needs_shared

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
SHEETS = ROOT / "letters"
GOLD = SHARED / "eval" / "letters" / "letters.json"
EXPECTED: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8")) if GOLD.is_file() else []
ANSWERS = sorted(SHARED.glob("pdfs/kamervragen/*.pdf"))
SUMMARISED = {
    "netwerk-lpo-brief-25-juni-2021.odt": "000_201122acfe3a986a.txt",
    "vng-brief-24-maart-2023.docx": "001_33f996a91b07a9b8.txt",
    "inclusieverstellers-januari-2020.md": "002_427c335a8055812d.txt",
    "ocw-bundel-inclusief-onderwijs-2022-2023.pdf": "003_e7531b3c0127bf18.txt",
    "po-raad-vo-raad-brief-3-februari-2020.pdf": "004_fa5991c7ffd73108.txt",
}


@cache
def read_letters(path: Path) -> tuple[Document, list[Letter]]:
    document = read(path, name=path.name, settings=SETTINGS).document
    return document, find_letters(document)


def expected(name: str) -> list[dict[str, Any]]:
    return next(file["letters"] for file in EXPECTED if file["file"] == name)


def alike(found: str | None, gold: str | None) -> bool:
    """True when both are absent, or one contains the other, whatever the case."""
    if found is None or gold is None:
        return found is gold
    return found.lower() in gold.lower() or gold.lower() in found.lower()


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("name", [file["file"] for file in EXPECTED])
def test_the_letters_of_the_gold_file_are_found(name: str) -> None:
    _, letters = read_letters(SHARED / "letters" / name)
    gold = expected(name)
    assert [each.kind for each in letters] == [each["kind"] for each in gold]
    assert [each.date for each in letters] == [each["date"] for each in gold]
    assert [each.reference for each in letters] == [each["reference"] for each in gold]
    for letter, said in zip(letters, gold, strict=True):
        assert alike(letter.title, said["title"])
        assert alike(letter.recipient, said["recipient"])
        if said["sender"] is None:
            assert letter.sender is None
        else:
            assert any(alike(letter.sender, sender) for sender in said["sender"])


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: str(path.stem[:8]))
def test_an_answer_to_parliament_is_one_letter(path: Path) -> None:
    document, letters = read_letters(path)
    assert len(letters) == 1
    letter = letters[0]
    assert letter.kind == "kamervragen"
    assert letter.title is not None
    assert letter.title.startswith("Kamervragen over ")
    assert letter.sender is not None
    assert letter.sender.startswith(("Minister ", "Staatssecretaris "))
    assert letter.recipient is not None
    assert letter.recipient.startswith(("het lid ", "de leden "))
    assert letter.date is not None
    assert letter.date.startswith("2024-")
    assert letter.reference is not None
    assert letter.reference.isdigit()
    assert document.text[slice(*letter.spans["reference"])] == letter.reference


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("sheet", sorted(SUMMARISED))
def test_a_sheet_gives_the_data_of_the_letter_that_it_sums_up(sheet: str) -> None:
    _, letters = read_letters(SHEETS / sheet)
    gold = expected(SUMMARISED[sheet])
    assert [each.date for each in letters] == [each["date"] for each in gold]
    assert [each.reference for each in letters] == [each["reference"] for each in gold]
    assert [each.kind for each in letters] == [each["kind"] for each in gold]
    for letter, said in zip(letters, gold, strict=True):
        assert alike(letter.title, said["title"]) or said["title"] is None
        assert alike(letter.recipient, said["recipient"])
        assert said["sender"] is None or any(alike(letter.sender, sender) for sender in said["sender"])


def test_the_sheets_hold_ten_letters_six_of_them_in_the_bundle() -> None:
    counts = {path.name: len(read_letters(path)[1]) for path in SHEETS.iterdir()}
    assert set(counts) == set(SUMMARISED)
    assert counts.pop("ocw-bundel-inclusief-onderwijs-2022-2023.pdf") == 6
    assert set(counts.values()) == {1}


def test_who_signed_is_found_in_the_head_of_a_sheet() -> None:
    document, [letter] = read_letters(SHEETS / "po-raad-vo-raad-brief-3-februari-2020.pdf")
    signed = document.text[slice(*letter.spans["signature"])]
    assert signed.startswith("Ondertekend door: Rinda den Besten")
    assert letter.sender == "PO-Raad en VO-raad"


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize(
    "path", [*(SHARED / "letters" / file["file"] for file in EXPECTED), *ANSWERS], ids=lambda path: str(path.name[:8])
)
def test_letters_and_passages_cover_the_text_in_order(path: Path) -> None:
    document, letters = read_letters(path)
    at = 0
    for letter in letters:
        assert not document.text[at : letter.start].strip()
        assert all(letter.start <= start < end <= letter.end for start, end in letter.spans.values())
        at = letter.end
        inside = letter.start
        for passage in find_passages(document, letter):
            assert inside <= passage.start < passage.end <= letter.end
            assert document.text[passage.start : passage.end] == passage.text
            assert len(passage.text) <= 2 * MOST
            inside = passage.end
    assert not document.text[at:].strip()
