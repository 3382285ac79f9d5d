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
from ui.page.offered.questions import OfferedQuestions
from ui.page.routes import chat_routes
from ui.web.fair_queue import FairQueue
from ui.web.http import web_app

pytestmark = pytest.mark.embedder


@pytest.fixture(scope="module")
def queue() -> FairQueue:
    return FairQueue(1, per_minute=2)


@pytest.fixture(scope="module")
def offered(library: Library, bundled_settings: Settings, queue: FairQueue) -> OfferedQuestions:
    return OfferedQuestions(library, bundled_settings, queue)


@pytest.fixture(name="processes", scope="module")
def processes_fixture(library: Library, bundled_settings: Settings) -> Iterator[list[httpx.Client]]:
    """Two servers that know nothing of each other."""
    apps = [web_app(chat_routes(library, bundled_settings, FairQueue(2, per_minute=100))) for _ in range(2)]
    with served(apps[0]) as first, served(apps[1]) as second:
        yield [first, second]


def test_examples_are_answered(offered: OfferedQuestions, library: Library, bundled_settings: Settings) -> None:
    offered.prepare()
    assert offered.ready
    assert len(offered.examples) == 4
    assert {ask(each, library=library, settings=bundled_settings).status for each in offered.examples} == {"answered"}


def test_examples_are_there_at_once_after_a_restart_and_are_checked_again(
    library: Library, bundled_settings: Settings, queue: FairQueue
) -> None:
    assert library.state
    kept = library.state / "examples.json"
    first = OfferedQuestions(library, bundled_settings, queue)
    first.prepare()
    again = OfferedQuestions(library, bundled_settings, queue)
    assert again.examples == first.examples
    assert not again.ready
    kept.write_text(json.dumps(["Wat kost een zwemdiploma?"]), encoding="utf-8")
    another = OfferedQuestions(library, bundled_settings, queue)
    assert another.examples == ("Wat kost een zwemdiploma?",)
    another.prepare()
    assert another.examples == first.examples
    assert tuple(json.loads(kept.read_bytes())) == first.examples
    kept.write_text('{"no": "list"', encoding="utf-8")
    assert OfferedQuestions(library, bundled_settings, queue).examples == ()


def test_follow_ups_are_answered_after_what_was_asked(
    offered: OfferedQuestions, library: Library, bundled_settings: Settings
) -> None:
    history = ["Wat is inclusief onderwijs?"]
    answer = ask(history[0], library=library, settings=bundled_settings)
    quoted = [each.letter.id for one in answer.sentences for each in one.citations]
    for _ in range(4):  # twice as often as one may ask: these are no questions of a reader's
        found = offered.follow_ups(history, quoted, address="somebody")
    assert 0 < len(found) <= 3
    assert history[0] not in found
    said = [ask(each, library=library, settings=bundled_settings, history=history).status for each in found]
    assert set(said) == {"answered"}


def test_what_is_prepared_waits_for_nobody(offered: OfferedQuestions, library: Library, queue: FairQueue) -> None:
    offered.prepare()
    asked = offered.examples[:1]
    inside = queue.join("somebody", counted=False)
    assert queue.busy
    found = {letter: offered.follow_ups(asked, [letter], address="another") for letter in library.letters}
    assert all(1 < len(each) <= 3 for each in found.values())
    inside.leave()
    assert not queue.busy


def test_a_word_that_stands_in_many_letters_is_asked_back(offered: OfferedQuestions) -> None:
    meanings = offered.meanings("onderwijs", address="a")
    assert len(meanings) > 1
    assert all("onderwijs" in each.casefold() for each in meanings)
    assert offered.meanings("Wat is inclusief onderwijs?", address="a") == ()
    assert offered.meanings("zwemdiploma", address="a") == ()


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


@pytest.mark.parametrize(
    ("language", "too_long", "wrong"),
    [
        ("nl", "Uw tekst is te lang: hoogstens 50000 tekens.", "Uw verzoek kwam niet goed over."),
        ("en", "Your text is too long: at most 50000 characters.", "Your request did not come over well."),
    ],
)
def test_what_no_browser_of_ours_sends_is_refused_in_the_language_of_the_page(
    processes: list[httpx.Client], language: str, too_long: str, wrong: str
) -> None:
    for body, said in (
        ({"question": "x" * 60_000}, too_long),
        ({}, wrong),
        ({"question": 1}, wrong),
        ({"question": "a", "history": ["a"] * 200}, wrong),
    ):
        refused = processes[0].post("/vraag", json=body, params={"taal": language})
        assert refused.status_code == 422
        assert refused.json()["message"] == said
        assert refused.json()["help"]
