"""What a language model did for one answer, added up. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.llm import Usage
from qa.records import Written


def written(usages: Sequence[Usage], prompts: Mapping[str, str]) -> Written | None:
    """Return the sum of `usages`; None of none. The cost is None as soon as one of them is not known."""
    if not usages:
        return None
    costs = [usage.cost for usage in usages]
    return Written(
        models=tuple(dict.fromkeys(usage.model for usage in usages)),
        prompts=dict(prompts),
        prompt_tokens=sum(usage.prompt_tokens for usage in usages),
        completion_tokens=sum(usage.completion_tokens for usage in usages),
        cost=None if None in costs else sum(cost for cost in costs if cost is not None),
        calls=sum(usage.attempts for usage in usages),
    )
