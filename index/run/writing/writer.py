"""Writing to the stores, safe to interrupt at any point.

A document's vectors are written first, under a new version; then one catalog transaction makes that version current;
then the old vectors go. Search follows the catalog, so it serves the last complete state of every document throughout.
Before its first change a run notes that it is at work, and when all is done that the stores are whole: only a run that
finds them not whole compares them row by row.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from index.errors import ReadError
from index.letters.corrections import LetterCorrection, corrected_letters
from index.letters.find import find_letters
from index.letters.passages import SPLITTER, find_passages
from index.models.choose import choose_embedder, fingerprint
from index.models.embed import VERSION as VECTORS
from index.models.embed import open_embedder
from index.models.embedder_input import DUTCH, ProbeResult, Similarity, probe, units
from index.read.file import READ_BY
from index.read.inventory import FilePart
from index.records import Document, Letter, Passage
from index.run.reading import cut_anew
from index.run.report import IndexProgress
from index.run.writing.entries import entries_of, lacking, passages_of, rows_of
from index.run.writing.publish import MARK, Publisher, mark_of, replace_damaged
from index.run.writing.removal import AT_WORK, forget_questions_of_nothing, remove_superseded
from index.settings import Settings
from index.store.catalog.connection import Catalog
from index.store.catalog.contents import Contents, Entry, FileRow
from index.store.catalog.meta import read_meta, write_meta
from index.store.catalog.passage_questions import question_key, read_questions, write_questions
from index.store.catalog.reading import read_contents, read_media_types
from index.store.catalog.writing import forget_files, write_entries
from index.store.corrections import read_corrections, write_corrections
from index.store.states import CHROMA
from index.store.too_long import LengthLimit, read_too_long
from index.store.vectors import VectorStore, key, passage_key_of, unit_keys

GROUP = 64
"""Passages that are embedded and committed together, so that a run of small files makes few transactions."""

_PREFIX = "passages-"


class Writer:
    """The stores of one run. `mended` tells that damaged vectors were replaced, `changed` that anything was written,
    `embedded` counts the passages that it embedded, `too_long` those of the index that it could not read at once.
    """

    def __init__(self, catalog: Catalog, settings: Settings, on_progress: Callable[[IndexProgress], None]) -> None:
        self._catalog = catalog
        self._settings = settings
        self._on_progress = on_progress
        self._made_by = read_meta(catalog)
        self.choice = choose_embedder(settings)
        self._embedder = open_embedder(self.choice.name)
        weights = fingerprint(self.choice.name)
        # several catalogs can share a Chroma server: each keeps to collections under its own name
        catalog_id = self._made_by.get("catalog") or secrets.token_hex(6)
        self._collection = f"{_PREFIX}{catalog_id}-{_hash(f'{self.choice.name}|{weights}')}"
        self._others = f"{_PREFIX}{catalog_id}-" if settings.chroma_url else _PREFIX
        self._catalog_id, self._weights = catalog_id, weights
        self._mark = settings.data / CHROMA / MARK
        self._at_work = False
        self.too_long = read_too_long(self._made_by)
        self._store: VectorStore | None = None
        self._publisher = Publisher(settings)
        self.mended = False
        self.changed = False
        self.embedded = 0
        self._texts_before: dict[str, dict[str, str]] = {}

    @cached_property
    def _probed(self) -> ProbeResult:
        """How well the embedder reads Dutch: as measured for this index, else measured now, which loads the model."""
        before = self._made_by
        same = before.get("embedder") == self.choice.name and before.get("weights") == self._weights
        if same and before.get("reads") == DUTCH and "similarity" in before:
            return ProbeResult(float(before["knows"]), Similarity.parse(before["similarity"]))
        return probe(self._embedder)

    @cached_property
    def questions(self) -> dict[str, tuple[str, ...]]:
        """The questions that were thought of, by `question_key`."""
        return read_questions(self._catalog)

    @cached_property
    def _corrections(self) -> dict[str, list[LetterCorrection]]:
        """What staff decided of letters, by document id."""
        found: defaultdict[str, list[LetterCorrection]] = defaultdict(list)
        for each in read_corrections(self._catalog):
            found[each.document_id].append(each)
        return found

    @cached_property
    def _meta(self) -> dict[str, str]:
        return {
            "catalog": self._catalog_id,
            "collection": self._collection,
            "embedder": self.choice.name,
            "weights": self._weights,
            "splitter": SPLITTER,
            "vectors": VECTORS,
            "reads": DUTCH,
            "knows": str(self._probed.knows),
            "similarity": str(self._probed.similarity),
        }

    def remake_if_needed(self) -> None:
        """Make everything anew from the stored texts when the embedder or the splitter is another one
        than before.
        """
        before = self._made_by
        changed = {name for name, value in self._meta.items() if before.get(name) != value}
        if "embedder" not in before or not changed:
            return
        if changed == {"similarity"}:  # an index of before this was measured: its vectors are the same
            write_meta(self._catalog, {"similarity": self._meta["similarity"]})
            return
        self._note_at_work()
        contents = read_contents(self._catalog)
        entries = [self._cut_anew(document, contents) for document in contents.documents.values()]
        self._embed(lacking(entries, self._open().keys()))  # an interrupted remake goes on where it was
        # all at once: no question can be searched in two vector spaces
        write_entries(self._catalog, entries, meta=self._meta)

    def repair(self) -> None:
        """Mend what an interrupted run left: vectors that belong to nothing go, missing ones are made."""
        whole = not self._at_work and self._made_by.get("state") == self._seen_whole()
        if whole and (mended := replace_damaged(self._settings)):
            self.mended = mended
            whole = self._made_by.get("state") == self._seen_whole()
        new = not self._made_by and not self._mark.parent.exists()
        if not self._settings.chroma_url and (whole or new):
            return
        contents = read_contents(self._catalog)
        if whole and self._open().count() == rows_of(contents):
            return
        self._note_at_work()
        present = remove_superseded(self._open(), contents)
        self._embed(lacking(entries_of(contents), present))

    def entry(
        self,
        document: Document,
        letters: Sequence[Letter],
        passages: Sequence[Passage],
        *,
        inventory: Sequence[FilePart],
    ) -> Entry:
        """Return the entry of `document`, which was cut into `letters` and `passages`; where staff corrected them, it
        is cut anew as they said.
        """
        corrections = self._corrections.get(document.id, [])
        decided = [[each.place.start, each.begins, dict(each.fields)] for each in corrections]
        decided = [each for each in decided if each[1:] != [None, {}]]
        if decided:
            letters = corrected_letters(document, corrections)
            passages = _passages(document, letters)
        made_with = f"{self.choice.name}|{self._weights}|{SPLITTER}|{VECTORS}|{READ_BY}|{DUTCH}"
        by_staff = f"|{json.dumps(decided, sort_keys=True)}" if decided else ""
        version = _hash(f"{document.id}|{document.media_type}|{made_with}{by_staff}")
        return self.questioned(Entry(document, tuple(letters), tuple(passages), version, tuple(inventory)))

    def _cut_anew(self, document: Document, contents: Contents) -> Entry:
        """Cut a stored document anew, or keep it as it is cut where that takes too much."""
        try:
            cut = cut_anew(document, settings=self._settings)
            letters, passages = cut.letters, cut.passages
        except ReadError:
            letters = tuple(each for each in contents.letters.values() if each.document_id == document.id)
            held = {letter.id for letter in letters}
            passages = tuple(each for each in contents.passages.values() if each.letter_id in held)
        return self.entry(document, letters, passages, inventory=contents.inventory[document.id])

    def _cut(self, document: Document, inventory: Sequence[FilePart]) -> Entry:
        letters = find_letters(document)
        return self.entry(document, letters, _passages(document, letters), inventory=inventory)

    def correct(
        self, document: Document, corrections: Sequence[LetterCorrection], inventory: Sequence[FilePart]
    ) -> None:
        """Keep `corrections` of `document` in the place of those before, and make its letters as they say current."""
        self._note_at_work()
        write_corrections(self._catalog, document.id, corrections)
        self._corrections[document.id] = list(corrections)
        self.put([self._cut(document, inventory)], [])

    def questioned(self, entry: Entry) -> Entry:
        """Return `entry` with the questions that its passages were given: in another version when it had others."""
        given = {passage.id: self.questions.get(question_key(passage), ()) for passage in entry.passages}
        questions = {id: asked for id, asked in given.items() if asked}
        if questions == entry.questions:
            return entry
        version = _hash(f"{entry.version}|{json.dumps(questions, sort_keys=True)}")
        return replace(entry, version=version, questions=questions)

    def note_questions(self, passage: Passage, questions: Sequence[str], *, model: str, prompt: str) -> None:
        """Keep the questions that `model` thought of for `passage`; they are searched once its entry is put with
        them.
        """
        key = question_key(passage)
        write_questions(self._catalog, key, questions, model=model, prompt=prompt)
        self.questions[key] = tuple(questions)

    def put(self, entries: Sequence[Entry], rows: Sequence[FileRow]) -> None:
        """Make `entries` current and note `rows`."""
        if entries or rows:
            self._note_at_work()
            self._embed(entries)
            write_entries(self._catalog, entries, rows, meta=self._meta)
            if self._publisher.is_time:
                contents = read_contents(self._catalog)
                self._publisher.publish(contents, rows=rows_of(contents))

    def close(self, leaving: Iterable[str] = ()) -> Contents:
        """Forget the files at the paths `leaving`, remove what nothing holds any more, and return what there is."""
        leaving = list(leaving)
        if leaving:
            self._note_at_work()
        if self._at_work:
            forget_files(self._catalog, leaving)
        contents = read_contents(self._catalog)
        if self._at_work:
            if self._open().count() != rows_of(contents):
                remove_superseded(self._open(), contents)
            self._open().drop_others(self._others)
            forget_questions_of_nothing(self._catalog, contents)
            self._note_too_long(Counter(), among=contents.version.values())
            write_meta(self._catalog, {"state": self._mark_whole()})
            self._at_work = False
        if self._store:
            self._store.close()  # who opens it later sees what another run wrote meanwhile
            self._store = None
        self._publisher.publish(contents, rows=rows_of(contents))
        return contents

    def _mark_whole(self) -> str:
        """Leave a mark with the vectors and return it: who takes them away or puts others there, takes it along."""
        if self._settings.chroma_url:
            return f"whole in {self._settings.chroma_url}"
        mark = secrets.token_hex(8)
        self._mark.write_text(mark, encoding="utf-8")
        return mark

    def _seen_whole(self) -> str:
        if self._settings.chroma_url:
            return f"whole in {self._settings.chroma_url}"
        return mark_of(self._settings.data) or "none"

    def _open(self) -> VectorStore:
        if self._store is None:
            self._store = VectorStore(self._settings, collection=self._collection)
        return self._store

    def _note_at_work(self) -> None:
        if not self._at_work:
            write_meta(self._catalog, {"state": AT_WORK, "catalog": self._catalog_id})
            self._at_work = self.changed = True

    def _note_too_long(self, found: Counter[str], *, among: Collection[str] | None = None) -> None:
        """Note how many passages of each document version in `found` are too long to be read at once;
        forget versions not in `among`.
        """
        held = {**self.too_long.passages, **found}
        kept = {version: n for version, n in held.items() if n and (among is None or version in among)}
        too_long = LengthLimit(self._embedder.most if found else self.too_long.most, kept)
        if too_long != self.too_long:
            write_meta(self._catalog, too_long.meta())
            self.too_long = too_long

    def _embed(self, entries: Sequence[Entry]) -> None:
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
                beginning = self._embedder.beginning(own[0])
                found[entry.version] += beginning != own[0]
                rows = unit_keys(key(passage.id, entry.version), len(own))
                before = self._rows_before(entry.document.id)
                same |= {row: before[text] for row, text in zip(rows, own, strict=True) if text in before}
                texts |= zip(rows, [beginning, *own[1:]], strict=True)
            held = self._open().vectors(list(same.values()))
            copied = {row: held[other] for row, other in same.items() if other in held}
            if copied:
                self._open().add(list(copied), np.stack(list(copied.values())))
            lacking = {row: text for row, text in texts.items() if row not in copied}
            self._note_too_long(found)  # first: what has all its rows is not looked at again
            if lacking:
                self._open().add(list(lacking), self._embedder.passages(list(lacking.values())))
            self.embedded += len({passage_key_of(row)[0] for row in lacking})

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
        as_now = all(self._made_by.get(name) == self._meta[name] for name in ("collection", "vectors", "reads"))
        return read_media_types(self._catalog).keys() if as_now else ()

    @cached_property
    def _entries_before(self) -> dict[str, Entry]:
        return {entry.document.id: entry for entry in entries_of(read_contents(self._catalog))}


def _passages(document: Document, letters: Iterable[Letter]) -> list[Passage]:
    return [passage for letter in letters for passage in find_passages(document, letter)]


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
