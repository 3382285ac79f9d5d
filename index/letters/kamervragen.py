"""Written questions of members of parliament with the government's answers, as the Tweede Kamer publishes them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from index.dutch.dates import find_dates
from index.letters.lines import TextLine
from index.records import Field, Span

_ASKED = re.compile(
    r"Vragen van (?P<who>(?:het lid|de leden)\b.{3,300}?)\s+aan\s+(?P<to>.{3,300}?)\s+over\s+(?P<about>.{3,500}?)\s*"
    r"\(\s*ingezonden\s+(?P<sent>[^)]{6,40})\)",
    re.DOTALL,
)
_REPLIED = re.compile(
    r"(?:Antwoord|Mededeling) van (?P<by>[^()]{3,200}\([^()]{3,120}\))[^(]{0,400}\(\s*ontvangen\s+(?:\(ontvangen\s+)?(?P<received>[^)]{6,40})\)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\b(?P<number>\d{1,4})\s*\Z")
_HEAD = 3000


def kamervragen(text: str, lines: Sequence[TextLine]) -> dict[str, Any] | None:
    """Return the fields of such a publication for `Head`, or None when the letter is something else."""
    start = lines[0].start
    top = text[start : min(start + _HEAD, lines[-1].end)]
    asked = _ASKED.search(top)
    if asked is None or "Aanhangsel" not in top[: asked.start()]:
        return None
    replied = _REPLIED.search(top, asked.end())
    spans: dict[Field, Span] = {
        "kind": _span(start, asked.span()),
        "title": _span(start, asked.span("about")),
    }
    found: dict[str, Any] = {
        "kind": "kamervragen",
        "title": "Kamervragen over " + _line(asked["about"]),
        "recipient": _line(asked["who"]),
        "spans": spans,
    }
    spans["recipient"] = _span(start, asked.span("who"))
    printed = find_dates(replied["received"] if replied else asked["sent"])
    if replied:
        found["sender"] = _line(replied["by"])
        spans["sender"] = _span(start, replied.span())
    if printed and printed[0].iso:
        found["date"] = printed[0].iso
        spans["date"] = _span(start, replied.span() if replied else asked.span())
    number = _NUMBER.search(top[: asked.start()])
    if number:
        found["reference"] = number["number"]
        spans["reference"] = _span(start, number.span("number"))
    return found


def _span(start: int, span: Span) -> Span:
    return start + span[0], start + span[1]


def _line(words: str) -> str:
    return " ".join(words.split())
