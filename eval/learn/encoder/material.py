"""Letters with questions to train on, as eval/learn/material has them. Pure, but for reading the files."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.json_lines import json_lines

MATERIAL = Path(__file__).parents[1] / "material"

_TYPOS = 0.1  # share of the questions that get one
_LOWER = 0.15
_BARE = 0.15  # without the sign at the end


@dataclass(frozen=True)
class Asked:
    """A question: `answers` are the 0-based numbers of the sentences that answer, `contradicts` of those that deny what
    it presupposes; `missing` is a sentence that the letter lacks and that would answer.
    """

    text: str
    language: str
    style: str
    answers: tuple[int, ...]
    contradicts: tuple[int, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class TrainingLetter:
    """`batch` is the domain, to be left out by."""

    id: str
    batch: str
    sentences: tuple[str, ...]
    questions: tuple[Asked, ...]
    title: str = ""
    sender: str = ""
    date: str = ""
    """ISO 8601."""


def read_letters(paths: Iterable[Path]) -> list[TrainingLetter]:
    """Return the letters of JSON Lines files, in order. Raises ValueError, with file and line, where one is not in the
    form of eval/learn/material/README.md.
    """
    found = []
    for path in paths:
        for number, line in json_lines(path):
            try:
                found.append(_letter(json.loads(line)))
            except (ValueError, KeyError, TypeError, IndexError) as fault:
                raise ValueError(f"{path}, line {number}: {fault!r}") from fault
    return found


def disturbed(question: Asked, dice: random.Random) -> Asked:
    """Return `question` as somebody may type it in a hurry: two letters swapped, no capitals, no sign at the end."""
    text = question.text
    words = list(re.finditer(r"[^\W\d_]{5,}", text))
    if words and dice.random() < _TYPOS:
        word = dice.choice(words)
        at = dice.randrange(word.start() + 1, word.end() - 1)
        text = f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
    text = text.lower() if dice.random() < _LOWER else text
    return replace(question, text=text.rstrip("?. ") if dice.random() < _BARE else text)


def batches(letters: Sequence[TrainingLetter], *, size: int, passes: int, seed: int) -> list[list[TrainingLetter]]:
    """Return `passes` times all letters, in another order each time, `size` at once."""
    dice = random.Random(seed)
    found = []
    for _ in range(passes):
        order = dice.sample(list(letters), len(letters))
        found += [order[i : i + size] for i in range(0, len(order), size)]
    return found


def _letter(row: dict[str, object]) -> TrainingLetter:
    sentences = tuple(str(each) for each in _list(row["sentences"]))
    questions = tuple(_question(each, len(sentences)) for each in _list(row["questions"]))
    return TrainingLetter(
        id=str(row["id"]),
        batch=str(row["id"]).partition("-")[0],
        sentences=sentences,
        questions=questions,
        title=str(row["title"]),
        sender=str(row["sender"]),
        date=str(row["date"]),
    )


def _question(row: object, sentences: int) -> Asked:
    if not isinstance(row, dict):
        raise ValueError("a question is no object")
    answers, contradicts = (tuple(int(i) for i in row.get(name, ())) for name in ("a", "contradicts"))
    if any(not 0 <= i < sentences for i in (*answers, *contradicts)):
        raise ValueError(f"{row['q']!r} names a sentence that is not there")
    said = {name: str(row.get(name, "")) for name in ("style", "missing")}
    return Asked(
        str(row["q"]),
        str(row.get("lang", "nl")),
        said["style"],
        answers,
        contradicts=contradicts,
        missing=said["missing"],
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("sentences and questions are lists")
    return value
