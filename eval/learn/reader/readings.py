"""What the reader is trained on: a question, a sentence that answers it and some that only look like it. Pure.

Half of the questions that can be answered come without the sentence that does, and half of the near misses with the one
that their letter lacks: else the question alone would tell whether it is answered, and nobody would have to read.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.learn.encoder.material import Asked, TrainingLetter, disturbed

_TITLE = 100  # characters of it that go before a sentence
_HARD = (1, 2)  # sentences of its own letter that come nearest without answering: beside an answer, without one
_FAR_FROM, _FAR_TO = 3, 12  # by rank among the sentences of other letters: the very first may well answer too
_LEFT_OUT = 0.5  # share of the answers that are left out
_LED = 0.15  # share of the sentences that come with the one before: those that point back do so in an answer
_FAR = 0.2  # share of the questions that get one


@dataclass(frozen=True)
class ReaderExample:
    """A question with sentences of letters, as the reader is given them; the first answers where `answered`."""

    question: str
    sentences: tuple[str, ...]
    answered: bool


@dataclass(frozen=True)
class Material:
    """Letters, with `near` float32[q, s]: how near each question, in order, is to each sentence of all letters, in
    order; without it the sentences beside an answer are drawn.
    """

    letters: Sequence[TrainingLetter]
    near: NDArray[np.float32] | None = None

    def readings(self, dice: random.Random) -> list[ReaderExample]:
        """Return one reading of each question, in an order and with choices that `dice` make."""
        shown = [shown_to_reader(letter, i) for letter in self.letters for i in range(len(letter.sentences))]
        led = [shown_to_reader(letter, i, led=i > 0) for letter in self.letters for i in range(len(letter.sentences))]
        drawn = np.random.default_rng(dice.randrange(2**32))
        found, row, first = [], 0, 0
        for letter in self.letters:
            end = first + len(letter.sentences)
            for asked in letter.questions:
                near = drawn.random(len(shown), dtype=np.float32) if self.near is None else self.near[row]
                answer = _answer(letter, asked, dice)
                answers = {first + i for i in asked.answers}
                texts = [
                    led[i] if dice.random() < _LED and i - 1 not in answers else shown[i]
                    for i in _beside(asked, near, range(first, end), dice, alone=not answer)
                ]
                sentences = (*([answer] if answer else []), *texts)
                found.append(ReaderExample(disturbed(asked, dice).text, sentences, bool(answer)))
                row += 1
            first = end
        dice.shuffle(found)
        return found


def shown_to_reader(letter: TrainingLetter, number: int, *, led: bool = False) -> str:
    """Return sentence `number` of `letter` as the reader is given it; `led` with the one before it."""
    return _behind_title(letter, " ".join(letter.sentences[number - led : number + 1]))


def _behind_title(letter: TrainingLetter, words: str) -> str:
    return f"{letter.title[:_TITLE]}: {words}"


def _answer(letter: TrainingLetter, asked: Asked, dice: random.Random) -> str:
    """Return a sentence that answers, as the reader is given it, or "" where it is to be left out or there is none."""
    if dice.random() < _LEFT_OUT:
        return ""
    if asked.answers:
        return shown_to_reader(letter, dice.choice(asked.answers))
    return _behind_title(letter, asked.missing) if asked.missing else ""


def _beside(asked: Asked, near: NDArray[np.float32], own: range, dice: random.Random, *, alone: bool) -> list[int]:
    """Return rows of sentences that do not answer: the nearest of the letter, whose rows are `own`, now and then one of
    another letter.
    """
    wrong = [i for i in own if i - own.start not in asked.answers]
    chosen = sorted(wrong, key=lambda i: -near[i])[: _HARD[alone]]
    if dice.random() < _FAR:
        others = near.copy()
        others[own.start : own.stop] = -1
        nearest_first = np.argsort(-others)[: len(near) - len(own)].tolist()
        rank = dice.randrange(_FAR_FROM, _FAR_TO)
        chosen += nearest_first[rank : rank + 1]
    return chosen
