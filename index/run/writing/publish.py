"""What a run has made complete becomes what readers see."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

from index.errors import StoreError
from index.settings import Settings
from index.store.catalog.connection import Catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents
from index.store.published import note_published, visible
from index.store.states import (
    CHROMA,
    damage,
    has_states,
    newest_state,
    open_state_catalog,
    publish,
    restore_vectors,
    vectors_are_as_in,
)
from index.store.vectors import VectorStore

_SECONDS = 30  # that a run works before it publishes what it has so far
_SHARE = 0.05  # of the time of a long run that may go into publishing what it has so far


MARK = "whole"
"""A file with the vectors: whoever takes them away or puts others there, takes it along."""


class Publisher:
    """Publishes states of one data folder; where a server keeps the vectors or the catalog, readers need none and look
    there at what is noted.

    Nobody else may write to the stores meanwhile.
    """

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self._ended = time.monotonic()
        self._took = 0.0

    @property
    def is_time(self) -> bool:
        """True now and then, for a long run to publish what it has so far: when it is killed, that is seen."""
        return time.monotonic() - self._ended >= max(_SECONDS, self._took / _SHARE)

    def publish(self, contents: Contents, *, rows: int) -> None:
        """Let readers see `contents`, which the stores hold with at least `rows` vectors, unless they do already.

        Raises StoreError when the stores cannot be copied, or the copy lacks vectors.
        """
        settings = self._settings
        started = time.monotonic()
        if not has_states(settings):
            note_published(self._catalog, contents)
        elif not _is_published(contents, settings):
            publish(settings.data, check=lambda state: _check(state, settings, contents, rows))
        self._ended = time.monotonic()
        self._took = self._ended - started


def replace_damaged(settings: Settings) -> bool:
    """Put back vectors that are not as the last run left them, and return whether that was so. Where the state that it
    published is damaged too they are taken away, and the run makes them again.
    """
    data, state = settings.data, newest_state(settings)
    if state is None or mark_of(state) != mark_of(data) or vectors_are_as_in(state, data):
        return False
    if vectors_are_as_in(state, state):
        restore_vectors(state, data)
    else:
        shutil.rmtree(data / CHROMA)
    return True


def mark_of(folder: Path) -> str | None:
    """Return what the mark of a data folder or a state says, None where there is none."""
    mark = folder / CHROMA / MARK
    return mark.read_text(encoding="utf-8") if mark.exists() else None


def _is_published(contents: Contents, settings: Settings) -> bool:
    newest = newest_state(settings)
    same = newest and mark_of(newest) == mark_of(settings.data) and _seen(newest) == visible(contents)
    return bool(newest and same and not damage(newest))


def _seen(state: Path) -> Contents:
    """Return what readers see, without what only a run looks at."""
    engine = open_state_catalog(state)
    contents = read_contents(engine)
    engine.dispose()
    return visible(contents)


def _check(state: Path, settings: Settings, contents: Contents, rows: int) -> None:
    if not rows:
        return
    with closing(VectorStore(settings, collection=contents.made_by["collection"], folder=state / CHROMA)) as store:
        if store.count() < rows:
            raise StoreError(
                "De opslag van vectoren mist passages.", help="Draai `briefwijzer index` nog eens: dat vult ze aan."
            )
