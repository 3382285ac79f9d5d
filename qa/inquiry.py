"""A question on its way to an answer: what it is answered with, and what the search finds for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from index.dutch.language import Spoken
from index.records import Hit
from index.search.library import Library
from index.search.named import named_letters
from index.settings import Settings
from qa.notices import notice
from qa.question.question import Question, understand
from qa.question.standalone import StandaloneQuestion

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

    @cached_property
    def asks(self) -> Question:
        """What is asked for: by the question alone, where it is searched with what it leans on behind it."""
        return understand(self.question if self.searched_for.startswith(self.question) else self.searched_for)

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
    """Search; a question that names a letter is answered from that letter, the others are shown as hits only."""
    library = inquiry.library
    named = named_letters(inquiry.searched_for, library.letters.values())
    hits = tuple(library.search(inquiry.searched_for, HITS))
    return SearchResult(hits, named, tuple(hit for hit in hits if hit.letter.id in named) if named else hits)
