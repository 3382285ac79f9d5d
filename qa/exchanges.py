"""Keep a question with its answer for staff. Whatever goes wrong here, whoever asked has the answer."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from index.errors import BriefwijzerError
from index.settings import Settings
from index.store.exchanges import REASONS, Exchange, forget_older, judge_exchange, keep_exchange
from qa.question.personal.data import masked, personal_words, without_words

logger = logging.getLogger(__name__)

_LOST = "Deze vraag en het antwoord zijn niet bewaard voor medewerkers. %s"
_UNJUDGED = "Wat iemand van een antwoord vond, is niet bewaard voor medewerkers. %s"
_STAYED = "Vragen die lang genoeg bewaard zijn, konden niet worden verwijderd. %s"

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # none that is taken for another
_CODE_SIGNS = 20

LONGEST_REMARK = 500
"""Characters of what somebody writes about an answer."""


def keeping(settings: Settings) -> Literal["on", "tick", "off"]:
    """Return which questions are kept: all, those of whoever ticks that they may be, none."""
    return settings.exchanges if settings.exchanges_days else "off"


def keeps(settings: Settings, *, ticked: bool) -> bool:
    """Return whether a question is kept, where whoever asks it has `ticked` that it may, or not."""
    return keeping(settings) == "on" or (keeping(settings) == "tick" and ticked)


def keep(
    line: Mapping[str, object],
    settings: Settings,
    *,
    id: str | None = None,
    context: Sequence[str] = (),
    ticked: bool = False,
    code: str = "",
) -> None:
    """Keep the answer that `line` has, as `answer_line` made it, where it `keeps`, and delete what is kept too long.
    Never raises.

    `context` has what the same person wrote beside it: the questions before it, and the whole text that it was taken
    from. Who is named there is not named here either. `id` (12 characters, from
    `new_id`) is what the exchange goes by, for whoever will say something of it, and `code` (from `new_code`) is that
    of its conversation. What goes wrong is logged as a warning, without the question: a log is kept longer and read by
    others.
    """
    if not keeps(settings, ticked=ticked):
        expire(settings)
        return
    try:
        made = exchange(line, asked_at=datetime.now(UTC), id=id, context=context, code=code)
        keep_exchange(made, settings=settings)
    except BriefwijzerError as fault:
        logger.warning(_LOST, fault)
    except Exception as fault:  # noqa: BLE001  a fault of ours must not take the answer away either
        logger.warning(_LOST, _own_fault(fault))


def expire(settings: Settings) -> None:
    """Delete what is kept too long: who looks sees only what is meant to be there. Never raises; logs a warning."""
    if fault := _expire(settings):
        logger.warning(_STAYED, fault)


def expire_every_hour(settings: Settings, stopped: threading.Event, *, seconds: float = 3_600) -> None:
    """Delete what is kept too long, now and every so many seconds, until `stopped`. Several processes may do so. A
    fault that stays, as where the data folder can only be read, is logged once.
    """
    logged = ""
    while True:
        fault = _expire(settings)
        if fault and fault != logged:
            logger.warning(_STAYED, fault)
        logged = fault
        if stopped.wait(seconds):
            return


def _expire(settings: Settings) -> str:
    """Delete what is kept too long; return why that failed, "" where it did not."""
    try:
        forget_older(settings)
    except BriefwijzerError as fault:
        return str(fault)
    except Exception as fault:  # noqa: BLE001  the next time may go well
        return _own_fault(fault)
    return ""


def judge(id: str, *, helpful: bool, reason: str, remark: str, settings: Settings) -> bool:
    """Keep with an exchange what whoever asked found of it; return whether it is kept. Never raises.

    A `reason` that is none of REASONS is left out, a `remark` is kept without personal data, and cut at
    LONGEST_REMARK characters.
    """
    if not keeps(settings, ticked=True):
        return False
    why = reason if not helpful and reason in REASONS else None
    said = masked(_text(remark)).strip()[:LONGEST_REMARK] or None
    try:
        return judge_exchange(id, helpful=helpful, reason=why, remark=said, settings=settings)
    except BriefwijzerError as fault:
        logger.warning(_UNJUDGED, fault)
    except Exception as fault:  # noqa: BLE001  nothing that is said of an answer may take it away
        logger.warning(_UNJUDGED, _own_fault(fault))
    return False


def new_id() -> str:
    """Return what an exchange goes by: nobody can guess it."""
    return secrets.token_hex(6)


def new_code() -> str:
    """Return a code for a conversation: five groups of four signs, 100 bits that nobody can guess."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(5))


def conversation(code: str) -> str:
    """Return what a conversation goes by in the catalog, "" where `code` is none: who reads the catalog gets no code.

    Blanks, hyphens and capitals do not matter, nor does an o for a zero, or an i or l for a one.
    """
    signs = re.sub(r"[\s\W_]", "", code.lower()).translate(str.maketrans("oil", "011"))
    is_code = len(signs) == _CODE_SIGNS and set(signs) <= set(_SIGNS)
    return hashlib.sha256(signs.encode()).hexdigest() if is_code else ""


def exchange(
    line: Mapping[str, object],
    *,
    asked_at: datetime,
    id: str | None = None,
    context: Sequence[str] = (),
    code: str = "",
) -> Exchange:
    """Return `line` as an exchange with `id`, or an id of its own, without the personal data of the question, of its
    `context`, and of what a language model wrote. Raises KeyError, TypeError or ValueError for what is no
    answer line.
    """
    # half a surrogate pair can stand in what was typed, and in no database
    plain: dict[str, Any] = json.loads(json.dumps(dict(line), ensure_ascii=False).encode(errors="replace"))
    dropped = [each["text"] for each in plain.get("dropped") or ()]
    words = personal_words(plain["question"], plain["searched_for"], plain["notice"], *dropped, *context)
    plain = _each_text(plain, lambda text: without_words(text, words))
    written = plain.get("written") or {}
    return Exchange(
        id=id or new_id(),
        asked_at=asked_at,
        question=_text(plain["question"]),
        searched_for=_text(plain["searched_for"]),
        language=plain.get("language"),
        status=plain["status"],
        mode=plain["mode"],
        model=", ".join(written.get("models") or ()) or None,
        prompt=_answer_prompt(written),
        line=plain,
        conversation=conversation(code) or None,
    )


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return `value` with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(each, change) for name, each in value.items()}
    return [_each_text(each, change) for each in value] if isinstance(value, list) else value


def _answer_prompt(written: Mapping[str, Any]) -> str | None:
    """Return the hash of the prompt for answers that a model was given, whatever the language of the reader."""
    prompts = written.get("prompts") or {}
    return next((hash for name, hash in prompts.items() if name.startswith("answer.")), written.get("prompt"))


def _own_fault(fault: Exception) -> str:
    return f"Dat komt door een fout in Briefwijzer zelf: {type(fault).__name__}."


def _text(text: str) -> str:
    return (
        text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    )  # which PostgreSQL refuses in a text
