"""On which of the chosen quotes each sentence that staff wrote rests: the rules are those for a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.dutch.sentences import sentences
from index.search.library import Library
from index.store.review.reviews import Correction
from qa.check.checker import Checker
from qa.check.reasons import explain
from qa.records import Citation, Dropped, Sentence, cite
from qa.review.faults import NotReviewableError


def corrected_sentences(correction: Correction, library: Library, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a corrected answer, each with the chosen quotes that it rests on. Raises
    NotReviewableError where a sentence is not borne out, or a letter has changed.
    """
    citations = [as_it_was(each, library) for each in correction.citations]
    if None in citations:
        raise changed_letters()
    return proven(correction.text, [each for each in citations if each], library=library, language=language)


def as_it_was(citation: Mapping[str, Any], library: Library) -> Citation | None:
    """Return a citation that was kept; None where its letter is no longer there as it was, or has been replaced."""
    letter = library.letters.get(citation["letter_id"])
    start, end = citation["start"], citation["end"]
    if letter is None or letter.replaced_by or library.document_of(letter).text[start:end] != citation["quote"]:
        return None
    return cite(library.document_of(letter), letter, start, end)


def changed_letters() -> NotReviewableError:
    """Return that what an answer rests on is not there any more."""
    return NotReviewableError(
        "De brieven onder dit antwoord zijn veranderd sinds het werd gegeven.", help="Stel de vraag opnieuw."
    )


def proven(text: str, citations: Sequence[Citation], *, library: Library, language: str = "nl") -> tuple[Sentence, ...]:
    """Return the sentences of `text`, each with what of `citations` it rests on: all that bear it out by themselves,
    else no more than bear it out together.

    Raises NotReviewableError for the first sentence that they do not bear out, with what is wrong with it.
    """
    checker = Checker()

    def found(said: str, some: Sequence[Citation]) -> Sentence | Dropped:
        passages = tuple(dict.fromkeys(passage for each in some for passage in _passages(each, library)))
        return checker.cited(said, some, documents=library.documents, passages=passages, language=language)

    def borne_out(said: str, some: Sequence[Citation]) -> bool:
        return isinstance(found(said, some), Sentence)

    made = []
    for start, end in sentences(text):
        said = " ".join(text[start:end].split())
        rests_on = [each for each in citations if borne_out(said, [each])] or list(citations)
        outcome = found(said, rests_on)
        if isinstance(outcome, Dropped):
            raise NotReviewableError(
                f"De gekozen citaten bewijzen deze zin niet: “{said}” {explain(outcome)}",
                help="Kies andere citaten erbij, of schrijf alleen wat er in de citaten staat.",
            )
        for each in tuple(rests_on):  # in turn, so that what is left is needed
            fewer = [other for other in rests_on if other is not each]
            if not borne_out(said, [each]) and fewer and borne_out(said, fewer):
                rests_on = fewer
        made.append(Sentence(said, tuple(rests_on)))
    return tuple(made)


def _passages(citation: Citation, library: Library) -> list[str]:
    """Return the passages in which a citation begins."""
    return [
        each.text
        for each in library.passages.values()
        if each.letter_id == citation.letter.id and each.start <= citation.start < each.end
    ]
