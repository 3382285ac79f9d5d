"""Prompts as files: `name.md` in this folder, in parts `# system` and `# user`, with gaps like `{{vraag}}`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_PART = re.compile(r"^# (system|user)\n", re.MULTILINE)
_GAP = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Prompt:
    """The text of a prompt file and the SHA-256 of that text in hex, which names exactly this wording."""

    text: str
    hash: str


def load(name: str) -> Prompt:
    """Return the prompt `name`, such as `answer.nl`. Raises FileNotFoundError for an unknown name."""
    text = Path(__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
    return Prompt(text=text, hash=hashlib.sha256(text.encode()).hexdigest())


def fill(prompt: Prompt, **gaps: str) -> list[dict[str, str]]:
    """Return the messages of `prompt`, each `{"role", "content"}`, with every gap filled.

    A value goes in as it is: gaps and part headings that stand inside a value mean nothing.
    Raises ValueError when a gap is missing or unknown, or when the prompt has no parts.
    """
    wanted = set(_GAP.findall(prompt.text))
    if wanted != set(gaps):
        raise ValueError(f"the prompt has the gaps {sorted(wanted)}, not {sorted(gaps)}")
    opening, *pieces = _PART.split(prompt.text)
    if opening.strip() or not pieces:
        raise ValueError("a prompt starts with the line '# system' or '# user'")
    return [
        {"role": role, "content": _GAP.sub(lambda gap: gaps[gap[1]], body).strip()}
        for role, body in zip(pieces[::2], pieces[1::2], strict=True)
    ]
