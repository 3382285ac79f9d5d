"""Texts to vectors with a sentence-transformers model."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError
from index.models.choose import local_folder
from index.models.faults import cannot_load
from index.models.packaged.folder import missing
from index.models.parts import TooNarrowError, beginning, counter, in_parts, most_pieces
from index.settings import PACKAGED_EMBEDDER

Vectors = NDArray[np.float32]

VERSION = "2"
"""Version of how texts become vectors; a change makes every vector again."""

_BATCH = 32
_PART = 4  # texts that a thread takes at a time
_TASKS = {"query": ("query",), "document": ("document", "passage", "corpus")}
# in names such as `retrieval.passage`, `search_query`, `s2p_query`
_SEARCHES = frozenset(("retrieval", "search", "s2p"))
# E5 models were trained with these words in front; not every copy of them says so in its configuration
_E5 = re.compile(r"(?<![a-z0-9])m?e5(?![a-z0-9])")
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class Embedder:
    """A model by name or folder, loaded at its first use: importing it takes seconds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: Any = None
        self._count: Callable[..., int] | None = None
        self._most: int | None = None
        self._loading = Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._load().get_embedding_dimension())

    @property
    def most(self) -> int | None:
        """How many word pieces the model reads at once, prompt and its own marks included; None for any number."""
        self._load()
        return self._most

    def beginning(self, text: str) -> str:
        """Return as much of a passage's text, from its first word on, as the model reads at once: most often all of
        it.
        """
        model = self._load()
        prompt = prompt_for("document", model.prompts, name=self.name)
        with self._room():
            return beginning(text, lambda part: self._fits(part, prompt=prompt))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32[n, d], unit rows, in input order. An empty input gives float32[0, d].

        Nothing is cut off: the vector of a text that is too long to be read at once is the mean of those of its parts.
        """
        return self._encode(texts, task="document")

    def query(self, text: str) -> Vectors:
        """Return float32[d], a unit vector."""
        vector: Vectors = self._encode([text], task="query")[0]
        return vector

    def word_vector(self, text: str) -> Vectors:
        """Return float32[d], the mean of the vectors with which the model starts for the pieces of
        `text`, as a unit vector.

        Takes microseconds, where `query` takes milliseconds: no layer of the model runs. Good for single words only.
        """
        transformer = self._load()[0]
        pieces = transformer.tokenizer(text, add_special_tokens=False)["input_ids"]
        table = transformer.auto_model.get_input_embeddings().weight
        if not pieces:
            return np.zeros(table.shape[1], dtype=np.float32)
        mean: Vectors = table[pieces].mean(0).detach().float().numpy()
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def load(self) -> None:
        """Load the model now. Raises SettingsError when it cannot be loaded."""
        self._load()

    @property
    def is_loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    def _encode(self, texts: Sequence[str], *, task: str) -> Vectors:
        model = self._load()
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        prompt = prompt_for(task, model.prompts, name=self.name)
        encode = partial(
            model.encode_query if task == "query" else model.encode_document,
            prompt=prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        parts = [self._parts(text, prompt=prompt) for text in texts]
        flat = list(chain.from_iterable(parts))
        vectors = _one_by_one(encode, flat) if _on_cpu(model) else encode(flat, batch_size=_BATCH)
        return _means(np.asarray(vectors, dtype=np.float32), list(map(len, parts)))

    def _parts(self, text: str, *, prompt: str | None) -> list[str]:
        with self._room():
            return in_parts(text, lambda part: self._fits(part, prompt=prompt))

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except TooNarrowError as fault:
            raise SettingsError(
                f"Het model voor zoeken op betekenis, {self.name}, leest {self._most} woorddelen tegelijk. Dat is te "
                f"weinig voor een "
                "letter met wat er van het model zelf voor moet.",
                help="Kies een ander model met BRIEFWIJZER_EMBEDDER.",
            ) from fault

    def _fits(self, text: str, *, prompt: str | None) -> bool:
        return self._most is None or self._count is None or self._count((prompt or "") + text) <= self._most

    def _load(self) -> Any:
        with self._loading:
            if self._model is None:
                model = _open(self.name)
                if _on_cpu(model):
                    import torch

                    torch.set_num_threads(1)  # texts are spread over the cores, not the products in them
                self._most = most_pieces(model)
                self._count = counter(model) if self._most is not None else None
                self._model = model
        return self._model


def _on_cpu(model: Any) -> bool:
    return bool(model.device.type == "cpu")


def _one_by_one(encode: Callable[..., Vectors], texts: Sequence[str]) -> Vectors:
    """Encode each text by itself: a product of larger matrices rounds otherwise, so in a batch a vector would depend on
    what happened to be indexed along with its text.

    Measured on 2 cores with a model of six layers, passages a second: a thread for each core, each product in one
    thread 11; batches of 32 with products in two threads 8; and while other programs compute 10 and 4.
    """
    parts = [list(texts[i : i + _PART]) for i in range(0, len(texts), _PART)]
    if len(parts) == 1:
        return encode(parts[0], batch_size=1)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.vstack(list(pool.map(lambda part: encode(part, batch_size=1), parts)))


def _means(vectors: Vectors, sizes: Sequence[int]) -> Vectors:
    """Return the unit mean of each run of `sizes` unit rows of `vectors`; a run of one is returned to the last bit."""
    ends = np.cumsum(sizes)
    rows = [vectors[end - size : end] for size, end in zip(sizes, ends, strict=True)]
    return np.vstack([run if len(run) == 1 else _unit(run.mean(axis=0)) for run in rows])


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / np.float32(np.linalg.norm(vector) or 1)
    return unit


def open_embedder(name: str) -> Embedder:
    """Return the embedder of that name; the packaged encoder, which the check uses as well, is always the same one."""
    return _packaged() if name == PACKAGED_EMBEDDER else Embedder(name)


@cache
def _packaged() -> Embedder:
    return Embedder(PACKAGED_EMBEDDER)


def prompt_for(task: str, prompts: Mapping[str, str], *, name: str) -> str | None:
    """Return what the model wants in front of a text of `task` (query, document), None when it says nothing.

    The library itself takes the first name that is there, also when its prompt is empty and that of a synonym is not.
    """
    own = next((prompts[each] for each in _TASKS[task] if prompts.get(each)), None) or next(
        (prompt for each, prompt in prompts.items() if prompt and _asks(each, task)), None
    )
    is_e5 = _E5.search(Path(name).name.lower()) is not None
    return own or (_E5_PROMPTS[task] if is_e5 and not any(prompts.values()) else None)


def _asks(name: str, task: str) -> bool:
    """True when a prompt with this name is for `task` in searching."""
    words = set(re.split(r"[\W_]+", name.lower()))
    return bool(words & _SEARCHES) and bool(words & set(_TASKS[task]))


def _open(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    folder = local_folder(name)
    packaged = name == PACKAGED_EMBEDDER
    if packaged and folder is None:
        raise missing()
    try:
        model = SentenceTransformer(
            str(folder or name),
            local_files_only=folder is not None,
            model_kwargs={"dtype": "float16"} if packaged else None,
        )
    except Exception as fault:  # the library raises what its many backends raise
        raise cannot_load(
            fault,
            what=f"Het model voor zoeken op betekenis, {name},",
            setting="BRIEFWIJZER_EMBEDDER",
            help="een naam op de modelhub of een map. Zonder die instelling gebruikt Briefwijzer het meegeleverde "
            "model, waar dat er is. `briefwijzer doctor` laat zien wat er is.",
        ) from fault
    if packaged:
        _widen(model[0].auto_model)
    return model


def _widen(network: Any) -> None:
    """Let all but the table of word pieces compute in single precision.

    That table stays on the disk in half, and only the rows that are read come into memory: whole and in single
    precision it takes 384 MB. The rows are widened when the positions are added to them.
    """
    table = network.get_input_embeddings()
    for module in network.modules():
        for weight in [] if module is table else module.parameters(recurse=False):
            weight.data = weight.data.float()
