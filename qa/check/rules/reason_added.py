"""Whether a reason or consequence that a sentence gives stands in its quote. Pure."""

from __future__ import annotations

from index.dutch.word_lists import kinds
from qa.check.claim import Claim
from qa.compare.align import ALIKE
from qa.compare.antonyms import opposite
from qa.compare.clauses import clauses, content, like, tokens

_OPENS = kinds("grammar/conjunctions.tsv", "reason")
_ALSO = ("daarna ", "daardoor ", "daarom ")
_KEPT = 0.34  # share of a reason's words that must have a like


def reason_added(claim: Claim) -> str:
    """Return the clause that gives a reason or consequence of which the quotes have next to nothing, or ""."""
    known = [word for text in (*claim.quotes, *claim.printed) for word in content(tokens(text))]
    for clause in clauses(claim.text):
        if clause.opener not in _OPENS and not " ".join(clause.words).startswith(_ALSO):
            continue
        telling = content(clause.words)
        kept = sum(any(like(word, each) >= ALIKE or opposite(word, each) for each in known) for word in telling)
        if len(telling) > 1 and kept < _KEPT * len(telling):
            return " ".join(clause.words)
    return ""
