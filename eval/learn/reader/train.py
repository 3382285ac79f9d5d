"""One training run of the reader."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from eval.learn.reader.network import PairNetwork
from eval.learn.reader.readings import Material, ReaderExample
from eval.learn.training import OnStep, TrainingRun

_RATE, _HEAD_RATE = 8e-5, 5e-4
_HEADS = ("classifier.", "bert.pooler.")  # these begin from nothing
_FIRST_OF = 0.5  # weight of the softmax loss


@dataclass(frozen=True)
class ReaderPlan:
    """`questions` at once and how many `passes` over all of them."""

    questions: int = 12
    passes: int = 3
    seed: int = 7


def train(
    network: PairNetwork,
    material: Material,
    *,
    before: Material | None = None,
    plan: ReaderPlan,
    checkpoint: Path,
    on_step: OnStep,
) -> None:
    """Train `network` in place, one pass over `before` and then those of the plan over `material`. Raises ValueError as
    `TrainingRun.take` does.
    """
    dice = random.Random(plan.seed)
    passes = ([before] if before else []) + [material] * plan.passes
    readings = [each for part in passes for each in _cut(part.readings(dice), plan.questions)]
    trained = network.trained()
    network.model.train()
    TrainingRun(
        readings,
        lambda batch, _: loss_of(network, batch),
        trained,
        rate=_RATE,
        rates={name: _HEAD_RATE for name in trained if name.startswith(_HEADS)},
        what={**asdict(plan), "of": [letter.id for part in passes for letter in part.letters]},
        seed=plan.seed,
    ).take(checkpoint, on_step)
    network.model.eval()


def loss_of(network: PairNetwork, readings: Sequence[ReaderExample]) -> Tensor:
    """Return the loss of a batch: each sentence is judged by itself (logistic loss), and among those of its question
    and "none of them", whose log odds are 0 (softmax).
    """
    scores = network.scores([(each.question, sentence) for each in readings for sentence in each.sentences])
    wanted = torch.tensor([float(each.answered and i == 0) for each in readings for i in range(len(each.sentences))])
    ends = accumulate((len(each.sentences) for each in readings), initial=0)
    first_of = []
    for each, (start, end) in zip(readings, pairwise(ends), strict=True):
        among = torch.cat([torch.zeros(1), scores[start:end]])
        first_of.append(torch.logsumexp(among, 0) - among[int(each.answered)])
    return binary_cross_entropy_with_logits(scores, wanted) + _FIRST_OF * torch.stack(first_of).mean()


def _cut(readings: Sequence[ReaderExample], size: int) -> list[Sequence[ReaderExample]]:
    return [readings[i : i + size] for i in range(0, len(readings), size)]
