"""Double questions: two things asked in one sentence, each answered by itself. Pure."""

from __future__ import annotations

import re

from index.dutch.word_lists import any_of, kinds

_ASKS = rf"(?:(?:(?:aan|van|door|voor|met|op|in|vanaf|to|for|from) )?{any_of(kinds('question_words.tsv', 'asks'))})"
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
