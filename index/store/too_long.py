"""Passages that the embedder cannot read at once: how many there are, noted when they are embedded."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

_MOST, _PASSAGES = "reads at once", "too long"


@dataclass(frozen=True)
class LengthLimit:
    """`most` is how many word pieces the embedder reads at once, None for any number; `passages` counts those that have
    more, by the version of their document, where there are any.
    """

    most: int | None = None
    passages: Mapping[str, int] = field(default_factory=dict)

    def among(self, versions: Collection[str]) -> int:
        """Return how many passages of the documents with these versions are too long."""
        return sum(self.passages.get(version, 0) for version in versions)

    def meta(self) -> dict[str, str]:
        """Return this as the catalog keeps it."""
        return {_MOST: str(self.most or ""), _PASSAGES: json.dumps(self.passages, sort_keys=True)}


def read_too_long(meta: Mapping[str, str]) -> LengthLimit:
    """Return what the catalog's `meta` says; nothing for an index that was made before this was noted."""
    most = meta.get(_MOST)
    return LengthLimit(int(most) if most else None, json.loads(meta.get(_PASSAGES, "{}")))
