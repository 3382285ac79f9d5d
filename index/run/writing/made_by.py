"""What makes an index: the embedder with its weights, the rules of reading and cutting, the collection of vectors."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from functools import cached_property

from index.letters.passages import SPLITTER
from index.models.choose import choose_embedder, fingerprint
from index.models.embed import VERSION as VECTORS
from index.models.embed import open_embedder
from index.models.embedder_input import DUTCH, ProbeResult, Similarity, probe
from index.read.file import READ_BY
from index.records import Document
from index.settings import Settings

_PREFIX = "passages-"


class MadeBy:
    """What makes an index by `settings`, of which the catalog says that `before` made it until now.

    Vectors lie in `collection`; whatever else begins with `collections` is this index's too.
    """

    def __init__(self, before: Mapping[str, str], settings: Settings) -> None:
        self.before = before
        self.choice = choose_embedder(settings)
        self.embedder = open_embedder(self.choice.name)
        self._weights = fingerprint(self.choice.name)
        # several catalogs can share a Chroma server: each keeps to collections under its own name
        self.catalog_id = before.get("catalog") or secrets.token_hex(6)
        self.collection = f"{_PREFIX}{self.catalog_id}-{short_hash(f'{self.choice.name}|{self._weights}')}"
        self.collections = f"{_PREFIX}{self.catalog_id}-" if settings.chroma_url else _PREFIX

    @cached_property
    def _probed(self) -> ProbeResult:
        """How well the embedder reads Dutch: as measured for this index, else measured now, which loads the model."""
        before = self.before
        same = before.get("embedder") == self.choice.name and before.get("weights") == self._weights
        if same and before.get("reads") == DUTCH and "similarity" in before:
            return ProbeResult(float(before["knows"]), Similarity.parse(before["similarity"]))
        return probe(self.embedder)

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the catalog is to say of what made the index."""
        return {
            "catalog": self.catalog_id,
            "collection": self.collection,
            "embedder": self.choice.name,
            "weights": self._weights,
            "splitter": SPLITTER,
            "vectors": VECTORS,
            "reads": DUTCH,
            "knows": str(self._probed.knows),
            "similarity": str(self._probed.similarity),
        }

    @cached_property
    def changed(self) -> set[str]:
        """Names in `meta` with another value than before; none for a new index."""
        if "embedder" not in self.before:
            return set()
        return {name for name, value in self.meta.items() if self.before.get(name) != value}

    @property
    def keeps_vectors(self) -> bool:
        """True when the vectors of before can be used for the same texts."""
        return all(self.before.get(name) == self.meta[name] for name in ("collection", "vectors", "reads"))

    def version_of(self, document: Document, *, by_staff: str) -> str:
        """Return the version of a document's entry; `by_staff` says how staff had it cut, "" where they did not."""
        made_with = f"{self.choice.name}|{self._weights}|{SPLITTER}|{VECTORS}|{READ_BY}|{DUTCH}"
        return short_hash(f"{document.id}|{document.media_type}|{made_with}{by_staff}")


def short_hash(words: str) -> str:
    """Return the first 48 bits of the SHA-256 of `words`, in 12 hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]
