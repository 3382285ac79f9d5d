"""Several questions in one text, as in a mail: what each of them asks by itself. Pure."""

from __future__ import annotations

import re

from index.dutch.sentences import sentences
from index.dutch.word_lists import any_of, kinds
from index.dutch.words import content_words
from qa.question.leaning.follow_up import standalone
from qa.question.long_text import asking_in

_GOES_ON = re.compile(r"(?:en|and)\b", re.IGNORECASE)
_OPENS = re.compile(rf"(?:(?:en|and)\s+)?(?:\w+\s+)?{any_of(kinds('question_words.tsv', 'asks'))}\b", re.IGNORECASE)
_STOP = re.compile(rf"(?<=[?؟])\s+|(?<=[.!])\s+(?={_OPENS.pattern})", re.IGNORECASE)


def several_questions(text: str, *, before: str = "") -> list[tuple[str, str]]:
    """Return each question that a sentence of `text` asks, as it is said and as it can be understood by itself: one
    that leans on those before it, or on `before`, has what it leans on. None twice.
    """
    said = [part for start, end in sentences(text) for part in _STOP.split(text[start:end])]
    asking = list(dict.fromkeys(asked for each in said if (asked := _asked(each))))
    history = [before] if before else []
    return [(each, standalone(each, [*history, *asking[:i]])) for i, each in enumerate(asking)]


def _asked(sentence: str) -> str:
    """Return a sentence from where it asks something that has a subject or a word that asks; "" for any other."""
    asked = sentence if _OPENS.match(sentence) else next(iter(asking_in([sentence])), "")
    return asked if _OPENS.match(asked) or _GOES_ON.match(asked) or len(content_words(asked)) > 1 else ""
