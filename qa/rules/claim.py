"""What the rules look at: a drafted sentence and the words of the letters that it cites. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.dutch.dates import written_out
from index.records import Letter


@dataclass(frozen=True)
class Claim:
    """A sentence with the quotes that it rests on, each exact.

    `around[i]` has the whole sentences of the letter in which `quotes[i]` stands: they may take back what the quote says, and
    never add to it. `passages` are the sources that are cited. `letters` are those that are quoted, each once. `language` is that of the sentence (ISO 639-1).
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
    def evidence(self) -> tuple[str, ...]:
        """All that a number or name of the sentence may come from."""
        return (*self.quotes, *self.printed)


Find = Callable[[Claim], str]
"""Returns the words of the sentence that break a rule, or "" when it holds."""


def _printed(letter: Letter) -> list[str]:
    date = written_out(letter.date) if letter.date else None
    return [text for text in (date, letter.reference, letter.title, letter.sender, letter.recipient) if text]
