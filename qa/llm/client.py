"""The language models that the settings name, through LiteLLM. No call goes anywhere else."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from index.settings import Settings
from qa.llm.attempt import Tokens
from qa.llm.connection import Connection, LastingClient, OwnConnection
from qa.llm.faults import NoReplyError, refuses_streaming
from qa.llm.reply import Reply, Usage
from qa.llm.targets import Target, provider, targets

__all__ = ["Completion", "Messages", "Reply", "Usage", "complete", "count_tokens", "open_reply", "prepare"]

Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Completion:
    """A whole reply."""

    text: str
    usage: Usage


def open_reply(messages: Messages, *, settings: Settings, deadline: float | None = None) -> Reply:
    """Return what a model says to `messages`, each `{"role", "content"}`, at temperature 0, as it comes.

    `deadline` is in seconds of time.monotonic(); without one, `settings.model_seconds` from now. It holds for all that
    is done to get a reply. A server that cannot stream gives its reply in one piece. Raises ModelError: here when no
    model is set, and for all else while the reply is read.
    """
    return _reply(messages, settings=settings, deadline=deadline, stream=True)


def complete(messages: Messages, *, settings: Settings, deadline: float | None = None) -> Completion:
    """Return the whole of what a model says to `messages`, under the same rules as `open_reply`. Raises ModelError."""
    with _reply(messages, settings=settings, deadline=deadline, stream=False) as reply:
        return Completion("".join(reply), reply.usage)


def prepare() -> None:
    """Import what calls need: that costs seconds which are not the model's."""
    _litellm()


def count_tokens(text: str, *, settings: Settings) -> int:
    """Return how many tokens `text` has for the model, by the closest tokenizer that LiteLLM carries."""
    return _count(settings.model or "", text=text)


def _reply(messages: Messages, *, settings: Settings, deadline: float | None, stream: bool) -> Reply:
    models = targets(settings)
    _litellm()  # the import costs seconds that are not the model's
    return Reply(
        models,
        ask=partial(_ask, messages, stream=stream),
        count=partial(_usage, messages),
        retries=settings.model_retries,
        deadline=time.monotonic() + settings.model_seconds if deadline is None else deadline,
    )


def _ask(
    messages: Messages, target: Target, seconds: float, connection: Connection, *, stream: bool
) -> Iterator[str | Tokens]:
    if not stream:
        yield from _whole(_completion(messages, target, seconds))
        return
    try:
        chunks = _completion(messages, target, seconds, stream=True, stream_options={"include_usage": True})
    except Exception as fault:
        if not refuses_streaming(fault):
            raise
        yield from _whole(_completion(messages, target, seconds))
        return
    spoken = False
    for chunk in chunks:
        for choice in chunk.choices[:1]:
            spoken = spoken or bool(choice.delta.content)
            yield choice.delta.content or ""
        yield from _tokens(chunk)
    if (
        not spoken and connection.plain
    ):  # a server that ignores that a stream was asked for: no event was found in its body
        yield from _whole(_plain(connection.plain))


def _completion(messages: Messages, target: Target, seconds: float, **options: Any) -> Any:
    return _litellm(target.model).completion(
        model=target.model,
        messages=[dict(message) for message in messages],
        api_base=target.api_base,
        api_key=target.api_key,
        timeout=seconds,
        temperature=0,
        drop_params=True,  # some models refuse a temperature
        max_retries=0,
        num_retries=0,
        **options,
    )


def _plain(body: bytearray) -> Any:
    said = json.loads(body)
    if not isinstance(said, dict) or not said.get("choices"):
        error = said.get("error") if isinstance(said, dict) else None
        raise NoReplyError(str(error), code=error.get("code") if isinstance(error, dict) else None)
    return _litellm().ModelResponse(**said)


def _whole(response: Any) -> Iterator[str | Tokens]:
    yield response.choices[0].message.content or ""
    yield from _tokens(response)


def _tokens(response: Any) -> Iterator[Tokens]:
    if usage := getattr(response, "usage", None):
        yield Tokens(usage.prompt_tokens or 0, usage.completion_tokens or 0)


def _usage(messages: Messages, target: Target, tokens: Tokens | None, said: str, attempts: int) -> Usage:
    if tokens is None:
        prompt = "\n".join(message["content"] for message in messages)
        tokens = Tokens(_count(target.model, text=prompt), _count(target.model, text=said))
    return Usage(target.model, tokens.prompt, tokens.completion, _cost(target.model, tokens), attempts)


def _cost(model: str, tokens: Tokens) -> float | None:
    try:
        parts = _litellm(model).cost_per_token(
            model=model, prompt_tokens=tokens.prompt, completion_tokens=tokens.completion
        )
    except Exception:  # noqa: BLE001  how LiteLLM says that it does not know the model differs
        return None
    return float(sum(parts))


def _count(model: str, *, text: str) -> int:
    return int(_litellm().token_counter(model=model, text=text)) if text else 0


def _litellm(model: str = "") -> Any:
    """Return litellm, made ready to be asked for `model`."""
    litellm = _quiet_litellm()
    if provider(model) in ("ollama", "ollama_chat"):
        # LiteLLM asks the server at Ollama's default address about one that it does not know, wherever the model runs
        free = {
            "litellm_provider": provider(model),
            "mode": "chat",
            "input_cost_per_token": 0,
            "output_cost_per_token": 0,
        }
        litellm.model_cost.setdefault(model, free)
    return litellm


@cache
def _quiet_litellm() -> Any:
    """Return litellm, kept from reading the network, `.env` files and the terminal, and from writing down what is
    said.
    """
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"
    os.environ["LITELLM_LOG"] = "ERROR"
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    litellm.disable_streaming_logging = True
    litellm.disable_hf_tokenizer_download = True
    litellm.sync_transport = OwnConnection()
    litellm.client_session = LastingClient(transport=OwnConnection())  # for what it asks through OpenAI's own library
    return litellm
