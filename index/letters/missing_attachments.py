"""How many attachments the letters of a document name that are not in it: `Bijlagen: 2`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.dutch.number_words import number_words
from index.letters.fields.date import LAST_LINES
from index.letters.labelled_values import labelled_values
from index.letters.letterhead import head_lines
from index.letters.lines import cells_of, lines_of
from index.records import Document, Letter

_MOST = 50  # a larger number is none of attachments


def missing_attachments(document: Document, letters: Sequence[Letter]) -> int:
    """Return how many attachments the letters name by number, beyond those that follow each of them."""
    missing = 0
    for n, letter in enumerate(letters):
        following = 0
        while n + 1 + following < len(letters) and letters[n + 1 + following].kind == "bijlage":
            following += 1
        missing += max(0, max(_named(document, letter), default=0) - following)
    return missing


def _named(document: Document, letter: Letter) -> Iterator[int]:
    lines = cells_of(lines_of(document.text, start=letter.start, end=letter.end))
    for part in (head_lines(lines), lines[-LAST_LINES:]):
        for item in labelled_values(part, text=document.text):
            if item.field == "attachments":
                word = item.value.strip(" .").lower()
                number = number_words().get(word, word)
                if number.isdecimal() and int(number) <= _MOST:
                    yield int(number)
