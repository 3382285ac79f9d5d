"""Texts to vectors with a sentence-transformers model. The only file that imports that library."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed_choice import EmbedderChoice, choose_embedder, give_up_default, local_folder
from index.errors import SettingsError
from index.settings import DEFAULT_EMBEDDER, Settings

Vectors = NDArray[np.float32]

_BATCH = 32
_PART = 4  # texts that a thread takes at a time
_TASKS = {"query": ("query",), "document": ("document", "passage", "corpus")}
# E5 models were trained with these words in front; not every copy of them says so in its configuration
_E5 = re.compile(r"(?<![a-z0-9])m?e5(?![a-z0-9])")
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
        encode = partial(
            model.encode_query if task == "query" else model.encode_document,
            prompt=prompt_for(task, model.prompts, name=self.name),
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        vectors = _one_by_one(encode, texts) if _on_cpu(model) else encode(list(texts), batch_size=_BATCH)
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> Any:
        with self._loading:
            if self._model is None:
                model = _open(self.name)
                if _on_cpu(model):
                    import torch

                    torch.set_num_threads(1)  # texts are spread over the cores, not the products in them
                self._model = model
        return self._model


def _on_cpu(model: Any) -> bool:
    return bool(model.device.type == "cpu")


def _one_by_one(encode: Callable[..., Vectors], texts: Sequence[str]) -> Vectors:
    """Encode each text by itself: a product of larger matrices rounds otherwise, so in a batch a vector would depend on
    what happened to be indexed along with its text.

    Measured on 2 cores, MiniLM, passages a second: a thread for each core, each product in one thread 11; batches of 32
    with products in two threads 8; and while other programs compute 10 and 4.
    """
    parts = [list(texts[i : i + _PART]) for i in range(0, len(texts), _PART)]
    if len(parts) == 1:
        return encode(parts[0], batch_size=1)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.vstack(list(pool.map(lambda part: encode(part, batch_size=1), parts)))


def first_embedder(settings: Settings) -> tuple[EmbedderChoice, Embedder]:
    """Return the embedder for an index that holds nothing yet, and why that one.

    The default that is nowhere yet is fetched; when the hub has it but does not give it, the bundled one takes its place.
    """
    choice = choose_embedder(settings)
    embedder = Embedder(choice.name)
    if not settings.embedder and choice.name == DEFAULT_EMBEDDER and local_folder(DEFAULT_EMBEDDER) is None:
        try:
            embedder.load()
        except SettingsError:
            choice = give_up_default(settings)
            embedder = Embedder(choice.name)
    return choice, embedder


def prompt_for(task: str, prompts: Mapping[str, str], *, name: str) -> str | None:
    """Return what the model wants in front of a text of `task` (query, document), None when it says nothing.

    The library itself takes the first name that is there, also when its prompt is empty and that of a synonym is not.
    """
    own = next((prompts[each] for each in _TASKS[task] if prompts.get(each)), None)
    is_e5 = _E5.search(Path(name).name.lower()) is not None
    return own or (_E5_PROMPTS[task] if is_e5 and not any(prompts.values()) else None)


def _open(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    folder = local_folder(name)
    try:
        return SentenceTransformer(str(folder or name), local_files_only=folder is not None)
    except Exception as fault:  # the library raises what its many backends raise
        raise SettingsError(
            f"Het model voor zoeken op betekenis, {name}, kon niet worden geladen ({type(fault).__name__}).",
            help="Controleer BRIEFWIJZER_EMBEDDER: een naam op de modelhub of een map. Zonder die instelling gebruikt "
            "Briefwijzer het meegeleverde model. `briefwijzer doctor` laat zien wat er is.",
        ) from fault
