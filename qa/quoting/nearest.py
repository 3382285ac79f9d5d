"""What comes closest to a question that is not answered: quotes that are near enough to be worth reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.records import Document
from qa.quoting.candidates import Candidate
from qa.quoting.confidence import near_floor, sentence_score
from qa.quoting.select import say_the_same, with_lead
from qa.records import Citation, cite

MOST_NEAREST = 3
_NEAR_BEST = 0.8  # a further quote is shown when it scores at least this share of the best one


def nearest(found: Iterable[Candidate], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Return at most three quotes of `found`, nearest first, each of something else; none of what is not near.

    `found` are all candidates of a question, those as well that lack a name or the kind of thing that is asked for.
    Lists of which only the heads fit are left out: their items are candidates of their own.
    """
    whole = [each for each in found if len(each.spans) == 1]
    best_first = sorted(whole, key=lambda each: (-sentence_score(each.features), each.letter.id, each.spans))
    best = sentence_score(best_first[0].features) if best_first else 0.0
    least = max(near_floor(), _NEAR_BEST * best)
    chosen: list[Candidate] = []
    for each in best_first:
        candidate = with_lead(each)
        if len(chosen) == MOST_NEAREST or sentence_score(each.features) < least:
            break
        if not any(say_the_same(candidate, other, documents) for other in chosen):
            chosen.append(candidate)
    return tuple(cite(documents[each.letter.document_id], each.letter, *each.spans[0]) for each in chosen)
