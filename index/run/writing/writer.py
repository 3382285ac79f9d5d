"""Writing to the stores, safe to interrupt at any point.

A document's vectors are written first, under a new version; then one catalog transaction makes that version current;
then the old vectors go. Search follows the catalog, so it serves the last complete state of every document throughout.
Before its first change a run notes that it is at work, and when all is done that the stores are whole: only a run that
finds them not whole compares them row by row.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from index.errors import ReadError
from index.letters.corrections import LetterCorrection, corrected_letters
from index.letters.find import find_letters
from index.letters.passages import find_passages
from index.read.inventory import FilePart
from index.records import Document, Letter, Passage
from index.run.reading import cut_anew
from index.run.report import IndexProgress
from index.run.writing.entries import entries_of, lacking, rows_of
from index.run.writing.made_by import MadeBy, short_hash
from index.run.writing.publish import MARK, Publisher, mark_of, replace_damaged
from index.run.writing.removal import AT_WORK, forget_questions_of_nothing, remove_superseded
from index.run.writing.vectors import VectorWriter
from index.settings import Settings
from index.store.catalog.connection import Catalog
from index.store.catalog.contents import Contents, Entry, FileRow
from index.store.catalog.meta import read_meta, write_meta
from index.store.catalog.passage_questions import question_key, read_questions, write_questions
from index.store.catalog.reading import read_contents
from index.store.catalog.writing import forget_files, write_entries
from index.store.corrections import read_corrections, write_corrections
from index.store.states import CHROMA


class Writer:
    """The stores of one run. `mended` tells that damaged vectors were replaced, `changed` that anything was written."""

    def __init__(self, catalog: Catalog, settings: Settings, on_progress: Callable[[IndexProgress], None]) -> None:
        self._catalog = catalog
        self._settings = settings
        self.made_by = MadeBy(read_meta(catalog), settings)
        self.vectors = VectorWriter(catalog, settings, self.made_by, on_progress)
        self._mark = settings.data / CHROMA / MARK
        self._at_work = False
        self._publisher = Publisher(catalog, settings)
        self.mended = False
        self.changed = False

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

    def remake_if_needed(self) -> None:
        """Make everything anew from the stored texts when the embedder or the splitter is another one
        than before.
        """
        changed, meta = self.made_by.changed, self.made_by.meta
        if not changed:
            return
        if changed == {"similarity"}:  # an index of before this was measured: its vectors are the same
            write_meta(self._catalog, {"similarity": meta["similarity"]})
            return
        self._note_at_work()
        contents = read_contents(self._catalog)
        entries = [self._cut_anew(document, contents) for document in contents.documents.values()]
        self.vectors.write(lacking(entries, self.vectors.store.keys()))  # an interrupted remake goes on where it was
        # all at once: no question can be searched in two vector spaces
        write_entries(self._catalog, entries, meta=meta)

    def repair(self) -> None:
        """Mend what an interrupted run left: vectors that belong to nothing go, missing ones are made."""
        whole = not self._at_work and self.made_by.before.get("state") == self._seen_whole()
        if whole and (mended := replace_damaged(self._settings)):
            self.mended = mended
            whole = self.made_by.before.get("state") == self._seen_whole()
        new = not self.made_by.before and not self._mark.parent.exists()
        if not self._settings.chroma_url and (whole or new):
            return
        contents = read_contents(self._catalog)
        if whole and self.vectors.store.count() == rows_of(contents):
            return
        self._note_at_work()
        present = remove_superseded(self.vectors.store, contents)
        self.vectors.write(lacking(entries_of(contents), present))

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
        by_staff = f"|{json.dumps(decided, sort_keys=True)}" if decided else ""
        version = self.made_by.version_of(document, by_staff=by_staff)
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
        version = short_hash(f"{entry.version}|{json.dumps(questions, sort_keys=True)}")
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
            self.vectors.write(entries)
            write_entries(self._catalog, entries, rows, meta=self.made_by.meta)
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
            if self.vectors.store.count() != rows_of(contents):
                remove_superseded(self.vectors.store, contents)
            self.vectors.store.drop_others(self.made_by.collections)
            forget_questions_of_nothing(self._catalog, contents)
            self.vectors.forget_too_long(except_of=contents.version.values())
            write_meta(self._catalog, {"state": self._mark_whole()})
            self._at_work = False
        self.vectors.close()
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

    def _note_at_work(self) -> None:
        if not self._at_work:
            write_meta(self._catalog, {"state": AT_WORK, "catalog": self.made_by.catalog_id})
            self._at_work = self.changed = True


def _passages(document: Document, letters: Iterable[Letter]) -> list[Passage]:
    return [passage for letter in letters for passage in find_passages(document, letter)]
