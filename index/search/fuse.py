"""Fuse what several views say about every passage into one score. Pure.

A convex combination of scores: Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (ACM TOIS
2023), who find it better than reciprocal rank fusion. Where they scale each question's scores to its best one, the
views here come on scales that mean the same for every question, so that one that finds nothing good has little to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.dutch.language import Spoken
from index.dutch.words import words
from index.models.embedder_input import Similarity

_Cosines = TypeVar("_Cosines", float, NDArray[np.float64])

Scores = NDArray[np.float32]

_DENSE = ("sentences", "passages")
_ASKS = 0.15  # what a passage that only asks loses: it seldom answers
_LEAST_SPAN = 0.02  # a model that tells right from wrong by less knows nothing
_LEAST_WORDS = 4  # of a sentence that is expected once
_ENDS = re.compile(r"[.!?](?=\s|\Z)")


def weights(language: Spoken, *, knows: float, without: Collection[str] = ()) -> dict[str, float]:
    """Return each view's share for a question in `language`, summing to 1: Dutch, or another, whose words the letters
    seldom have. `knows` is how well the embedder finds Dutch answers, in [0, 1].

    The shares were learned with the packaged encoder (`weights.json` says from what). A model that knows more makes
    those of the vectors larger in proportion; one that knows less makes their scores smaller (`trust`).
    """
    shares = {
        view: share * (max(1.0, trust(knows)) if view in _DENSE else 1)
        for view, share in _file()["nl" if language == "nl" else "foreign"].items()
        if view not in without
    }
    total = sum(shares.values()) or 1
    return {view: share / total for view, share in shares.items()}


def trust(knows: float) -> float:
    """Return how far vectors can be trusted, as a multiple of those that the shares were learned with."""
    return knows / float(_file()["knows"])


@cache  # asked for every row that is found
def learned_similarity() -> Similarity:
    """Return the scale of the embedder that the shares were learned with."""
    return Similarity.parse(_file()["similarity"])


def on_scale(cosine: float, measured: Similarity) -> float:
    """Return a cosine similarity as the embedder that the shares were learned with would give it, by what its
    `measured` ones are on average for answers that are right and wrong.
    """
    return min(1.0, _scaled(cosine, measured))


def all_on_scale(cosines: NDArray[np.floating[Any]], measured: Similarity) -> NDArray[np.float64]:
    """Return what `on_scale` returns of each, in the same form."""
    return np.minimum(1.0, _scaled(cosines.astype(np.float64), measured))


def _scaled(cosine: _Cosines, measured: Similarity) -> _Cosines:
    learned = learned_similarity()
    span = max(measured.right - measured.wrong, _LEAST_SPAN)
    scaled: _Cosines = learned.wrong + (cosine - measured.wrong) * (learned.right - learned.wrong) / span
    return scaled


def fuse(views: Mapping[str, Scores], shares: Mapping[str, float]) -> Scores:
    """Return the weighted sum of the views, float32[n]."""
    mixed = np.zeros_like(next(iter(views.values())))
    for name, share in shares.items():
        mixed += np.float32(share) * views[name]
    return mixed


def statement(text: str) -> float:
    """Return what a passage's score is multiplied by, in (0, 1]: 1 unless sentences of it are questions, or say again
    what others of it say.
    """
    ends = _ENDS.findall(text)
    return (1 - _ASKS * ends.count("?") / len(ends)) * said_once(text) if ends else 1.0


def said_once(text: str) -> float:
    """Return the share of the sentences of `text` that say something new, in (0, 1]; short ones (`Ja.`) are not
    counted. Words that are piled up to be found are repeated; what a letter has to say is not.
    """
    said = [sentence for sentence in (words(each) for each in _ENDS.split(text)) if len(sentence) >= _LEAST_WORDS]
    return len({tuple(each) for each in said}) / len(said) if said else 1.0


def best(scores: Scores) -> Iterator[int]:
    """Yield the indices of the scores above zero, best first; equal scores keep their order. Few are looked at: nothing
    is made of all of them.
    """
    return (int(i) for i in np.argsort(-scores, kind="stable") if scores[i] > 0)


@cache
def _file() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))  # type: ignore[no-any-return]
