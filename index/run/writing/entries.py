"""Entries of documents, and the rows of vectors that belong to them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from index.letters.passages import sentence_windows
from index.records import Letter, Passage
from index.store.catalog.contents import Contents, Entry
from index.store.vectors import key, unit_keys


def entries_of(contents: Contents) -> list[Entry]:
    """Return what is current as it was written, not as today's rules would write it."""
    letters: defaultdict[str, list[Letter]] = defaultdict(list)
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for letter in contents.letters.values():
        letters[letter.document_id].append(letter)
    for passage in contents.passages.values():
        passages[contents.letters[passage.letter_id].document_id].append(passage)
    questions = contents.questions
    return [
        Entry(
            document,
            tuple(letters[id]),
            tuple(passages[id]),
            contents.version[id],
            contents.inventory[id],
            {passage.id: questions[passage.id] for passage in passages[id] if passage.id in questions},
        )
        for id, document in contents.documents.items()
    ]


def passages_of(entry: Entry) -> list[tuple[Letter, Passage]]:
    """Return the passages of `entry`, each with its letter."""
    letters = {letter.id: letter for letter in entry.letters}
    return [(letters[passage.letter_id], passage) for passage in entry.passages]


def rows_of(contents: Contents) -> int:
    """Return how many vectors belong to `contents`."""
    return sum(_units(passage, contents.questions) for passage in contents.passages.values())


def lacking(entries: Iterable[Entry], present: set[str]) -> list[Entry]:
    """Return the entries of which a passage has no row."""
    return [entry for entry in entries if not keys_of(entry) <= present]


def keys_of(entry: Entry) -> set[str]:
    """Return the keys of all rows of vectors that belong to `entry`."""
    return {
        row
        for passage in entry.passages
        for row in unit_keys(key(passage.id, entry.version), _units(passage, entry.questions))
    }


def _units(passage: Passage, questions: Mapping[str, tuple[str, ...]]) -> int:
    return 1 + len(sentence_windows(passage.text)) + len(questions.get(passage.id, ()))
