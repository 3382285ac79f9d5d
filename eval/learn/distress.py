"""Learn once to tell sentences of people in distress from those that only look like it, and write it to
qa/question/distress.json with its provenance.

    python -m eval.learn.distress

Logistic regression on the packaged encoder's vectors, of eval/learn/material/distress.tsv and, as further sentences
without distress, what people say of themselves (ordinary.tsv beside it) and the question sets that come along. Measured
on sentences left out of the fit; the sentences of tests/data/distress.tsv take no part.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from eval.questions.questions import read_questions
from index.dutch.word_lists import read_rows
from index.models.choose import fingerprint
from index.models.embed import open_embedder
from index.settings import PACKAGED_EMBEDDER
from qa.question.distress import LEARNED, Distress, told_distress

SENTENCES = Path(__file__).parent / "material" / "distress.tsv"
ORDINARY = SENTENCES.with_name("ordinary.tsv")
_QUESTIONS = Path(__file__).parents[1] / "questions"
_NONE = "none"
_TOLD = 2.0  # what the words count beside the vector: of 0 to 3 the best on sentences left out of the fit
_FOLDS = 10
_C = 30.0  # alike from 10 to 100


def learn(vectors: NDArray[np.float32], kinds: Sequence[str], told: NDArray[np.bool_]) -> dict[str, Any]:
    """Return what `qa.question.distress` reads, but for the encoder, from float32[n, d], the kind of each and whether
    the words tell of distress; with the shares on sentences left out of the fit.
    """
    names, distressed = np.array(kinds), np.array(kinds) != _NONE
    center = vectors.mean(axis=0)
    seen = vectors - center
    model = LogisticRegression(C=_C, max_iter=5_000, class_weight="balanced")
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    left_out = cross_val_predict(model, seen, distressed, cv=folds, method="decision_function")
    shown = left_out + np.where(told, _TOLD, -_TOLD) > 0
    model.fit(seen, distressed)
    order = get_args(Distress)
    by_kind = LogisticRegression(C=_C, max_iter=5_000).fit(
        seen[distressed], [order.index(kind) for kind in names[distressed]]
    )
    pressing = np.isin(names, ("suicide", "abuse"))
    return {
        "left out of the fit": {
            "distress shown": _share(shown[distressed]),
            "suicide and abuse shown": _share(shown[pressing]),
            "look-alikes not shown": _share(~shown[~distressed]),
        },
        "told": _TOLD,
        "bias": round(float(model.intercept_[0]), 3),
        "kind_biases": by_kind.intercept_.round(3).tolist(),
        "center": center.round(5).tolist(),
        "weights": model.coef_[0].round(2).tolist(),
        "kinds": by_kind.coef_.round(2).tolist(),
    }


def _share(right: NDArray[np.bool_]) -> float:
    return round(float(right.mean()), 3)


def main() -> None:
    """Embed, learn and write."""
    sentences = [(kind, text) for kind, _, text in read_rows(SENTENCES)]
    sentences += [(_NONE, text) for _, text in read_rows(ORDINARY)]
    sentences += [
        (_NONE, each.question) for path in sorted(_QUESTIONS.glob("*.jsonl")) for each in read_questions(path)
    ]
    embedder = open_embedder(PACKAGED_EMBEDDER)
    vectors = np.array([embedder.query(text) for _, text in sentences])
    told = np.array([told_distress(text) is not None for _, text in sentences])
    kinds = [kind for kind, _ in sentences]
    head = {"made by": "python -m eval.learn.distress", "on": date.today().isoformat(), "sentences": len(kinds)}
    found = {**head, "encoder": fingerprint(PACKAGED_EMBEDDER), **learn(vectors, kinds, told)}
    LEARNED.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(json.dumps(found["left out of the fit"], indent=1))


if __name__ == "__main__":
    typer.run(main)
