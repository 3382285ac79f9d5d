"""Whether a quote is an answer at all: what somebody asks in a letter, the letter does not say. Pure."""

from __future__ import annotations

import re

from index.dutch.words import fold
from qa.check.claim import Claim

_ASKS = re.compile(r"\bvra(?:ag|gen|agt)\b|\bvroeg(?:en)?\b|\bgevraagd\b|voorstel|voorgesteld|\bstelt\b.*\bvoor\b|\?")


def question_no_answer(claim: Claim) -> str:
    """Return the question that the sentence takes for what the letter says, or ""."""
    asked = [text for text in claim.around if text.rstrip().endswith("?")]
    if len(asked) < len(claim.around) or _ASKS.search(fold(claim.text)):
        return ""
    return " ".join(asked[0].split()[-8:])
