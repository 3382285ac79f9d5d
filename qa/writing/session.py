"""The sentences of a draft as they come: each is checked, and shown or dropped, at its place."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.records import Document, Hit
from qa.check.checker import Checker, claim_of
from qa.inquiry import Inquiry
from qa.llm.draft import DraftSentence
from qa.records import Dropped, Sentence
from qa.writing.second_opinion import PROMPT, second_opinion
from qa.writing.usage import UsageLog

DraftPlace = tuple[int, int]
"""The number of a sentence in the draft, and which attempt at it this is."""


@dataclass
class Session:
    """What of a draft is shown and what is dropped so far."""

    inquiry: Inquiry
    sources: Sequence[Hit]
    checker: Checker
    usage: UsageLog
    drafted: int = 0
    seconds: float = 0.0
    shown: dict[DraftPlace, Sentence] = field(default_factory=dict)
    dropped: dict[DraftPlace, Dropped] = field(default_factory=dict)
    unjudged: bool = False

    def draft(self, sentences: Sequence[DraftSentence]) -> Iterator[Sentence]:
        """Check the next sentences of the draft, and yield those that may be shown."""
        for sentence in sentences:
            yield from self.at((self.drafted, 0), sentence)
            self.drafted += 1

    def at(self, place: DraftPlace, sentence: DraftSentence) -> Iterator[Sentence]:
        """Check a sentence that stands at `place`, and yield it when it may be shown and is not there yet."""
        since = time.perf_counter()
        outcome = self.checker.sentence(
            sentence, hits=self.sources, documents=self._documents, language=self.inquiry.language
        )
        self.seconds += time.perf_counter() - since
        if isinstance(outcome, Dropped):
            if outcome not in self.dropped.values():
                self.dropped[place] = outcome
        elif outcome.text not in {each.text for each in self.shown.values()}:
            self.shown[place] = outcome
            if not self._waits:
                yield from self._verified([place])

    def release(self) -> Iterator[Sentence]:
        """Yield the sentences that waited for a second opinion on all of them at once."""
        if self._waits:
            yield from self._verified(sorted(self.shown))

    def in_order(self) -> tuple[Sentence, ...]:
        """Return the sentences that are shown, in the order of the draft."""
        return tuple(self.shown[place] for place in sorted(self.shown))

    @property
    def judged(self) -> bool:
        """True when a verifier of its own, no language model, gave an opinion on every sentence."""
        return bool(self.inquiry.settings.verifier) and not self._waits and not self.unjudged

    @property
    def _waits(self) -> bool:
        return self.inquiry.settings.verifier == "model"  # one question about all of them

    @property
    def _documents(self) -> Mapping[str, Document]:
        return self.inquiry.library.documents

    def _verified(self, places: Sequence[DraftPlace]) -> Iterator[Sentence]:
        """Yield what a second opinion leaves of the sentences at `places`, and drop the others."""
        claims = [
            claim_of(
                self.shown[place].text, self.shown[place].citations, self._documents, language=self.inquiry.language
            )
            for place in places
        ]
        opinion = second_opinion(claims, settings=self.inquiry.settings, deadline=self.inquiry.deadline)
        self.unjudged = self.unjudged or not opinion.by or opinion.unread > 0
        if opinion.usages:
            self.usage.usages += opinion.usages
            self.usage.prompt(PROMPT)
        for place, rule in zip(places, opinion.broken, strict=True):
            if rule:
                self.dropped[place] = Dropped(self.shown.pop(place).text, rule)
            else:
                yield self.shown[place]
