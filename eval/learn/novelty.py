"""Learn once how new a drafted sentence may be, and write it to qa/check/rules/novelty.json with its provenance.

    python -m eval.learn.novelty [DRAFTS.jsonl]...

Logistic regression on what `qa.check.rules.not_in_quote` measures of the drafts that every other rule lets pass; the
bound lets most of the supported ones through. There is one with what the encoder says, and one without. The shares are
measured on cases that were left out of the fit.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from eval.check.cases import PACKAGED, read_cases
from qa.check.checker import Checker, claim_of
from qa.check.rules.not_in_quote import ENCODED, FEATURES, features, novelty
from qa.records import Sentence

PATH = Path(__file__).parents[2] / "qa" / "check" / "rules" / "novelty.json"
_SHOWN = 0.96  # share of the supported sentences that the bound lets pass
_FOLDS = 10
_C = 0.1  # so few drafts: on cases left out as good as 1, and the bound differs half as much from fold to fold


def learn(values: NDArray[np.float64], unsupported: NDArray[np.bool_], cases: list[str]) -> dict[str, Any]:
    """Return weights, bias and bound for float64[n, features], and what they give on cases left out of the fit."""
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", C=_C))
    folds = GroupKFold(min(_FOLDS, len(set(cases))))
    left_out = cross_val_predict(model, values, unsupported, groups=cases, cv=folds, method="decision_function")
    most = float(np.quantile(left_out[~unsupported], _SHOWN))
    scaler, regression = (step for _, step in model.fit(values, unsupported).steps)
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    return {
        "weights": [round(float(weight), 4) for weight in weights],
        "bias": round(bias, 4),
        "most": round(most, 4),
        "left out of the fit": {
            "supported shown": round(float((left_out[~unsupported] <= most).mean()), 3),
            "unsupported stopped": round(float((left_out[unsupported] > most).mean()), 3),
        },
    }


def main(drafts: Annotated[list[Path] | None, typer.Argument()] = None) -> None:
    """Measure, learn and write; without files from the drafts that come along."""
    checker = Checker(without=("not_in_quote",))
    values, unsupported, groups = [], [], []
    for case in (case for path in drafts or [PACKAGED] for case in read_cases(path)):
        document = case.document()
        hits, documents = case.hits(document), {document.id: document}
        for draft in case.drafts:
            outcome = checker.sentence(draft.sentence, hits=hits, documents=documents)
            if isinstance(outcome, Sentence):
                claim = claim_of(outcome.text, outcome.citations, documents)
                values.append(features(claim, novelty(claim), encoded=True))
                unsupported.append(not draft.supported)
                groups.append(case.id)
    measured, verdicts = np.array(values, dtype=float), np.array(unsupported)
    head = {"made by": "python -m eval.learn.novelty", "on": date.today().isoformat()}
    counted = {"supported": unsupported.count(False), "unsupported": unsupported.count(True), "cases": len(set(groups))}
    found = {
        "drafts that pass the other rules": counted,
        "by words": {"features": FEATURES, **learn(measured[:, : len(FEATURES)], verdicts, groups)},
        "encoded": {"features": (*FEATURES, *ENCODED), **learn(measured, verdicts, groups)},
    }
    PATH.write_text(json.dumps({**head, **found}, indent=1) + "\n", encoding="utf-8")
    typer.echo(PATH.read_text(encoding="utf-8"))


if __name__ == "__main__":
    typer.run(main)
