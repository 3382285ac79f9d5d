"""What is searched for a question: the question as it can be understood by itself, in Dutch.

Rules make a follow-up whole. A language model, where there is one, rewrites what rules are not sure of and translates
what is not Dutch; code checks what it gives back, and the rules hold where that is no good.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from index.dutch.language import Spoken, spoken
from index.dutch.words import content_words, stem, words
from index.errors import ModelError
from index.settings import Settings
from prompts.load import fill, load
from qa.compare.numbers import missing_numbers
from qa.llm.client import Usage, complete
from qa.llm.json_in_reply import values
from qa.llm.sources import question_element
from qa.question.leaning.follow_up import made_whole, recent
from qa.question.question import is_instruction
from qa.question.written_short import in_full

LONGEST = 300
"""Characters of a question that a model may write."""
_SHARE = 1 / 3  # of the time that is left: the answer itself needs the rest
_KNOWN = 0.5  # of the content words, at least, stand in the questions: a rewriting brings in no subject
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class StandaloneQuestion:
    """What is searched, the language in which the question was asked, and who made it so.

    Where rules were not sure, `text` is the question with `(over: …)` behind it.
    """

    text: str
    language: Spoken = "nl"
    by: Literal["as_asked", "rules", "model"] = "as_asked"
    usages: tuple[Usage, ...] = ()


def standalone_question(
    question: str, history: Sequence[str], *, settings: Settings, deadline: float
) -> StandaloneQuestion:
    """Return what to search for. `history` holds earlier questions of the same person, oldest first.

    `deadline` is in seconds of time.monotonic(); a third of the time until then is spent at most. Never raises
    ModelError.
    """
    language = spoken(question, recent(history))
    whole = (
        made_whole(in_full(question), [*map(in_full, history)]) if language == "nl" else made_whole(question, history)
    )
    plain = StandaloneQuestion(
        whole.text,
        language,
        "as_asked" if whole.text == question else "rules",
    )
    if not settings.model or (language == "nl" and whole.sure) or not words(question) or is_instruction(question):
        return plain
    now = time.monotonic()
    limit = now + (deadline - now) * _SHARE
    try:
        said = complete(_messages(question, history), settings=settings, deadline=limit)
    except ModelError:
        return plain
    text = _usable(said.text, question, recent(history), language)
    if text is None:
        return StandaloneQuestion(plain.text, language, plain.by, (said.usage,))
    return StandaloneQuestion(text, language, "as_asked" if text == question else "model", usages=(said.usage,))


def _messages(question: str, history: Sequence[str]) -> list[dict[str, str]]:
    earlier = "\n".join(f"<eerder>{escape(each)}</eerder>" for each in recent(history))
    return fill(load("standalone.nl"), eerder=earlier, vraag=question_element(question))


def _usable(reply: str, question: str, earlier: Sequence[str], language: Spoken) -> str | None:
    """Return the question that a model wrote, or None where it is no Dutch question or says what nobody asked."""
    text = next((each["question"] for each in values(reply, "{") if isinstance(each.get("question"), str)), "").strip()
    if not words(text) or len(text) > LONGEST or not text.isprintable() or is_instruction(text) or spoken(text) != "nl":
        return None
    asked = [question, *earlier]
    if not _numbers(question) <= _numbers(text) or not _numbers(text) <= _numbers(" ".join(asked)):
        return None
    if language == "nl" and (missing_numbers(text, asked) or not _speaks_of_the_same(text, asked)):
        return None
    return text


def _speaks_of_the_same(text: str, asked: Sequence[str]) -> bool:
    """True when every name in `text`, and most other words that carry content, stand in what was asked."""
    known = {stem(part) for each in asked for word in words(each) for part in (word, *_parts(word))}
    names = [word for name in _names(text) for word in words(name)]
    if any(stem(name) not in known and not all(stem(part) in known for part in _parts(name)) for name in names):
        return False
    own = [stem(word) for word in content_words(text)]
    return not own or sum(word in known for word in own) >= _KNOWN * len(own)


def _names(text: str) -> list[str]:
    """Return the words with a capital, but for one at the start that has no other."""
    said = text.split()
    return [
        word
        for i, word in enumerate(said)
        if any(sign.isupper() for sign in (word[1:] if i == 0 else word)) or any(sign.isdigit() for sign in word)
    ]


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[-/]", word) if part]


def _numbers(text: str) -> set[str]:
    """Return the numbers of `text` in the digits 0-9, whatever script they are in."""
    return {"".join(str(unicodedata.decimal(sign)) for sign in number) for number in _NUMBER.findall(text)}
