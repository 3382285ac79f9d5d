"""The check is measured over a table of drafts, and so are those who judge what a model wrote:
people's verdicts are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.check.cases import Case, CaseDraft
from eval.check.figures import checks
from eval.check.run_drafts import check_drafts, check_without_each
from eval.measure.asking import OnProgress
from eval.measure.citing import CitedStatement, Quote
from eval.measure.judges import Judge
from eval.measure.model_part import compared, judge_line
from qa.check.find_quote import find_quote


def measure_checks(
    cases: Sequence[Case], *, judges: Sequence[Judge], ablate: bool, on_progress: OnProgress
) -> dict[str, Any]:
    """Return the key `checks` of report.json; with `ablate` also with each rule switched off."""
    outcomes = check_drafts(cases, on_checked=lambda done, total: on_progress("check", done, total))
    without = None
    if ablate:
        without = check_without_each(cases, on_checked=lambda done, total: on_progress("check", done, total))
    drafts = [(case, draft) for case in cases for draft in case.drafts]
    statements = [(said, draft.supported) for case, draft in drafts if (said := as_shown(case, draft))]
    return checks(cases, outcomes, without=without) | {
        "judges": [_judged(judge, statements, left_out=len(drafts) - len(statements)) for judge in judges]
    }


def _judged(judge: Judge, statements: Sequence[tuple[CitedStatement, bool]], *, left_out: int) -> dict[str, Any]:
    before = len(judge.usages)
    agreed = compared(judge, statements) | {"left_out": left_out}
    return judge_line(judge, since=before) | {"agreement": agreed}


def as_shown(case: Case, draft: CaseDraft) -> CitedStatement | None:
    """Return a draft as a judge gets to see it, or None where a quote does not stand in its source.

    What is shown has exact quotes only, so that a judge is never asked about an invented one.
    """
    sources = {f"B{number}": source for number, source in enumerate(case.sources, 1)}
    quotes = []
    for citation in draft.citations:
        source = sources.get(citation.source)
        spans = find_quote(citation.quote, source.text) if source else []
        if source is None or not spans:
            return None
        about = {name: getattr(source, name) for name in ("kind", "title", "sender", "date", "reference")}
        quotes += [Quote(source.text[start:end], **about) for start, end in spans]
    return CitedStatement(draft.text, tuple(dict.fromkeys(quotes))) if quotes else None
