"""What a reviewer sent with the form: verdicts, and a corrected answer with words of the letters. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from index.search.library import Library
from index.store.review.reviews import Correction
from qa.check.find_quote import find_quote
from qa.review.faults import NotReviewableError
from qa.review.reviewing import picked
from ui.desk.review.exchange_view import ReviewDraft

CITE = "citeer"
"""The name of each box of a quote on which the corrected answer rests."""

_QUOTE = re.compile(r"citaat-(\d{1,3})-(\d{1,3})")
_SPAN = re.compile(r"(.{1,64}):(\d{1,9})-(\d{1,9})")
_MOST = 20  # citations of a corrected answer


def draft_in(form: Mapping[str, str], chosen: Sequence[str]) -> ReviewDraft:
    """Return what stands in the form that was sent; quotes on which nothing was said are left out."""
    quotes = {}
    for name, value in form.items():
        if value and (match := _QUOTE.fullmatch(name)):
            quotes[int(match[1]), int(match[2])] = value
    return ReviewDraft(
        answer=form.get("antwoord", ""),
        quotes=quotes,
        note=form.get("opmerking", ""),
        correction=form.get("verbeterd", ""),
        chosen=frozenset(chosen[:_MOST]),
        words=form.get("woorden", ""),
        given=form.get("gegeven", ""),
    )


def correction_in(draft: ReviewDraft, library: Library | None) -> Correction | None:
    """Return the corrected answer that was sent, with the citations that were chosen and those whose words were copied
    from a letter, a line for each; None where it is the answer that was given and nothing was chosen or copied. Raises
    NotReviewableError where words stand in no letter.
    """
    lines = [line for line in draft.words.splitlines() if line.strip()][:_MOST]
    if not draft.corrects:
        return None
    if library is None:
        raise NotReviewableError("Er zijn nu geen brieven om uit te citeren.", help="Voeg eerst brieven toe.")
    spans = [match for each in sorted(draft.chosen) if (match := _SPAN.fullmatch(each))]
    chosen = [picked(match[1], int(match[2]), int(match[3]), library=library) for match in spans]
    return Correction(draft.correction, (*chosen, *(_copied(line, library) for line in lines)))


def _copied(words: str, library: Library) -> dict[str, Any]:
    """Return the citation of words that stand in a letter, whatever their line ends: the first place, in the order of
    files.
    """
    for letter in library.letters.values():
        text = library.document_of(letter).text[letter.start : letter.end]
        if spans := find_quote(words, text):
            start, end = spans[0][0], spans[-1][1]
            return picked(letter.id, letter.start + start, letter.start + end, library=library)
    raise NotReviewableError(
        f"Deze woorden staan in geen van de brieven: “{words.strip()[:200]}”.",
        help="Kopieer ze letterlijk uit de brief, elk citaat op een eigen regel.",
    )
