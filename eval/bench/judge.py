"""Ask every system the same questions, time it, and judge what it ranks as `briefwijzer eval` judges hits."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from eval.bench.peers import Ranking, Search
from eval.match import Corpus
from eval.measure.bootstrap import estimate
from eval.metrics import DEPTH, Score, retrieval
from eval.questions.questions import LabelledQuestion
from index.records import Hit
from index.search.library import Library
from qa.as_json import hit_line

K = DEPTH
"""How many passages a system may name."""

METRICS = ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "hit@5", "hit@10")


@dataclass(frozen=True)
class Run:
    """What a system answered: a ranking of at most `K` and the milliseconds it took, one of each a question."""

    rankings: Sequence[Ranking]
    milliseconds: Sequence[float]
    version: str | None = None
    """Of the system, where it is not a package of this environment."""


def ask_all(search: Search, questions: Sequence[str]) -> Run:
    """Ask `search` every question, in order, after one that does not count."""
    search(questions[0])
    rankings, milliseconds = [], []
    for question in questions:
        since = time.perf_counter()
        ranking = search(question)[:K]
        milliseconds.append((time.perf_counter() - since) * 1000)
        rankings.append(ranking)
    return Run(rankings, milliseconds)


def library_search(library: Library) -> Search:
    """Return Briefwijzer's own search, its hits as places in the order of `library.passages`."""
    place = {id: i for i, id in enumerate(library.passages)}

    def search(question: str) -> Ranking:
        return np.array([place[hit.passage.id] for hit in library.search(question, K)], dtype=np.int64)

    return search


def score_run(
    run: Run, questions: Sequence[LabelledQuestion], *, library: Library, corpus: Corpus
) -> dict[str, list[Score]]:
    """Return the scores of every metric, one a question, in order. All questions are answerable."""
    scores: dict[str, list[Score]] = {name: [] for name in METRICS}
    for question, ranking in zip(questions, run.rankings, strict=True):
        found = retrieval(question, hits_of(ranking, library), corpus)
        for name in METRICS:
            scores[name].append(found[name])
    return scores


def hits_of(ranking: Ranking, library: Library) -> list[dict[str, object]]:
    """Return the passages at these places as hits, as a line of answers.jsonl has them, without a score."""
    passages = list(library.passages.values())
    found = (passages[place] for place in ranking.tolist())
    return [
        hit_line(Hit(passage, library.letters[passage.letter_id], rank, 0.0), library=library)
        for rank, passage in enumerate(found, start=1)
    ]


def row(run: Run, scores: Mapping[str, Sequence[Score]], against: Mapping[str, Sequence[Score]]) -> dict[str, Any]:
    """Return a system's figures, with the mean paired difference to the scores `against`: below 0 is worse than
    those.
    """
    p50, p95 = np.percentile(run.milliseconds, [50, 95])
    return {
        "metrics": {name: asdict(estimate(scores[name])) for name in METRICS},
        "difference": {
            name: asdict(
                estimate(
                    (own / of - other / n, 1) for (own, of), (other, n) in zip(scores[name], against[name], strict=True)
                )
            )
            for name in METRICS
        },
        "version": run.version,
        "milliseconds": {"p50": round(float(p50), 2), "p95": round(float(p95), 2)},
    }
