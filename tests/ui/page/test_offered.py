"""Questions that are offered on the chat page of the bundled letters: each is answered when it is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from tests.support.web import served
from ui.page.offered import OfferedQuestions
from ui.page.routes import chat_routes
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def offered(library: Library, bundled_settings: Settings) -> OfferedQuestions:
    return OfferedQuestions(library, bundled_settings)


@pytest.fixture(name="processes", scope="module")
def processes_fixture(library: Library, bundled_settings: Settings) -> Iterator[list[httpx.Client]]:
    """Two servers that know nothing of each other."""
    apps = [web_app(chat_routes(library, bundled_settings, FairQueue(2, per_minute=100))) for _ in range(2)]
    with served(apps[0]) as first, served(apps[1]) as second:
        yield [first, second]


def test_examples_are_answered(offered: OfferedQuestions, library: Library, bundled_settings: Settings) -> None:
    assert offered.examples == ()
    offered._find_examples()
    assert offered.ready
    assert len(offered.examples) == 4
    assert {ask(each, library=library, settings=bundled_settings).status for each in offered.examples} == {"answered"}


def test_follow_ups_are_answered_after_what_was_asked(
    offered: OfferedQuestions, library: Library, bundled_settings: Settings
) -> None:
    history = ["Wat is inclusief onderwijs?"]
    answer = ask(history[0], library=library, settings=bundled_settings)
    found = offered.follow_ups(history, [each.letter.id for one in answer.sentences for each in one.citations])
    assert 0 < len(found) <= 3
    assert history[0] not in found
    said = [ask(each, library=library, settings=bundled_settings, history=history).status for each in found]
    assert set(said) == {"answered"}


def test_a_word_that_stands_in_many_letters_is_asked_back(offered: OfferedQuestions) -> None:
    meanings = offered.meanings("onderwijs")
    assert len(meanings) > 1
    assert all("onderwijs" in each.casefold() for each in meanings)
    assert offered.meanings("Wat is inclusief onderwijs?") == ()
    assert offered.meanings("zwemdiploma") == ()


def test_a_vague_question_is_asked_back_unless_it_is_wanted(processes: list[httpx.Client]) -> None:
    said = json.loads(processes[0].post("/vraag", json={"question": "onderwijs"}).text)
    assert "bw-choice" in said["answer"]
    assert said["ended"]
    assert not said["plain"]
    anyway = processes[0].post("/vraag", json={"question": "onderwijs", "anyway": True}).text
    assert "bw-choice" not in anyway


def test_a_conversation_goes_on_in_another_process_at_each_question(processes: list[httpx.Client]) -> None:
    history: list[str] = []
    for turn, question in enumerate(("Wat is inclusief onderwijs?", "En wat kost dat?", "Wie schreef dat?")):
        lines = processes[turn % 2].post("/vraag", json={"question": question, "history": history}).text.splitlines()
        last = json.loads(lines[-1])
        assert last["ended"]
        assert last["question"] == question
        history.append(question)
    alone = json.loads(processes[1].post("/vraag", json={"question": "En wat kost dat?"}).text.splitlines()[-1])
    after = json.loads(
        processes[0].post("/vraag", json={"question": "En wat kost dat?", "history": history[:1]}).text.splitlines()[-1]
    )
    assert "Ik zocht op" in after["answer"]
    assert "inclusief onderwijs" in after["answer"]
    assert "inclusief onderwijs" not in alone["answer"].partition("bw-now")[0]


def test_what_no_browser_of_ours_sends_is_refused(processes: list[httpx.Client]) -> None:
    for body in ({}, {"question": 1}, {"question": "x" * 60_000}, {"question": "a", "history": ["a"] * 200}):
        assert processes[0].post("/vraag", json=body).status_code == 422
