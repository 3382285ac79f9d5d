"""Follow-up questions: what is searched when a question leans on the one before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.words import content_words, fold

_LEANS = re.compile(
    r"^(en|maar|ook|dus|and|but)\b|\b(zij|ze|hij|hem|haar|hun|hen|dit|dat|deze|die|daar|daarmee|daarvan|daarover|daarvoor|daarbij|"
    r"daarin|ervan|erover|ervoor|hierover|hiervan|hiervoor|they|them|it|that|this|those)\b"
)
_REMEMBERED = 3  # earlier questions that count: a conversation wanders


def standalone(question: str, history: Sequence[str]) -> str:
    """Return what to search for: the question itself, or with the subject of the earlier question that it leans on."""
    earlier = [each for each in history[-_REMEMBERED:] if each.strip()]
    if not earlier or not leans(question):
        return question
    return f"{question} (over: {_subject(earlier)})"


def leans(question: str) -> bool:
    """True when the question has a word that points back, or too few words of its own to be searched by."""
    return bool(_LEANS.search(fold(question).strip())) or len(content_words(question)) < 2


def _subject(earlier: Sequence[str]) -> str:
    """Return the latest earlier question that stands by itself, or the latest one."""
    complete = next((each for each in reversed(earlier) if not leans(each)), earlier[-1])
    return complete.strip().rstrip("?")
