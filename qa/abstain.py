"""Is there evidence for an answer? Decided from what the passages cover of the question, not from one score. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.dutch.words import fold
from index.passages import context_line
from index.records import Hit
from qa.evidence import coverage, match, vocabulary

ENOUGH = 0.5
"""Share of the question's weight that one passage must cover. Set on the development questions of ../shared/eval."""

_HITS = 5
_NAME = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\w*(?:-\w+)?\b|\b(?:19|20)\d{2}\b")


def has_evidence(question: str, terms: Mapping[str, float], hits: Sequence[Hit]) -> bool:
    """True when a passage among the first hits covers enough of the question, its abbreviations and years included."""
    if not terms:
        return False
    must = {fold(name) for name in _NAME.findall(question)}
    for hit in hits[:_HITS]:
        context = context_line(hit.letter, hit.passage)
        around = vocabulary(f"{context} {hit.passage.text}") | _initials(hit)
        if all(match(name, around) for name in must) and coverage(terms, hit.passage.text, context=context, worth=1) >= ENOUGH:
            return True
    return False


def _initials(hit: Hit) -> frozenset[str]:
    from qa.named import abbreviations

    return frozenset(abbreviations(hit.letter.sender or ""))
