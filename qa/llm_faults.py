"""What goes wrong at a language model: whether it may pass, and what a person is told."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from index.errors import ModelError
from qa.llm_connection import TooLongError

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0  # seconds


class TooSlowError(Exception):
    """A model had `seconds` and did not begin, or began and did not end."""

    def __init__(self, seconds: float, *, begun: bool) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.begun = begun


class NoReplyError(Exception):
    """A server said that all went well and sent no reply; `code` is what it calls that, where it does."""

    def __init__(self, message: str, *, code: object = None) -> None:
        super().__init__(message)
        self.code = code


def may_pass(fault: Exception) -> bool:
    """Return whether the same request may well succeed a moment later."""
    if _out_of_quota(fault):
        return False
    status = _status(fault)
    if status == 429:
        return True
    return _broken(fault) or (status >= 500 and (_headers(fault) is not None or _said_instead(fault)))


def refuses_streaming(fault: Exception) -> bool:
    """Return whether the server says that it cannot stream, or knows no stream options."""
    return _status(fault) in (400, 405, 422, 501) and _mentions(fault, "stream")


def pause(fault: Exception, retry: int) -> float:
    """Return how many seconds to wait before retry number `retry`, from 0: what the server asks, else longer each time.

    The time is drawn at random around the doubled one, so that many who were sent away do not return together.
    """
    asked = _retry_after(fault)
    if asked is not None:
        return asked
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0**retry) * random.uniform(0.5, 1.5)


def model_error(fault: Exception, model: str) -> ModelError:
    """Return what to tell a person about `fault` of `model`."""
    if isinstance(fault, ModelError):
        return fault
    message, help = _explain(fault, model)
    return ModelError(message, help=help)


def _explain(fault: Exception, model: str) -> tuple[str, str]:
    """Return in Dutch what went wrong and what to do.

    By status and cause: which of its classes LiteLLM raises differs between providers.
    """
    status = _status(fault)
    if isinstance(fault, TooSlowError):
        seconds = f"{fault.seconds:g} seconden"
        return (
            f"Het taalmodel was na {seconds} nog niet klaar."
            if fault.begun
            else f"Het taalmodel gaf binnen {seconds} geen antwoord.",
            "Probeer het later nog eens, kies een sneller model of zet BRIEFWIJZER_MODEL_SECONDS hoger.",
        )
    if any(isinstance(cause, TooLongError) for cause in _causes(fault)):
        return (
            "Het taalmodel bleef maar doorschrijven.",
            "Stel de vraag nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
        )
    if status in (408, 504) or _timed_out(fault):
        return (
            "Het taalmodel gaf niet op tijd antwoord.",
            "Probeer het later nog eens, kies een sneller model of zet BRIEFWIJZER_MODEL_SECONDS hoger.",
        )
    if status in (401, 403) or _mentions(fault, "missing credentials", "api key"):
        return "Het taalmodel accepteert de sleutel niet.", "Controleer BRIEFWIJZER_MODEL_API_KEY."
    if _out_of_quota(fault):
        return (
            "Het tegoed bij het taalmodel is op.",
            "Vul het tegoed aan of kies een ander model met BRIEFWIJZER_MODEL.",
        )
    if status == 404 or _mentions(fault, "provider not provided"):
        return (
            f"Het taalmodel {model} is niet bekend.",
            "Controleer BRIEFWIJZER_MODEL (met de aanbieder ervoor, zoals ollama/llama3.1) "
            "en BRIEFWIJZER_MODEL_API_BASE.",
        )
    if status == 429 or _mentions(fault, "rate_limit_exceeded", "overloaded_error"):
        return "Het taalmodel heeft het te druk.", "Probeer het over een minuut nog eens."
    if status == 413 or _mentions(fault, "context_length", "context window", "maximum context"):
        return (
            "De vraag en de brieven zijn samen te lang voor dit taalmodel.",
            "Kies een model dat meer tekst aankan, of zet BRIEFWIJZER_MODEL_TOKENS lager.",
        )
    if _broken(fault):
        return (
            "De verbinding met het taalmodel brak af.",
            "Probeer het nog eens. Gebeurt het vaker, kijk dan of de server van het model genoeg geheugen heeft.",
        )
    if status >= 500 and _headers(fault) is None and _unreachable(fault):
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


def _status(fault: Exception) -> int:
    """Return the HTTP status of `fault`: 500 as well where LiteLLM reached none, and 0 for none.

    A fault in the midst of a stream, whose own status was 200, tells it as the code of its error.
    """
    for cause in _causes(fault):
        code = str(getattr(cause, "code", ""))
        if code.isdecimal() and 400 <= int(code) <= 599:
            return int(code)
    status = getattr(fault, "status_code", None)
    return status if isinstance(status, int) else 0


def _headers(fault: Exception) -> Mapping[str, str] | None:
    """Return the headers of the server's reply, or None when it sent none."""
    return getattr(fault, "litellm_response_headers", None)


def _retry_after(fault: Exception) -> float | None:
    """Return the seconds that the server asks for, in either form that HTTP has for it."""
    asked = (_headers(fault) or {}).get("retry-after", "").strip()
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


def _out_of_quota(fault: Exception) -> bool:
    return _status(fault) == 402 or _mentions(fault, "insufficient_quota")


def _said_instead(fault: Exception) -> bool:
    """Return whether the server told of the fault where a reply was to come, after a status that all is well."""
    from openai import APIError

    return any(
        type(cause) in (APIError, NoReplyError) for cause in _causes(fault)
    )  # the others have a status of their own


def _broken(fault: Exception) -> bool:
    from httpx import ReadError, RemoteProtocolError, WriteError

    return any(isinstance(cause, ReadError | RemoteProtocolError | WriteError) for cause in _causes(fault))


def _timed_out(fault: Exception) -> bool:
    from httpx import TimeoutException

    return any(isinstance(cause, TimeoutException | TimeoutError) for cause in _causes(fault))


def _unreachable(fault: Exception) -> bool:
    from openai import APIConnectionError

    return any(isinstance(cause, OSError | APIConnectionError) for cause in _causes(fault))


def _mentions(fault: Exception, *words: str) -> bool:
    return any(word in f"{cause} {getattr(cause, 'code', '')}".lower() for cause in _causes(fault) for word in words)


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
