"""Which question a part of a letter answers, where the letter prints questions and answers one after the other. Pure.

Ministers answer members of parliament under `Vraag 3` and `Antwoord 3`, often several at once. Who asks the same later asks
it in words like the question's; the answer alone seldom repeats them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import Passage

_HEADED = re.compile(
    r"(?P<kind>vra(?:ag|gen)|antwoord(?:en)?)(?: op)?(?: vra(?:ag|gen))?(?P<numbers>[\s\d,.:;-]*(?:en\s*\d+)?)\s*:?",
    re.I,
)
_MOST = 600  # characters of questions that go along with an answer


def with_questions(passages: Sequence[Passage]) -> list[Passage]:
    """Return `passages`, of one letter and in order, with the questions that they answer behind their heading."""
    asked: dict[str, str] = {}
    last = ""
    found = []
    for passage in passages:
        headed = _HEADED.fullmatch(passage.heading)
        if headed is None:
            found.append(passage)
            continue
        numbers = re.findall(r"\d+", headed["numbers"])
        if headed["kind"][0] in "vV":
            words = _line(passage.text.removeprefix(passage.heading))
            for number in numbers or [""]:
                asked[number] = f"{asked[number]} {words}".strip() if last == passage.heading else words
        else:
            said = dict.fromkeys(asked[number] for number in numbers or [""] if number in asked)
            questions = " ".join(said)[:_MOST]
            found.append(replace(passage, heading=f"{passage.heading} › {questions}") if questions else passage)
            continue
        last = passage.heading
        found.append(passage)
    return found


def _line(words: str) -> str:
    return " ".join(words.split())
