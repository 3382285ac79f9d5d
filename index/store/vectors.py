"""Vectors of passages in ChromaDB. The only file that imports that library."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any
from urllib.parse import urlsplit
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from index.addresses import masked
from index.errors import StoreError
from index.settings import Settings
from index.store.faults import store_fault

_UNIT = "/"
_EXACT = 10_000  # rows up to which all are compared: quicker than the graph, and no row is missed
_BATCH = 2_000  # Chroma refuses more rows than SQLite takes variables
# Chroma gives a vector back with its last bits rounded one way or the other, depending on what else was added. On this
# grid the stored vector can be told from what comes back, and whole numbers add up to the same sum in any order.
_GRID = 16_384
# The space cannot be changed later, so it is set here and never left to the default (l2). The graph is denser than by
# default: there 5 of 100 nearest rows were missed among 3,000, other ones after every other order of adding; here none.
_GRAPH = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 800}


class VectorStore:
    """One collection, in cosine space. `key(passage_id, version)` names a row. Every fault is a StoreError."""

    def __init__(self, settings: Settings, *, collection: str, folder: Path | None = None) -> None:
        """Open `collection`, which is made where it is not there: on the server of the settings, else in the data
        folder. Of `folder`, where a state lies, a copy is opened, in which it must be: Chroma writes where it reads.
        """
        self._remove_copy: Callable[[], object] = lambda: None
        self._where = folder or masked(settings.chroma_url) or settings.data / "chroma"
        self._on_server = bool(settings.chroma_url) and not folder
        with self._faults():
            if self._on_server:
                self._client = _server(str(settings.chroma_url))
            else:
                self._client = _embedded(self._copied(folder) if folder else settings.data / "chroma")
            if folder:
                self._rows = self._client.get_collection(collection, embedding_function=None)
            else:
                self._rows = self._client.get_or_create_collection(
                    collection, configuration={"hnsw": _GRAPH}, embedding_function=None
                )
        self._name = collection
        self._held: _Held | None = None

    def _copied(self, folder: Path) -> Path:
        """Return a copy of `folder` that goes when this store is closed, or no longer used."""
        try:
            copy = Path(mkdtemp(prefix="briefwijzer-"))
            self._remove_copy = finalize(self, shutil.rmtree, copy, ignore_errors=True)
            shutil.copytree(folder, copy, dirs_exist_ok=True)
        except OSError as fault:
            what = "De kopie van de vectoren waarin gezocht wordt"
            raise store_fault(fault, what=what, where=Path(gettempdir()), damaged="") from fault
        return copy

    def add(self, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store unit `vectors` float32[n, d] under `keys`, replacing what stands under them."""
        self._held = None
        with self._faults():
            for i in range(0, len(keys), _BATCH):
                part = slice(i, i + _BATCH)
                on_grid = (_steps(vectors[part]) / _GRID).astype(np.float32)
                self._rows.upsert(ids=list(keys[part]), embeddings=on_grid)

    def remove(self, keys: Sequence[str]) -> None:
        """Remove the rows under `keys`; keys that are not there are no fault."""
        self._held = None
        with self._faults():
            for i in range(0, len(keys), _BATCH):
                self._rows.delete(ids=list(keys[i : i + _BATCH]))

    def vectors(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors float32[d] under those of `keys` that are there, as they were stored, by key."""
        held: dict[str, NDArray[np.float32]] = {}
        with self._faults():
            for i in range(0, len(keys), _BATCH):
                found: Any = self._rows.get(ids=list(keys[i : i + _BATCH]), include=["embeddings"])
                held |= zip(found["ids"], found["embeddings"], strict=True)
        return held

    def keys(self) -> set[str]:
        """Return the keys of all rows."""
        with self._faults():
            return set(self._rows.get(include=[])["ids"])

    def count(self) -> int:
        """Return how many rows there are."""
        with self._faults():
            return int(self._rows.count())

    def nearest(self, vector: NDArray[np.float32], *, n: int) -> list[tuple[str, float]]:
        """Return up to `n` keys with their cosine similarity to the unit `vector` float32[d], nearest first.

        Among more than 10,000 rows which of them are found is approximate, as HNSW is; among fewer all are compared.
        How near they are is exact, to a grid of 1/16384.
        """
        count = self.count()
        n = min(n, count)
        if n == 0:
            return []
        if count <= _EXACT:
            return self._held_rows(count).nearest(vector)[:n]
        with self._faults():
            found: Any = self._rows.query(query_embeddings=[vector], n_results=n, include=["embeddings"])
        return _Held(found["ids"][0], found["embeddings"][0]).nearest(vector)

    def _held_rows(self, count: int) -> _Held:
        """Return all rows, read from the store once, and again where there are more or fewer now."""
        if self._held is None or len(self._held.keys) != count:
            with self._faults():
                found: Any = self._rows.get(include=["embeddings"])
            self._held = _Held(found["ids"], found["embeddings"])
        return self._held

    def similarity(self, vector: NDArray[np.float32], keys: Sequence[str]) -> list[tuple[str, float]]:
        """Return those of `keys` that are there with their cosine similarity to the unit `vector`
        float32[d], nearest first.
        """
        if not keys:
            return []
        with self._faults():
            found: Any = self._rows.get(ids=list(keys), include=["embeddings"])
        return _Held(found["ids"], found["embeddings"]).nearest(vector)

    def drop_others(self, prefix: str) -> None:
        """Remove the other collections whose names begin with `prefix`: vectors that fit no question any more."""
        with self._faults():
            for other in self._client.list_collections():
                if other.name.startswith(prefix) and other.name != self._name:
                    self._client.delete_collection(other.name)

    def close(self) -> None:
        """Let go of the store: who opens it next sees what others have written to it."""
        self._held = None
        if not self._on_server:
            with self._faults():
                self._client.close()
        self._remove_copy()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except StoreError:
            raise
        except Exception as fault:  # chromadb raises its own, sqlite's, httpx's and ValueError
            raise store_fault(
                fault,
                what="De opslag van vectoren",
                where=self._where,
                damaged="Draai `briefwijzer index`: dat herstelt de vectoren. Lukt dat niet, hernoem dan de map "
                f"{self._where} en draai het nog eens: dat maakt ze opnieuw.",
                setting="BRIEFWIJZER_CHROMA_URL",
            ) from fault


def _steps(vectors: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """Return the nearest points of the grid, as whole numbers of its steps."""
    return np.rint(np.asarray(vectors, dtype=np.float64) * _GRID).astype(np.int64)


class _Held:
    """Rows in memory. Whole numbers as float64: their products add up to the same sum in any order."""

    def __init__(self, keys: Sequence[str], embeddings: Any) -> None:
        self.keys = list(keys)
        self._rows = _steps(np.asarray(embeddings).reshape(len(self.keys), -1)).astype(np.float64)
        lengths = np.sqrt((self._rows * self._rows).sum(axis=1))
        self._lengths = np.where(lengths > 0, lengths, 1)

    def nearest(self, vector: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Return all keys with their cosine similarity to the unit `vector`, nearest first."""
        if not self.keys:
            return []
        asked = _steps(vector).astype(np.float64)
        similarity = (self._rows @ asked) / (self._lengths * (math.sqrt(float(asked @ asked)) or 1))
        return sorted(zip(self.keys, similarity.tolist(), strict=True), key=lambda row: (-row[1], row[0]))


def key(passage_id: str, version: str) -> str:
    """Return the name of a passage's row as `version` of its document wrote it."""
    return f"{passage_id}@{version}"


def unit_keys(passage_key: str, units: int) -> list[str]:
    """Return the names of the rows of a passage: of the whole under its own key, then of its sentence windows."""
    return [passage_key, *(f"{passage_key}{_UNIT}{number}" for number in range(1, units))]


def passage_key_of(row: str) -> tuple[str, bool]:
    """Return the key of the passage that a row belongs to, and whether the row is of the whole passage."""
    passage, _, number = row.partition(_UNIT)
    return passage, not number


@cache
def _server(url: str) -> Any:
    """Return the client of a server: one for the whole process, since Chroma never closes the connections of one."""
    import chromadb

    address = urlsplit(url)
    secure = address.scheme == "https"
    return chromadb.HttpClient(
        host=address.hostname or "localhost",
        port=address.port or (443 if secure else 8000),
        ssl=secure,
        settings=_quiet(),
    )


def _embedded(folder: Path) -> Any:
    import chromadb

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=_quiet())


def _quiet() -> Any:
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False)
