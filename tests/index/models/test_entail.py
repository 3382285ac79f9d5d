"""Whether a sentence follows from a text: real small cross-encoders, their labels, their limits and their faults."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.errors import SettingsError
from index.models.entail import Verifier, columns_of, open_verifier
from index.settings import Settings
from tests.support.embedders import make_embedder
from tests.support.verifiers import THREE, TWO, make_verifier, toy_pairs

pytestmark = pytest.mark.slow

OPEN, CLOSED, OTHER = "De school is open.", "De school is dicht.", "Het loket is dicht."


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a model that was taught what is open and closed; training takes seconds."""
    return str(make_verifier(tmp_path_factory.mktemp("trained") / "model"))


def untrained(folder: Path, **options: Any) -> Verifier:
    return Verifier(str(make_verifier(folder / "model", steps=0, **options)))


@pytest.mark.embedder
def test_a_model_says_what_follows_what_does_not_and_what_is_contradicted(trained: str) -> None:
    pairs = toy_pairs()
    rows = Verifier(trained).probabilities([(premise, hypothesis) for premise, hypothesis, _ in pairs])
    assert rows.dtype == np.float32
    assert rows.sum(axis=1) == pytest.approx(np.ones(len(pairs)), abs=1e-5)
    names = ("entailment", "neutral", "contradiction")
    right = [names[row.argmax()] == label for row, (*_, label) in zip(rows, pairs, strict=True)]
    assert np.mean(right) > 0.95


def test_a_row_does_not_depend_on_the_pairs_that_are_asked_along_with_it(tmp_path: Path) -> None:
    verifier = untrained(tmp_path)
    pairs = [(OPEN, OPEN), (f"{OTHER} {OPEN} {CLOSED}", OTHER), (CLOSED, OPEN)]
    together = verifier.probabilities(pairs)
    assert together.shape == (3, 3)
    for pair, row in zip(pairs, together, strict=True):
        assert (verifier.probabilities([pair])[0] == row).all()
    assert verifier.probabilities([]).shape == (0, 3)


@pytest.mark.parametrize(
    "labels",
    [
        ("entailment", "neutral", "contradiction"),
        ("CONTRADICTION", "Neutral", "Entailment"),
        ("tegenspraak", "gevolg", "neutraal"),
        ("contradictie", "impliceert", "neutraal"),
    ],
)
def test_the_order_of_the_classes_is_what_the_model_says(labels: tuple[str, ...], tmp_path: Path) -> None:
    rows = untrained(tmp_path, labels=labels).probabilities([(OPEN, CLOSED)])
    as_they_come = untrained(tmp_path / "other", labels=("entailment", "neutral", "contradiction"))
    columns = columns_of(dict(enumerate(labels)), name="x")
    assert rows == pytest.approx(as_they_come.probabilities([(OPEN, CLOSED)])[:, list(columns)])


@pytest.mark.parametrize(
    "labels",
    [TWO, ("entailment", "not_entailment"), ("Entailment", "not entailment"), ("non-entailment", "ENTAILMENT")],
)
def test_a_model_without_contradiction_says_so(labels: tuple[str, ...], tmp_path: Path) -> None:
    verifier = untrained(tmp_path, labels=labels, classes=TWO)
    assert verifier.binary
    row = verifier.probabilities([(OPEN, CLOSED)])[0]
    assert row[2] == 0
    assert row.sum() == pytest.approx(1)


def test_three_classes_are_not_binary(tmp_path: Path) -> None:
    assert not untrained(tmp_path).binary


@pytest.mark.parametrize(
    "labels",
    [
        {},
        {0: "LABEL_0"},
        {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"},
        {0: "entailment", 1: "neutral", 2: "neutral"},
        {0: "entailment", 1: "neutral"},
        {0: "entailment", 1: "not_entailment", 2: "contradiction"},
        {0: "positive", 1: "neutral", 2: "negative"},
        {0: "entailment", 1: "neutral", 2: "contradiction", 3: "iets"},
    ],
)
def test_labels_that_do_not_tell_are_said(labels: dict[int, str]) -> None:
    with pytest.raises(SettingsError, match=r"labels .* niet te lezen .*BRIEFWIJZER_VERIFIER"):
        columns_of(labels, name="a/b")


def test_a_model_whose_labels_do_not_tell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="LABEL_0, LABEL_1, LABEL_2"):
        untrained(tmp_path, labels=("LABEL_0", "LABEL_1", "LABEL_2")).load()


@pytest.mark.embedder
def test_what_says_most_of_a_long_text_is_found_wherever_it_stands(tmp_path: Path) -> None:
    verifier = Verifier(str(make_verifier(tmp_path / "short", longest=16)))
    around = ["Het zwembad is open."] * 5
    for place in range(6):
        premise = " ".join([*around[:place], OTHER, *around[place:]])
        rows = verifier.probabilities([(premise, OTHER), (premise, "Het loket is open.")])
        assert rows.argmax(axis=1).tolist() == [0, 2], place


def test_a_sentence_that_the_model_cannot_read_whole_gets_no_opinion(tmp_path: Path) -> None:
    verifier = untrained(tmp_path, longest=16)
    rows = verifier.probabilities([(OPEN, "school " * 40), (OPEN, OPEN)])
    assert np.isnan(rows[0]).all()
    assert not np.isnan(rows[1]).any()


def test_settings_without_a_cross_encoder_open_none() -> None:
    assert open_verifier(Settings()) is None
    assert open_verifier(Settings(verifier="model")) is None
    assert open_verifier(Settings(verifier="a/b")) is open_verifier(Settings(verifier="a/b"))


def test_a_model_that_is_not_there_says_what_to_do_every_time(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "weg"), "geen/model"):
        verifier = Verifier(name)
        for _ in range(2):
            with pytest.raises(SettingsError, match=r"kon niet worden geladen .*Controleer BRIEFWIJZER_VERIFIER"):
                verifier.load()


def test_an_embedding_model_is_no_verifier(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BRIEFWIJZER_VERIFIER"):
        Verifier(str(make_embedder(tmp_path / "model"))).load()


def test_code_that_comes_with_a_model_is_not_run(tmp_path: Path) -> None:
    folder = make_verifier(tmp_path / "model", steps=0)
    config = json.loads((folder / "config.json").read_text())
    config |= {
        "model_type": "eigen",
        "auto_map": {"AutoConfig": "eigen.Eigen", "AutoModelForSequenceClassification": "eigen.M"},
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "eigen.py").write_text(f"open({str(tmp_path / 'gedraaid')!r}, 'w')")
    with pytest.raises(SettingsError, match="draait geen code die met een model meekomt"):
        Verifier(str(folder)).load()
    assert not (tmp_path / "gedraaid").exists()


def test_a_folder_is_loaded_without_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("the network was asked")

    verifier = untrained(tmp_path)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verifier.probabilities([(OPEN, OPEN)]).shape == (1, 3)


def test_the_classes_that_models_are_made_with_here_are_those_that_are_read() -> None:
    assert columns_of(dict(enumerate(THREE)), name="x") == (1, 2, 0)
    assert columns_of({str(i): label for i, label in enumerate(TWO)}, name="x") == (1, 0)
