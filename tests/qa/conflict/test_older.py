"""Which statement of a newer letter makes an older one old, and what an answer then says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from index.records import Letter
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import ask
from qa.conflict.changed import Said, relation
from qa.conflict.conflicts import in_conflict, latest, newest_first
from qa.conflict.older import newer, same_sender
from qa.notices import notice
from qa.records import Answer, Citation, Sentence
from tests.support.model_server import draft_reply, model_server, with_model
from tests.support.paths import DATA

pytestmark = pytest.mark.slow

CONFLICT = notice("conflict", "nl")
TABLE = DATA / "older_and_newer.tsv"


class Pair(NamedTuple):
    expected: str
    why: str
    older: str
    newer: str
    titles: str = ""


PAIRS = [Pair(*line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.expected}: {pair.why}")
def test_a_newer_statement_changes_repeats_or_leaves_alone_an_older_one(pair: Pair) -> None:
    titles = pair.titles.split(" | ") if pair.titles else [None, None]
    older = Said(pair.older, titles[0], "2023-03-01")
    assert relation(older, Said(pair.newer, titles[1], "2024-03-01")) == pair.expected
    assert relation(older, older) != "change"


def sentence(text: str, *, date: str | None = None, letter: str = "") -> Sentence:
    of = Letter(letter or f"{date}", "d", "brief", None, "Gemeente Dalfsen", None, date, None, 0, len(text))
    return Sentence(text, (Citation(of, 1, 0, len(text), text),))


OLD = sentence("De gemeente trekt 2 miljoen euro uit voor het opknappen van het dorpshuis.", date="2022-05-01")
MIDDLE = sentence("De gemeente trekt 3 miljoen euro uit voor het opknappen van het dorpshuis.", date="2023-05-01")
NEW = sentence("De gemeente trekt 4 miljoen euro uit voor het opknappen van het dorpshuis.", date="2023-06")
UNDATED = sentence("De gemeente trekt 5 miljoen euro uit voor het opknappen van het dorpshuis.")
ELSE = sentence("Kinderen zwemmen deze zomer gratis in het buitenbad.", date="2021-01-01")
LAST = sentence("In het dorpshuis komt ook een bibliotheek.", date="2024-01-01")


def test_sentences_that_conflict_stand_together_newest_first_and_all_others_where_they_stood() -> None:
    assert newest_first([ELSE, OLD, LAST, UNDATED, NEW, MIDDLE]) == (ELSE, NEW, MIDDLE, OLD, UNDATED, LAST)
    assert newest_first([ELSE, OLD, LAST]) == (ELSE, OLD, LAST)
    assert newest_first([]) == ()


def test_what_holds_now_is_the_newest_of_those_that_conflict() -> None:
    assert latest([ELSE, OLD, LAST, NEW, MIDDLE]) == (ELSE, LAST, NEW)
    assert latest([OLD]) == (OLD,)


def test_one_letter_does_not_conflict_with_itself() -> None:
    assert in_conflict(OLD, NEW)
    assert in_conflict(NEW, OLD)
    same_letter = Sentence(NEW.text, (*NEW.citations, *OLD.citations))
    assert not in_conflict(OLD, same_letter)
    assert not in_conflict(OLD, OLD)


def test_a_quote_that_is_no_sentence_is_read_as_the_answer_has_it() -> None:
    shortened = [
        replace(each, citations=(replace(each.citations[0], quote=each.text.split("trekt ")[1]),))
        for each in (OLD, NEW)
    ]
    assert in_conflict(*shortened)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Gemeente Dalfsen", "gemeente Dalfsen", True),
        ("VNG", "Vereniging van Nederlandse Gemeenten", True),
        ("PO-Raad, VO-raad", "VO-raad, PO-Raad", True),
        ("minister van Onderwijs", "De minister van Onderwijs", True),
        ("Burgemeester en wethouders van Dalfsen", "Burgemeester en wethouders van Dalfsen", True),
        ("PO-Raad, VO-raad", "PO-Raad", False),
        ("Gemeente Dalfsen", "Gemeente Raalte", False),
        ("Burgemeester en wethouders", "Burgemeester en wethouders", False),
        ("Stichting Kind en Onderwijs", "Stichting Katholiek en Onderwijs", False),
        ("De minister", "De minister", False),
        (None, None, False),
    ],
)
def test_senders_are_the_same_only_by_name(one: str | None, other: str | None, expected: bool) -> None:
    assert same_sender(one, other) is same_sender(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024-05-01", "2023-05-01", True),
        ("2023-05-01", "2023-05-01", False),
        ("2023-05", "2023-05-01", False),
        ("2023-05-31", "2023-05", False),
        ("2023-06", "2023-05-31", True),
        ("2024", "2023-05-31", True),
        (None, "2023-05-01", False),
        ("2023-05-01", None, False),
    ],
)
def test_a_letter_is_newer_only_when_that_is_sure(one: str | None, other: str | None, expected: bool) -> None:
    assert newer(one, other) is expected


LETTER = """Van: Gemeente {sender}
Aan: de ouders van leerlingen
Datum: {date}
Kenmerk: {reference}
Onderwerp: Leerlingenvervoer

Geachte ouders,

{amount}

{more}

Met vriendelijke groet,

M. de Graaf
"""
IN_2023 = "Ouders krijgen van de gemeente een bijdrage van 150 euro per kind voor het leerlingenvervoer."
IN_2024 = "Ouders krijgen van de gemeente voortaan een bijdrage van 175 euro per kind voor het leerlingenvervoer."
QUESTION = "Welke bijdrage krijgen ouders voor het leerlingenvervoer?"


def put(folder: Path, date: str, amount: str, *, sender: str = "Dalfsen", more: str = "") -> None:
    folder.mkdir(exist_ok=True)
    number = len(list(folder.iterdir())) + 1
    filled = LETTER.format(sender=sender, date=date, reference=f"2300{number}", amount=amount, more=more)
    (folder / f"brief-{number}.txt").write_text(filled, encoding="utf-8")


def answered(folder: Path, settings: Settings, question: str = QUESTION) -> tuple[Answer, Library]:
    index_paths([folder], settings=settings)
    library = open_library(settings)
    return ask(question, library=library, settings=settings), library


def test_an_older_letter_is_marked_and_stands_behind_the_newer_one(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    put(folder, "12 mei 2023", IN_2023)
    put(folder, "14 mei 2024", IN_2024)
    answer, library = answered(folder, settings)
    said = {each.text: each for each in answer.sentences}
    assert list(said)[:2] == [IN_2024, IN_2023]
    assert answer.notice == CONFLICT
    assert said[IN_2024].older is None
    later = said[IN_2023].older
    assert later is not None
    assert (later.letter.date, later.citation.quote) == ("2024-05-14", IN_2024)
    lines = answer_line(answer, library=library)["sentences"]
    assert isinstance(lines, list)
    newest, oldest = lines[:2]
    assert newest["older"] is None
    place = oldest["older"]
    assert set(place) >= {"file", "letter_id", "date", "page", "start", "end", "quote"}
    text = library.document_of(later.letter).text
    assert text[place["start"] : place["end"]] == place["quote"] == IN_2024


def test_letters_that_differ_in_a_number_alone_are_all_shown(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    for year in (2021, 2022, 2023):
        put(folder, f"12 mei {year}", IN_2023.replace("150", str(year - 1900)))
    answer, _ = answered(folder, settings)
    said = [(each.citations[0].letter.date, each.older and each.older.letter.date) for each in answer.sentences]
    assert said == [("2023-05-12", None), ("2022-05-12", "2023-05-12"), ("2021-05-12", "2023-05-12")]
    assert answer.notice == CONFLICT


def test_a_question_about_the_older_letter_is_told_that_it_is_older(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    put(folder, "12 mei 2023", IN_2023)
    put(folder, "14 mei 2024", IN_2024)
    answer, _ = answered(folder, settings, "Welke bijdrage krijgen ouders volgens de brief van 12 mei 2023?")
    (only,) = (each for each in answer.sentences if each.text == IN_2023)
    assert only.older is not None
    assert only.older.letter.date == "2024-05-14"
    assert CONFLICT not in answer.notice


@pytest.mark.parametrize(
    ("date", "amount", "sender"),
    [
        ("14 mei 2024", IN_2024, "Raalte"),
        ("14 mei 2024", IN_2023, "Dalfsen"),
        ("14 mei 2024", IN_2024.replace("Ouders", "Scholen"), "Dalfsen"),
        ("14 mei 2022", IN_2024, "Dalfsen"),
    ],
    ids=["another sender", "the same again", "others", "an older letter"],
)
def test_nothing_is_older_without_a_newer_letter_of_the_sender_that_changes_it(
    tmp_path: Path, settings: Settings, date: str, amount: str, sender: str
) -> None:
    folder = tmp_path / "brieven"
    put(folder, "12 mei 2023", IN_2023)
    put(folder, date, amount, sender=sender)
    answer, _ = answered(folder, settings, QUESTION)
    assert answer.sentences
    assert not [each for each in answer.sentences if each.older and each.citations[0].letter.date == "2023-05-12"]


def test_a_newest_letter_that_says_the_old_again_bears_it_out(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    put(folder, "12 mei 2022", IN_2023)
    put(folder, "12 mei 2023", IN_2024)
    put(folder, "14 mei 2024", IN_2023, more="Een vaste chauffeur brengt uw kind.")
    answer, _ = answered(folder, settings)
    older = {each.citations[0].letter.date for each in answer.sentences if each.older}
    assert older <= {"2023-05-12"}


def test_what_a_model_wrote_is_put_in_order_and_marked_as_well(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    put(folder, "12 mei 2023", IN_2023)
    put(folder, "14 mei 2024", IN_2024)
    index_paths([folder], settings=settings)
    library = open_library(settings)
    keys = {hit.letter.date: f"B{hit.rank}" for hit in reversed(library.search(QUESTION))}
    told = [(IN_2023, "2023-05-12"), (IN_2024, "2024-05-14")]
    with model_server() as server:
        server.enqueue(draft_reply(*((text, keys[date], text) for text, date in told)))
        answer = ask(QUESTION, library=library, settings=with_model(settings, server))
    assert answer.mode == "model"
    assert [(each.text, each.older is not None) for each in answer.sentences] == [(IN_2024, False), (IN_2023, True)]
    assert answer.notice.endswith(CONFLICT)
