"""Reviews from the terminal: what is kept and refused, and that a verdict becomes a measure at once."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.search.library import open_library
from index.settings import Settings
from index.store.review.reviews import read_reviews
from qa.review.unanswered import find_unanswered
from tests.whole import test_exchanges

pytestmark = pytest.mark.slow

asked, run = test_exchanges.asked, test_exchanges.run


def ask(question: str) -> dict[str, Any]:
    """Ask in the terminal; return the exchange as it is kept, the newest."""
    run("ask", question)
    line: dict[str, Any] = json.loads(run("exchanges", "--json", "--last", "1").stdout)
    return line


def test_a_verdict_becomes_a_question_that_eval_measures(asked: Settings, tmp_path: Path) -> None:
    right = ask("Wat neemt elke leerling mee?")
    assert right["sentences"]
    assert (
        run("review", right["id"], "--by", "Anna", "--answer", "good", "--quote", "1.1=right", "--case").exit_code == 0
    )
    wrong = ask("Wanneer begint de zwemles?")
    text = run("show", "brief.txt").stdout
    quote = "De zwemles begint op maandag om negen uur"
    start = text.index(quote)
    letter = wrong["hits"][0]["letter_id"]
    cite = f"{letter}:{start}-{start + len(quote)}"
    done = run(
        "review", wrong["id"], "--by", "Bas", "--answer", "partly", "--correction", "Maandag.", "--cite", cite, "--case"
    )
    assert done.exit_code == 0, done.stderr
    staff = asked.data / "questions" / "staff.jsonl"
    assert str(staff) in done.stdout
    measured = run("eval", staff, "--letters", tmp_path / "brieven", "--out", tmp_path / "out")
    assert measured.exit_code == 0, measured.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["questions"] == 2
    assert report["metrics"]["recall@10"]["value"] == 1
    assert {each["id"] for each in report["questions"]} == {f"staff-{right['id']}", f"staff-{wrong['id']}"}


def test_what_was_found_stands_with_the_exchange(asked: Settings) -> None:
    id = ask("Wat neemt elke leerling mee?")["id"]
    note = "Vraag het na bij ouder@example.org."
    run("review", id, "--by", "Anna", "--answer", "partly", "--quote", "1.1=incomplete", "--note", note)
    listed = run("exchanges", id).stdout
    assert "Beoordeeld door Anna" in listed
    assert "deels goed; citaat 1.1 is onvolledig. “Vraag het na bij" in listed
    assert "example.org" not in listed
    assert read_reviews(asked, id)[0].note == "Vraag het na bij …."
    assert "reviews" in json.loads(run("exchanges", "--json").stdout)
    assert "partly" in run("exchanges", "--csv").stdout
    assert run("exchanges", "--unreviewed").stdout == ""
    assert id in run("exchanges", "--letter", "brief.txt", "--words", "LEERLING mee").stdout
    assert run("exchanges", "--mode", "model").stdout == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--answer", "mooi"), "Het oordeel mooi bestaat niet."),
        (("--answer", "good", "--quote", "9.1=right"), "geen citaat 9.1"),
        (("--answer", "good", "--quote", "0.1=right"), "geen citaat 0.1"),
        (("--answer", "good", "--quote", "1.1=mooi"), "Het oordeel mooi over een citaat"),
        (("--answer", "good", "--quote", "eerste"), "--quote 1.2=wrong"),
        (("--answer", "wrong", "--correction", "Nee."), "minstens één citaat"),
        (("--answer", "wrong", "--correction", "Nee.", "--cite", "weg:1-5"), "staat niet in de brieven"),
        (("--answer", "wrong", "--correction", "Nee.", "--cite", "weg"), "--cite ID:120-184"),
        (("--answer", "wrong", "--case"), "verbeterd antwoord"),
        (("--note", "Mooi."), "Het oordeel over het antwoord ontbreekt."),
        (("--case",), "nog niet beoordeeld"),
    ],
)
def test_what_cannot_be_kept_is_said(asked: Settings, options: tuple[str, ...], said: str) -> None:
    id = ask("Wat neemt elke leerling mee?")["id"]
    done = run("review", id, "--by", "Anna", *options)
    assert done.exit_code == 2
    assert said in done.stderr


def test_what_is_not_kept_is_not_reviewed(asked: Settings) -> None:
    assert "niet bewaard, of niet meer" in run("review", "weg", "--by", "Anna", "--answer", "good").stderr


def test_what_was_not_found_is_a_work_list(asked: Settings) -> None:
    assert "bleef geen vraag zonder antwoord" in run("unanswered").stdout
    for question in ("Wie repareert de lantaarns?", "Wie repareert de lantaarns?", "Hoe hoog is de berg?"):
        assert ask(question)["status"] == "not_found"
    with closing(open_library(asked)) as library:
        some = find_unanswered(asked, library, seconds=0)
        assert (len(some.groups), some.left > 0) == (1, True), "one is always embedded, the others are told of"
        full = find_unanswered(asked, library)
        assert (find_unanswered(asked, library, seconds=0), full.left) == (full, 0), "what was seen is remembered"
    first = json.loads(run("unanswered", "--json").stdout.splitlines()[0])
    assert first["count"] >= 2
    assert "lantaarns" in first["questions"][0]["question"] + first["questions"][-1]["question"]
    assert "vragen met antwoorden" in run("unanswered").stdout
