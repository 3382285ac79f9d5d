"""Weights by their names in BertModel, with layers of our own in place of those that were published."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.models.packaged.model_file import ModelFile
from index.models.packaged.weights import bert_weights, write_weights
from tests.support.packaged import HIDDEN, POSITIONS, ROWS, toy_file

OUT = "encoder.layer.1.output.dense.weight"


def toy(folder: Path) -> ModelFile:
    toy_file(folder / "toy.bin")
    return ModelFile(folder / "toy.bin")


def test_all_weights_have_the_names_of_bert(tmp_path: Path) -> None:
    from transformers import BertConfig, BertModel

    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    expected = BertModel(BertConfig(vocab_size=ROWS, max_position_embeddings=POSITIONS, **sizes))
    found = bert_weights(toy(tmp_path), None)
    assert {name: tensor.shape for name, tensor in found.items()} == {
        name: tuple(tensor.shape) for name, tensor in expected.named_parameters()
    }


def test_own_layers_take_the_place_of_the_published_ones(tmp_path: Path) -> None:
    file = toy(tmp_path)
    plain = bert_weights(file, None)
    own = {OUT: np.full((HIDDEN, 64), 0.5, dtype=np.float16)}
    write_weights(own, tmp_path / "layers.safetensors")
    found = bert_weights(file, tmp_path / "layers.safetensors")
    assert (found.pop(OUT) == own[OUT]).all()
    assert all((tensor == plain[name]).all() for name, tensor in found.items())


@pytest.mark.parametrize(
    ("name", "shape"), [(OUT, (64, HIDDEN)), ("encoder.layer.2.output.dense.weight", (HIDDEN, 64))]
)
def test_layers_that_do_not_fit_are_refused(name: str, shape: tuple[int, int], tmp_path: Path) -> None:
    write_weights({name: np.zeros(shape, dtype=np.float16)}, tmp_path / "layers.safetensors")
    with pytest.raises(ValueError, match="does not fit"):
        bert_weights(toy(tmp_path), tmp_path / "layers.safetensors")


def test_layers_that_are_damaged_are_refused(tmp_path: Path) -> None:
    (tmp_path / "layers.safetensors").write_bytes(b"layers")
    with pytest.raises(ValueError, match="cannot be read"):
        bert_weights(toy(tmp_path), tmp_path / "layers.safetensors")
