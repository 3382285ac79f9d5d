"""Which language models may be asked, in order, and what each may be told about who asks. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.errors import ModelError
from index.settings import Settings

NO_KEY = "geen"
"""Sent to a server with an address of its own when the settings hold no key."""


@dataclass(frozen=True)
class Target:
    """A model as LiteLLM names it; a base or key that is None is the provider's own, from the environment."""

    model: str
    api_base: str | None = None
    api_key: str | None = field(default=None, repr=False)


def targets(settings: Settings) -> tuple[Target, ...]:
    """Return the model of the settings and its fallbacks, each once.

    A fallback of the same provider (the word before the first `/`) runs where the first one does: it gets the base and
    the key of the settings. One of another provider gets neither, because they were given for somebody else: it has
    what the environment holds for its provider, such as MISTRAL_API_KEY, and nothing else. A server with its own
    address gets our key or none, never one that the environment holds for another. Raises ModelError when no model is
    set.
    """
    if not settings.model:
        raise ModelError(
            "Er is geen taalmodel ingesteld.", help="Zet BRIEFWIJZER_MODEL, bijvoorbeeld op ollama/llama3.1."
        )
    base = settings.model_api_base
    key = settings.model_api_key or (NO_KEY if base else None)
    return tuple(
        Target(name, base, key) if provider(name) == provider(settings.model) else Target(name)
        for name in dict.fromkeys((settings.model, *settings.model_fallbacks))
    )


def alone(settings: Settings, target: Target) -> Settings:
    """Return `settings` with which only `target`, one of its `targets`, is asked, on the same terms."""
    only = {"model": target.model, "model_api_base": target.api_base, "model_api_key": target.api_key}
    return settings.model_copy(update={**only, "model_fallbacks": ()})


def provider(model: str) -> str:
    """Return the provider that `model` names, or nothing where it names none."""
    return model.partition("/")[0].lower() if "/" in model else ""
