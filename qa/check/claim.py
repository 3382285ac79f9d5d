"""What the rules look at: a drafted sentence and the words of the letters that it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.dutch.dates import written_out
from index.records import Letter
from qa.compare.align import aligned
from qa.compare.clauses import Clause

FAR = 600
"""Characters on either side of a quote in which its sentence begins and ends."""


@dataclass(frozen=True)
class Claim:
    """A sentence with the quotes that it rests on, each exact.

    `around[i]` has the whole sentences of the letter in which `quotes[i]` stands: they may take back what the quote
    says, and never add to it. `passages` are the sources that are cited. `letters` are those that are quoted, each
    once. `language` is that of the sentence (ISO 639-1).
    """

    text: str
    quotes: tuple[str, ...]
    around: tuple[str, ...]
    letters: tuple[Letter, ...]
    passages: tuple[str, ...] = ()
    language: str = "nl"

    @property
    def printed(self) -> tuple[str, ...]:
        """What the letters say of themselves: date in words, reference, title, sender, addressee."""
        return tuple(text for letter in self.letters for text in _printed(letter))

    @property
    def references(self) -> tuple[str, ...]:
        """The references of the letters, as printed."""
        return tuple(letter.reference for letter in self.letters if letter.reference)

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of the letters, in words."""
        return tuple(written_out(letter.date) for letter in self.letters if letter.date)

    @property
    def speaks_of_letter(self) -> bool:
        """True where the sentence speaks of the letter itself, or a quote of the letter's own time:
        then its date may be said.
        """
        return bool(_LETTER.search(self.text.casefold()) or any(_NOW.search(quote.casefold()) for quote in self.quotes))

    @property
    def is_verbatim(self) -> bool:
        """True where the sentence is the whole sentence of a letter around every quote, but for white
        space and its closing mark.

        One that is longer than what is read around a quote may be a piece, and is none.
        """
        return len(self.text) < FAR and all(_bare(self.text) == _bare(text) for text in self.around)

    def aligned(self) -> list[tuple[Clause, list[Clause]]]:
        """The clauses of the sentence, each with those of the letters' sentences around its quotes
        that it may be about.
        """
        return list(aligned(self.text, self.around, quotes=self.quotes))

    @property
    def evidence(self) -> tuple[str, ...]:
        """All that a number or name of the sentence may come from."""
        return (*self.quotes, *self.printed)


Find = Callable[[Claim], str]
"""Returns the words of the sentence that break a rule, or "" when it holds."""


_LETTER = re.compile(
    r"\b(?:\w*brief|\w*brieven|\w*nota|notitie|memo|memorandum|stuk|document|rapport|bericht|plan|visie|schreef|schrijft|antwoord)\b"
)


_NOW = re.compile(
    r"\b(?:dit|vorig|volgend|afgelopen|komend|lopend\w*) (?:\w+)?jaar\b|\bdit jaar\b|\bdit najaar\b|\bdit voorjaar\b"
)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" .,;:!?")


def _printed(letter: Letter) -> list[str]:
    date = written_out(letter.date) if letter.date else None
    return [text for text in (date, letter.reference, letter.title, letter.sender, letter.recipient) if text]
