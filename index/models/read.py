"""Whether a sentence answers a question: a cross-encoder reads the two together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError
from index.models.cross_encoder import open_cross_encoder
from index.models.embed import Embedder
from index.models.packaged.folder import READER, packaged_file
from index.settings import PACKAGED_EMBEDDER, Settings

NONE = "off"
"""The value of the setting that goes without a reader."""

LONGEST = 128
"""Word pieces of a question and a sentence together that the packaged reader reads; what is behind is not seen."""

_TITLE = 100  # characters of a letter's title that go before a sentence of it

LogOdds = NDArray[np.float32]


class Reader:
    """A cross-encoder, loaded at its first use. `name` is that on the hub or a folder; "" is the packaged one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._score: Callable[[str, str], float] | None = None
        self._loading = Lock()

    def load(self, embedder: Embedder) -> None:
        """Load the model now. Raises SettingsError when it cannot be loaded."""
        self._load(embedder)

    def log_odds(self, question: str, sentences: Sequence[str], *, embedder: Embedder) -> LogOdds:
        """Return float32[n], the log odds that each sentence answers `question`. Raises SettingsError.

        The packaged reader shares its lower layers with the packaged `embedder`. Each pair is read by itself, so that
        its number does not depend on the others.
        """
        score = self._load(embedder)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.fromiter(pool.map(lambda sentence: score(question, sentence), sentences), np.float32)

    def _load(self, embedder: Embedder) -> Callable[[str, str], float]:
        with self._loading:
            if self._score is None:
                self._score = _named(self.name) if self.name else _packaged(embedder)
        return self._score


def as_read(title: str | None, sentence: str) -> str:
    """Return how a sentence is given to a reader: behind the title of its letter, which says what it is about."""
    return f"{title[:_TITLE]}: {sentence}" if title else sentence


def open_reader(settings: Settings) -> Reader | None:
    """Return the reader that the settings name, else the packaged one where it can be had, the same one every time;
    None where they say that there is none.
    """
    if settings.reader == NONE or not (settings.reader or packaged_reader_here()):
        return None
    return _reader(settings.reader or "")


def packaged_reader_here() -> bool:
    """True where the package of the encoder is installed and our layers for reading are there."""
    return READER.is_file() and packaged_file() is not None


@cache
def _reader(name: str) -> Reader:
    return Reader(name)


def _packaged(embedder: Embedder) -> Callable[[str, str], float]:
    import torch

    encoder = embedder if embedder.name == PACKAGED_EMBEDDER else Embedder(PACKAGED_EMBEDDER)
    network, tokenizer = encoder.network()
    model = with_head(network, READER)
    pairs = deepcopy(tokenizer)  # its own: the encoder's is set to cut off elsewhere, for all threads that use it

    def score(question: str, sentence: str) -> float:
        read = pairs(question, sentence, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            return float(model(**read).logits[0, 0])

    return score


def with_head(encoder: Any, layers: Path) -> Any:
    """Return a network that reads pairs: `encoder`, whose tensors it shares, with the tensors of a safetensors file in
    their place. Raises SettingsError where they do not fit.
    """
    import torch
    from safetensors.torch import load_file
    from transformers import BertForSequenceClassification

    config = deepcopy(encoder.config)
    config.num_labels = 1
    with torch.device("meta"):
        model = BertForSequenceClassification(config)
    model.bert.embeddings = encoder.embeddings
    shared = {f"bert.{name}": tensor for name, tensor in encoder.state_dict().items() if name.startswith("encoder.")}
    own = {name: tensor.float() for name, tensor in load_file(str(layers)).items()}
    missing, unexpected = model.load_state_dict({**shared, **own}, assign=True, strict=False)
    if unexpected or not all(name.startswith("bert.embeddings.") for name in missing):
        raise SettingsError(
            f"Het leesmodel {layers.name} past niet bij {PACKAGED_EMBEDDER}.", help="Installeer Briefwijzer opnieuw."
        )
    model.eval()  # type: ignore[no-untyped-call]
    return model


def _named(name: str) -> Callable[[str, str], float]:
    from torch.nn import Identity

    model = open_cross_encoder(
        name,
        what="Het leesmodel",
        setting="BRIEFWIJZER_READER",
        help=f"een naam op de modelhub of een map, of `{NONE}` om zonder te werken. Zonder die instelling leest het "
        "meegeleverde model.",
    )

    def score(question: str, sentence: str) -> float:
        said = model.predict([(question, sentence)], batch_size=1, activation_fn=Identity(), show_progress_bar=False)
        return float(said[0])

    return score
