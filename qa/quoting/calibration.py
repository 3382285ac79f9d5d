"""How signs of an answer weigh, as learned from questions with their evidence. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("calibration.json")
"""What was learned, with its provenance; `python -m eval.learn.calibrate` makes it anew."""


@dataclass(frozen=True)
class Calibration:
    """`sentence` are the weights of a candidate's features, `signs` and `intercept` those of the signs that there is an
    answer, `threshold` the confidence from which one is given, `floor` the score below which a sentence is not near.
    """

    sentence: Mapping[str, float]
    signs: Mapping[str, float]
    intercept: float
    threshold: float
    floor: float

    def score(self, features: Mapping[str, float]) -> float:
        """Return how well a sentence answers, in [0, 1], from the features of its `Candidate`: a weighted sum,
        rescaled.
        """
        total = sum(weight * features[name] for name, weight in self.sentence.items())
        return max(0.0, total / sum(weight for weight in self.sentence.values() if weight > 0))

    def probability(self, signs: Mapping[str, float]) -> float:
        """Return how sure it is that the letters answer, in [0, 1]: logistic regression on the signs of `Judgement`."""
        total = self.intercept + sum(weight * signs[name] for name, weight in self.signs.items())
        return 1 / (1 + math.exp(-total))


@cache
def calibration() -> Calibration:
    """Return what was learned."""
    written = json.loads(PATH.read_text(encoding="utf-8"))
    return Calibration(**{name: value for name, value in written.items() if name != "learned"})
