"""The language model that the settings name, through LiteLLM. No call goes anywhere else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any

from index.errors import ModelError
from index.settings import Settings

_NO_KEY = "geen"
_PAUSE_SECONDS = 0.5


def complete(messages: Sequence[Mapping[str, str]], *, settings: Settings) -> str:
    """Return what the model says to `messages`, each `{"role", "content"}`, at temperature 0.

    Waits at most `settings.model_seconds`, whatever the server does. Asks once more when the server is busy or
    stumbles (429, 5xx) and time is left. Raises ModelError for all that can go wrong.
    """
    if not settings.model:
        raise ModelError(
            "Er is geen taalmodel ingesteld.", help="Zet BRIEFWIJZER_MODEL, bijvoorbeeld op ollama/llama3.1."
        )
    _litellm()  # the import costs seconds that are not the model's
    deadline = time.monotonic() + settings.model_seconds
    outcome = _attempt(messages, settings=settings, deadline=deadline)
    if isinstance(outcome, Exception) and _passes(outcome):
        pause = _pause(outcome)
        if time.monotonic() + pause < deadline:
            time.sleep(pause)
            outcome = _attempt(messages, settings=settings, deadline=deadline)
    if isinstance(outcome, Exception):
        raise _model_error(outcome, settings) from outcome
    return outcome


def _attempt(messages: Sequence[Mapping[str, str]], *, settings: Settings, deadline: float) -> str | Exception:
    """Ask once. A thread of its own makes the limit hold against a server that sends a byte now and then."""
    seconds = max(0.0, deadline - time.monotonic())
    outcomes: SimpleQueue[str | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            outcomes.put(_ask(messages, settings=settings, seconds=seconds))
        except Exception as error:  # noqa: BLE001  handed to the waiting thread, which names it
            outcomes.put(error)

    threading.Thread(target=ask, name="briefwijzer-model", daemon=True).start()
    try:
        return outcomes.get(timeout=seconds)
    except Empty:
        return TimeoutError()


def _ask(messages: Sequence[Mapping[str, str]], *, settings: Settings, seconds: float) -> str:
    # A server with its own address gets our key or none, never one that the environment holds for another.
    key = settings.model_api_key or (_NO_KEY if settings.model_api_base else None)
    response = _litellm().completion(
        model=settings.model,
        messages=[dict(message) for message in messages],
        api_base=settings.model_api_base,
        api_key=key,
        timeout=seconds,
        temperature=0,
        drop_params=True,  # some models refuse a temperature
        max_retries=0,
        num_retries=0,
    )
    return response.choices[0].message.content or ""


@cache
def _litellm() -> Any:
    """Return litellm, kept from reading the network, `.env` files and the terminal."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_MODE"] = "PRODUCTION"
    import httpx
    import litellm

    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.client_session = httpx.Client(follow_redirects=False)  # a redirect could take the letters elsewhere
    return litellm


def _passes(error: Exception) -> bool:
    """Return whether the same request may well succeed a moment later."""
    if _out_of_quota(error):
        return False
    return _status(error) == 429 or (_status(error) >= 500 and _headers(error) is not None)


def _pause(error: Exception) -> float:
    try:
        return max(0.0, float((_headers(error) or {}).get("retry-after", _PAUSE_SECONDS)))
    except ValueError:  # a date
        return _PAUSE_SECONDS


def _model_error(error: Exception, settings: Settings) -> ModelError:
    message, help = _explain(error, settings)
    return ModelError(message, help=help)


def _explain(error: Exception, settings: Settings) -> tuple[str, str]:
    """Return in Dutch what went wrong and what to do.

    By status and cause: which of its classes LiteLLM raises differs between providers.
    """
    status = _status(error)
    if isinstance(error, TimeoutError) or status in (408, 504):
        return (
            f"Het taalmodel gaf binnen {settings.model_seconds:g} seconden geen antwoord.",
            "Probeer het later nog eens, kies een sneller model of zet BRIEFWIJZER_MODEL_SECONDS hoger.",
        )
    if status in (401, 403) or _mentions(error, "missing credentials", "api key"):
        return "Het taalmodel accepteert de sleutel niet.", "Controleer BRIEFWIJZER_MODEL_API_KEY."
    if _out_of_quota(error):
        return (
            "Het tegoed bij het taalmodel is op.",
            "Vul het tegoed aan of kies een ander model met BRIEFWIJZER_MODEL.",
        )
    if status == 404 or _mentions(error, "provider not provided"):
        return (
            f"Het taalmodel {settings.model} is niet bekend.",
            "Controleer BRIEFWIJZER_MODEL (met de aanbieder ervoor, zoals ollama/llama3.1) "
            "en BRIEFWIJZER_MODEL_API_BASE.",
        )
    if status == 429:
        return "Het taalmodel heeft het te druk.", "Probeer het over een minuut nog eens."
    if status == 413 or _mentions(error, "context_length", "context window", "maximum context"):
        return (
            "De vraag en de brieven zijn samen te lang voor dit taalmodel.",
            "Kies een model dat meer tekst aankan.",
        )
    if status >= 500 and _headers(error) is None and _unreachable(error):
        return (
            "Het taalmodel is niet bereikbaar.",
            "Controleer of de server draait en of BRIEFWIJZER_MODEL_API_BASE klopt.",
        )
    if status == 400:
        return "Het taalmodel weigert de vraag.", "Kies een ander model met BRIEFWIJZER_MODEL."
    return (
        "Er ging iets mis bij het taalmodel.",
        "Probeer het later nog eens of kies een ander model met BRIEFWIJZER_MODEL.",
    )


def _status(error: Exception) -> int:
    """Return the HTTP status that LiteLLM gives `error`: also 500 where it reached none; 0 for none."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else 0


def _headers(error: Exception) -> Mapping[str, str] | None:
    """Return the headers of the server's reply, or None when it sent none."""
    return getattr(error, "litellm_response_headers", None)


def _out_of_quota(error: Exception) -> bool:
    return _status(error) == 402 or _mentions(error, "insufficient_quota")


def _unreachable(error: Exception) -> bool:
    from openai import APIConnectionError

    return any(isinstance(cause, OSError | APIConnectionError) for cause in _causes(error))


def _mentions(error: Exception, *words: str) -> bool:
    return any(word in str(cause).lower() for cause in _causes(error) for word in words)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
