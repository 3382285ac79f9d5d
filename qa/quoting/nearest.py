"""What comes closest to a question that is not answered: quotes that are near enough to be worth reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.records import Document
from qa.quoting.calibration import calibration
from qa.quoting.candidates import Candidate
from qa.quoting.select import say_the_same, with_lead
from qa.records import Citation, cite

MOST_NEAREST = 3
_NEAR_BEST = 0.6  # a further quote is shown when it scores at least this share of the best one


def nearest(found: Iterable[Candidate], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Return at most three quotes of `found`, nearest first, each of something else; none of what is not near.

    `found` are all candidates of a question, those as well that lack a name or the kind of thing that is asked for.
    Lists of which only the heads fit are left out: their items are candidates of their own.
    """
    whole = [each for each in found if len(each.spans) == 1]
    if not whole:
        return ()
    learned = calibration()
    scored = sorted(
        ((learned.score(each.features), each) for each in whole),
        key=lambda pair: (-pair[0], pair[1].letter.id, pair[1].spans),
    )
    least = max(learned.floor, _NEAR_BEST * scored[0][0])
    chosen: list[Candidate] = []
    for score, each in scored:
        candidate = with_lead(each)
        if len(chosen) == MOST_NEAREST or score < least:
            break
        if not any(say_the_same(candidate, other, documents) for other in chosen):
            chosen.append(candidate)
    return tuple(cite(documents[each.letter.document_id], each.letter, *each.spans[0]) for each in chosen)
