"""Drafts of which the verdict is known go through the check, one by one."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from eval.check.cases import Case, CaseDraft
from eval.measure.asking import OnCount
from qa.records import Dropped, Sentence


@dataclass(frozen=True)
class Outcome:
    """What the check made of one draft: the `rule` that stopped it and the `words` that broke it, or
    "" where it is shown.
    """

    case: str
    draft: CaseDraft
    rule: str
    words: str
    milliseconds: float

    @property
    def shown(self) -> bool:
        return not self.rule

    @property
    def right(self) -> bool:
        """True where what is supported is shown and what is not is stopped."""
        return self.shown == self.draft.supported


def check_drafts(
    cases: Sequence[Case],
    *,
    without: Collection[str] = (),
    on_checked: OnCount = lambda done, total: None,
) -> list[Outcome]:
    """Return an outcome for every draft, in order, with the rules `without` switched off.

    The first draft is checked once before: what the check loads when it is first used is not the time of a sentence.
    """
    from qa.check.checker import Checker

    checker = Checker(without=without)

    def check(case: Case) -> list[Outcome]:
        document = case.document()
        hits, documents = case.hits(document), {document.id: document}
        outcomes = []
        for draft in case.drafts:
            since = time.perf_counter()
            said = checker.sentence(draft.sentence, hits=hits, documents=documents)
            outcomes.append(_outcome(case, draft, said, (time.perf_counter() - since) * 1000))
        return outcomes

    check(cases[0].model_copy(update={"drafts": cases[0].drafts[:1]}))
    outcomes: list[Outcome] = []
    total = sum(len(case.drafts) for case in cases)
    on_checked(0, total)
    for case in cases:
        outcomes += check(case)
        on_checked(len(outcomes), total)
    return outcomes


def check_without_each(
    cases: Sequence[Case], *, on_checked: OnCount = lambda done, total: None
) -> dict[str, list[Outcome]]:
    """Return by rule the outcomes with that rule switched off."""
    from qa.check.rules.table import RULES

    rules = [rule.name for rule in RULES]
    drafts = sum(len(case.drafts) for case in cases)
    return {
        rule: check_drafts(
            cases,
            without={rule},
            on_checked=lambda done, total, i=i: on_checked(i * drafts + done, len(rules) * drafts),  # type: ignore[misc]
        )
        for i, rule in enumerate(rules)
    }


def _outcome(case: Case, draft: CaseDraft, said: Sentence | Dropped, milliseconds: float) -> Outcome:
    if isinstance(said, Sentence):
        return Outcome(case.id, draft, "", "", milliseconds)
    return Outcome(case.id, draft, said.reason, said.words, milliseconds)
