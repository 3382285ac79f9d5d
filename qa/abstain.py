"""Is there evidence for an answer? Decided from what the passages cover of the question, not from one score. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.dutch.words import fold
from index.passages import context_line
from index.records import Hit
from qa.evidence import match, vocabulary

ENOUGH = 0.5
"""Share of the question's weight that one passage must cover. Set on the development questions of ../shared/eval."""

_HITS = 5
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NAME = re.compile(r"(?<!^)(?<![.?!:] )\b[A-Z][\w'’-]+|\b\w*[A-Z]\w*[A-Z][\w-]*")


def speaking(question: str, terms: Mapping[str, float], hits: Sequence[Hit]) -> frozenset[str]:
    """Return the ids of the letters that speak of what is asked; empty when none does.

    A passage of the letter among the first hits covers enough of the question, all its names and years included.
    """
    found = set()
    must = {fold(name) for name in [*_NAME.findall(question), *_YEAR.findall(question)]} & terms.keys()
    for hit in hits[:_HITS] if terms else ():
        context = context_line(hit.letter, hit.passage)
        around = vocabulary(f"{context} {hit.passage.text}")
        covered = sum(weight * match(term, around) for term, weight in terms.items())
        if all(match(name, around) for name in must) and covered >= ENOUGH * sum(terms.values()):
            found.add(hit.letter.id)
    return frozenset(found)
