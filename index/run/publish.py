"""What a run has made complete becomes what readers see."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from index.errors import StoreError
from index.settings import Settings
from index.store.catalog import Contents, read_contents
from index.store.states import VECTORS, newest_state, open_state_catalog, publish
from index.store.vectors import VectorStore

_SHARE = 0.05  # of the time of a long run that may go into publishing what it has so far


class Publisher:
    """Publishes states of one data folder; on a server of vectors or of the catalog readers need none.

    Nobody else may write to the stores meanwhile.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ended = time.monotonic()
        self._took = 0.0

    @property
    def is_time(self) -> bool:
        """True now and then, for a long run to publish what it has so far: when it is killed, that is seen."""
        return (time.monotonic() - self._ended) * _SHARE >= self._took

    def publish(self, contents: Contents, *, rows: int) -> None:
        """Let readers see `contents`, which the stores hold with at least `rows` vectors, unless they do already.

        Raises StoreError when the stores cannot be copied, or the copy lacks vectors.
        """
        settings = self._settings
        if settings.chroma_url or settings.database_url or _seen(settings.data) == _visible(contents):
            return
        started = time.monotonic()
        publish(settings.data, check=lambda state: _check(state, settings, contents, rows))
        self._ended = time.monotonic()
        self._took = self._ended - started


def _seen(data: Path) -> Contents | None:
    """Return what readers see, without what only a run looks at."""
    state = newest_state(data)
    if state is None:
        return None
    engine = open_state_catalog(state)
    contents = read_contents(engine)
    engine.dispose()
    return _visible(contents)


def _visible(contents: Contents) -> Contents:
    return replace(contents, made_by={name: value for name, value in contents.made_by.items() if name != "state"})


def _check(state: Path, settings: Settings, contents: Contents, rows: int) -> None:
    if not rows:
        return
    with closing(VectorStore(settings, collection=contents.made_by["collection"], folder=state / VECTORS)) as store:
        if store.count() < rows:
            raise StoreError(
                "De opslag van vectoren mist passages.", help="Draai `briefwijzer index` nog eens: dat vult ze aan."
            )
