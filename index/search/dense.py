"""What the vectors say of every passage: how far its best sentences, and the whole of it, stand out from the rest."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from index.models.embed import Vectors
from index.models.embedder_input import Similarity
from index.search.fuse import Scores, on_scale
from index.store.vectors import VectorStore, passage_key_of

SENTENCES, PASSAGES = "sentences", "passages"

_NEAREST = 400  # rows asked of the store, sentences and passages together; those of superseded versions fall away
_CROWD = 100  # passages found: those beyond say nothing of the question
_FAR = 0.4  # above the crowd: about as far as the best one ever stands out


def dense_scores(
    vector: Vectors,
    store: VectorStore,
    places: Mapping[str, int],
    *,
    similarity: Similarity,
    trust: float = 1.0,
) -> dict[str, Scores]:
    """Return float32[n] in [0, `trust`] per view, for the unit `vector` float32[d] of a question and
    `places` by passage key. `similarity` is the scale of the embedder.

    Cosine similarities crowd together, for one question higher than for another: what counts is the distance to the
    crowd.
    """
    found = {view: np.zeros(len(places), dtype=np.float32) for view in (SENTENCES, PASSAGES)}
    for row, near in store.nearest(vector, n=_NEAREST):
        passage, whole = passage_key_of(row)
        place = places.get(passage)
        if place is not None:  # else it belongs to a version that is no longer, or not yet, current
            scores = found[PASSAGES if whole else SENTENCES]
            scores[place] = max(scores[place], on_scale(near, similarity))
    return {view: np.float32(trust) * _above_crowd(scores) for view, scores in found.items()}


def _above_crowd(scores: Scores) -> Scores:
    seen = np.sort(scores[scores > 0])[::-1]
    if seen.size < 2:
        return scores
    crowd = seen[min(_CROWD, len(scores) // 2, seen.size - 1)]
    above: Scores = np.clip((scores - crowd) / _FAR, 0, 1).astype(np.float32)
    return above
