"""Replies of language models through the real LiteLLM and a real server: how they come, what they
took, and who is told what.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from index.errors import ModelError
from index.settings import Settings
from qa.llm.client import Completion, Usage, complete, count_tokens, open_reply
from qa.llm.targets import Target, alone, targets
from tests.support.limits import HANG_SECONDS, PROCESS_SECONDS
from tests.support.model_server import ModelServer, Reply, model_server
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

SAID = "De brief zegt: hooguit drie maanden. Daarna is er overleg met de school.\n“€ 5”"
MESSAGES = [{"role": "system", "content": "Kort."}, {"role": "user", "content": "Hoe lang?"}]
FORMS = pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])


@pytest.fixture
def elsewhere() -> Iterator[ModelServer]:
    """A server that the settings do not name."""
    with model_server() as running:
        yield running


def settings(server: ModelServer | None = None, **changes: object) -> Settings:
    base = server.api_base if server else None
    values = {"model": "openai/schrijver", "model_api_base": base, "model_seconds": HANG_SECONDS, **changes}
    return Settings(_env_file=None, **values)  # type: ignore[arg-type, call-arg]


def said(server: ModelServer | None = None, *, stream: bool, **changes: object) -> Completion:
    if not stream:
        return complete(MESSAGES, settings=settings(server, **changes))
    with open_reply(MESSAGES, settings=settings(server, **changes)) as reply:
        return Completion("".join(reply), reply.usage)


@FORMS
def test_what_is_said_is_what_was_written(server, stream):
    server.enqueue(Reply(SAID, usage=(120, 34)))
    assert said(server, stream=stream) == Completion(SAID, Usage("openai/schrijver", 120, 34, None, 1))
    (request,) = server.history
    assert request.body["messages"] == MESSAGES
    assert request.body["temperature"] == 0
    assert request.body.get("stream", False) is stream


def test_pieces_come_as_they_are_written(server):
    server.enqueue(Reply("0123456789", piece=3))
    with open_reply(MESSAGES, settings=settings(server)) as reply:
        assert [piece for piece in reply if piece] == ["012", "345", "678", "9"]
        assert list(reply) == []


def test_a_piece_comes_before_the_last_is_written(server):
    server.enqueue(Reply("eerst, later", piece=7, hang_after=1))
    with open_reply(MESSAGES, settings=settings(server)) as reply:
        assert next(piece for piece in reply if piece) == "eerst, "
    assert server.wait_cancelled()


def test_nothing_is_asked_before_the_first_piece_is(server):
    with open_reply(MESSAGES, settings=settings(server)) as reply:
        assert server.history == []
    assert list(reply) == []
    assert server.history == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(SAID, ignores_stream=True, usage=(7, 8)),
        Reply(SAID, usage=(7, 8), ignores_stream=True, headers={"Content-Type": "text/plain"}),
        Reply(SAID, signs_of_life=4, ignores_stream=True, usage=(7, 8)),
    ],
)
def test_a_server_that_does_not_stream_is_asked_once(server, reply):
    server.enqueue(reply)
    assert said(server, stream=True) == Completion(SAID, Usage("openai/schrijver", 7, 8, None, 1))
    assert len(server.history) == 1


def test_a_server_that_refuses_to_stream_is_asked_for_the_whole(server):
    server.enqueue(Reply(status=400, body='{"error": {"message": "stream_options is not supported", "code": "x"}}'))
    server.enqueue(SAID)
    assert said(server, stream=True).text == SAID
    assert [request.body.get("stream", False) for request in server.history] == [True, False]


@FORMS
def test_an_empty_reply_is_empty(server, stream):
    server.enqueue(Reply("", usage=(5, 0)))
    assert said(server, stream=stream).text == ""


def test_words_that_a_server_sends_as_signs_of_life_are_not_said(server):
    server.enqueue(Reply(SAID, signs_of_life=4))
    assert said(server, stream=True).text == SAID


class TestUsage:
    @FORMS
    def test_a_model_on_the_price_list_costs_what_the_list_says(self, server, stream):
        server.enqueue(Reply(SAID, usage=(2_000_000, 1_000_000)))
        cost = said(server, stream=stream, model="openai/gpt-4o-mini").usage.cost
        assert cost == pytest.approx(2 * 0.15 + 0.60)

    def test_tokens_that_a_server_does_not_tell_are_counted(self, server):
        server.enqueue(Reply(SAID, piece=10, hang_after=3))
        with open_reply(MESSAGES, settings=settings(server)) as reply:
            first = "".join(next(piece for piece in reply if piece) for _ in range(3))
            reply.close()
            assert reply.usage.completion_tokens == count_tokens(first, settings=settings()) > 0
            assert reply.usage.prompt_tokens == count_tokens("Kort.\nHoe lang?", settings=settings())

    @pytest.mark.parametrize("model", ["ollama/gemma3", "ollama/llama-3", "openai/schrijver", "command-r", None])
    def test_tokens_are_counted_here(self, model, monkeypatch, tmp_path):
        monkeypatch.setenv("HF_HOME", str(tmp_path))
        monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
        few, many = (count_tokens("De school " * times, settings=settings(model=model)) for times in (1, 50))
        assert 1 < few <= 10
        assert 100 <= many <= 500
        assert count_tokens("", settings=settings(model=model)) == 0


class TestWhoIsTold:
    def test_the_first_model_gets_the_base_and_the_key(self):
        assert targets(settings(model_api_base="http://hier/v1", model_api_key="geheim")) == (
            Target("openai/schrijver", "http://hier/v1", "geheim"),
        )

    def test_a_fallback_of_the_same_provider_gets_them_too_and_another_gets_none(self):
        found = targets(
            settings(
                model_api_base="http://hier/v1",
                model_api_key="geheim",
                model_fallbacks="OpenAI/klein, mistral/open, schrijver, openai/schrijver",
            )
        )
        assert found == (
            Target("openai/schrijver", "http://hier/v1", "geheim"),
            Target("OpenAI/klein", "http://hier/v1", "geheim"),
            Target("mistral/open"),
            Target("schrijver"),
        )

    def test_each_can_be_asked_alone_on_its_own_terms(self):
        both = settings(model_api_base="http://hier/v1", model_api_key="geheim", model_fallbacks="openai/b,mistral/c")
        assert [targets(alone(both, target)) for target in targets(both)] == [(each,) for each in targets(both)]

    def test_a_key_is_not_printed(self):
        assert "geheim" not in repr(targets(settings(model_api_key="geheim")))

    def test_without_a_model_there_is_none(self):
        with pytest.raises(ModelError, match="BRIEFWIJZER_MODEL"):
            targets(settings(model=None, model_fallbacks="openai/klein"))

    @FORMS
    def test_a_fallback_of_another_provider_goes_where_the_environment_says_with_its_own_key(
        self, server, elsewhere, monkeypatch, stream
    ):
        monkeypatch.setenv("DEEPSEEK_API_BASE", elsewhere.api_base)
        monkeypatch.setenv("DEEPSEEK_API_KEY", "van-deepseek")
        monkeypatch.setenv("OPENAI_API_KEY", "van-openai")
        server.enqueue(Reply(status=401, body="{}"))
        elsewhere.enqueue(SAID)
        answer = said(server, stream=stream, model_api_key="geheim", model_fallbacks="deepseek/deepseek-chat")
        assert (answer.text, answer.usage.model, answer.usage.attempts) == (SAID, "deepseek/deepseek-chat", 2)
        assert server.history[0].headers["Authorization"] == "Bearer geheim"
        assert elsewhere.history[0].headers["Authorization"] == "Bearer van-deepseek"
        assert "geheim" not in str(elsewhere.history)

    @FORMS
    def test_a_key_of_the_environment_is_not_sent_to_a_server_with_its_own_address(self, server, monkeypatch, stream):
        monkeypatch.setenv("OPENAI_API_KEY", "voor-een-ander")
        server.enqueue(SAID)
        assert said(server, stream=stream).text == SAID
        assert "voor-een-ander" not in str(server.history[0].headers)

    @FORMS
    @pytest.mark.parametrize(
        "model",
        ["openai/x", "hosted_vllm/x", "ollama/x", "ollama_chat/x", "mistral/x", "azure/x", "anthropic/x", "deepseek/x"],
    )
    def test_a_redirect_takes_the_letters_nowhere_else(self, server, elsewhere, monkeypatch, model, stream):
        monkeypatch.setenv("AZURE_API_VERSION", "2024-06-01")
        there = f"{elsewhere.api_base}/chat/completions"
        server.respond = lambda _: Reply(status=307, body="", headers={"Location": there})
        with pytest.raises(ModelError):
            said(server, stream=stream, model=model, model_api_key="k", model_retries=0)
        assert server.history
        assert elsewhere.history == []

    @FORMS
    @pytest.mark.parametrize("provider", ["ollama", "ollama_chat"])
    def test_ollama_is_asked_where_the_settings_say_and_costs_nothing(
        self, server, elsewhere, monkeypatch, provider, stream
    ):
        monkeypatch.setenv("OLLAMA_API_BASE", elsewhere.api_base)
        server.respond = lambda request: ollama(request.path, bool(request.body.get("stream")))
        answer = said(server, stream=stream, model=f"{provider}/gemma3:4b")
        assert answer == Completion("Drie maanden.", Usage(f"{provider}/gemma3:4b", 26, 4, 0.0, 1))
        assert {request.path.rsplit("/", 1)[1] for request in server.history} <= {"generate", "chat"}
        assert elsewhere.history == []


def ollama(path: str, stream: bool) -> Reply:
    """What Ollama answers in its own protocol."""

    def line(words: str, **more: object) -> str:
        says = (
            {"response": words} if path.endswith("generate") else {"message": {"role": "assistant", "content": words}}
        )
        return json.dumps({"model": "gemma3:4b", "created_at": "2024-05-12T10:00:00Z", "done": False, **says, **more})

    last = {"done": True, "done_reason": "stop", "prompt_eval_count": 26, "eval_count": 4}
    if not stream:
        return Reply(body=line("Drie maanden.", **last))
    lines = [line("Drie "), line("maanden."), line("", **last)]
    return Reply(body="\n".join(lines) + "\n", headers={"Content-Type": "application/x-ndjson"})


def test_nothing_that_is_asked_or_said_is_written_down(server, tmp_path):
    server.respond = lambda request: Reply("antwoord-9", piece=4) if request.body.get("stream") else "antwoord-9"
    program = """
import sys, time
from index.settings import Settings
from qa.llm.client import complete, open_reply
asked = [{"role": "user", "content": "vraag-7"}]
settings = Settings(model="openai/schrijver", model_api_base=sys.argv[1], model_api_key="sleutel-5")
assert complete(asked, settings=settings).text == "".join(open_reply(asked, settings=settings)) == "antwoord-9"
time.sleep(0.5)
"""
    result = subprocess.run(
        [sys.executable, "-c", program, server.api_base],
        env={**os.environ, "LITELLM_LOG": "DEBUG", "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PROCESS_SECONDS,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert not any(word in result.stdout + result.stderr for word in ("vraag-7", "antwoord-9", "sleutel-5"))
    assert list(tmp_path.iterdir()) == []


def test_one_file_imports_litellm():
    files = [path for folder in ("qa", "index", "prompts", "ui", "eval") for path in (ROOT / folder).rglob("*.py")]
    assert [path.name for path in files if "import litellm" in path.read_text(encoding="utf-8")] == ["client.py"]


def test_what_litellm_takes_out_of_its_cache_is_used_on(server):
    import litellm

    server.enqueue("eerst")
    server.enqueue("later")
    assert complete(MESSAGES, settings=settings(server)).text == "eerst"
    kept = [each for each in litellm.in_memory_llm_clients_cache.cache_dict.values() if hasattr(each, "close")]
    assert kept
    for client in kept:  # as LiteLLM does when ten minutes are over
        closing = client.close()
        if inspect.isawaitable(closing):
            asyncio.run(closing)
    assert complete(MESSAGES, settings=settings(server)).text == "later"
