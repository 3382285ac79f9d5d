"""What the embedder is given to read of letters, and how well it reads Dutch: measured once, on a few dozen Dutch
questions and sentences that answer them in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from index.dutch.word_lists import rows
from index.letters.passages import context_line, sentence_windows
from index.models.embed import Embedder, Vectors
from index.records import Letter, Passage

DUTCH = "dutch"
"""How Dutch is read, as an index notes it: as it stands. Older indexes may have it word for word in English."""


@dataclass(frozen=True)
class Similarity:
    """What cosine similarity a model gives on average to a question and a sentence that does not answer it, and to one
    that does. Some models use all of [0, 1], others find any two texts .75 alike.
    """

    wrong: float
    right: float

    @classmethod
    def parse(cls, text: str) -> Similarity:
        """Return what `str` of a similarity gave."""
        wrong, right = map(float, text.split())
        return cls(wrong, right)

    def __str__(self) -> str:
        return f"{self.wrong} {self.right}"


@dataclass(frozen=True)
class ProbeResult:
    """How well a model reads Dutch: `knows` is how well it finds Dutch answers, in [0, 1], `similarity` on what
    scale.
    """

    knows: float
    similarity: Similarity


def units(letter: Letter, passage: Passage, questions: Sequence[str] = ()) -> list[str]:
    """Return what is embedded of a passage: the whole with its letter's context in front, then its sentence
    windows, then the questions that were thought of for it.
    """
    whole = f"{context_line(letter, passage)}\n{passage.text}"
    return [whole, *sentence_windows(passage.text), *questions]


def probe(embedder: Embedder) -> ProbeResult:
    """Return the mean reciprocal rank of the sentence that answers each question of the probe, and how alike right and
    wrong ones are; rounded, since the last bits differ from one machine to another.
    """
    questions, answers = _pairs()
    asked: Vectors = np.stack([embedder.query(question) for question in questions])
    similar = asked @ embedder.passages(answers).T
    ranks = (similar >= similar.diagonal()[:, None]).sum(axis=1)
    right = float(similar.diagonal().mean())
    wrong = float((similar.sum() - similar.trace()) / (similar.size - len(similar)))
    return ProbeResult(round(float((1 / ranks).mean()), 3), Similarity(round(wrong, 3), round(right, 3)))


@cache
def _pairs() -> tuple[list[str], list[str]]:
    pairs = rows("probe.tsv")
    return [question for question, _ in pairs], [answer for _, answer in pairs]
