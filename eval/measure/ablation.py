"""What each view of a passage is worth: retrieval without it, beside retrieval with all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.measure.bootstrap import estimate
from eval.measure.paired import paired
from eval.measure.result import Result

RETRIEVAL = ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10")
WITHOUT_MODEL = ("fact_recall", "abstention", "false_refusal")
"""What follows from retrieval where the letters' own sentences answer; with a language model these
would each cost a call.
"""


def ablation(
    full: Sequence[Result], without: Mapping[str, Sequence[Result]], *, metrics: Sequence[str]
) -> dict[str, Any]:
    """Return the key `ablation` of report.json. `without` has by view the results of the same questions without it."""
    return {
        "views": list(without),
        "metrics": list(metrics),
        "full": {name: asdict(estimate(r.scores[name] for r in full if name in r.scores)) for name in metrics},
        "without": {
            view: {name: _beside(full, results, name) for name in metrics} for view, results in without.items()
        },
    }


def _beside(full: Sequence[Result], without: Sequence[Result], name: str) -> dict[str, Any]:
    """Return a metric of the run without the view, and its paired difference: below zero, the view helps recall."""
    both = [
        (one.scores[name], other.scores[name])
        for one, other in zip(full, without, strict=True)
        if name in one.scores and name in other.scores
    ]
    return {
        "value": estimate(score for _, score in both).value,
        **asdict(paired(then[0] / then[1] - all_[0] / all_[1] for all_, then in both)),
    }
