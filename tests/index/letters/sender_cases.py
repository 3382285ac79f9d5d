"""Invented letters and files of several letters, with whose they are: tests/data/senders.

`kept_apart.txt` and `mixed_kept_apart.txt` were written before the code that they try, and no rule was made for them.
`{tekst}` and `=== bladzijde ===` are as in labelled_documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.letters.find import find_letters
from index.records import Document
from tests.index.letters.labelled_documents import document_of
from tests.support.paths import DATA

Verdict = Literal["right", "empty", "wrong"]

_ARTICLE = re.compile(r"(?:de|het|it)\s+")


@dataclass(frozen=True)
class SenderCase:
    """A document, and who may be called the sender of the letter in which some words stand.

    `senders` has the words ("" for the first letter) with the names that are right; "" among them: none is named.
    """

    name: str
    document: Document
    senders: tuple[tuple[str, tuple[str, ...]], ...]

    def verdicts(self) -> dict[str, Verdict]:
        """Return how each letter's sender was found. No sender where there is one counts as empty, not as wrong."""
        letters = find_letters(self.document)
        found = {}
        for words, names in self.senders:
            at = self.document.text.index(words)
            letter = next(each for each in letters if each.start <= at < each.end or not words)
            found[words] = _verdict(letter.sender, names)
        return found


def blocks(name: str) -> list[SenderCase]:
    """Return the letters of a file with one letter a case: `## name | sender | or so`, then the text."""
    cases = []
    for head, text in _cases(name):
        title, *names = (part.strip() for part in head.split("|"))
        cases.append(SenderCase(title, document_of(title, text), (("", tuple(names)),)))
    return cases


def mixed(name: str) -> list[SenderCase]:
    """Return the files of a file with several letters a case: `## name`, `words = sender | or so`, `---`, text."""
    cases = []
    for title, body in _cases(name):
        said, _, text = body.partition("\n---\n")
        pairs = (line.split(" =", 1) for line in said.splitlines())
        senders = tuple((words, tuple(part.strip() for part in names.split("|"))) for words, names in pairs)
        cases.append(SenderCase(title, document_of(title, text), senders))
    return cases


def _cases(name: str) -> list[tuple[str, str]]:
    text = (DATA / "senders" / name).read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _verdict(sender: str | None, names: tuple[str, ...]) -> Verdict:
    if sender is None:
        return "right" if "" in names else "empty"
    return "right" if _bare(sender) in map(_bare, names) else "wrong"


def _bare(name: str) -> str:
    folded = " ".join(name.lower().split()).strip(" .,")
    return _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded
