"""What a reader tells of letters that it was not trained on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

import torch

from eval.learn.encoder.material import TrainingLetter
from eval.learn.encoder.measure import auc
from eval.learn.reader.network import PairNetwork
from eval.learn.reader.readings import shown_to_reader


def measure(
    network: PairNetwork, letters: Sequence[TrainingLetter], *, most: int, seed: int = 1
) -> dict[str, dict[str, float]]:
    """Return by group of questions (all, by style, by language), of `most` questions that are drawn: `n` of them can be
    answered; `sentence`, the share whose best sentence within the letter answers; `auc`, of the best score within the
    letter, against all that cannot be answered; and, for all, `alone`: that of the question with a sentence of another
    letter, which is one half where nothing but reading helps.
    """
    asked = [(letter, question) for letter in letters for question in letter.questions]
    draw = random.Random(seed)
    drawn = draw.sample(asked, min(most, len(asked)))
    pairs = [(q.text, shown_to_reader(letter, i)) for letter, q in drawn for i in range(len(letter.sentences))]
    with torch.no_grad():
        scores = iter(network.scores(pairs).tolist())
        elsewhere = network.scores([(question.text, _other(letter, letters, draw)) for letter, question in drawn])
    misses: list[float] = []
    groups: dict[str, list[tuple[float, bool]]] = {"all": []}
    for letter, question in drawn:
        own = list(islice(scores, len(letter.sentences)))
        if not question.answers:
            misses.append(max(own))
            continue
        for name in ("all", question.style, question.language):
            groups.setdefault(name, []).append((max(own), own.index(max(own)) in question.answers))
    figures = {
        name: {
            "n": len(found),
            "sentence": sum(right for _, right in found) / max(1, len(found)),
            "auc": auc([best for best, _ in found], misses),
        }
        for name, found in groups.items()
    }
    told = [(score, bool(question.answers)) for score, (_, question) in zip(elsewhere.tolist(), drawn, strict=True)]
    figures["all"]["alone"] = auc(*([score for score, there in told if there is kind] for kind in (True, False)))
    return figures


def _other(letter: TrainingLetter, letters: Sequence[TrainingLetter], draw: random.Random) -> str:
    other = draw.choice([each for each in letters if each is not letter])
    return shown_to_reader(other, draw.randrange(len(other.sentences)))
