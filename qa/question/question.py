"""What a question is: its language, what it asks for, whether it is a question at all. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.dutch.language import Spoken, spoken
from index.dutch.number_words import COUNTED
from index.dutch.word_lists import any_of, kinds, rows
from index.dutch.words import content_words, fold, stop_words, words

Expected = Literal[
    "person", "date", "moment", "amount", "number", "contact", "place", "reason", "list", "definition", "choice", "any"
]

_PLURAL = re.compile(r"\b(?:welke|which|noem|geef|wat zijn)\b(?:\s+\w+){0,3}?\s+\w+(?:en|s|'s)\b")

_EXPECTED: tuple[tuple[str, Expected], ...] = (
    (r"\b(telefoonnummers?|e-?mailadres\w*|mailadres\w*|phone number|e-?mail address)\b", "contact"),
    (r"\b(hoeveel (euro|geld|budget|kost|kosten|kostte)|wat (kost|kosten|kostte)|welk bedrag|welke bedragen|"
     r"how much money)\b", "amount"),
    (r"\b(hoeveel|hoe lang|hoelang|hoe vaak|hoe oud|hoe groot|hoe hoog|welk (deel|percentage|aantal|bedrag)|"
     r"how (many|much|long|often))\b",
     "number"),
    (r"\b((op|per|vanaf|tot) welke (datum|dag)|in welk(e)? (jaar|jaren|maand|schooljaar)|(vanaf|met ingang van) "
     r"welk (schooljaar|jaar)|welk (jaar|schooljaar)|(which|what) (school )?year)\b", "date"),
    (r"\b(wanneer|when)\b", "moment"),
    (r"\b(wie|van wie|door wie|welke (minister|staatssecretaris|persoon|organisatie|partij|partijen)|who|whose)\b",
     "person"),
    (r"\b(waar(?! .*\b(?:aan|bij|door|in|mee|om|op|over|toe|uit|van|voor)\W*$)|"
     r"in welke (gemeente|stad|plaats|regio)|welke (gemeente|stad|plaats)|where)\b(?!\w)", "place"),
    (r"\b(waarom|waardoor|wat is de reden|hoe komt het|why)\b", "reason"),
    (r"\bwat (betekent|houdt|wordt (er )?bedoeld|verstaan|verstaat|is de definitie)\b", "definition"),
)  # fmt: skip


_COUNTS = re.compile(r"\b(?:hoeveel|how many)\s+(?:van\s+de\s+|of\s+the\s+)?")
_DECIDES = re.compile(
    rf"(?:en |maar )?(?:{any_of(kinds('grammar/verbs.tsv', 'whether'))}|do|does|are|can|may|must|will)\b"
    r"(?! (?:er )?(?:hoe|wat|wie)\b)"
)
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


def understand(text: str) -> Question:
    """Return what `text` asks for."""
    folded = fold(text)
    expects: Expected = next((kind for pattern, kind in _EXPECTED if re.search(pattern, folded)), "any")
    if _DECIDES.match(folded):  # "moet de school uitleggen waarom" asks whether
        expects = "choice"
    count = next((n for word, n in COUNTED.items() if re.search(rf"\b{word}\b", folded)), None)
    asks_list = bool(_PLURAL.search(folded)) or bool(count and re.search(r"\b(welke|which|noem)\b", folded))
    terms = tuple(dict.fromkeys(content_words(text)))
    if expects == "any" and _WHAT_IS.match(folded) and len(terms) <= _SHORT_SUBJECT:
        expects = "definition"
    if expects == "any" and asks_list:
        expects = "list"
    language = spoken(text)
    # in another language the letters have another word for it
    counted = _counted(folded) if expects == "number" and language == "nl" else None
    return Question(text, language, expects, terms, asks_list, count, counted)


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
