"""A question on its way to an answer: what it is answered with, and what the search finds for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.dutch.language import Spoken, spoken
from index.records import Hit
from index.search.library import Library
from index.search.named import named_letters, without_names
from index.settings import Settings
from qa.conflict.replaced import without_replaced
from qa.notices import notice
from qa.question.periods import Period, period_in
from qa.question.question import Question, understand
from qa.question.standalone import StandaloneQuestion
from qa.question.writers import said_by, signers

HITS = 10


@dataclass(frozen=True)
class Inquiry:
    """A question as it was asked and as it is searched, where and by what settings, and for how long.

    A language model may work for the answer until `deadline`, in seconds of time.monotonic().
    """

    question: str
    standalone: StandaloneQuestion
    library: Library
    settings: Settings
    deadline: float
    only_part: bool = False
    """Whether `question` is what a longer text asks."""

    @property
    def searched_for(self) -> str:
        """The question as it can be understood by itself."""
        return self.standalone.text

    @property
    def language(self) -> Spoken:
        """The language of the reader."""
        return self.standalone.language

    @property
    def own(self) -> str:
        """The question alone, where it is searched with what it leans on behind it."""
        return self.searched_for.partition(" (over: ")[0]

    @property
    def leant_on(self) -> str:
        """The question before, where it stands behind this one in what is searched; "" where it does not."""
        return self.searched_for.partition(" (over: ")[2].removesuffix(")")

    @cached_property
    def period(self) -> Period | None:
        """The time that is asked about, of letters or of what they say."""
        return period_in(self.searched_for, spoken(self.searched_for))

    @cached_property
    def tells_apart(self) -> bool:
        """Whether the time that is asked about begins or ends among the dates of the letters. Where not, it is a part
        of what is asked: `Wat verandert er na 2035?`
        """
        dates = sorted(each.date for each in self.library.letters.values() if each.date)
        bounds = [bound for bound in (self.period.first, self.period.last) if bound] if self.period and dates else []
        return any(dates[0][:4] <= bound.isoformat() and bound.year <= int(dates[-1][:4]) + 1 for bound in bounds)

    @cached_property
    def in_period(self) -> frozenset[str]:
        """The ids of the letters of the time that is asked about."""
        letters = self.library.letters.values()
        return frozenset(each.id for each in letters if self.period and self.period.has(each.date))

    @property
    def sought(self) -> str:
        """What is searched: without the time, where that tells letters apart, and without what names letters."""
        return self._without_names(self.searched_for)

    @cached_property
    def asks(self) -> Question:
        """What is asked for, by the question alone; without what only names letters, as in `sought`."""
        return understand(self._without_names(self.own))

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of the letters that the question names."""
        outright = named_letters(self._timeless(self.searched_for), self.library.letters.values())
        return outright or self._writer[1]

    @cached_property
    def _writer(self) -> tuple[str, frozenset[str]]:
        """The words by which it asks what somebody said, and the ids of the letters that this person signed."""
        letters = self.library.letters.items()
        return said_by(self.own, ((id, signers(self.library.document_of(each), each)) for id, each in letters))

    def _without_names(self, text: str) -> str:
        text = self._timeless(text)
        if self.named and self.named == self._writer[1]:
            return text.replace(self._writer[0], "staat er")
        named = [self.library.letters[id] for id in self.named]
        return without_names(text, named) if named else text

    def _timeless(self, text: str) -> str:
        if not (self.period and self.tells_apart):
            return text
        return " ".join(text.replace(self.period.said, " ").split()).replace(" ?", "?")

    def say(self, name: str) -> str:
        """Return a notice in the reader's language."""
        return notice(name, self.language)


@dataclass(frozen=True)
class SearchResult:
    """What the search found. `named` holds the ids of the letters that the question names; only
    `sources` may answer it.
    """

    hits: tuple[Hit, ...] = ()
    named: Collection[str] = ()
    sources: tuple[Hit, ...] = ()


def find(inquiry: Inquiry) -> SearchResult:
    """Search; a question that names a letter is answered from that letter, and one of a time from its letters first.
    The others, and letters that were replaced by one that says it as well, are shown as hits only.
    """
    library, sought, named = inquiry.library, inquiry.sought, inquiry.named
    hits = tuple(library.search(sought, HITS))
    if named:
        hits = _first(library.search(sought, HITS, among=named), hits)
    elif inquiry.tells_apart and inquiry.in_period:
        hits = _first(library.search(sought, HITS, among=inquiry.in_period), hits)
    if named:
        return SearchResult(hits, named, tuple(hit for hit in hits if hit.letter.id in named))
    return SearchResult(hits, named, without_replaced(hits, library.letters))


def _first(own: Sequence[Hit], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return `own`, and behind them those of `hits` that are not among them, as many as a search gives."""
    known = {hit.passage.id for hit in own}
    others = (hit for hit in hits if hit.passage.id not in known)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*own, *others][:HITS], 1))
