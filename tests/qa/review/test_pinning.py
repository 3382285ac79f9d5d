"""Pinned answers: who gets one, who never does, and until when."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.questions.questions import read_questions
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.review.pins import read_pins, remove_pin
from index.store.review.reviews import read_reviews
from qa.review.faults import NotReviewableError
from qa.review.judging import decide
from qa.review.pinning import pin_key
from tests.support.paths import ROOT
from tests.whole import test_exchanges

asked, run = test_exchanges.asked, test_exchanges.run

SETS = sorted((ROOT / "eval" / "questions").glob("*.jsonl")) + sorted((ROOT.parent / "shared" / "eval").glob("*.jsonl"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoe lang mag mijn kind thuiszitten?", "  hoelang mag mijn kind THUIS zitten"),
        ("Wat kost het zwemmen in de zomer?", "Wat kost zwemmen in zomer"),
        ("Wat is er op 3-5-2024?", "Wat is er op 3-5-2024 ?!"),
    ],
)
def test_like_words_are_the_same_question(one: str, other: str) -> None:
    assert pin_key(one) == pin_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mag een school een leerling weigeren?", "Mag een leerling een school weigeren?"),
        ("Mag een school een leerling weigeren?", "Mag een school geen leerling weigeren?"),
        ("Mag één ouder beslissen?", "Mag een ouder beslissen?"),
        ("Wat kost het in 2023?", "Wat kost het in 2024?"),
        ("Is dat 1,5 uur?", "Is dat 15 uur?"),
        ("Is dat 1 5?", "Is dat 15?"),
        ("Is dat 10%?", "Is dat 10?"),
        ("Hoe werkt de regeling?", "Hoe werkte de regeling?"),
        ("Moeten alle scholen dat doen?", "Moeten scholen dat doen?"),
        ("Wanneer begint de les?", "Waar begint de les?"),
    ],
)
def test_another_question_is_another(one: str, other: str) -> None:
    assert pin_key(one) != pin_key(other)


def test_no_other_question_of_the_sets_would_get_a_pinned_answer() -> None:
    questions = {each.question for path in SETS for each in read_questions(path)}
    by_key: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        by_key[pin_key(question)].add("".join(filter(str.isalnum, question.lower())))
    assert len(questions) > 100
    assert [said for said in by_key.values() if len(said) > 1] == []


def test_no_question_of_the_sets_stays_the_same_without_one_of_its_words_or_in_another_order() -> None:
    for path in SETS:
        for question in (each.question for each in read_questions(path)):
            said = question.split()
            for i, word in enumerate(said):
                if word.lower().strip("?,.!“”\"'") in ("de", "het", "") or not any(map(str.isalnum, word)):
                    continue
                assert pin_key(" ".join(said[:i] + said[i + 1 :])) != pin_key(question), word


def ask(question: str) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(run("ask", question, "--json").stdout)
    return line


@pytest.mark.slow
def test_a_pinned_answer_is_given_as_long_as_its_letters_are_unchanged(asked: Settings, tmp_path: Path) -> None:
    question = "Wat neemt elke leerling mee?"
    assert ask(question)["checked_on"] is None
    id = json.loads(run("exchanges", "--json").stdout)["id"]
    text, quote = run("show", "brief.txt").stdout, "Elke leerling neemt een gele badmuts mee."
    letter = json.loads(run("exchanges", "--json").stdout)["hits"][0]["letter_id"]
    start = text.index(quote)
    corrected = ("--correction", "Een gele badmuts.", "--cite", f"{letter}:{start}-{start + len(quote)}")
    done = run("review", id, "--by", "Anna", "--answer", "partly", *corrected, "--pin")
    assert "Vastgezet bij: Wat neemt elke leerling mee?" in done.stdout, done.stderr

    again = ask("wat neemt elke leerling mee")
    assert (again["status"], again["checked_on"]) == ("answered", date.today().isoformat())
    [sentence] = again["sentences"]
    assert (sentence["text"], sentence["citations"][0]["quote"]) == ("Een gele badmuts.", quote)
    assert len(again["hits"]) > 0
    said = run("ask", question).stdout
    assert "Een gele badmuts." in said
    assert "geschreven door een medewerker" in said
    assert ask("Wat neemt geen leerling mee?")["checked_on"] is None
    assert ask("Wat kost de zwemles?")["checked_on"] is None
    assert ask(question)["checked_on"]

    (tmp_path / "brieven" / "brief.txt").write_text(test_exchanges.LETTER.replace("gele", "rode"), encoding="utf-8")
    index_paths([tmp_path / "brieven"], settings=asked)
    changed = ask(question)
    assert changed["checked_on"] is None
    assert "gele" not in json.dumps(changed["sentences"])
    with closing(open_library(asked)) as library, pytest.raises(NotReviewableError, match="toetsvraag zou"):
        decide(
            id, reviewer="Bas", answer="good", quotes={}, note="", correction=None, case=True, settings=asked,
            library=library,
        )  # fmt: skip
    assert [each.reviewer for each in read_reviews(asked, id)] == ["Anna"]
    [pin] = read_pins(asked)
    assert remove_pin(asked, pin.key, by="Anna")
    assert not remove_pin(asked, pin.key, by="Anna")


@pytest.mark.slow
def test_only_what_is_good_is_pinned(asked: Settings) -> None:
    ask("Wat neemt elke leerling mee?")
    id = json.loads(run("exchanges", "--json").stdout)["id"]
    for options in (("--answer", "wrong"), ("--answer", "good", "--quote", "1.1=incomplete"), ()):
        done = run("review", id, "--by", "Anna", *options, "--pin")
        assert done.exit_code == 2
        assert "Alleen een antwoord dat goed is" in done.stderr
    assert read_pins(asked) == []
