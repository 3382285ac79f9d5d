"""What goes wrong at a language model, and whether it may pass."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0  # seconds


class ModelTooSlowError(Exception):
    """A model had `seconds` and did not begin, or began and did not end; with 0 seconds it was not asked."""

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
    if out_of_quota(fault):
        return False
    found = status(fault)
    return found == 429 or broken(fault) or (found >= 500 and (headers(fault) is not None or _said_instead(fault)))


def refuses_streaming(fault: Exception) -> bool:
    """Return whether the server says that it cannot stream, or knows no stream options."""
    return status(fault) in (400, 405, 422, 501) and mentions(fault, "stream")


def pause(fault: Exception, retry: int) -> float:
    """Return how many seconds to wait before retry number `retry`, from 0: what the server asks, else longer each time.

    The time is drawn at random around the doubled one, so that many who were sent away do not return together.
    """
    asked = _retry_after(fault)
    if asked is not None:
        return asked
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0**retry) * random.uniform(0.5, 1.5)


def status(fault: Exception) -> int:
    """Return the HTTP status of `fault`: 500 as well where LiteLLM reached none, and 0 for none.

    A fault in the midst of a stream, whose own status was 200, tells it as the code of its error.
    """
    for cause in causes(fault):
        code = str(getattr(cause, "code", ""))
        if code.isdecimal() and 400 <= int(code) <= 599:
            return int(code)
    found = getattr(fault, "status_code", None)
    return found if isinstance(found, int) else 0


def headers(fault: Exception) -> Mapping[str, str] | None:
    """Return the headers of the server's reply, or None when it sent none."""
    return getattr(fault, "litellm_response_headers", None)


def _retry_after(fault: Exception) -> float | None:
    """Return the seconds that the server asks for, in either form that HTTP has for it."""
    from httpx import Headers

    asked = Headers(headers(fault)).get("retry-after", "").strip()
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


def out_of_quota(fault: Exception) -> bool:
    return status(fault) == 402 or mentions(fault, "insufficient_quota")


def _said_instead(fault: Exception) -> bool:
    """Return whether the server told of the fault where a reply was to come, after a status that all is well."""
    from openai import APIError

    kinds = (APIError, NoReplyError)  # not the classes under APIError, which have a status of their own
    return any(type(cause) in kinds for cause in causes(fault))


def broken(fault: Exception) -> bool:
    from httpx import ReadError, RemoteProtocolError, WriteError

    return any(isinstance(cause, ReadError | RemoteProtocolError | WriteError) for cause in causes(fault))


def timed_out(fault: Exception) -> bool:
    from httpx import TimeoutException

    return any(isinstance(cause, TimeoutException | TimeoutError) for cause in causes(fault))


def unreachable(fault: Exception) -> bool:
    from openai import APIConnectionError

    return any(isinstance(cause, OSError | APIConnectionError) for cause in causes(fault))


def mentions(fault: Exception, *words: str) -> bool:
    return any(word in f"{cause} {getattr(cause, 'code', '')}".lower() for cause in causes(fault) for word in words)


def causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
