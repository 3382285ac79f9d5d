"""What the page shows of one question: the answer, its citations in context, and the gold evidence. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.match import Corpus, Group, Source, clean, found_at, rests_on
from eval.measure.result import Result, failures
from eval.metrics import facts_stated
from eval.questions.questions import Evidence, LabelledQuestion
from eval.report.excerpt import Excerpt, excerpt, find_words
from eval.report.labels import FAILURE_LABELS, STATUS_LABELS, decimal


@dataclass(frozen=True)
class QuoteEntry:
    """A citation or a piece of evidence: its place in words, and its words in context or, where not found, alone."""

    where: str
    excerpt: Excerpt | None
    rests: bool = False
    """For a citation: whether it rests on gold evidence."""


@dataclass(frozen=True)
class SentenceEntry:
    """A sentence of the answer with its citations."""

    text: str
    citations: Sequence[QuoteEntry]


@dataclass(frozen=True)
class EvidenceEntry:
    """A group of evidence: alternatives, and the rank at which one was found in Dutch."""

    alternatives: Sequence[QuoteEntry]
    rank: str


@dataclass(frozen=True)
class QuestionEntry:
    """One question as the page shows it. `anchor` is its place on the page, `wrong` what failed, by name; `nearest`
    was shown instead of an answer.
    """

    anchor: str
    question: LabelledQuestion
    status: str
    right: bool
    wrong: Mapping[str, str]
    confidence: str
    fault: str
    notice: str
    searched_for: str
    sentences: Sequence[SentenceEntry]
    nearest: Sequence[QuoteEntry]
    dropped: Sequence[Mapping[str, str]]
    evidence: Sequence[EvidenceEntry]
    facts: Sequence[tuple[str, bool]]
    change: Mapping[str, Any] | None


def show(result: Result, *, number: int, corpus: Corpus, change: Mapping[str, Any] | None = None) -> QuestionEntry:
    """Return what to show of `result`; `change` is its entry in the comparison with an earlier run."""
    question, line = result.question, result.line or {"sentences": [], "hits": [], "notice": ""}
    searched = line.get("searched_for", question.question)
    stated = facts_stated(question, line)
    return QuestionEntry(
        anchor=f"vraag-{number}",
        question=question,
        status=STATUS_LABELS[result.status],
        right=result.right,
        wrong={name: FAILURE_LABELS[name] for name in failures(result)},
        confidence="" if result.confidence is None else decimal(result.confidence),
        fault=result.fault or "",
        notice=line["notice"],
        searched_for="" if searched == question.question else searched,
        sentences=[
            SentenceEntry(each["text"], [_citation(citation, question, corpus) for citation in each["citations"]])
            for each in line["sentences"]
        ],
        nearest=[_citation(citation, question, corpus) for citation in line.get("nearest", ())],
        dropped=line.get("dropped", ()),
        evidence=[_needed(group, line["hits"], corpus) for group in question.evidence],
        facts=[(" of ".join(group), there) for group, there in zip(question.facts, stated, strict=True)],
        change=change,
    )


def _citation(citation: Source, question: LabelledQuestion, corpus: Corpus) -> QuoteEntry:
    named = [citation["file"], *(citation.get(key) for key in ("title", "date", "reference"))]
    where = ", ".join([*(str(part) for part in named if part), f"pagina {citation['page']}"])
    text, start, end = corpus.texts.get(citation["file"], ""), citation["start"], citation["end"]
    exact = text[start:end] == citation["quote"]
    return QuoteEntry(
        where,
        excerpt(text, start, end) if exact else Excerpt("", citation["quote"], ""),
        rests=any(rests_on(citation, group, corpus) for group in question.evidence),
    )


def _needed(group: Group, hits: Sequence[Source], corpus: Corpus) -> EvidenceEntry:
    rank = found_at(group, hits, corpus)
    return EvidenceEntry(
        [_evidence(each, corpus) for each in group], "niet gevonden" if rank is None else f"treffer {rank}"
    )


def _evidence(evidence: Evidence, corpus: Corpus) -> QuoteEntry:
    where = ", ".join(part for part in (evidence.file, evidence.note) if part)
    if evidence.quote is None:
        return QuoteEntry(where, None)
    text = corpus.texts.get(evidence.file, "")
    place = find_words(text, clean(evidence.quote))
    return QuoteEntry(where, excerpt(text, *place) if place else Excerpt("", evidence.quote, ""))
