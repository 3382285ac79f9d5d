"""The weights of the packaged encoder by the names that transformers' BertModel gives them, our own laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from index.models.packaged.model_file import Halves, ModelFile

# names of a layer's matrices in BertModel and in the file, and whether what they read and write is wide
_MATRICES = (
    ("attention.self.query", "q", False, False),
    ("attention.self.key", "k", False, False),
    ("attention.self.value", "v", False, False),
    ("attention.output.dense", "ao", False, False),
    ("intermediate.dense", "fi", False, True),
    ("output.dense", "fo", True, False),
)
_NORMS = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


def bert_weights(file: ModelFile, layers: Path | None) -> dict[str, Halves]:
    """Return float16 tensors by name: those of `file`, with those of `layers` (safetensors) in their place.

    Raises ValueError where a tensor is not there, or `layers` cannot be read or has one that does not fit.
    """
    weights = dict(_base(file))
    for name, tensor in _own(layers).items() if layers else ():
        if name not in weights or weights[name].shape != tensor.shape:
            raise ValueError(f"{name} of {layers} does not fit the model")
        weights[name] = tensor
    return weights


def write_weights(weights: dict[str, Halves], path: Path) -> None:
    """Write `weights` as transformers reads them. Raises OSError."""
    try:
        save_file(weights, str(path), metadata={"format": "pt"})
    except SafetensorError as fault:
        raise OSError(str(fault)) from fault
    path.chmod(0o644)  # the library lets the owner alone read it


def _own(layers: Path) -> dict[str, Halves]:
    try:
        return {name: tensor.astype(np.float16) for name, tensor in load_file(str(layers)).items()}
    except SafetensorError as fault:
        raise ValueError(f"{layers} cannot be read: {fault}") from fault


def _base(file: ModelFile) -> Iterator[tuple[str, Halves]]:
    sizes = file.sizes
    tables = (("word", sizes.vocabulary), ("position", sizes.positions), ("token_type", sizes.token_types))
    for (name, rows), short in zip(tables, ("word", "pos", "type"), strict=True):
        yield f"embeddings.{name}_embeddings.weight", file.tensor(f"emb.{short}", rows, sizes.hidden)
    yield from _pair(file, "embeddings.LayerNorm", "emb.ln", sizes.hidden)
    for i in range(sizes.layers):
        for name, short, wide_in, wide_out in _MATRICES:
            reads, writes = (sizes.wide if wide else sizes.hidden for wide in (wide_in, wide_out))
            yield from _pair(file, f"encoder.layer.{i}.{name}", f"l{i}.{short}", writes, reads)
        for name, short in _NORMS:
            yield from _pair(file, f"encoder.layer.{i}.{name}", f"l{i}.{short}", sizes.hidden)
    # the mean of all pieces is used instead; transformers reports that it is not there
    yield "pooler.dense.weight", np.zeros((sizes.hidden, sizes.hidden), dtype=np.float16)
    yield "pooler.dense.bias", np.zeros(sizes.hidden, dtype=np.float16)


def _pair(file: ModelFile, name: str, short: str, *shape: int) -> Iterator[tuple[str, Halves]]:
    """Yield a weight of `shape`, and its bias, a number for each row."""
    yield f"{name}.weight", file.tensor(f"{short}.w", *shape)
    yield f"{name}.bias", file.tensor(f"{short}.b", shape[0])
