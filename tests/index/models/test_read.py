"""A reader of question and sentence together: real small cross-encoders, and the packaged one on toy layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from index.errors import SettingsError
from index.models.embed import Embedder
from index.models.read import NONE, Reader, as_read, open_reader, with_head
from index.settings import Settings
from tests.support.embedders import make_embedder, make_transformer
from tests.support.verifiers import make_verifier

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return Embedder(str(make_transformer(tmp_path_factory.mktemp("encoder") / "model", longest=64)))


def head(embedder: Embedder, path: Path, *, bias: float, without: str = "") -> Path:
    """Write trained layers that shift every score by `bias`."""
    network, _ = embedder.network()
    own = {f"bert.{name}": tensor for name, tensor in network.state_dict().items() if name.startswith("encoder.")}
    own |= {"bert.pooler.dense.weight": torch.eye(32), "bert.pooler.dense.bias": torch.zeros(32)}
    own |= {"classifier.weight": torch.full((1, 32), 0.1), "classifier.bias": torch.tensor([bias])}
    save_file({name: tensor.clone().half() for name, tensor in own.items() if name != without}, str(path))
    return path


def test_a_model_by_folder_gives_a_number_for_each_sentence_by_itself(tmp_path: Path, embedder: Embedder) -> None:
    folder = make_verifier(tmp_path / "model", labels=("answers",), classes=("answers",), steps=0)
    reader = open_reader(Settings(reader=str(folder)))
    assert reader is open_reader(Settings(reader=str(folder)))
    assert reader
    sentences = ["De school is open.", "Het loket is dicht.", "De gymzaal is niet open."]
    odds = reader.log_odds("Is de school open?", sentences, embedder=embedder)
    assert odds.dtype == np.float32
    assert odds.shape == (3,)
    for sentence, number in zip(sentences, odds, strict=True):
        assert reader.log_odds("Is de school open?", [sentence], embedder=embedder)[0] == number
    assert reader.log_odds("Is de school open?", [], embedder=embedder).shape == (0,)


def test_a_head_is_laid_over_an_encoder_whose_tensors_it_shares(tmp_path: Path, embedder: Embedder) -> None:
    network, tokenizer = embedder.network()
    low, high = (with_head(network, head(embedder, tmp_path / f"{bias}.st", bias=bias)) for bias in (-2.0, 3.0))
    assert low.bert.embeddings is high.bert.embeddings is network.embeddings
    read = tokenizer("een vraag", "een zin", return_tensors="pt")
    with torch.inference_mode():
        one, other = (float(model(**read).logits[0, 0]) for model in (low, high))
    assert other - one == pytest.approx(5, abs=1e-3)
    before = embedder.query("een vraag")
    assert np.array_equal(before, embedder.query("een vraag"))


def test_layers_that_do_not_fit_say_so(tmp_path: Path, embedder: Embedder) -> None:
    network, _ = embedder.network()
    with pytest.raises(SettingsError, match="past niet"):
        with_head(network, head(embedder, tmp_path / "half.st", bias=0, without="classifier.bias"))


def test_the_setting_turns_it_off() -> None:
    assert open_reader(Settings(reader=NONE)) is None


def test_a_model_that_is_not_there_or_is_none_says_what_to_do(tmp_path: Path, embedder: Embedder) -> None:
    for name in (str(tmp_path / "weg"), str(make_embedder(tmp_path / "embedder"))):
        with pytest.raises(SettingsError) as raised:
            Reader(name).load(embedder)
        assert "BRIEFWIJZER_READER" in (raised.value.help or "")


def test_a_sentence_is_read_behind_the_title_of_its_letter() -> None:
    assert as_read("Zwembad", "Het sluit.") == "Zwembad: Het sluit."
    assert as_read(None, "Het sluit.") == as_read("", "Het sluit.") == "Het sluit."
    assert len(as_read("x" * 500, "Het sluit.")) < 150
