"""Which question a part of a letter answers, where the letter prints questions and answers one after the other. Pure.

Ministers answer members of parliament under `Vraag 3` and `Antwoord 3`, often several at once. Who asks the same later
asks it in words like the question's; the answer alone seldom repeats them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import Passage

_HEADED = re.compile(
    r"(?P<kind>vra(?:ag|gen)|antwoord(?:en)?)(?: op)?(?: vra(?:ag|gen))?(?P<numbers>(?:[\d\s,.:;–-]|en|t/m|tot en "
    r"met)*)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,4})(?:\s*(?:t/m|tot en met|[–-])\s*(\d{1,4}))?", re.IGNORECASE)
_MOST = 600  # characters of questions that go along with an answer
_FURTHEST = 50  # numbers from the first to the last: `2022-2080` names no questions


def with_questions(passages: Sequence[Passage]) -> list[Passage]:
    """Return `passages`, of one letter and in order, with the questions that they answer behind their heading."""
    asked: dict[str, str] = {}
    asking: list[str] = []  # numbers of the question that is being asked
    before = ""
    found = []
    for passage in passages:
        questions = ""
        headed = _HEADED.fullmatch(passage.heading)
        if headed is None:  # a question of one line reads as a heading itself
            for number in asking if "?" in passage.text else ():
                asked[number] = f"{asked[number]} {_line(passage.text)}".strip()
        elif headed["kind"][0] in "vV":
            asking = _numbers(headed["numbers"])
            words = _line(passage.text.removeprefix(passage.heading))
            for number in asking:
                asked[number] = f"{asked[number]} {words}" if before == passage.heading else words
        else:
            asking = []
            said = dict.fromkeys(asked[number] for number in _numbers(headed["numbers"]) if number in asked)
            questions = " ".join(said)[:_MOST].strip()
        before = headed[0] if headed else before
        found.append(replace(passage, heading=f"{passage.heading} › {questions}") if questions else passage)
    return found


def _numbers(printed: str) -> list[str]:
    """Return the numbers, each written once; the unnumbered question goes by the empty number."""
    numbers: list[int] = []
    for first, last in _NUMBERS.findall(printed):
        many = range(int(first), int(last or first) + 1)
        numbers += many if 0 < len(many) <= _FURTHEST else map(int, filter(None, (first, last)))
    return [str(number) for number in dict.fromkeys(numbers)] or [""]


def _line(words: str) -> str:
    return " ".join(words.split())
