"""The question sets over the public letters: every gold quote stands where the set says, and no question gives it
away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdf
import pytest

from eval.match import clean
from eval.questions.questions import read_questions
from index.letters.find import find_letters
from index.read.file import read
from index.records import Document, pages
from index.settings import Settings
from tests.support.paths import ROOT, SHARED, needs_shared

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
SETS = ROOT / "eval" / "questions"
FOLDERS = {"kamervragen": SHARED / "pdfs" / "kamervragen", "english": SHARED / "letters"}
LONGEST_QUOTE = 12  # words
COPIED = 5  # words in a row that a question may not share with a letter


def lines(name: str) -> list[dict[str, Any]]:
    text = (SETS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def evidence(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in lines(name):
        yield from ((line["id"], each) for group in line["evidence"] for each in group)


@cache
def document(name: str, file: str) -> Document:
    return read(FOLDERS[name] / file, name=file, settings=SETTINGS).document


@cache
def page_letters(file: str) -> list[str]:
    """Return the letters and digits of every page as pypdf gives them, without what the index does to the text."""
    return [folded(page.extract_text()) for page in pypdf.PdfReader(FOLDERS["kamervragen"] / file).pages]


def folded(text: str) -> str:
    """Return letters and digits alone: where a PDF breaks lines and words is not the quote's affair."""
    return re.sub(r"[\W_]+", "", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + COPIED]) for i in range(len(words) - COPIED + 1)}


@pytest.mark.parametrize(("name", "answerable", "not_answered"), [("kamervragen", 37, 9), ("english", 17, 3)])
def test_holds_questions_of_both_kinds(name: str, answerable: int, not_answered: int) -> None:
    questions = read_questions(SETS / f"{name}.jsonl")
    assert sum(question.answerable for question in questions) == answerable
    assert sum(question.type == "unanswerable-near" for question in questions) == not_answered
    assert {question.lang for question in questions} == {"en" if name == "english" else "nl"}
    assert all(question.facts and question.answer for question in questions if question.answerable)


def test_ids_and_questions_are_unique_over_the_sets() -> None:
    both = [line for name in FOLDERS for line in lines(name)]
    assert len({line["id"] for line in both}) == len(both)
    assert len({(line["question"].casefold(), *line["history"]) for line in both}) == len(both)


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("name", FOLDERS)
def test_quotes_are_short_and_verbatim(name: str) -> None:
    for question, each in evidence(name):
        assert each["quote"] == clean(each["quote"]), question
        assert len(each["quote"].split()) <= LONGEST_QUOTE, (question, each["quote"])
        assert each["quote"] in clean(document(name, each["file"]).text), (question, each["quote"])


@needs_shared
@pytest.mark.letters
def test_quotes_stand_on_the_page_that_pypdf_finds_them_on() -> None:
    for question, each in evidence("kamervragen"):
        source = document("kamervragen", each["file"])
        indexed = [n for n, (a, b) in enumerate(pages(source), start=1) if each["quote"] in clean(source.text[a:b])]
        extracted = [n for n, text in enumerate(page_letters(each["file"]), start=1) if folded(each["quote"]) in text]
        assert indexed == extracted == [each["page"]], (question, each["quote"])


@needs_shared
@pytest.mark.letters
def test_every_page_of_every_pdf_holds_evidence() -> None:
    asked = {(each["file"], each["page"]) for _, each in evidence("kamervragen")}
    files = sorted(path.name for path in FOLDERS["kamervragen"].glob("*.pdf"))
    assert asked == {(file, page + 1) for file in files for page in range(len(page_letters(file)))}


@needs_shared
@pytest.mark.letters
def test_quotes_stand_in_the_note_that_the_set_names() -> None:
    for question, each in evidence("english"):
        source = document("english", each["file"])
        found = [
            letter
            for letter in find_letters(source)
            if each["note"] is None
            or each["note"] == letter.reference
            or each["note"] in (letter.title or "").casefold()
        ]
        assert any(each["quote"] in clean(source.text[note.start : note.end]) for note in found), (question, each)


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("name", FOLDERS)
def test_the_letters_give_every_fact(name: str) -> None:
    for line in lines(name):
        text = " ".join(clean(document(name, file).text) for file in files_of(line)).casefold()
        for group in line["facts"]:
            assert any(fact.casefold() in text for fact in group), (line["id"], group)


def files_of(line: dict[str, Any]) -> set[str]:
    return {each["file"] for group in line["evidence"] for each in group}


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize("name", FOLDERS)
def test_questions_are_not_copied_from_the_letters(name: str) -> None:
    files = sorted(path.name for path in FOLDERS[name].iterdir())
    copied = set().union(*(runs(document(name, file).text) for file in files))
    for line in lines(name):
        assert not copied & runs(line["question"]), line["id"]


@needs_shared
@pytest.mark.letters
def test_english_questions_are_not_those_of_the_public_set() -> None:
    public = read_questions(SHARED / "eval" / "letters" / "questions.jsonl")
    asked = {question.question.casefold() for question in public}
    assert not asked & {line["question"].casefold() for line in lines("english")}
