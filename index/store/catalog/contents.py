"""What the catalog holds: rows of files, entries of documents, all contents at one moment. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.letters.corrections import LeftOut
from index.read.inventory import FilePart
from index.records import Document, Letter, Passage
from index.store.correction_rows import Deletion


@dataclass(frozen=True)
class FileRow:
    """One file as the last run saw it. Without a document, `reason`, `message` and `help` say why it was not read."""

    path: str
    name: str
    sha256: str
    read_by: str
    document_id: str | None = None
    reason: str | None = None
    message: str | None = None
    help: str | None = None


@dataclass(frozen=True)
class Entry:
    """A document with all that was made of it; `version` names the vectors that belong to it.

    `questions` are those thought of for its passages, by passage id; passages without any are not in it.
    """

    document: Document
    letters: tuple[Letter, ...]
    passages: tuple[Passage, ...]
    version: str
    inventory: tuple[FilePart, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """What the catalog holds at one moment. `version` and `inventory` are by document id, `made_by` is what
    made the index.

    `questions` are those thought of for passages, by passage id; passages without any are not in it.
    """

    documents: Mapping[str, Document]
    letters: Mapping[str, Letter]
    passages: Mapping[str, Passage]
    version: Mapping[str, str]
    inventory: Mapping[str, tuple[FilePart, ...]]
    made_by: Mapping[str, str]
    questions: Mapping[str, tuple[str, ...]]
    deletions: Mapping[str, Deletion] = field(default_factory=dict)
    """Files that staff deleted and that can be had back, by document id."""
    left_out: tuple[LeftOut, ...] = ()
    """What staff corrected and what does not fit the text as it is read now."""
    withheld: frozenset[str] = frozenset()
    """Documents of which not all that is in the file is here: their files and pages are not shown."""

    def document_of(self, letter: Letter) -> Document:
        """Return the document that holds `letter`."""
        return self.documents[letter.document_id]

    @property
    def public(self) -> Contents:
        """What readers may see: without hidden letters, of which the words are blanked, and deleted files."""
        letters = {
            id: each for id, each in self.letters.items() if not each.hidden and each.document_id not in self.deletions
        }
        if len(letters) == len(self.letters):
            return self
        shown = {each.document_id for each in letters.values()}
        hidden = [each for each in self.letters.values() if each.document_id in shown and each.id not in letters]
        documents = {id: each for id, each in self.documents.items() if id in shown}
        for each in hidden:
            documents[each.document_id] = _blanked(documents[each.document_id], each)
        public = [
            replace(each, file_of=None, replaced_by=each.replaced_by if each.replaced_by in letters else None)
            for each in letters.values()
        ]
        return replace(
            self,
            documents=documents,
            letters={each.id: each for each in in_files(public)},
            passages={id: each for id, each in self.passages.items() if each.letter_id in letters},
            withheld=frozenset(each.document_id for each in hidden),
        )


def in_files(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters, in order, each with the sender of the first one in its document, where that is another."""
    first: dict[str, Letter] = {}
    found = []
    for letter in letters:
        sender = first.setdefault(letter.document_id, letter).sender
        other = sender is not None and sender.casefold() != (letter.sender or "").casefold()
        found.append(replace(letter, file_of=sender) if other else letter)
    return found


def _blanked(document: Document, letter: Letter) -> Document:
    """Return `document` with blanks for the words of `letter`, so that all offsets stay."""
    words = document.text[letter.start : letter.end]
    blanks = "".join(sign if sign.isspace() else " " for sign in words)
    return replace(document, text=document.text[: letter.start] + blanks + document.text[letter.end :])
