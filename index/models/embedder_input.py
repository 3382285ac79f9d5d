"""What the embedder is given to read: Dutch as it stands, or glossed for a model that was not trained for Dutch.

"Gloss, then embed" makes a Dutch retriever of an English model (docs/decisions/0008). Which of the two serves a model
better is measured once, on a few dozen Dutch questions and sentences that answer them in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from index.dutch.gloss import Glosser
from index.dutch.language import language
from index.dutch.word_lists import rows
from index.letters.passages import context_line, sentence_windows
from index.models.embed import Embedder, Vectors
from index.records import Letter, Passage

DUTCH = "dutch"


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
class Reading:
    """`name` is `DUTCH` or tells the gloss; `knows` is how well the model finds Dutch answers this way, in [0, 1], and
    `similarity` on what scale.
    """

    name: str
    knows: float
    similarity: Similarity
    glosser: Glosser | None

    def units(self, letter: Letter, passage: Passage, questions: Sequence[str] = ()) -> list[str]:
        """Return what is embedded of a passage: the whole with its letter's context in front, then its sentence
        windows, then the questions that were thought of for it.
        """
        whole = f"{context_line(letter, passage)}\n{passage.text}"
        return [self._read(text) for text in (whole, *sentence_windows(passage.text), *questions)]

    def question(self, text: str) -> str:
        """Return what is embedded of a question; an English one is read as it stands."""
        return text if language(text) == "en" else self._read(text)

    def _read(self, text: str) -> str:
        return (self.glosser.gloss(text) if self.glosser else "") or text


def choose_reading(embedder: Embedder, glosser: Glosser, gloss: str) -> Reading:
    """Return how `embedder` reads Dutch best. `gloss` tells this glosser's glosses from others."""
    return Reading(DUTCH, *_probed(embedder, None), None)


def known_reading(name: str, knows: float, similarity: Similarity, glosser: Glosser) -> Reading:
    """Return the reading that was chosen before as `name`."""
    return Reading(name, knows, similarity, None if name == DUTCH else glosser)


def _probed(embedder: Embedder, glosser: Glosser | None) -> tuple[float, Similarity]:
    """Return the mean reciprocal rank of the sentence that answers each question of the probe, and how alike right and
    wrong ones are; rounded, since the last bits differ from one machine to another.
    """
    questions, answers = _probe()
    read = glosser.gloss if glosser else str
    asked: Vectors = np.stack([embedder.query(read(question)) for question in questions])
    similar = asked @ embedder.passages([read(answer) for answer in answers]).T
    ranks = (similar >= similar.diagonal()[:, None]).sum(axis=1)
    right = float(similar.diagonal().mean())
    wrong = float((similar.sum() - similar.trace()) / (similar.size - len(similar)))
    return round(float((1 / ranks).mean()), 3), Similarity(round(wrong, 3), round(right, 3))


@cache
def _probe() -> tuple[list[str], list[str]]:
    pairs = rows("probe.tsv")
    return [question for question, _ in pairs], [answer for _, answer in pairs]
