"""The words of the letters that may answer a question: sentences and lists of the hits, each with a score. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dutch.sentences import sentences
from index.passages import context_line
from index.records import Document, Hit, Letter, Span
from qa.evidence import coverage
from qa.kinds import has_kind
from qa.lists import LetterList, lists_of, without_mark
from qa.question import Question

MOST_CHARACTERS = 700
"""Characters of an answer in all; a longer sentence or list is shown in part."""

# What a sentence's score is made of: what it covers, how well its passage was found, whether it has what is asked for
_COVERS, _FOUND, _FITS_KIND = 0.45, 0.4, 0.15
_ASKS_ITSELF = 0.7  # for a sentence of a letter that is a question: it seldom answers one
_NEXT = 0.85  # of what the sentence before covers, for one that explains it
_SHORTEST = 20  # characters; a shorter line is a label or a heading

_EXPLAINS = re.compile(
    r"^(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Daarom|Daardoor|Hierdoor|Zo|Het gaat)\b|\b(?:namelijk|immers|bijvoorbeeld|daardoor|hierdoor)\b"
)
_TOO_LONG = (re.compile(r"[.;]\s+"), re.compile(r",\s+"))  # where a sentence that is too long to show is cut


@dataclass(frozen=True)
class Candidate:
    """Words of a letter that may answer: one or more spans that are shown together, and how well they fit."""

    letter: Letter
    spans: tuple[Span, ...]
    score: float
    covers: float
    """Share of the question's weight that the words cover, in [0, 1]."""


def candidates(
    question: Question, terms: Mapping[str, float], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the sentences and lists of `hits` with their scores, unsorted. `terms` as of `evidence.weigh`."""
    top = hits[0].score if hits else 1.0
    found: dict[tuple[str, Span], Candidate] = {}
    for hit in hits:
        document = documents[hit.letter.document_id]
        passage = hit.passage
        before = 0.0
        for start, end in _statements(document.text, passage.start, passage.end):
            span = without_mark(document.text, (start, end))
            words = document.text[slice(*span)]
            if not _is_statement(document, hit.letter, span, people=question.expects == "person"):
                continue
            fits = coverage(terms, words, context=context_line(hit.letter, passage))
            # a sentence that explains the one before it speaks of the same thing in other words
            before, fits = fits, max(fits, _NEXT * before) if _EXPLAINS.search(words) else fits
            score = _COVERS * fits + _FOUND * hit.score / top + _FITS_KIND * has_kind(question.expects, words)
            score *= _ASKS_ITSELF if words.endswith("?") else 1
            found.setdefault((hit.letter.id, span), Candidate(hit.letter, (span,), score, fits))
    return [*found.values(), *_list_candidates(question, terms, hits, documents)]


def _statements(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences in `text[start:end]`; one that is too long to show is cut at its full stops and semicolons, else commas."""
    spans = []
    for left, right in sentences(text, start, end):
        spans += _parts(text, (left, right), _TOO_LONG)
    return spans


def _parts(text: str, span: Span, cutters: Sequence[re.Pattern[str]]) -> list[Span]:
    """Return `span` in parts that are short enough to show, cut by the first of `cutters` that it takes."""
    if span[1] - span[0] <= MOST_CHARACTERS or not cutters:
        return [span] if text[slice(*span)].strip() else []
    cuts = [match.end() for match in cutters[0].finditer(text, *span)]
    return [part for piece in pairwise([span[0], *cuts, span[1]]) for part in _parts(text, piece, cutters[1:])]


def _list_candidates(
    question: Question, terms: Mapping[str, float], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the lists that the hits touch and that the question asks for: its words stand in the lead-in."""
    found = []
    top = hits[0].score if hits else 1.0
    for letter in {hit.letter.id: hit.letter for hit in hits}.values():
        document = documents[letter.document_id]
        touched = [hit for hit in hits if hit.letter.id == letter.id]
        for each in lists_of(document, letter):
            begin, end = each.lead[0], each.items[-1][1]
            touching = [hit for hit in touched if hit.passage.start < end and begin < hit.passage.end]
            lead = document.text[slice(*each.lead)]
            announced = coverage(terms, lead, context=context_line(letter, touching[0].passage) if touching else "")
            counted = question.count == len(each.items)
            if not touching or not (question.asks_list or lead.endswith(":")) or announced < 0.3:
                continue
            spans = _fitting(document, each)
            if spans in ((), (each.lead,)):
                continue  # a lead-in without an item says nothing
            score = _COVERS * announced + _FOUND * touching[0].score / top
            score += _FITS_KIND * (counted + question.asks_list)
            found.append(Candidate(letter, spans, score, announced))
    return found


def _fitting(document: Document, each: LetterList) -> tuple[Span, ...]:
    """Return the list whole when it is short enough, else the head of each item, else what fits of it."""
    whole = (each.lead[0], each.items[-1][1])
    if whole[1] - whole[0] <= MOST_CHARACTERS:
        return (whole,)
    heads = tuple(_head(document.text, item) for item in each.items)
    budget = MOST_CHARACTERS
    fitting = []
    for start, end in (each.lead, *heads):
        if end - start + 2 > budget:
            break
        fitting.append((start, end))
        budget -= end - start + 2
    return tuple(fitting)


def _head(text: str, item: Span) -> Span:
    """Return the part of a list item that names it: before a dash or colon, else its first sentence."""
    named = re.search(r"\s[-–—]\s|:\s", text[slice(*item)])
    if named and named.start() > 3:
        return item[0], item[0] + named.start()
    return sentences(text, *item)[0]


def _is_statement(document: Document, letter: Letter, span: Span, *, people: bool) -> bool:
    """True for words that say something: no heading, no labelled line of the letterhead; who signs only for `people`."""
    start, end = span
    words = document.text[start:end]
    if _inside(span, letter.spans.get("signature")):
        return people and len(words.split()) > 1
    headed = any(_inside(span, heading) for heading in document.headings)
    fields = (name for name in letter.spans if name != "signature" and not (name == "title" and words[-1] in ".!"))
    labelled = any(_inside(span, letter.spans[name]) for name in fields)
    announces = words.endswith(":")  # a list that it belongs to is a candidate of its own
    too_short = len(words) < _SHORTEST or (len(words.split()) < 5 and words[-1] not in ".!?")
    return not (headed or labelled or announces or too_short)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other[0] <= span[0] and span[1] <= other[1]
