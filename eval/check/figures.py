"""How well the check tells what the letters say from what they do not: the key `checks` of report.json. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from eval.check.cases import Case
from eval.check.run_drafts import Outcome
from eval.compare.made_with import fingerprint
from eval.measure.bootstrap import Estimate, estimate
from eval.metrics import Score

SHOWN = "shown"
"""The column of the confusion table for drafts that no rule stopped."""


def checks(
    cases: Sequence[Case], outcomes: Sequence[Outcome], *, without: Mapping[str, Sequence[Outcome]] | None = None
) -> dict[str, Any]:
    """Return what was measured over `cases`; `without` has by rule the outcomes with that rule switched off."""
    kinds = sorted({(not each.draft.supported, each.draft.kind) for each in outcomes})
    by_kind = {
        kind: [each for each in outcomes if (not each.draft.supported, each.draft.kind) == kind] for kind in kinds
    }
    stopping = Counter(each.rule for each in outcomes if not each.shown)
    return {
        "fingerprint": fingerprint([case.model_dump(mode="json") for case in cases]),
        "cases": len(cases),
        "drafts": len(outcomes),
        **_figures(outcomes),
        "rules": [rule for rule, _ in sorted(stopping.items(), key=lambda pair: (-pair[1], pair[0]))],
        "kinds": [_kind(of_kind) for of_kind in by_kind.values()],
        "milliseconds": _times(outcomes),
        "wrong": [_wrong(each) for each in outcomes if not each.right],
        "ablation": None if without is None else [_without(rule, outcomes, then) for rule, then in without.items()],
    }


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the share of unsupported drafts stopped and that of supported drafts shown."""
    return {
        "stopped": asdict(_share(each for each in outcomes if not each.draft.supported)),
        "shown": asdict(_share(each for each in outcomes if each.draft.supported)),
    }


def _share(outcomes: Iterable[Outcome]) -> Estimate:
    """Return the share that went right, with an interval over cases: the drafts of one case hang together."""
    scores: dict[str, Score] = defaultdict(lambda: (0.0, 0))
    for each in outcomes:
        right, of = scores[each.case]
        scores[each.case] = (right + each.right, of + 1)
    return estimate(scores.values())


def _kind(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    rules = Counter(each.rule or SHOWN for each in outcomes)
    return {
        "kind": outcomes[0].draft.kind,
        "supported": outcomes[0].draft.supported,
        "n": len(outcomes),
        "shown": rules[SHOWN],
        "stopped": len(outcomes) - rules[SHOWN],
        "right": asdict(_share(outcomes)),
        "rules": {rule: count for rule, count in sorted(rules.items()) if rule != SHOWN},
    }


def _times(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    p50, p95 = np.percentile([each.milliseconds for each in outcomes], [50, 95])
    return {"p50": round(float(p50), 3), "p95": round(float(p95), 3), "n": len(outcomes)}


def _wrong(outcome: Outcome) -> dict[str, Any]:
    draft = outcome.draft
    return {
        "id": draft.id,
        "case": outcome.case,
        "kind": draft.kind,
        "supported": draft.supported,
        "text": draft.text,
        "citations": [each.model_dump() for each in draft.citations],
        "why": draft.why,
        "rule": outcome.rule or None,
        "words": outcome.words,
    }


def _without(rule: str, outcomes: Sequence[Outcome], then: Sequence[Outcome]) -> dict[str, Any]:
    """Return the figures without `rule`, and the drafts that it alone stops, rightly or wrongly."""
    freed = [now.draft for now, other in zip(outcomes, then, strict=True) if other.shown and not now.shown]
    return {
        "rule": rule,
        **_figures(then),
        "stops_alone": [draft.id for draft in freed if not draft.supported],
        "stops_wrongly": [draft.id for draft in freed if draft.supported],
    }
