"""What a question is: its language, what it asks for, whether it is a question at all. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from index.dutch.language import Spoken, spoken
from index.dutch.number_words import COUNTED
from index.dutch.word_lists import any_of, kinds, rows
from index.dutch.words import content_words, fold, stop_words, words

Expected = Literal[
    "person", "date", "moment", "amount", "number", "contact", "place", "reason", "list", "definition", "choice", "any"
]

_PLURAL = re.compile(r"\b(?:welke|which|noem|geef|wat zijn)\b(?:\s+\w+){0,3}?\s+\w+(?:en|s|'s)\b")

_COUNTS = re.compile(r"\b(?:hoeveel|how many)\s+(?:van\s+de\s+|of\s+the\s+)?")
_DECIDES = re.compile(
    rf"(?:en |maar )?(?:{any_of(kinds('grammar/verbs.tsv', 'whether'))}|do|does|are|can|may|must|will)\b"
    r"(?! (?:er )?(?:hoe|wat|wie)\b)"
)
_NOTATION = {"^": r"\A\W*", "…": r"(?:\S+\s+){0,4}"}
# "waar … aan" asks what, not where
_ASKS_WHAT = re.compile(r"\bwaar\b.*\b(?:aan|bij|door|in|mee|om|op|over|toe|uit|van|voor)\W*$")
_WHAT_IS = re.compile(r"wat (is|zijn)\b|what (is|are)\b")
_SHORT_SUBJECT = 3  # "Wat is inclusief onderwijs?" asks what it is; with more words a fact is asked for


@dataclass(frozen=True)
class Question:
    """A question as it is searched. `terms` are its folded content words; `count` is the number of things it asks for,
    `counted` the folded word for what *hoeveel* asks the number of.
    """

    text: str
    language: Spoken
    expects: Expected
    terms: tuple[str, ...]
    asks_list: bool = False
    count: int | None = None
    counted: str | None = None

    @property
    def asked_by(self) -> frozenset[str]:
        """The folded words that ask for the kind of thing: to `Wat is de prijs` any amount is a price."""
        folded = fold(self.text)
        patterns = [pattern for pattern, kind in _kinds_of_things(self.language) if kind == self.expects]
        return frozenset(word for each in patterns if (said := each.search(folded)) for word in words(said[0]))


def understand(text: str) -> Question:
    """Return what `text` asks for."""
    folded = fold(text)
    language = spoken(text)
    expects = _asked_for(folded, language)
    if _DECIDES.match(folded):  # "moet de school uitleggen waarom" asks whether
        expects = "choice"
    count = next((n for word, n in COUNTED.items() if re.search(rf"\b{word}\b", folded)), None)
    asks_list = bool(_PLURAL.search(folded)) or bool(count and re.search(r"\b(welke|which|noem)\b", folded))
    terms = tuple(dict.fromkeys(content_words(text)))
    if expects == "any" and _WHAT_IS.match(folded) and len(terms) <= _SHORT_SUBJECT:
        expects = "definition"
    if expects == "any" and asks_list:
        expects = "list"
    # in another language the letters have another word for it
    counted = _counted(folded) if expects == "number" and language == "nl" else None
    return Question(text, language, expects, terms, asks_list, count, counted)


def _asked_for(folded: str, language: Spoken) -> Expected:
    """Return the kind of thing that the words of a question ask for."""
    found = (kind for words, kind in _kinds_of_things(language) if words.search(folded))
    return next((kind for kind in found if kind != "place" or not _ASKS_WHAT.search(folded)), "any")


@cache
def _kinds_of_things(language: Spoken) -> tuple[tuple[re.Pattern[str], Expected], ...]:
    """Return the words that ask, as patterns of folded text, with what they ask for; the first that is found counts."""
    known = get_args(Expected)
    told = [
        (words, known[known.index(kind)]) for code, kind, words in rows("grammar/asked_for.tsv") if code == language
    ]
    return tuple((re.compile(_pattern(words)), kind) for words, kind in told)


def _pattern(words: str) -> str:
    """Return the pattern of words in the notation of asked_for.tsv."""
    parts = (_NOTATION.get(word) or re.escape(word).replace(r"\*", r"\w*") + r"\b\s*" for word in words.split())
    return r"\b" + "".join(parts)


def _counted(folded: str) -> str | None:
    """Return the noun behind *hoeveel*, without an adjective before it: `hoeveel nieuwe scholen`."""
    if (counts := _COUNTS.search(folded)) is None:
        return None
    first, second, *_ = [*words(folded[counts.end() :]), "", ""]
    described = first.endswith(("e", "extra", "new")) and second.endswith(("en", "s")) and second not in stop_words()
    noun = second if described else first
    return noun if noun not in stop_words() and len(noun) > 2 else None


def is_instruction(text: str) -> bool:
    """True when the text tells Briefwijzer to do something else than to say what the letters say."""
    folded = " ".join(fold(text).split())
    return any(pattern.search(folded) for pattern in _instructions())


@cache
def _instructions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line) for (line,) in rows("instructions.txt"))
