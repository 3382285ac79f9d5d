"""What the encoder is trained for: the sentence that answers comes before all others, and where none answers none
comes near.

Softmax over all sentences of a batch, those of the own letter being the hardest (Karpukhin et al., "Dense Passage
Retrieval", 2020), and a logistic loss within the letter, which also learns from questions that it does not answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

_TEMPERATURE = 0.03
_ANSWERS = 0.5  # weight of the logistic loss


@dataclass(frozen=True)
class AnswerRows:
    """A question of a letter whose sentences are rows `first` to `end` of all: which of these `answers`, and which are
    `unsure`, since they deny what is presupposed and are good to show.
    """

    first: int
    end: int
    answers: tuple[int, ...]
    unsure: tuple[int, ...] = ()


def loss_of(questions: Tensor, sentences: Tensor, targets: Sequence[AnswerRows], judge: Tensor) -> Tensor:
    """Return the loss for float32[q, d] and [m, d], unit rows; `judge` float32[2] are scale and bias of the logistic
    loss.
    """
    near = questions @ sentences.T
    sentence_loss, rows, wanted = [], [], []
    for i, target in enumerate(targets):
        if target.answers:
            gold = torch.tensor(target.answers)
            sentence_loss.append(_first(near[i] / _TEMPERATURE, gold))
        sure = [row for row in range(target.first, target.end) if row not in target.unsure]
        rows.append(near[i, sure])
        wanted.append(torch.tensor([float(row in target.answers) for row in sure]))
    answers = binary_cross_entropy_with_logits(judge[0] * torch.cat(rows) + judge[1], torch.cat(wanted))
    return _mean(sentence_loss) + _ANSWERS * answers


def _first(logits: Tensor, gold: Tensor) -> Tensor:
    """Return how far each gold row is from being first among all that are not gold, on average."""
    others = logits.clone()
    others[gold] = -torch.inf
    return torch.stack([torch.logsumexp(torch.cat([others, logits[g : g + 1]]), 0) - logits[g] for g in gold]).mean()


def _mean(losses: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(losses)).mean() if losses else torch.zeros(())
