"""Double questions: two things asked in one sentence, each answered by itself. Pure."""

from __future__ import annotations

import re

_ASKS = (
    r"(?:wie|wat|waar|wanneer|waarom|hoe|hoeveel|hoelang|welke?|waarmee|waarvoor|waarover|waarop|waaruit|aan wie|van "
    r"wie|"
    r"door wie|voor wie|met wie|op welke|in welke?|vanaf wanneer|who|what|where|when|why|how|which)"
)
_SECOND = re.compile(rf"(?:,?\s+(?:en|and)\s+|[?.!]\s+(?:en\s+|and\s+)?)(?={_ASKS}\b)", re.IGNORECASE)
_SHORTEST = 2  # words of a half


def halves(question: str) -> list[str]:
    """Return the two questions in `question`, the second with what the first is about; one question as it is.

    `Wie bedacht het plan en wanneer?` asks who, and when that was.
    """
    if (found := _SECOND.search(question)) is None:
        return [question]
    first, second = question[: found.start()].strip(" ?"), question[found.end() :].strip()
    asks = re.match(_ASKS, first, re.IGNORECASE) or re.match(r"\w+\s", first)
    if not asks or len(first.split()) < _SHORTEST or not second.strip(" ?"):
        return [question]
    return [f"{first}?", f"{second.rstrip(' ?')}? (over: {first})"]
