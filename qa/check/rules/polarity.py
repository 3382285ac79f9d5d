"""Whether a sentence says the contrary of what it rests on. Pure."""

from __future__ import annotations

from qa.check.claim import Claim
from qa.compare.negation import contradiction


def polarity(claim: Claim) -> str:
    """Return the words by which the sentence says the contrary of its quotes, or ""."""
    return contradiction(claim.text, claim.around, quotes=claim.quotes)
