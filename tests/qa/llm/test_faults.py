"""All that a language model can do wrong, through the real LiteLLM and a real server: what is tried,
and what is said of it.
"""

from __future__ import annotations

import gc
import math
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import islice

import pytest

from index.errors import ModelError
from qa.llm.attempt import LONGEST
from qa.llm.client import complete, open_reply
from qa.llm.faults import pause
from qa.llm.reply import Reply
from tests.qa.llm.test_client import FORMS, MESSAGES, said, settings
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, error_reply
from tests.support.model_server import Reply as Says

pytestmark = pytest.mark.slow

SAID = "De brief zegt: hooguit drie maanden."
BUSY = "Het taalmodel heeft het te druk."
WRONG = "Er ging iets mis bij het taalmodel."
BROKEN = "De verbinding met het taalmodel brak af."
TOO_SLOW = "Het taalmodel gaf binnen 120 seconden geen antwoord."


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once where the server does not say when: a fault in place of a reply has no headers."""
    monkeypatch.setattr("qa.llm.faults._FIRST_PAUSE", 0.0)


def failure(server: ModelServer, *, stream: bool, **changes: object) -> str:
    with pytest.raises(ModelError) as caught:
        said(server, stream=stream, **changes)
    assert caught.value.help.endswith(".")
    return caught.value.message


def heard(reply: Reply, pieces: int) -> str:
    """Return the first pieces with text."""
    return "".join(islice(filter(None, reply), pieces))


def until_it_fails(reply: Reply) -> tuple[str, str]:
    pieces: list[str] = []
    with pytest.raises(ModelError) as caught:
        pieces.extend(reply)
    return "".join(pieces), caught.value.message


@FORMS
@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (error_reply(400), "Het taalmodel weigert de vraag."),
        (error_reply(400, "context_length_exceeded"), "De vraag en de brieven zijn samen te lang voor dit taalmodel."),
        (error_reply(413), "De vraag en de brieven zijn samen te lang voor dit taalmodel."),
        (error_reply(401), "Het taalmodel accepteert de sleutel niet."),
        (error_reply(403), "Het taalmodel accepteert de sleutel niet."),
        (error_reply(402), "Het tegoed bij het taalmodel is op."),
        (error_reply(404), "Het taalmodel openai/schrijver is niet bekend."),
        (error_reply(429, "insufficient_quota"), "Het tegoed bij het taalmodel is op."),
        (error_reply(429, Retry_After="3600"), BUSY),
        (error_reply(429, Retry_After=format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)), BUSY),
        (error_reply(307, Location="http://127.0.0.1:9/v1"), WRONG),
        (Says(body="{kapot"), WRONG),
        (Says(body="{}"), WRONG),
        (Says(body="[]"), WRONG),
        (Says(body='{"id": "1", "choices": []}'), WRONG),
        (Says(body="<html>", headers={"Content-Type": "text/html"}), WRONG),
        (Says(body="geen idee", headers={"Content-Type": "text/plain"}), WRONG),
        (Says("x" * 100_000, piece=5_000), "Het taalmodel bleef maar doorschrijven."),
    ],
)
def test_a_fault_that_stays_is_named_at_once(server, reply, message, stream):
    server.enqueue(reply)
    assert failure(server, stream=stream) == message
    assert len(server.history) == 1


@FORMS
@pytest.mark.usefixtures("no_pause")
@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (error_reply(429, Retry_After="0"), BUSY),
        (error_reply(500, Retry_After="0"), WRONG),
        (error_reply(503, Retry_After="0"), WRONG),
        (Says(status=502, body="<html>", headers={"Retry-After": "0"}), WRONG),
        (error_reply(200, 429), BUSY),
    ],
)
def test_a_fault_that_may_pass_is_tried_again_as_often_as_the_settings_say(server, reply, message, stream):
    for _ in range(5):
        server.enqueue(reply)
    assert failure(server, stream=stream, model_retries=2) == message
    assert len(server.history) == 3
    server.enqueue(SAID)
    answer = said(server, stream=stream, model_retries=2)
    assert (answer.text, answer.usage.attempts) == (SAID, 3)


@pytest.mark.usefixtures("no_pause")
@pytest.mark.parametrize(
    "reply", [Says(SAID, cut_after=0), Says(SAID, error_after=0), Says(SAID, error_after=0, error="503")]
)
def test_a_stream_that_fails_before_its_first_word_is_tried_again(server, reply):
    server.enqueue(reply)
    server.enqueue(SAID)
    answer = said(server, stream=True)
    assert (answer.text, answer.usage.attempts) == (SAID, 2)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Says(SAID, piece=8, cut_after=2), BROKEN),
        (Says(SAID, piece=8, error_after=2), WRONG),
        (Says(SAID, piece=8, error_after=2, error="insufficient_quota"), "Het tegoed bij het taalmodel is op."),
        (Says(SAID, piece=8, error_after=2, error="rate_limit_exceeded"), BUSY),
        (Says(SAID, piece=8, error_after=2, error="429"), BUSY),
    ],
)
def test_a_stream_that_fails_in_its_midst_is_named_and_not_tried_again(server, reply, message):
    server.enqueue(reply)
    with open_reply(MESSAGES, settings=settings(server, model_fallbacks="openai/tweede")) as opened:
        assert until_it_fails(opened) == (SAID[:16], message)
    assert len(server.history) == 1


def test_a_stream_that_falls_silent_in_its_midst_is_named_and_not_tried_again(server, clock):
    server.enqueue(Says(SAID, piece=8, hang_after=2))
    with open_reply(MESSAGES, settings=settings(server, model_fallbacks="openai/tweede")) as opened:
        assert heard(opened, 2) == SAID[:16]
        clock.advance(HANG_SECONDS)
        assert until_it_fails(opened) == ("", "Het taalmodel was na 120 seconden nog niet klaar.")
    assert len(server.history) == 1


def test_a_stream_without_end_is_left_where_no_answer_is_longer(server):
    server.enqueue(Says("woord " * 20_000, piece=500))
    with open_reply(MESSAGES, settings=settings(server)) as reply:
        text, message = until_it_fails(reply)
    assert LONGEST - 500 <= len(text) <= LONGEST
    assert message == "Het taalmodel bleef maar doorschrijven."


@FORMS
def test_a_body_without_end_is_left(server, stream):
    server.enqueue(Says(body=" " * 20_000_000))
    assert failure(server, stream=stream) == "Het taalmodel bleef maar doorschrijven."


@FORMS
@pytest.mark.parametrize("model", ["openai/schrijver", "ollama/schrijver", "mistral/schrijver"])
def test_a_server_that_is_not_there(server, model, stream):
    nowhere = {"model": model, "model_api_base": "http://127.0.0.1:9/v1"}
    assert failure(server, stream=stream, **nowhere) == "Het taalmodel is niet bereikbaar."


@FORMS
@pytest.mark.parametrize(
    ("model", "message"),
    [("schrijver", "Het taalmodel schrijver is niet bekend."), (None, "Er is geen taalmodel ingesteld.")],
)
def test_a_model_that_is_not_there(server, model, message, stream):
    assert failure(server, stream=stream, model=model) == message
    assert server.history == []


@FORMS
def test_a_hosted_model_without_a_key(server, monkeypatch, stream):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert failure(server, stream=stream, model_api_base=None) == "Het taalmodel accepteert de sleutel niet."


class TestFallbacks:
    @FORMS
    @pytest.mark.parametrize(
        "first", [error_reply(401), error_reply(404), error_reply(429, Retry_After="3600"), Says(body="{kapot")]
    )
    def test_they_are_asked_in_order_when_the_first_fails(self, server, first, stream):
        for reply in (first, error_reply(400), SAID):
            server.enqueue(reply)
        answer = said(server, stream=stream, model_fallbacks="openai/tweede,openai/derde,openai/vierde")
        assert (answer.text, answer.usage.model, answer.usage.attempts) == (SAID, "openai/derde", 3)
        assert [request.body["model"] for request in server.history] == ["schrijver", "tweede", "derde"]

    @FORMS
    def test_each_is_tried_as_often_as_the_settings_say(self, server, stream):
        server.respond = lambda _: error_reply(500, Retry_After="0")
        message = failure(server, stream=stream, model_fallbacks="openai/tweede", model_retries=1)
        assert message == f"{WRONG} Ook het reservemodel gaf geen antwoord."
        assert [request.body["model"] for request in server.history] == ["schrijver"] * 2 + ["tweede"] * 2

    @FORMS
    @pytest.mark.parametrize(
        ("seconds", "first"),
        [
            (HANG_SECONDS / 2, Says(hang=True)),
            (HANG_SECONDS / 2, Says(SAID, signs_of_life=math.inf)),
            (0, error_reply(429, Retry_After=str(HANG_SECONDS // 2))),
        ],
    )
    def test_the_first_cannot_take_all_of_the_time(self, server, clock, seconds, first, stream):
        server.respond = clock.answers((seconds, first), (0, SAID))
        answer = said(server, stream=stream, model_fallbacks="openai/tweede")
        assert (answer.text, answer.usage.model, answer.usage.attempts) == (SAID, "openai/tweede", 2)

    def test_what_is_said_of_all_is_what_the_first_did(self, server):
        server.respond = lambda request: error_reply(401 if request.body["model"] == "schrijver" else 404)
        message = failure(server, stream=False, model_fallbacks="openai/tweede,openai/derde")
        assert message == "Het taalmodel accepteert de sleutel niet. Ook de reservemodellen gaven geen antwoord."


class TestLimit:
    @FORMS
    @pytest.mark.parametrize("reply", [Says(hang=True), Says(SAID, signs_of_life=math.inf)])
    def test_a_server_that_is_silent_or_trickles_is_left_in_time(self, server, clock, reply, stream):
        server.respond = clock.answers((HANG_SECONDS, reply))
        assert failure(server, stream=stream) == TOO_SLOW
        assert server.wait_cancelled()
        assert len(server.history) == 1

    def test_a_stream_that_comes_word_by_word_is_left_in_time(self, server, clock):
        server.enqueue(Says("ja " * 20_000, piece=3, seconds_between=0.1))
        with open_reply(MESSAGES, settings=settings(server)) as reply:
            assert heard(reply, 2) == "ja ja "
            clock.advance(HANG_SECONDS)
            _, message = until_it_fails(reply)
        assert message == "Het taalmodel was na 120 seconden nog niet klaar."
        assert server.wait_cancelled()

    @FORMS
    def test_retries_share_it(self, server, clock, stream):
        half = HANG_SECONDS / 2
        server.respond = clock.answers((half, error_reply(500, Retry_After="0")), (half, Says(hang=True)))
        assert failure(server, stream=stream) == TOO_SLOW
        assert len(server.history) == 2

    @FORMS
    def test_it_may_have_passed_already(self, server, stream):
        ask = open_reply if stream else complete
        both = settings(server, model_fallbacks="openai/tweede")
        with pytest.raises(ModelError, match="geen tijd meer"):
            list(ask(MESSAGES, settings=both, deadline=0.0))  # type: ignore[call-overload]
        assert server.history == []

    def test_pauses_grow_and_differ(self):
        pauses = [[pause(Exception(), retry) for _ in range(50)] for retry in range(8)]
        assert all(len(set(drawn)) > 1 for drawn in pauses)
        assert max(pauses[0]) < min(pauses[3])
        assert max(pauses[7]) <= 12


class TestClose:
    @pytest.mark.parametrize("reply", [Says("x" * 60_000, seconds_between=0.05), Says(SAID, hang_after=1)])
    def test_it_ends_the_work_of_the_model(self, server, reply):
        server.enqueue(reply)
        with open_reply(MESSAGES, settings=settings(server)) as opened:
            next(piece for piece in opened if piece)
        assert server.wait_cancelled()
        assert list(opened) == []
        ended()

    def test_replies_that_are_left_halfway_do_not_hold_up_the_next(self, server):
        server.respond = lambda request: Says(SAID, piece=4, hang_after=3) if request.body.get("stream") else SAID
        often = gc.get_threshold()
        gc.set_threshold(20, 2, 2)  # what was left is collected in the midst of the next request
        try:
            for _ in range(15):
                with open_reply(MESSAGES, settings=settings(server)) as opened:
                    next(piece for piece in opened if piece)
                assert said(server, stream=False).text == SAID
        finally:
            gc.set_threshold(*often)
        assert server.wait_cancelled(15)

    def test_a_generator_that_is_left_ends_it(self, server):
        server.enqueue(Says(SAID, hang_after=1))

        def pieces() -> Iterator[str]:
            with open_reply(MESSAGES, settings=settings(server)) as opened:
                yield from opened

        left = pieces()
        next(left)
        del left
        assert server.wait_cancelled()
        ended()

    @pytest.mark.parametrize("reply", [Says(hang=True), Says(SAID, hang_after=1), error_reply(429, Retry_After="5")])
    def test_another_thread_can_do_it_at_any_time(self, server, clock, reply):
        server.enqueue(reply)
        opened = open_reply(MESSAGES, settings=settings(server, model_fallbacks="openai/tweede"))
        pieces: list[str] = []
        listener = threading.Thread(target=lambda: pieces.extend(opened), daemon=True)
        listener.start()
        while not server.history and listener.is_alive():
            listener.join(0.01)
        opened.close()
        listener.join(HANG_SECONDS)
        assert not listener.is_alive()
        assert len(server.history) == 1
        assert "".join(pieces) in ("", SAID[:20])
        ended()

    def test_who_reads_hears_of_a_model_that_is_silent(self, server):
        server.enqueue(Says(hang=True))
        with open_reply(MESSAGES, settings=settings(server)) as opened:
            assert next(opened) == ""
            while not server.history:
                assert next(opened) == ""
        assert server.wait_cancelled()


def ended() -> None:
    """No thread reads any more."""
    waiting = [thread for thread in threading.enumerate() if thread.name == "briefwijzer-model"]
    for thread in waiting:
        thread.join(timeout=HANG_SECONDS)
    assert not any(thread.is_alive() for thread in waiting)
