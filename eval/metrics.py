"""How good one answer is: pure functions of a question and its line of answers.jsonl.

Every metric is a `Score`, a sum and what it is a sum over, so that a mean over questions and a share over
citations are pooled alike. A metric that does not apply to a question is absent from its scores.
The citation metrics follow ALCE (Gao et al., EMNLP 2023), with gold evidence as the judge of support.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import Any

from eval.match import Corpus, Source, clean, found_at, names, rests_on
from eval.questions.questions import LabelledQuestion

AnswerLine = Mapping[str, Any]
"""A line of answers.jsonl."""

Score = tuple[float, int]
"""`(sum, of)`: its value is `sum / of`, in [0, 1]."""

DEPTH = 10
"""How many hits count."""

CUTOFFS = (1, 3, 5, 10)

METRICS = (
    *(f"recall@{k}" for k in CUTOFFS),
    *(f"hit@{k}" for k in CUTOFFS),
    "mrr@10",
    "ndcg@10",
    "fact_recall",
    "citation_valid",
    "citation_recall",
    "citation_precision",
    "attribution",
    "evidence_shown",
    "abstention",
    "false_refusal",
)

RECALL_CURVE = tuple(f"recall@{k}" for k in range(1, DEPTH + 1))
"""Recall at every depth: what is scored beside METRICS, for the plot."""

LOWER_IS_BETTER = frozenset({"false_refusal", "aurc"})

MAX_CHARACTERS = 900
MAX_SENTENCES = 6
"""Longer answers state no fact: reading out the whole letter is no answer."""

WITHHELD = frozenset({"not_found", "refused"})
"""The statuses that say that there is no answer."""


def score(question: LabelledQuestion, line: AnswerLine, corpus: Corpus) -> dict[str, Score]:
    """Return the scores of one answered question."""
    scores = {} if (valid := citation_valid(line, corpus)) is None else {"citation_valid": valid}
    withheld = float(line["status"] in WITHHELD)
    if not question.answerable:
        return scores | {"abstention": (withheld, 1)}
    scores |= {"false_refusal": (withheld, 1)}
    scores |= {"evidence_shown": (float(evidence_shown(question, line, corpus)), 1)}
    scores |= retrieval(question, line["hits"], corpus)
    if question.facts:
        scores["fact_recall"] = (fact_recall(question, line), 1)
    if not withheld:
        scores |= citing(question, line, corpus)
    return scores


def score_fault(question: LabelledQuestion) -> dict[str, Score]:
    """Return the scores of a question that ended in a fault: wrong wherever a gold answer could tell."""
    if not question.answerable:
        return {"abstention": (0.0, 1)}
    left_out = {"citation_valid", "abstention", "false_refusal"} | (set() if question.facts else {"fact_recall"})
    named = dict.fromkeys((*METRICS, *RECALL_CURVE))
    return {name: (0.0, 1) for name in named if name not in left_out} | {"false_refusal": (1.0, 1)}


def retrieval(question: LabelledQuestion, hits: Sequence[Source], corpus: Corpus) -> dict[str, Score]:
    """Return recall, hit, mrr and ndcg over the first ten hits, by rank.

    Where whole files are the evidence, mrr and ndcg rank files, each by its first hit.
    """
    hits = sorted(hits, key=lambda hit: hit["rank"])[:DEPTH]
    ranks = [found_at(group, hits, corpus) for group in question.evidence]
    found = {k: sum(rank is not None and rank <= k for rank in ranks) for k in range(1, DEPTH + 1)}
    scores: dict[str, Score] = {f"recall@{k}": (found[k] / len(ranks), 1) for k in found}
    scores |= {f"hit@{k}": (float(found[k] > 0), 1) for k in CUTOFFS}
    if all(e.quote is None and e.note is None for group in question.evidence for e in group):
        files = list({hit["file"]: hit for hit in reversed(hits)}.values())
        files.sort(key=lambda hit: hit["rank"])
        ranks = [found_at(group, files, corpus) for group in question.evidence]
    return scores | {"mrr@10": (mrr(ranks), 1), "ndcg@10": (ndcg(ranks), 1)}


def mrr(ranks: Sequence[int | None]) -> float:
    """Return one divided by the first rank (from 1) at which evidence is found, 0 when there is none."""
    return max((1 / rank for rank in ranks if rank is not None), default=0.0)


def ndcg(ranks: Sequence[int | None]) -> float:
    """Return binary nDCG (Järvelin and Kekäläinen 2002) of groups found at `ranks`, in [0, 1].

    Every group gains 1. Groups that one hit completes take consecutive places, as separate hits would.
    """
    found = sorted(rank for rank in ranks if rank is not None)
    places = [max(rank, best) for best, rank in enumerate(found, start=1)]
    ideal = range(1, min(len(ranks), DEPTH) + 1)
    return sum(1 / log2(1 + place) for place in places[:DEPTH]) / sum(1 / log2(1 + best) for best in ideal)


def fact_recall(question: LabelledQuestion, line: AnswerLine) -> float:
    """Return the share of fact groups that the answer states, 0 for an answer that is too long."""
    sentences = [sentence["text"] for sentence in line["sentences"]]
    if len(sentences) > MAX_SENTENCES or len(" ".join(sentences)) > MAX_CHARACTERS:
        return 0.0
    return sum(stated) / len(stated) if (stated := facts_stated(question, line)) else 0.0


def facts_stated(question: LabelledQuestion, line: AnswerLine) -> list[bool]:
    """Return for every fact group whether an alternative stands in the answer's sentences, in any case."""
    text = clean(" ".join(sentence["text"] for sentence in line["sentences"])).casefold()
    return [any(clean(fact).casefold() in text for fact in group) for group in question.facts]


def citation_valid(line: AnswerLine, corpus: Corpus) -> Score | None:
    """Return how many citations have a span that gives their quote exactly, of how many; None of none."""
    citations = _citations(line)
    valid = sum(corpus.texts.get(c["file"], "")[c["start"] : c["end"]] == c["quote"] for c in citations)
    return (float(valid), len(citations)) if citations else None


def evidence_shown(question: LabelledQuestion, line: AnswerLine, corpus: Corpus) -> bool:
    """Return whether every group of evidence is quoted, by the answer or by what was shown as nearest.

    A line that was written before there was any has nothing nearest.
    """
    quotes = [*_citations(line), *line.get("nearest", ())]
    return all(any(rests_on(quote, group, corpus) for quote in quotes) for group in question.evidence)


def citing(question: LabelledQuestion, line: AnswerLine, corpus: Corpus) -> dict[str, Score]:
    """Return citation_recall, citation_precision and attribution of an answer that was given."""
    sentences = [
        [any(rests_on(citation, group, corpus) for group in question.evidence) for citation in sentence["citations"]]
        for sentence in line["sentences"]
    ]
    good = [rests for sentence in sentences for rests in sentence]
    first = next(iter(_citations(line)), None)
    right = first is not None and any(names(first, e, corpus) for group in question.evidence for e in group)
    return {
        "citation_recall": (sum(map(any, sentences)) / len(sentences) if sentences else 0.0, 1),
        "citation_precision": (sum(good) / len(good) if good else 0.0, 1),
        "attribution": (float(right), 1),
    }


def _citations(line: AnswerLine) -> list[Source]:
    return [citation for sentence in line["sentences"] for citation in sentence["citations"]]
