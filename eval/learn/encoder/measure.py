"""What an encoder finds in letters that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from eval.learn.encoder.material import TrainingLetter
from eval.learn.encoder.network import Network

_AT = (1, 5, 10)


def measure(network: Network, letters: Sequence[TrainingLetter]) -> dict[str, dict[str, float]]:
    """Return by group of questions (all, by style, by language) what is found of them among all `letters`:

    `n` answerable questions; `sentence`, the share whose best sentence within the letter answers; `letter@k`, the share
    whose letter is among the first k by its best sentence; `auc`, of the best similarity within the letter, answerable
    questions against all unanswerable ones (near misses included).
    """
    with torch.no_grad():
        sentences = network.sentences([sentence for letter in letters for sentence in letter.sentences])
        asked = [(number, question) for number, letter in enumerate(letters) for question in letter.questions]
        near = (network.questions([question.text for _, question in asked]) @ sentences.T).numpy()
    ends = np.cumsum([len(letter.sentences) for letter in letters])
    starts = ends - [len(letter.sentences) for letter in letters]
    best = np.maximum.reduceat(near, starts, axis=1)
    rows = []
    for i, (number, question) in enumerate(asked):
        own = near[i, starts[number] : ends[number]]
        rank = int((best[i] > best[i, number]).sum())
        rows.append((question, float(own.max()), int(own.argmax()) in question.answers, rank))
    misses = [top for question, top, *_ in rows if not question.answers]
    hits = [row for row in rows if row[0].answers]
    groups: dict[str, list[tuple[float, bool, int]]] = {"all": []}
    for question, top, right, rank in hits:
        for name in ("all", question.style, question.language):
            groups.setdefault(name, []).append((top, right, rank))
    return {
        name: {
            "n": len(found),
            "sentence": float(np.mean([right for _, right, _ in found])),
            **{f"letter@{k}": float(np.mean([rank < k for *_, rank in found])) for k in _AT},
            "auc": auc([top for top, *_ in found], misses),
        }
        for name, found in groups.items()
    }


def auc(high: Sequence[float], low: Sequence[float]) -> float:
    """Return how often a number of `high` is above one of `low`, in [0, 1]; equal ones count half."""
    if not len(high) or not len(low):
        return float("nan")
    pairs = np.subtract.outer(np.array(high), np.array(low))
    return float((pairs > 0).mean() + 0.5 * (pairs == 0).mean())
