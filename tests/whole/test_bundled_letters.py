"""The fact sheets in letters/ and the questions over them: marked, verbatim, rebuilt alike, in our own words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from odf import teletype
from odf.opendocument import load

from tests.support.paths import ROOT, SHARED, needs_shared

pytestmark = pytest.mark.slow

LETTERS = ROOT / "letters"
QUESTIONS = [
    json.loads(line)
    for line in (ROOT / "eval" / "questions" / "letters.jsonl").read_text(encoding="utf-8").splitlines()
]
KEYS = {"id", "type", "lang", "question", "history", "answer", "facts", "evidence"}
ANSWERABLE = {"lookup", "fact", "list", "parent", "teacher", "multi", "followup", "english"}
UNANSWERABLE = {"unanswerable-near", "unanswerable-off", "unanswerable-inject"}
NOTES = {"37318203", "36222735", "35510596", "33760339", "actieplan", "droombeeld"}
LPO = "netwerk-lpo-brief-25-juni-2021.odt"
VNG = "vng-brief-24-maart-2023.docx"
INC = "inclusieverstellers-januari-2020.md"
OCW = "ocw-bundel-inclusief-onderwijs-2022-2023.pdf"
RADEN = "po-raad-vo-raad-brief-3-februari-2020.pdf"
ORIGINALS = {
    LPO: "000_201122acfe3a986a.txt",
    VNG: "001_33f996a91b07a9b8.txt",
    INC: "002_427c335a8055812d.txt",
    OCW: "003_e7531b3c0127bf18.txt",
    RADEN: "004_fa5991c7ffd73108.txt",
}
MADE = sorted(set(ORIGINALS) - {INC})
FIELDS = {
    LPO: ("25 juni 2021", "Brigitta Gadella", "Marieke Dekkers"),
    VNG: ("Datum: 24 maart 2023", "Kenmerk: COS/U202300228", "dd. 5 april 2023"),
    INC: ("Datum: januari 2020", "Onderwerp: Inclusieverstellers", "Van: Netwerk LPO"),
    OCW: ("Referentie: 37318203", "Referentie: 36222735", "Referentie: 35510596", "Referentie: 33760339"),
    RADEN: ("Datum: 3 februari 2020", "Kenmerk: 2020-198503/RdB", "m.b.t. het AO Onderwijs en Zorg"),
}
LONGEST_COPY = 6  # words in a row that a sheet may share with its original, beside the names below
# Names, titles and fixed terms: nobody can say them in other words. Longest first, so that none hides in another.
NAMES = sorted(
    (
        "bureau woordvoering kabinetsformatie",
        "commissie voor onderwijs cultuur en wetenschap",
        "gemeentelijke inbreng debat passend onderwijs dd 5 april 2023",
        "contouren van een werkagenda inclusief onderwijs 2035",
        "een sterke basis door krachtige samenwerking",
        "zorg in onderwijstijd",
        "kenmerk cos u202300228",
        "kenmerk 2020 198503 rdb",
        "artikel 24 van het vn verdrag handicap",
        "ocw szw en vws",
        "omdat samen opgroeien ook samen onderwijs betekent",
        "route naar inclusief onderwijs 2035",
        "kamerstukken ii",
        "dr bert wienen associate lector jeugd",
        "aanbieding kamerbrief route naar inclusief onderwijs 2035 rwizo",
        "nota ter besluitvorming mpvo en ter info mocw cwizo aanbiedingsformulier werkagenda inclusief onderwijs",
        "werkagenda samen voor het beste onderwijs",
        "laagdrempelige hulp in en nabij de school",
        "regelruimte creëren in leerpad en ontwikkeling",
        "in leerpad en ontwikkeling",
        "toegankelijke en diverse huisvesting",
        "inbreng po raad en vo raad m b t het ao onderwijs en zorg",
        "mét andere ogen van rené peeters",
        "mevrouw o c tellegen",
        "vaste commissie voor ocw",
    ),
    key=len,
    reverse=True,
)


@cache
def read(path: Path) -> str:
    """Return the text of a sheet as people read it, white space collapsed."""
    match path.suffix:
        case ".pdf":
            text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        case ".docx":
            text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        case ".odt":
            text = "\n".join(teletype.extractText(part) for part in load(path).text.childNodes)
        case _:
            text = re.sub(r"[*#]", "", path.read_text(encoding="utf-8"))
    return " ".join(text.split())


@cache
def notes() -> dict[str, str]:
    """Return the text of each part of the bundle, by the name that questions use for it."""
    parts = re.split(r"(?=Nota \d{8} \(samenvatting\)|Bijlage: (?:Actieplan|Droombeeld))", read(LETTERS / OCW))[1:]
    return {re.split(r"\W+", part)[1].lower(): part for part in parts}


def evidence() -> Iterator[tuple[str, dict[str, Any]]]:
    for row in QUESTIONS:
        for group in row["evidence"]:
            for gold in group:
                yield row["id"], gold


def as_words(text: str) -> list[str]:
    text = " ".join(re.findall(r"[^\W_]+", text.lower()))
    for name in NAMES:
        text = re.sub(rf"\b{name}\b", "|", text)
    return text.split()


def longest_copy(ours: str, theirs: str) -> list[str]:
    """Return the longest run of words that stands in both texts, names left out of both."""
    a, b = as_words(ours), as_words(theirs)
    best: list[str] = []
    runs = [0] * (len(b) + 1)
    for i, word in enumerate(a):
        new = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if word == other != "|":
                new[j + 1] = runs[j] + 1
                if new[j + 1] > len(best):
                    best = a[i + 1 - new[j + 1] : i + 1]
        runs = new
    return best


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two folders, each with the sheets made anew."""
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for out in (first, second):
        subprocess.run(
            [sys.executable, "-m", "tests.support.fact_sheets.build", "--out", str(out)], cwd=ROOT, check=True
        )
    return first, second


def test_the_folder_holds_the_five_sheets() -> None:
    assert {path.name for path in LETTERS.iterdir()} == set(ORIGINALS)


@pytest.mark.parametrize("name", sorted(ORIGINALS))
def test_a_sheet_says_that_it_is_a_summary_and_of_what(name: str) -> None:
    text = read(LETTERS / name)
    assert "samenvatting" in text[:100].lower()
    assert "Dit is een samenvatting in eigen woorden van" in text
    for words in FIELDS[name]:
        assert words in text


def test_the_bundle_has_six_parts_that_each_say_they_are_a_summary() -> None:
    assert set(notes()) == NOTES
    for part in notes().values():
        assert part.count("Dit is een samenvatting in eigen woorden van") == 1


@pytest.mark.parametrize("name", [OCW, RADEN])
def test_a_pdf_names_its_language_and_title_and_numbers_its_pages(name: str) -> None:
    reader = pypdf.PdfReader(LETTERS / name)
    assert str(reader.root_object["/Lang"]) == "nl-NL"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Feitenblad")
    assert len(reader.pages) >= (3 if name == OCW else 1)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Pagina {number} van {len(reader.pages)}" in page.extract_text()


@pytest.mark.parametrize("name", MADE)
def test_a_rebuild_gives_the_committed_text(name: str, rebuilt: tuple[Path, Path]) -> None:
    assert read(rebuilt[0] / name) == read(LETTERS / name)


@pytest.mark.parametrize("name", MADE)
def test_the_same_sources_give_the_same_bytes(name: str, rebuilt: tuple[Path, Path]) -> None:
    assert (rebuilt[0] / name).read_bytes() == (rebuilt[1] / name).read_bytes()


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("name", sorted(ORIGINALS))
def test_a_sheet_is_in_our_own_words(name: str) -> None:
    original = re.sub(r"[*#]", "", (SHARED / "letters" / ORIGINALS[name]).read_text(encoding="utf-8"))
    copy = longest_copy(read(LETTERS / name), original)
    assert len(copy) <= LONGEST_COPY, " ".join(copy)


def test_the_questions_have_the_format() -> None:
    assert len({row["id"] for row in QUESTIONS}) == len(QUESTIONS) == 40
    assert {row["type"] for row in QUESTIONS} == ANSWERABLE | UNANSWERABLE
    assert sum(row["type"] in UNANSWERABLE for row in QUESTIONS) == 10
    for row in QUESTIONS:
        assert set(row) == KEYS
        assert row["lang"] in ("nl", "en")
        assert row["question"].strip()
        assert bool(row["history"]) == (row["type"] == "followup")
        unanswerable = row["type"] in UNANSWERABLE
        assert (row["answer"] is None) == unanswerable
        assert bool(row["facts"]) != unanswerable
        assert bool(row["evidence"]) != unanswerable


def test_the_question_of_the_first_run_cites_inclusieverstellers() -> None:
    asked = "Hoe lang mag een jongere hooguit niet naar school gaan zonder passend aanbod?"
    [row] = [row for row in QUESTIONS if row["question"] == asked]
    assert row["facts"] == [["drie maanden"]]
    assert [gold["file"] for group in row["evidence"] for gold in group] == [INC]


@pytest.mark.parametrize(("id", "gold"), list(evidence()))
def test_a_gold_quote_stands_in_its_sheet(id: str, gold: dict[str, Any]) -> None:
    assert set(gold) == {"file", "note", "quote"}, id
    if gold["file"] == OCW:
        assert gold["quote"] in notes()[gold["note"]]
    else:
        assert gold["note"] is None
        assert gold["quote"] in read(LETTERS / gold["file"])


@pytest.mark.parametrize("row", [row for row in QUESTIONS if row["facts"]], ids=lambda row: str(row["id"]))
def test_every_fact_stands_in_a_gold_quote(row: dict[str, Any]) -> None:
    quotes = " ".join(gold["quote"] for group in row["evidence"] for gold in group).lower()
    for group in row["facts"]:
        for alternative in group:
            assert alternative.lower() in quotes


@needs_shared
@pytest.mark.letters
def test_the_questions_are_not_those_over_the_originals() -> None:
    lines = (SHARED / "eval" / "letters" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    theirs = {json.loads(line)["question"].lower() for line in lines}
    ours = {row["question"].lower() for row in QUESTIONS}
    assert ours & theirs <= {"hoe lang mag een jongere hooguit niet naar school gaan zonder passend aanbod?"}
