"""What the letters did not answer: questions that are alike, together, with the letters that came closest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.fuse import all_on_scale
from index.search.library import Library
from index.settings import Settings
from index.store.exchanges import Exchange, find_exchanges, read_exchanges
from index.store.review.entries import ExchangeFilter
from qa.review.question_vectors import question_vectors

ALIKE = 0.8
"""How alike the questions of a group are on average: cosine similarity on the scale of the packaged embedder, which
finds questions about one thing .85 alike or more, and of the bundled questions one in a thousand pairs .77.
"""

MOST = 1_000
"""Questions that are looked at, the newest: each pair of them is compared."""

CLOSEST = 3
"""Letters that are named with a group."""


@dataclass(frozen=True)
class NearLetter:
    """A letter that came close: the highest score that a passage of it had, in [0, 1]."""

    letter_id: str
    file: str
    title: str | None
    score: float


@dataclass(frozen=True)
class UnansweredGroup:
    """Exchanges that ask alike, the one in their middle first, then newest first; and the letters that came closest,
    by all of them together.
    """

    exchanges: tuple[Exchange, ...]
    letters: tuple[NearLetter, ...]


@dataclass(frozen=True)
class Unanswered:
    """What was not answered, in groups, the biggest first; and how many questions were not looked at in the time that
    there was, the oldest ones: whoever looks again gets further.
    """

    groups: tuple[UnansweredGroup, ...] = ()
    left: int = 0


def find_unanswered(settings: Settings, library: Library, *, days: int = 7, seconds: float | None = None) -> Unanswered:
    """Return what was asked in the last `days` and not found, of the newest MOST. Embedding what was not seen before
    takes no longer than `seconds`, where these are given. Raises StoreError, and what embedding does.
    """
    since = datetime.now(UTC) - timedelta(days=days)
    ids = find_exchanges(settings, ExchangeFilter(since=since, status="not_found"))
    exchanges = list(read_exchanges(settings, ids[:MOST]))
    if not exchanges:
        return Unanswered()
    questions = list(dict.fromkeys(each.searched_for for each in exchanges))
    vectors = dict(zip(questions, question_vectors(questions, library, seconds=seconds), strict=False))
    seen = [each for each in exchanges if each.searched_for in vectors]
    rows = np.array([vectors[each.searched_for] for each in seen])
    groups = unanswered_groups(seen, all_on_scale(rows @ rows.T, library.similarity))
    return Unanswered(tuple(groups), left=len(exchanges) - len(seen))


def unanswered_groups(exchanges: Sequence[Exchange], alike: NDArray[np.floating[Any]]) -> list[UnansweredGroup]:
    """Return the exchanges in groups, the biggest first; of groups of one size the one with the newest question. Pure.

    `alike`, float[n, n], says how alike each two questions are, at most 1. The groups are those of agglomerative
    clustering with average linkage (Sokal and Michener 1958), which ends where no two groups are at least `ALIKE` on
    average. The same exchanges give the same groups, whatever their order.
    """
    order = sorted(range(len(exchanges)), key=lambda i: (exchanges[i].asked_at, exchanges[i].id), reverse=True)
    if not order:
        return []
    ordered = alike[np.ix_(order, order)]
    members: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(_labels(ordered)):
        members[label].append(place)
    groups = sorted(members.values(), key=lambda places: (-len(places), places[0]))
    return [_group([exchanges[order[i]] for i in places], ordered[np.ix_(places, places)]) for places in groups]


def _labels(alike: NDArray[np.floating[Any]]) -> Sequence[int]:
    from sklearn.cluster import AgglomerativeClustering

    if len(alike) == 1:
        return [0]
    apart = np.clip(1 - (alike + alike.T) / 2, 0, None)  # the same both ways
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - ALIKE
    )
    return [int(label) for label in clustering.fit_predict(apart)]


def _group(exchanges: Sequence[Exchange], alike: NDArray[np.floating[Any]]) -> UnansweredGroup:
    middle = int(np.argmax(alike.sum(axis=0)))
    ordered = [exchanges[middle], *(each for i, each in enumerate(exchanges) if i != middle)]
    return UnansweredGroup(tuple(ordered), _closest(exchanges))


def _closest(exchanges: Sequence[Exchange]) -> tuple[NearLetter, ...]:
    """Return the letters with the highest sum over questions of the best score of their hits."""
    totals: dict[str, float] = defaultdict(float)
    best: dict[str, Mapping[str, Any]] = {}
    for exchange in exchanges:
        first: dict[str, Mapping[str, Any]] = {}
        for hit in exchange.line.get("hits") or ():
            if "letter_id" in hit:
                first.setdefault(hit["letter_id"], hit)
        for id, hit in first.items():
            totals[id] += hit["score"]
            if id not in best or hit["score"] > best[id]["score"]:
                best[id] = hit
    ranked = sorted(totals, key=lambda id: (-totals[id], id))[:CLOSEST]
    return tuple(NearLetter(id, best[id]["file"], best[id].get("title"), best[id]["score"]) for id in ranked)
