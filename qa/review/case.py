"""A judged exchange as a test question: what should be answered, and the evidence for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.store.exchanges import Exchange
from index.store.review.reviews import Review
from qa.review.faults import NoCaseError

UNANSWERABLE, ANSWERABLE = "unanswerable-staff", "staff"
"""The types of the questions: that the letters do not say it, and that they do."""


def staff_case(exchange: Exchange, review: Review) -> dict[str, Any]:
    """Return the exchange as a line of a question file (docs/evaluation.md), with what `review` found as the truth.

    Of a corrected answer each citation is evidence that is needed; of a good one, for each sentence, its citations that
    were not judged otherwise; of one that is partly good, those that were judged right. Raises NoCaseError where that
    leaves nothing.
    """
    about = {
        "id": case_id(exchange.id),
        "question": exchange.searched_for,
        "lang": exchange.language or "nl",
        "reviewer": review.reviewer,
        "reviewed_at": review.reviewed_at.isoformat(timespec="seconds"),
    }
    silent = review.answer == "good" and not exchange.line["sentences"]
    if review.answer == "should_refuse" or (silent and not review.correction):
        return {**about, "type": UNANSWERABLE}
    answer, groups = borne_out(exchange, review)
    if not groups:
        raise NoCaseError(
            "Uit dit oordeel volgt niet wat het goede antwoord is.",
            help="Geef een verbeterd antwoord met citaten uit de brieven, of kies een ander oordeel.",
        )
    evidence = [[_evidence(each) for each in group] for group in groups]
    return {**about, "type": ANSWERABLE, "answer": answer, "evidence": evidence}


def borne_out(exchange: Exchange, review: Review) -> tuple[str, list[list[Mapping[str, Any]]]]:
    """Return the answer that the review leaves standing, and the citations of which one of each group is needed."""
    if review.correction:
        return review.correction.text, [[each] for each in review.correction.citations]
    found = {(each.sentence, each.citation): each.verdict for each in review.quotes}
    unsaid = {"good": "right"}.get(review.answer, "")
    kept, groups = [], []
    for number, sentence in enumerate(exchange.line["sentences"], 1):
        verdicts = [found.get((number, place), unsaid) for place in range(1, len(sentence["citations"]) + 1)]
        right = [each for each, verdict in zip(sentence["citations"], verdicts, strict=True) if verdict == "right"]
        if right and review.answer in ("good", "partly"):
            kept.append(sentence["text"])
            groups.append(right)
    return " ".join(kept), groups


def case_id(exchange_id: str) -> str:
    """Return the id of the test question that is made of an exchange."""
    return f"staff-{exchange_id}"


def _evidence(citation: Mapping[str, Any]) -> dict[str, Any]:
    note = citation.get("reference") or None
    return {"file": citation["file"], "note": note, "quote": " ".join(citation["quote"].split())}
