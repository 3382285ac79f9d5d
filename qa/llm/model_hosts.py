"""Where questions go when a language model answers them."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from index.settings import Settings
from qa.llm.targets import Target, provider, targets

_HERE = ("localhost", "127.0.0.1", "::1")


def model_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the servers elsewhere that a question may be sent to, each once: the host of an address, else the
    provider as LiteLLM names it. () without a language model, or where all run on this machine.
    """
    if not settings.model:
        return ()
    hosts = (_host(target) for target in targets(settings))
    return tuple(dict.fromkeys(host for host in hosts if host and host not in _HERE))


def _host(target: Target) -> str:
    """Return "" for a model on this machine."""
    name = provider(target.model)
    of_ollama = os.environ.get("OLLAMA_API_BASE", "http://localhost:11434") if name.startswith("ollama") else ""
    base = target.api_base or of_ollama
    return (urlsplit(base).hostname or base) if base else name or target.model
