"""Keep a question with its answer for staff. Whatever goes wrong here, whoever asked has the answer."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from index.errors import BriefwijzerError
from index.settings import Settings
from index.store.exchanges import REASONS, Exchange, forget_older, judge_exchange, keep_exchange
from qa.question.personal_data import masked, personal_words, without_words

logger = logging.getLogger(__name__)

_LOST = "Deze vraag en het antwoord zijn niet bewaard voor medewerkers. %s"
_UNJUDGED = "Wat iemand van een antwoord vond, is niet bewaard voor medewerkers. %s"
_STAYED = "Vragen die lang genoeg bewaard zijn, konden niet worden verwijderd. %s"

LONGEST_REMARK = 500
"""Characters of what somebody writes about an answer."""


def keep(line: Mapping[str, object], settings: Settings, *, id: str | None = None, history: Sequence[str] = ()) -> None:
    """Keep the answer that `line` has, as `answer_line` made it, and delete what is kept too long. Never raises.

    `history` has the questions before it: who is named there is not named here either. `id` (12 characters, from
    `new_id`) is what the exchange goes by, for whoever will say something of it. With `settings.exchanges_days` 0
    nothing is kept, and what was kept before goes. What goes wrong is logged as a warning, without the question: a log
    is kept longer and read by others.
    """
    try:
        if not settings.exchanges_days:
            expire(settings)
            return
        keep_exchange(exchange(line, asked_at=datetime.now(UTC), id=id, history=history), settings=settings)
    except BriefwijzerError as fault:
        logger.warning(_LOST, fault)
    except Exception as fault:  # noqa: BLE001  a fault of ours must not take the answer away either
        logger.warning(_LOST, f"Dat komt door een fout in Briefwijzer zelf: {type(fault).__name__}.")


def expire(settings: Settings) -> None:
    """Delete what is kept too long: who looks sees only what is meant to be there. Never raises; logs a warning."""
    try:
        forget_older(settings)
    except BriefwijzerError as fault:
        logger.warning(_STAYED, fault)


def judge(id: str, *, helpful: bool, reason: str, remark: str, settings: Settings) -> bool:
    """Keep with an exchange what whoever asked found of it; return whether it is kept. Never raises.

    A `reason` that is none of REASONS is left out, a `remark` is kept without personal data, and cut at
    LONGEST_REMARK characters.
    """
    if not settings.exchanges_days:
        return False
    why = reason if not helpful and reason in REASONS else None
    said = masked(_text(remark)).strip()[:LONGEST_REMARK] or None
    try:
        return judge_exchange(id, helpful=helpful, reason=why, remark=said, settings=settings)
    except BriefwijzerError as fault:
        logger.warning(_UNJUDGED, fault)
    except Exception as fault:  # noqa: BLE001  nothing that is said of an answer may take it away
        logger.warning(_UNJUDGED, f"Dat komt door een fout in Briefwijzer zelf: {type(fault).__name__}.")
    return False


def new_id() -> str:
    """Return what an exchange goes by: nobody can guess it."""
    return secrets.token_hex(6)


def exchange(
    line: Mapping[str, object], *, asked_at: datetime, id: str | None = None, history: Sequence[str] = ()
) -> Exchange:
    """Return `line` as an exchange with `id`, or an id of its own, without the personal data of the question, of those
    before it in `history`, and of what a language model wrote. Raises KeyError, TypeError or ValueError for what is no
    answer line.
    """
    # half a surrogate pair can stand in what was typed, and in no database
    plain: dict[str, Any] = json.loads(json.dumps(dict(line), ensure_ascii=False).encode(errors="replace"))
    dropped = [each["text"] for each in plain.get("dropped") or ()]
    words = personal_words(plain["question"], plain["searched_for"], plain["notice"], *dropped, *history)
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


def _text(text: str) -> str:
    return (
        text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    )  # which PostgreSQL refuses in a text
