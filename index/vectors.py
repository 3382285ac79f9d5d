"""Vectors of passages in ChromaDB. The only file that imports that library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from index.embed import Vectors
from index.errors import StoreError
from index.settings import Settings

_BATCH = 2_000  # Chroma refuses more rows than SQLite takes variables


class VectorStore:
    """One collection, in cosine space. `key(passage_id, version)` names a row."""

    def __init__(self, settings: Settings, *, collection: str) -> None:
        self._client = _client(settings)
        # the space cannot be changed later, so it is set here and never left to the default (l2)
        self._rows = self._client.get_or_create_collection(
            collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        self._name = collection

    def add(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Store unit `vectors` float32[n, d] under `keys`, replacing what stands under them."""
        for i in range(0, len(keys), _BATCH):
            self._rows.upsert(ids=list(keys[i : i + _BATCH]), embeddings=np.asarray(vectors[i : i + _BATCH]))

    def remove(self, keys: Sequence[str]) -> None:
        """Remove the rows under `keys`; keys that are not there are no fault."""
        for i in range(0, len(keys), _BATCH):
            self._rows.delete(ids=list(keys[i : i + _BATCH]))

    def keys(self) -> set[str]:
        """Return the keys of all rows."""
        return set(self._rows.get(include=[])["ids"])

    def count(self) -> int:
        """Return how many rows there are."""
        return int(self._rows.count())

    def nearest(self, vector: Vectors, *, n: int) -> list[tuple[str, float]]:
        """Return up to `n` keys with their cosine similarity to the unit `vector` float32[d], nearest first."""
        n = min(n, self.count())
        if n == 0:
            return []
        found: Any = self._rows.query(query_embeddings=[vector], n_results=n, include=["distances"])
        return [
            (key, 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def drop_others(self) -> None:
        """Remove the collections of other embedders: their vectors fit no question any more."""
        for other in self._client.list_collections():
            if other.name.startswith("passages-") and other.name != self._name:
                self._client.delete_collection(other.name)


def key(passage_id: str, version: str) -> str:
    """Return the name of a passage's row as `version` of its document wrote it."""
    return f"{passage_id}@{version}"


def _client(settings: Settings) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    try:
        if settings.chroma_url:
            address = urlsplit(settings.chroma_url)
            secure = address.scheme == "https"
            return chromadb.HttpClient(
                host=address.hostname or "localhost",
                port=address.port or (443 if secure else 8000),
                ssl=secure,
                settings=quiet,
            )
        folder = settings.data / "chroma"
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=str(folder), settings=quiet)
    except Exception as fault:  # chromadb raises its own, sqlite's, httpx's and ValueError
        where = settings.chroma_url or str(settings.data / "chroma")
        raise StoreError(
            f"De opslag van vectoren ({where}) kon niet worden geopend: {fault}.",
            help="Controleer BRIEFWIJZER_CHROMA_URL of de rechten op de gegevensmap, en probeer het opnieuw.",
        ) from fault
