"""Answers without a language model: the letters' own sentences and lists that speak of what is asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dutch.dates import find_dates
from index.dutch.sentences import sentences
from index.dutch.words import content_words, fold, stem
from index.records import Document, Hit, Letter, Span
from qa.cite import cite
from qa.evidence import coverage
from qa.lists import LetterList, lists_of, without_mark
from qa.question import Question
from qa.records import Sentence

MOST_SENTENCES = 5
MOST_CHARACTERS = 700
_NEAR_BEST = 0.8  # a further sentence is shown when it scores at least this share of the best one
_LEAST_COVERED = 0.3  # share of the question's weight that a sentence must cover to be an answer at all
_NEAR_TOPIC = 0.6  # of the best covered sentence, for one that has the number or date that is asked for
_MUST_HAVE = ("number", "amount", "date", "moment", "contact")
_TWINS = 0.75  # Jaccard similarity of stems from which two sentences say the same
# What a sentence's score is made of: what it covers, how well its passage was found, whether it has what is asked for
_COVERS, _FOUND, _FITS_KIND = 0.45, 0.4, 0.15
_ASKS_ITSELF = 0.7  # for a sentence of a letter that is a question: it seldom answers one
_NEXT = 0.85  # of what the sentence before covers, for one that explains it
_HITS = 8  # hits whose sentences are considered
_SHORTEST = 20  # characters; a shorter line is a label or a heading

_COUNTED = (r"(?:\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|\w*honderd|\w*duizend|helft|kwart|"
            r"derde|dubbel\w*|miljoen|miljard|procent)\b)")  # fmt: skip
_NUMBER = re.compile(_COUNTED)
_AMOUNT = re.compile(rf"(?:€|\beuro\b).{{0,20}}{_COUNTED}|{_COUNTED}.{{0,20}}(?:€|\beuro\b|\bmiljoen\b|\bmiljard\b)|\bgratis\b|"
                     r"\bgeen (?:\w+ ){0,3}(?:geld|budget|middelen|kosten)\b")  # fmt: skip
_CONTACT = re.compile(r"\S@\S|(?:\+\d{2}|\b0)[\s()-]*(?:\d[\s()-]*){8,}")
_NAME = re.compile(r"(?<=[a-z,;:] )(?:dr\. |mr\. |prof\. )?[A-ZÀ-Þ][\w'’-]+|\b[A-Z]{2,}\b")
_EXPLAINS = re.compile(
    r"^(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Daarom|Daardoor|Hierdoor|Zo|Het gaat)\b|\b(?:namelijk|immers|bijvoorbeeld|daardoor|hierdoor)\b"
)
_CONDITION = re.compile(
    r"\b(?:als|indien|zodra|voordat|nadat|totdat|tijdens|elke?|ieder jaar|jaarlijks|wanneer|binnen|na|bij|komende?|volgende?)\b"
)
_CLAUSE = re.compile(r"[.;]\s+")
_ENUMERATES = re.compile(r"[,:;][^,:;]{2,80}(?:[,;]|\ben\b|\bof\b)[^,:;]{2,}")
_REASON = re.compile(r"\b(?:omdat|want|doordat|daarom|vanwege|wegens|zodat|reden|immers|namelijk|dankzij|gevolg)\b")
_DEFINES = re.compile(
    r"\b(?:verstaan|verstaat|betekent|houdt in|bedoel\w*|definitie|dat wil zeggen|noemen|oftewel|ofwel)\b"
)


@dataclass(frozen=True)
class Candidate:
    """Words of a letter that may answer: one or more spans that are shown together, and how well they fit."""

    letter: Letter
    spans: tuple[Span, ...]
    score: float
    covers: float
    """Share of the question's weight that the words cover, in [0, 1]."""


def quote(
    question: Question, terms: Mapping[str, float], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Sentence]:
    """Return up to five sentences of the letters, best first, that answer the question; each cites its own words.

    `terms` are the question's content words with what each tells (`evidence.weigh`). Lists that the question asks for come
    as one sentence with all their items.
    """
    candidates = _answering(question, _candidates(question, terms, hits[:_HITS], documents), documents)
    candidates.sort(key=lambda each: (-each.score, each.letter.id, each.spans))
    chosen: list[Candidate] = []
    length = 0
    for candidate in candidates:
        words = _text(candidate, documents)
        fits = len(chosen) < MOST_SENTENCES and length + len(words) <= MOST_CHARACTERS
        good = not chosen or candidate.score >= _NEAR_BEST * chosen[0].score
        if fits and good and not any(_same(words, _text(other, documents)) for other in chosen):
            chosen.append(candidate)
            length += len(words) + 1
    return [_sentence(each, documents) for each in chosen]


def _answering(
    question: Question, candidates: Sequence[Candidate], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the candidates that can answer: enough of it and, for *hoeveel*, *wanneer* and the like, with one."""
    covering = [each for each in candidates if each.covers >= _LEAST_COVERED]
    if question.expects not in _MUST_HAVE:
        return covering
    best = max((each.covers for each in covering), default=0.0)
    return [
        each for each in covering if _expected(question, _text(each, documents)) and each.covers >= _NEAR_TOPIC * best
    ]


def _candidates(
    question: Question, terms: Mapping[str, float], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> list[Candidate]:
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
            fits = coverage(
                terms, words, context=f"{passage.heading} {hit.letter.title or ''} {hit.letter.sender or ''}"
            )
            # a sentence that explains the one before it speaks of the same thing in other words
            before, fits = fits, max(fits, _NEXT * before) if _EXPLAINS.search(words) else fits
            score = _COVERS * fits + _FOUND * hit.score / top + _FITS_KIND * _expected(question, words)
            score *= _ASKS_ITSELF if words.endswith("?") else 1
            found.setdefault((hit.letter.id, span), Candidate(hit.letter, (span,), score, fits))
    return [*found.values(), *_list_candidates(question, terms, hits, documents)]


def _statements(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences in `text[start:end]`; one that is too long to show is cut at its semicolons and full stops."""
    spans = []
    for left, right in sentences(text, start, end):
        cuts = [match.end() for match in _CLAUSE.finditer(text, left, right)] if right - left > MOST_CHARACTERS else []
        spans += [(a, b) for a, b in pairwise([left, *cuts, right]) if text[a:b].strip()]
    return spans


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
            announced = coverage(
                terms, lead, context=f"{touching[0].passage.heading} {letter.title or ''}" if touching else ""
            )
            counted = question.count == len(each.items)
            if not touching or not (question.asks_list or lead.endswith(":")) or announced < 0.3:
                continue
            spans = _fitting(document, each)
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


def _expected(question: Question, words: str) -> float:
    """Return 1 when a sentence has the kind of thing that is asked for, 0 when not, 0.5 when nothing special is."""
    folded = fold(words)
    present = {
        "number": lambda: bool(_NUMBER.search(folded)),
        "amount": lambda: bool(_AMOUNT.search(folded)),
        "contact": lambda: bool(_CONTACT.search(words)),
        "date": lambda: _dated(words),
        "moment": lambda: _dated(words) or bool(_CONDITION.search(folded)),
        "person": lambda: bool(_NAME.search(words)),
        "place": lambda: bool(_NAME.search(words)),
        "list": lambda: bool(_ENUMERATES.search(folded)),
        "reason": lambda: bool(_REASON.search(folded)),
        "definition": lambda: bool(_DEFINES.search(folded)),
    }
    return float(present[question.expects]()) if question.expects in present else 0.5


def _dated(words: str) -> bool:
    return bool(find_dates(words) or re.search(r"\b(?:19|20)\d{2}\b", words))


def _is_statement(document: Document, letter: Letter, span: Span, *, people: bool) -> bool:
    """True for words that say something: no heading, no labelled line of the letterhead; who signs only for `people`."""
    start, end = span
    words = document.text[start:end]
    if _inside(span, letter.spans.get("signature")):
        return people and len(words.split()) > 1
    headed = any(_inside(span, heading) for heading in document.headings)
    labelled = any(_inside(span, place) for name, place in letter.spans.items() if name != "signature")
    too_short = len(words) < _SHORTEST or (len(words.split()) < 5 and words[-1] not in ".!?")
    return not (headed or labelled or too_short)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other[0] <= span[0] and span[1] <= other[1]


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
