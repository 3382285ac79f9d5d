"""One training run of the encoder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from eval.learn.encoder.loss import AnswerRows, loss_of
from eval.learn.encoder.material import TrainingLetter, batches, disturbed
from eval.learn.encoder.network import Network
from eval.learn.training import OnStep, TrainingRun

_RATE, _JUDGE_RATE = 4e-5, 0.05


@dataclass(frozen=True)
class Plan:
    """`letters` at once and how many `passes` over all of them."""

    letters: int = 8
    passes: int = 2
    questions: int = 64
    seed: int = 5


def train(
    network: Network, letters: Sequence[TrainingLetter], *, plan: Plan, checkpoint: Path, on_step: OnStep
) -> None:
    """Train `network` in place. Raises ValueError as `TrainingRun.take` does."""
    layers = network.trained()
    judge = torch.nn.Parameter(torch.tensor([20.0, -17.0]))
    network.model.train()
    TrainingRun(
        batches(letters, size=plan.letters, passes=plan.passes, seed=plan.seed),
        lambda batch, dice: _loss(network, batch, judge, dice, plan.questions),
        {**layers, "judge": judge},
        rate=_RATE,
        rates={"judge": _JUDGE_RATE},
        what={**asdict(plan), "of": [letter.id for letter in letters]},
        seed=plan.seed,
    ).take(checkpoint, on_step)
    network.model.eval()


def _loss(
    network: Network, batch: Sequence[TrainingLetter], judge: torch.Tensor, dice: random.Random, most: int
) -> torch.Tensor:
    asked, first = [], 0
    for letter in batch:
        end = first + len(letter.sentences)
        for question in letter.questions:
            answers = tuple(first + i for i in question.answers)
            target = AnswerRows(first, end, answers, tuple(first + i for i in question.contradicts))
            asked.append((disturbed(question, dice).text, target))
        first = end
    asked = dice.sample(asked, min(most, len(asked)))
    questions = network.questions([text for text, _ in asked])
    sentences = network.sentences([sentence for letter in batch for sentence in letter.sentences])
    return loss_of(questions, sentences, [target for _, target in asked], judge)
