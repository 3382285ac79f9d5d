"""Texts to vectors with a sentence-transformers model. The only file that imports that library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed_choice import bundled_folder, in_local_cache
from index.errors import SettingsError
from index.settings import BUNDLED_EMBEDDER

Vectors = NDArray[np.float32]

_BATCH = 32
# E5 models were trained with these words in front; not every copy of them says so in its configuration
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class Embedder:
    """A model by name or folder, loaded at its first use: importing it takes seconds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: Any = None
        self._loading = Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._load().get_embedding_dimension())

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32[n, d], unit rows, in input order. An empty input gives float32[0, d]."""
        return self._encode(texts, task="document")

    def query(self, text: str) -> Vectors:
        """Return float32[d], a unit vector."""
        vector: Vectors = self._encode([text], task="query")[0]
        return vector

    def load(self) -> None:
        """Load the model now. Raises SettingsError when it cannot be loaded."""
        self._load()

    def _encode(self, texts: Sequence[str], *, task: str) -> Vectors:
        model = self._load()
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encode = model.encode_query if task == "query" else model.encode_document
        prompt = _E5_PROMPTS[task] if "e5" in self.name.lower() and not any(model.prompts.values()) else None
        vectors = encode(
            list(texts), prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> Any:
        with self._loading:
            if self._model is None:
                self._model = _open(self.name)
        return self._model


def _open(name: str) -> Any:
    source = str(bundled_folder()) if name == BUNDLED_EMBEDDER else name
    local = Path(source).is_dir() or in_local_cache(source)
    if local:
        os.environ.setdefault(
            "HF_HUB_OFFLINE", "1"
        )  # nothing to fetch: do not ask the hub for news of it either
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(source, local_files_only=local)
    except Exception as fault:  # the library raises what its many backends raise
        raise SettingsError(
            f"Het model voor zoeken op betekenis, {name}, kon niet worden geladen ({type(fault).__name__}).",
            help="Controleer BRIEFWIJZER_EMBEDDER: een naam op de modelhub of een map. Zonder die instelling gebruikt "
            "Briefwijzer het meegeleverde model. `briefwijzer doctor` laat zien wat er is.",
        ) from fault
