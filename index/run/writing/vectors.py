"""The vectors of a run: made for what is new, copied for what the index has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from index.models.embedder_input import units
from index.run.report import IndexProgress
from index.run.writing.entries import entries_of, passages_of
from index.run.writing.made_by import MadeBy
from index.settings import Settings
from index.store.catalog.connection import Catalog
from index.store.catalog.contents import Entry
from index.store.catalog.meta import write_meta
from index.store.catalog.reading import read_contents, read_media_types
from index.store.too_long import LengthLimit, read_too_long
from index.store.vectors import VectorStore, key, passage_key_of, unit_keys

GROUP = 64
"""Passages that are embedded and committed together, so that a run of small files makes few transactions."""


class VectorWriter:
    """Writes the vectors of one run. `embedded` counts the passages that it embedded, `too_long` those of the index
    that it could not read at once.
    """

    def __init__(
        self, catalog: Catalog, settings: Settings, made_by: MadeBy, on_progress: Callable[[IndexProgress], None]
    ) -> None:
        self._catalog = catalog
        self._settings = settings
        self._made_by = made_by
        self._on_progress = on_progress
        self._store: VectorStore | None = None
        self._texts_before: dict[str, dict[str, str]] = {}
        self.too_long = read_too_long(made_by.before)
        self.embedded = 0

    @property
    def store(self) -> VectorStore:
        """The store, opened when it is first asked for."""
        if self._store is None:
            self._store = VectorStore(self._settings, collection=self._made_by.collection)
        return self._store

    def close(self) -> None:
        """Close the store: who opens it later sees what another run wrote meanwhile."""
        if self._store:
            self._store.close()
            self._store = None

    def write(self, entries: Sequence[Entry]) -> None:
        """Write the vectors of `entries`: those of texts that the index has already are copied."""
        found: Counter[str] = Counter()
        work = [(entry, letter, passage) for entry in entries for letter, passage in passages_of(entry)]
        for i in range(0, len(work), GROUP):
            part = work[i : i + GROUP]
            self._on_progress(IndexProgress("embed", i, len(work), part[0][0].document.path))
            read = [units(letter, passage, entry.questions.get(passage.id, ())) for entry, letter, passage in part]
            texts: dict[str, str] = {}
            same: dict[str, str] = {}
            for (entry, _, passage), own in zip(part, read, strict=True):
                # The rest is in the rows of its sentences. Measured: the mean of its parts, which lack the letter's
                # data, finds less (recall@3 .73 instead of .81 on answers to parliament).
                beginning = self._made_by.embedder.beginning(own[0])
                found[entry.version] += beginning != own[0]
                rows = unit_keys(key(passage.id, entry.version), len(own))
                before = self._rows_before(entry.document.id)
                same |= {row: before[text] for row, text in zip(rows, own, strict=True) if text in before}
                texts |= zip(rows, [beginning, *own[1:]], strict=True)
            held = self.store.vectors(list(same.values()))
            copied = {row: held[other] for row, other in same.items() if other in held}
            if copied:
                self.store.add(list(copied), np.stack(list(copied.values())))
            lacking = {row: text for row, text in texts.items() if row not in copied}
            self._note_too_long(found)  # first: what has all its rows is not looked at again
            if lacking:
                self.store.add(list(lacking), self._made_by.embedder.passages(list(lacking.values())))
            self.embedded += len({passage_key_of(row)[0] for row in lacking})

    def forget_too_long(self, *, except_of: Collection[str]) -> None:
        """Forget how many passages are too long of document versions that are not in `except_of`."""
        self._note_too_long(Counter(), among=except_of)

    def _note_too_long(self, found: Counter[str], *, among: Collection[str] | None = None) -> None:
        """Note how many passages of each document version in `found` are too long to be read at once;
        forget versions not in `among`.
        """
        held = {**self.too_long.passages, **found}
        kept = {version: n for version, n in held.items() if n and (among is None or version in among)}
        too_long = LengthLimit(self._made_by.embedder.most if found else self.too_long.most, kept)
        if too_long != self.too_long:
            write_meta(self._catalog, too_long.meta())
            self.too_long = too_long

    def _rows_before(self, document_id: str) -> Mapping[str, str]:
        """Return the rows that the index has of a document, by the text of which they are the vectors; none where
        another embedder made them.
        """
        entry = self._entries_before.get(document_id) if document_id in self._known else None
        if entry is None:
            return {}
        if document_id not in self._texts_before:
            self._texts_before[document_id] = {
                text: row
                for letter, passage in passages_of(entry)
                for texts in (units(letter, passage, entry.questions.get(passage.id, ())),)
                for row, text in zip(unit_keys(key(passage.id, entry.version), len(texts)), texts, strict=True)
            }
        return self._texts_before[document_id]

    @cached_property
    def _known(self) -> Collection[str]:
        """The documents of before this run of which the vectors can be used."""
        return read_media_types(self._catalog).keys() if self._made_by.keeps_vectors else ()

    @cached_property
    def _entries_before(self) -> dict[str, Entry]:
        return {entry.document.id: entry for entry in entries_of(read_contents(self._catalog))}
