"""What was learned from development questions: how signs of an answer weigh. Data with its provenance in calibration.json;
`python -m eval.learn.calibrate` makes it anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("calibration.json")


def sentence_score(features: Mapping[str, float]) -> float:
    """Return how well a sentence answers, in [0, 1], from the features of its `Candidate`: a weighted sum, rescaled."""
    weights = _learned()["sentence"]
    total = float(sum(weight * features[name] for name, weight in weights.items()))
    return max(0.0, total / float(sum(weight for weight in weights.values() if weight > 0)))


def probability(signs: Mapping[str, float]) -> float:
    """Return how sure it is that the letters answer, in [0, 1]: logistic regression on the signs of `qa.quoting.confidence`."""
    learned = _learned()["confidence"]
    total = float(learned["intercept"] + sum(weight * signs[name] for name, weight in learned["weights"].items()))
    return 1 / (1 + math.exp(-total))


def threshold() -> float:
    """Return the confidence from which an answer is given."""
    return float(_learned()["confidence"]["threshold"])


@cache
def _learned() -> dict[str, Any]:
    return json.loads(PATH.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
