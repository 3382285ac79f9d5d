"""The words of the letters that may answer a question: sentences and lists of the hits, each with a score. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dutch.sentences import sentences
from index.letters.lines import TextLine
from index.letters.passages import context_line
from index.records import Document, Hit, Letter, Span
from index.search.fuse import said_once
from qa.question.question import Question
from qa.quoting.answer_types import has_kind
from qa.quoting.evidence import Matcher, QuestionTerm, coverage
from qa.quoting.lists import LetterList, lists_of, without_mark
from qa.quoting.table_rows import row_at

MOST_CHARACTERS = 700
"""Characters of an answer in all; a longer sentence or list is shown in part."""

_NEXT = 0.85  # of what the sentence before covers, for one that explains it
_SHORTEST = 20  # characters; a shorter line is a label or a heading
_REPEATED = 0.5  # share of new in what is said, down from which words are piled up to be found
_LEAST_ANNOUNCED = 0.3  # share of the question that the lead-in of a list must cover

_EXPLAINS = re.compile(
    r"^(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Daarom|Daardoor|Hierdoor|Zo|Het gaat)\b|\b(?:namelijk|immers|bijvoorbeeld|"
    r"daardoor|hierdoor)\b"
)
_ASKS = re.compile(r"\?\W*[\d⁰¹²³⁴-⁹]{0,2}\W*\Z")  # a footnote's number may follow
_FOOTNOTE = re.compile(
    r"(?:\d{1,2}[ \t]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}[ \t]*)[A-Z«“(].*(?:https?:|www\.|\bnr\. ?\d|\d{4}[–/-]\d{2,4}, \d)", re.DOTALL
)
_LABELS = re.compile(
    r"\b(?:Datum|Kenmerk|Onderwerp|Telefoon|Bijlage\(?n?\)?|Uw brief|Ons kenmerk|Uw kenmerk|Contactpersoon|Aan|"
    r"Van)\b(?=\s*:|\s+[\dA-Z-])"
)
_ADDRESS = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b|\bPostbus \d")
_POINTS_BACK = re.compile(
    r"(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Daarom|Daardoor|Daarmee|Daarbij|Daarvoor|Daarvan|Hierdoor|Hiermee|Hierbij|"
    r"Hiervoor|Zo|Het gaat|Ook|"
    r"Het zijn immers|Dergelijke|Zulke)\b"
)
_TOO_LONG = (re.compile(r"[.;]\s+"), re.compile(r",\s+"))  # where a sentence that is too long to show is cut

Nearness = Mapping[str, Sequence[tuple[Span, float]]]
"""By passage id the spans of its sentence windows with their cosine similarity to the question."""


@dataclass(frozen=True)
class Candidate:
    """Words of a letter that may answer: one or more spans that are shown together, and how well they fit.

    `features` are in [0, 1]: `covers`, the share of the question's weight that the words cover, their letter's context
    and passage counting for less; `says`, the share that they cover by themselves; `near`, the nearness of their
    meaning; `found`, the score of their passage, `first`, that score as a share of the best; `kind`, whether they have
    what is asked for; `asks`, whether they only ask.
    """

    letter: Letter
    spans: tuple[Span, ...]
    features: Mapping[str, float]
    led_by: Span | None = None
    """The sentence right before, where the words point back to it: `Dat is lastig` says nothing by itself."""


def candidates(
    question: Question,
    terms: Sequence[QuestionTerm],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    *,
    matcher: Matcher,
    nearness: Nearness,
) -> list[Candidate]:
    """Return the sentences and lists of `hits` with what speaks for them, unsorted. `terms` as of `Evidence.terms`."""
    top = hits[0].score if hits else 1.0
    found: dict[tuple[str, Span], Candidate] = {}
    for hit in hits:
        document, passage = documents[hit.letter.document_id], hit.passage
        around = matcher.read(f"{context_line(hit.letter, passage)} {passage.text}")
        before = 0.0
        previous: Span | None = None
        for start, end in _statements(document.text, passage.start, passage.end):
            span = without_mark(document.text, (start, end))
            words = document.text[slice(*span)]
            if not _is_statement(document, hit.letter, span, people=question.expects == "person"):
                continue
            own = matcher.read(words)
            fits = coverage(terms, own, around=around)
            # a sentence that explains the one before it speaks of the same thing in other words
            before, fits = fits, max(fits, _NEXT * before) if _EXPLAINS.search(words) else fits
            features = {
                "covers": fits,
                "says": coverage(terms, own),
                "near": _near(nearness.get(passage.id, ()), span),
                "found": hit.score,
                "first": hit.score / top if top else 0.0,
                "kind": has_kind(question, words, matcher.means),
                "asks": float(_ASKS.search(words) is not None),
            }
            led_by = previous if _POINTS_BACK.match(words) else None
            found.setdefault((hit.letter.id, span), Candidate(hit.letter, (span,), features, led_by))
            previous = span
    lists = _list_candidates(question, terms, hits, documents, matcher=matcher, nearness=nearness)
    return [*found.values(), *lists]


def _near(windows: Sequence[tuple[Span, float]], span: Span) -> float:
    """Return the similarity of the window that most of `span` lies in, in [0, 1]."""
    shared = ((min(span[1], right) - max(span[0], left), near) for (left, right), near in windows)
    overlap, near = max(shared, default=(0, 0.0))
    return max(0.0, near) if overlap > 0 else 0.0


def _statements(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences in `text[start:end]`, of a table its rows; one that is too long to show is cut at its full
    stops and semicolons, else commas.
    """
    spans = []
    for left, right in _rows_whole(text, sentences(text, start, end)):
        spans += _parts(text, (left, right), _TOO_LONG)
    return spans


def _rows_whole(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans of sentences with those of one table row as one: without its head a cell is of anything."""
    whole: list[Span] = []
    for start, end in spans:
        if whole and "\n" not in text[whole[-1][1] : start] and row_at(text, start):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _parts(text: str, span: Span, cutters: Sequence[re.Pattern[str]]) -> list[Span]:
    """Return `span` in parts that are short enough to show, cut by the first of `cutters` that it takes."""
    if span[1] - span[0] <= MOST_CHARACTERS or not cutters:
        return [span] if text[slice(*span)].strip() else []
    cuts = [match.end() for match in cutters[0].finditer(text, *span)]
    return [part for piece in pairwise([span[0], *cuts, span[1]]) for part in _parts(text, piece, cutters[1:])]


def _list_candidates(
    question: Question,
    terms: Sequence[QuestionTerm],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    *,
    matcher: Matcher,
    nearness: Nearness,
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
            if not touching:
                continue
            lead = document.text[slice(*each.lead)]
            own = matcher.read(lead)
            announced = coverage(terms, own, around=matcher.read(context_line(letter, touching[0].passage)))
            if not (question.asks_list or lead.endswith(":")) or announced < _LEAST_ANNOUNCED:
                continue
            spans = _fitting(document, each)
            if spans in ((), (each.lead,)):
                continue  # a lead-in without an item says nothing
            windows = [window for hit in touching for window in nearness.get(hit.passage.id, ())]
            inside = [near for (left, right), near in windows if left < end and begin < right]
            features = {
                "covers": announced,
                "says": coverage(terms, own),
                "near": max(0.0, *inside) if inside else 0.0,
                "found": touching[0].score,
                "first": touching[0].score / top if top else 0.0,
                "kind": float(question.asks_list or question.count == len(each.items)),
                "asks": 0.0,
            }
            found.append(Candidate(letter, spans, features))
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
    """True for words that say something: no heading, no labelled line of the letterhead; who signs only for
    `people`.
    """
    start, end = span
    words = document.text[start:end]
    if _inside(span, letter.spans.get("signature")):
        return people and len(words.split()) > 1
    headed = any(_inside(span, heading) for heading in document.headings)
    labels = (len(_LABELS.findall(words)) > 1 and not people) or _FOOTNOTE.match(words) is not None
    fields = (name for name in letter.spans if name != "signature" and not (name == "title" and words[-1] in ".!"))
    labelled = any(_inside(span, letter.spans[name]) for name in fields)
    addresses = _ADDRESS.search(words) is not None and words[-1] not in ".!?"
    salutes = "salutation" in TextLine(start, end, words, gap=True).roles
    announces = words.endswith(":")  # a list that it belongs to is a candidate of its own
    short = len(words) < _SHORTEST or (len(words.split()) < 5 and words[-1] not in ".!?")
    too_short = short and not row_at(document.text, start)
    piled_up = said_once(words) <= _REPEATED
    return not (piled_up or headed or labelled or labels or addresses or salutes or announces or too_short)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other[0] <= span[0] and span[1] <= other[1]
