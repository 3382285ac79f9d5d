"""The package's file as it is read: sizes, word pieces, tensors; and no file that is not whole."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from index.models.packaged.model_file import ModelFile, ModelSizes
from tests.support.packaged import HEADS, HIDDEN, LAYERS, PIECES, POSITIONS, ROWS, TYPES, WIDE, toy_file

DIRECTORY_END = 200_000  # behind the directory of the toy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    toy_file(tmp_path / "toy.bin")
    return tmp_path / "toy.bin"


def test_sizes_and_word_pieces_are_read(path: Path) -> None:
    file = ModelFile(path)
    assert file.sizes == ModelSizes(HIDDEN, LAYERS, HEADS, WIDE, ROWS, POSITIONS, TYPES, pytest.approx(1e-12))
    assert file.pieces.texts == PIECES
    assert file.pieces.scores[:3] == (0, -0.125, -0.25)
    assert (file.pieces.start, file.pieces.padding, file.pieces.end, file.pieces.unknown) == (0, 1, 2, 3)


def test_every_tensor_is_spelled_out(tmp_path: Path) -> None:
    expected = toy_file(tmp_path / "toy.bin", seed=1)
    file = ModelFile(tmp_path / "toy.bin")
    for name, tensor in expected.items():
        found = file.tensor(name, *tensor.shape)
        assert found.dtype == np.float16
        assert found == pytest.approx(tensor, rel=1e-3, abs=1e-4), name


def test_a_tensor_of_another_shape_or_name_is_none(path: Path) -> None:
    file = ModelFile(path)
    with pytest.raises(ValueError, match="no tensor l9"):
        file.tensor("l9.q.w", HIDDEN, HIDDEN)
    with pytest.raises(ValueError, match="1024 numbers, not 32 x 33"):
        file.tensor("l0.q.w", HIDDEN, HIDDEN + 1)


@pytest.mark.parametrize(
    ("at", "bytes_there", "message"),
    [
        (0, b"GGUF", "does not begin with E5S1"),
        (4, struct.pack("<I", 2), "version 2"),
        (8, struct.pack("<i", 33), "no encoder has these sizes"),
        (16, struct.pack("<i", 0), "no encoder has these sizes"),
        (24, struct.pack("<i", 5), "more word pieces than rows"),
        (40, struct.pack("<i", 64), "64 weights"),
        (44, struct.pack("<i", -1), "does not have"),
        (44, struct.pack("<i", 2**31 - 1), "ends within its word pieces"),
        (64, struct.pack("<Q", 2**63), "ends within its word pieces"),
        (76, struct.pack("<I", 2**31), "outside their place"),
    ],
)
def test_what_is_not_such_a_file_is_refused(at: int, bytes_there: bytes, message: str, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + len(bytes_there)] = bytes_there
    path.write_bytes(data)
    with pytest.raises(ValueError, match=message):
        ModelFile(path)


def test_a_file_that_ends_too_early_is_refused_wherever_it_ends(path: Path) -> None:
    data = path.read_bytes()
    for end in (0, 1, 7, 8, 30, 44, 70, 300, 1500, 2500, 5000, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:end])
        with pytest.raises(ValueError, match=r"empty|ends within"):
            ModelFile(path)


def test_a_tensor_whose_size_does_not_fit_its_kind_is_refused(path: Path) -> None:
    data = path.read_bytes()
    at = data.index(b"emb.word") + len(b"emb.word")
    for kind, message in ((0, "of kind 0"), (7, "of kind 7")):
        path.write_bytes(data[:at] + bytes([kind]) + data[at + 1 :])
        with pytest.raises(ValueError, match=message):
            ModelFile(path)
