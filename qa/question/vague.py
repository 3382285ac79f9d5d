"""Questions that could be about many things: a word alone, an office that several hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dutch.words import content_words, fold, words
from qa.question.question import understand

_MOST_WORDS = 2  # "de school"
_OFFICE = re.compile(
    r"\b(?:de|het)\s+(minister|staatssecretaris|gemeente|wethouder|burgemeester|ministerie|inspectie)\b"
    r"(?!\s+(?:van|voor|[A-Z]))",
    re.IGNORECASE,
)
_MOST_TERMS = 1  # beside the office: "wat wil de minister doen?" says little more


def lone_word(question: str) -> str | None:
    """Return the folded word where a question is nothing more: "hulp", "de school"; else None."""
    terms = content_words(question)
    if len(words(question)) > _MOST_WORDS or len(terms) != 1 or understand(question).expects != "any":
        return None
    return terms[0]


def by_sender(question: str, senders: Iterable[str]) -> tuple[str, ...]:
    """Return the question once for each sender that can be meant, where it names an office without saying which one
    and asks little more; empty where fewer than two hold that office.
    """
    office = _OFFICE.search(question)
    if office is None:
        return ()
    others = [term for term in content_words(question) if term != fold(office[1])]
    held = [name for name in dict.fromkeys(senders) if fold(name).startswith(f"{fold(office[1])} ")]
    if len(others) > _MOST_TERMS or len(held) < 2:
        return ()
    return tuple(f"{question[: office.start(1)]}{name[0].lower()}{name[1:]}{question[office.end() :]}" for name in held)
