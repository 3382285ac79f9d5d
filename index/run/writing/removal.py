"""What leaves the stores: files, and rows and questions that belong to nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from index.run.writing.entries import entries_of, keys_of, rows_of
from index.run.writing.publish import Publisher
from index.settings import Settings
from index.store.catalog.connection import Catalog
from index.store.catalog.contents import Contents
from index.store.catalog.meta import read_meta, write_meta
from index.store.catalog.passage_questions import forget_questions, question_key, read_questions
from index.store.catalog.reading import read_contents
from index.store.catalog.writing import forget_files
from index.store.vectors import VectorStore

AT_WORK = "at work"
"""What the catalog says of stores that a run has begun to change."""


def forget(catalog: Catalog, settings: Settings, paths: Sequence[str]) -> None:
    """Forget the files at `paths` and remove what only they held, in whatever embedder's space its vectors are."""
    made_by = read_meta(catalog)
    write_meta(catalog, {"state": AT_WORK})
    forget_files(catalog, paths)
    contents = read_contents(catalog)
    forget_questions_of_nothing(catalog, contents)
    if "collection" in made_by:
        with closing(VectorStore(settings, collection=made_by["collection"])) as store:
            remove_superseded(store, contents)
    write_meta(catalog, {"state": made_by.get("state", AT_WORK)})
    Publisher(catalog, settings).publish(contents, rows=rows_of(contents))


def remove_superseded(store: VectorStore, contents: Contents) -> set[str]:
    """Remove the rows that belong to nothing in `contents`; return the keys of those that do."""
    present = store.keys()
    current = {each for entry in entries_of(contents) for each in keys_of(entry)}
    store.remove(sorted(present - current))
    return present & current


def forget_questions_of_nothing(catalog: Catalog, contents: Contents) -> None:
    """Forget the questions of passages that are in no letter any more."""
    forget_questions(catalog, read_questions(catalog).keys() - set(map(question_key, contents.passages.values())))
