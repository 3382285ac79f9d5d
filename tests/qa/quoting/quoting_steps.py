"""The steps from a question to quoted sentences, over a text of the test's own and without an index: every passage is
a hit, in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.letters.find import find_letters
from index.letters.passages import find_passages
from index.records import Document, Hit
from qa.question.question import Question, understand
from qa.quoting.candidates import Candidate, Nearness, candidates
from qa.quoting.confidence import Judgement, Presence, judge, presence_of
from qa.quoting.evidence import Matcher, QuestionTerm
from qa.quoting.select import quote, ranked
from qa.records import Sentence

MATCHER = Matcher(lambda word: 0.8)
"""Every word is as rare as another."""


@dataclass(frozen=True)
class QuotingSteps:
    """A question, the hits on the text, and the outcome of each step."""

    question: Question
    terms: tuple[QuestionTerm, ...]
    hits: list[Hit]
    document: Document
    candidates: list[Candidate]
    presence: Presence

    @property
    def documents(self) -> Mapping[str, Document]:
        return {self.document.id: self.document}

    @property
    def best_first(self) -> list[Candidate]:
        return ranked(self.question, self.candidates, self.documents)

    @property
    def judgement(self) -> Judgement:
        return judge(self.question, self.presence, self.candidates, self.best_first)

    @property
    def sentences(self) -> list[Sentence]:
        return quote(self.question, self.best_first, self.documents, means=MATCHER.means)

    @property
    def texts(self) -> list[str]:
        return [sentence.text for sentence in self.sentences]

    @property
    def marked_words(self) -> list[str]:
        """The marked words of all quotes."""
        cited = [citation for sentence in self.sentences for citation in sentence.citations]
        return [citation.quote[start:end] for citation in cited for start, end in citation.marks]

    def words(self, candidate: Candidate) -> str:
        """Return the words of a candidate."""
        return " ".join(self.document.text[start:end] for start, end in candidate.spans)


def hits_of(document: Document, *, score: float = 1.0) -> list[Hit]:
    """Return a hit on each passage of `document`."""
    passages = [(passage, letter) for letter in find_letters(document) for passage in find_passages(document, letter)]
    return [
        Hit(passage, letter, rank, score, {"sentences": score}) for rank, (passage, letter) in enumerate(passages, 1)
    ]


def quoting_steps(
    question: str, text: str, *, headings: Sequence[tuple[int, int]] = (), nearness: Nearness | None = None
) -> QuotingSteps:
    """Ask `question` of a document that reads `text`."""
    document = Document("d" * 64, "brief.txt", "text/plain", text, (0,), tuple(headings))
    understood, hits = understand(question), hits_of(document)
    terms = MATCHER.terms(question, understood.terms)
    found = candidates(understood, terms, hits, {document.id: document}, matcher=MATCHER, nearness=nearness or {})
    return QuotingSteps(understood, terms, hits, document, found, presence_of(understood, terms, hits, matcher=MATCHER))
