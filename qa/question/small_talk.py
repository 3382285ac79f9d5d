"""What people say that is no question (a greeting, thanks, an insult), and questions for advice, which letters do not
give. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from index.dutch.language import Spoken, spoken
from index.dutch.word_lists import rows
from qa.question.phrases import compile_phrases, folded_words, in_line

SmallTalk = Literal["greeting", "thanks", "insult"]

_KINDS: tuple[SmallTalk, ...] = ("insult", "thanks", "greeting")
_LONGEST = 8  # words


def small_talk(text: str) -> tuple[SmallTalk, Spoken] | None:
    """Return what `text` is and in which language, where each word of it greets, thanks or insults; else None."""
    said = set(folded_words(text))
    if not 0 < len(said) <= _LONGEST:
        return None
    first = spoken(text)
    for language in sorted(get_args(Spoken), key=lambda each: each != first):
        words = _words(language)
        if said <= frozenset().union(*words.values()):
            for kind in _KINDS:
                if not said.isdisjoint(words[kind]):
                    return kind, language
    return None


def asks_advice(text: str) -> bool:
    """Whether `text` asks about somebody's rights, or what somebody should do."""
    return bool(_advice().search(in_line(folded_words(text))))


@cache
def _words(language: Spoken) -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words.split("|")) for of, kind, words in rows("small_talk.tsv") if of == language}


@cache
def _advice() -> re.Pattern[str]:
    return compile_phrases(phrase for _, phrases in rows("advice.tsv") for phrase in phrases.split("|"))
