"""What a language model did for one answer, kept as it is done and added up."""

from __future__ import annotations

from dataclasses import dataclass, field

from prompts.load import Prompt, load
from qa.llm.client import Usage
from qa.records import ModelUsage


@dataclass
class UsageLog:
    """The calls of one answer, whatever became of them, and the prompts that led to them."""

    usages: list[Usage] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)

    def prompt(self, name: str) -> Prompt:
        """Return the prompt `name`, and keep that it was used."""
        prompt = load(name)
        self.prompts[name] = prompt.hash
        return prompt

    def total(self) -> ModelUsage | None:
        """Return the sum of all calls; None of none. The cost is None as soon as one of them is not known."""
        if not self.usages:
            return None
        costs = [usage.cost for usage in self.usages]
        return ModelUsage(
            models=tuple(dict.fromkeys(usage.model for usage in self.usages)),
            prompts=dict(self.prompts),
            prompt_tokens=sum(usage.prompt_tokens for usage in self.usages),
            completion_tokens=sum(usage.completion_tokens for usage in self.usages),
            cost=None if None in costs else sum(cost for cost in costs if cost is not None),
            calls=sum(usage.attempts for usage in self.usages),
        )
