"""Answers without a language model: the letters' own sentences and lists that speak of what is asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.dutch.words import content_words, stem
from index.records import Document, Hit
from qa.candidates import MOST_CHARACTERS, Candidate, candidates
from qa.cite import cite
from qa.kinds import MUST_HAVE, has_kind
from qa.question import Question
from qa.records import Sentence

MOST_SENTENCES = 5
_NEAR_BEST = 0.8  # a further sentence is shown when it scores at least this share of the best one
_LEAST_COVERED = 0.3  # share of the question's weight that a sentence must cover to be an answer at all
_NEAR_TOPIC = 0.6  # of the best covered sentence, for one that has the number or date that is asked for
_TWINS = 0.75  # Jaccard similarity of stems from which two sentences say the same
_HITS = 8  # hits whose sentences are considered


def quote(
    question: Question, terms: Mapping[str, float], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Sentence]:
    """Return up to five sentences of the letters, best first, that answer the question; each cites its own words.

    `terms` are the question's content words with what each tells (`evidence.weigh`). Lists that the question asks for come
    as one sentence with all their items.
    """
    fitting = _answering(question, candidates(question, terms, hits[:_HITS], documents), documents)
    fitting.sort(key=lambda each: (-each.score, each.letter.id, each.spans))
    chosen: list[Candidate] = []
    length = 0
    for candidate in fitting:
        words = _text(candidate, documents)
        fits = len(chosen) < MOST_SENTENCES and length + len(words) <= MOST_CHARACTERS
        good = not chosen or candidate.score >= _NEAR_BEST * chosen[0].score
        if fits and good and not any(_same(words, _text(other, documents)) for other in chosen):
            chosen.append(candidate)
            length += len(words) + 1
    return [_sentence(each, documents) for each in chosen]


def _answering(question: Question, found: Sequence[Candidate], documents: Mapping[str, Document]) -> list[Candidate]:
    """Return the candidates that can answer: enough of it and, for *hoeveel*, *wanneer* and the like, with one."""
    covering = [each for each in found if each.covers >= _LEAST_COVERED]
    if question.expects not in MUST_HAVE:
        return covering
    best = max((each.covers for each in covering), default=0.0)
    near = [each for each in covering if each.covers >= _NEAR_TOPIC * best]
    if question.expects == "moment" and (dated := [e for e in near if has_kind("date", _text(e, documents))]):
        return dated  # a condition answers *wanneer* only where no date does
    return [each for each in near if has_kind(question.expects, _text(each, documents))]


def _text(candidate: Candidate, documents: Mapping[str, Document]) -> str:
    text = documents[candidate.letter.document_id].text
    return " ".join(" ".join(text[start:end].split()) for start, end in candidate.spans)


def _sentence(candidate: Candidate, documents: Mapping[str, Document]) -> Sentence:
    document = documents[candidate.letter.document_id]
    citations = tuple(cite(document, candidate.letter, *span) for span in candidate.spans)
    parts = [" ".join(citation.quote.split()) for citation in citations]
    text = parts[0] if len(parts) == 1 else f"{parts[0]} {'; '.join(part.rstrip('.;') for part in parts[1:])}."
    return Sentence(text, citations)


def _same(a: str, b: str) -> bool:
    first, second = ({stem(word) for word in content_words(words)} for words in (a, b))
    smaller = min(len(first), len(second))
    return bool(smaller) and (len(first & second) / len(first | second) >= _TWINS or len(first & second) == smaller)
