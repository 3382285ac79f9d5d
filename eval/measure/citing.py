"""Whether what a model wrote is borne out by what it cites, in the eyes of a judge. Pure.

The metrics are those of ALCE: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations"
(EMNLP 2023), section 3.3. Let φ(premise, s) be 1 where a judge finds that the premise bears out all of statement s,
else 0, and C_i the citations of statement s_i of an answer with n statements.

    recall(s_i)         = 1 if C_i is not empty and φ(concat(C_i), s_i) = 1, else 0
    irrelevant(c_ij)    = φ(c_ij, s_i) = 0 and φ(concat(C_i without c_ij), s_i) = 1
    precision(c_ij)     = 1 if recall(s_i) = 1 and c_ij is not irrelevant, else 0

    citation recall     = Σ_i recall(s_i) / n
    citation precision  = Σ_ij precision(c_ij) / Σ_i |C_i|

Of one citation the concatenation without it is empty and bears out nothing: it is never irrelevant. Both are of one
answer; a run has their mean over answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.metrics import AnswerLine, Score


@dataclass(frozen=True)
class Quote:
    """Words of a letter with what the letter says of itself: `date` is ISO 8601, None is not said."""

    text: str
    kind: str | None = None
    title: str | None = None
    sender: str | None = None
    date: str | None = None
    reference: str | None = None


@dataclass(frozen=True)
class CitedStatement:
    """A sentence with its citations."""

    text: str
    quotes: tuple[Quote, ...]


Supports = Callable[[tuple[Quote, ...], str], bool]
"""φ: whether these quotes together bear out all of a sentence."""


def statements(line: AnswerLine) -> list[CitedStatement]:
    """Return the sentences of a line of answers.jsonl with what they cite, each place once."""
    return [
        CitedStatement(sentence["text"], tuple(dict.fromkeys(_quote(each) for each in sentence["citations"])))
        for sentence in line["sentences"]
    ]


def citing_scores(answer: Sequence[CitedStatement], supports: Supports) -> dict[str, Score]:
    """Return `citation_recall` and `citation_precision` of one answer of at least one sentence, and what each is worth.

    Asks no more than the definitions need: the parts of several citations only where together they bear out the
    sentence.
    """
    recall = [bool(each.quotes) and supports(each.quotes, each.text) for each in answer]
    precise = [
        whole and not _irrelevant(quote, each, supports)
        for each, whole in zip(answer, recall, strict=True)
        for quote in each.quotes
    ]
    return {
        "citation_recall": (sum(recall) / len(recall), 1),
        "citation_precision": (sum(precise) / len(precise) if precise else 0.0, 1),
    }


def _irrelevant(quote: Quote, statement: CitedStatement, supports: Supports) -> bool:
    """Whether `quote` alone does not bear out the statement, and the others do so without it."""
    others = tuple(each for each in statement.quotes if each != quote)
    return bool(others) and not supports((quote,), statement.text) and supports(others, statement.text)


def _quote(citation: Mapping[str, Any]) -> Quote:
    return Quote(citation["quote"], *(citation.get(name) for name in ("kind", "title", "sender", "date", "reference")))
