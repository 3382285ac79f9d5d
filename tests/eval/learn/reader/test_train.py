"""A training run of the reader on a model of one layer: it learns and goes on after a break."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from eval.learn.encoder.material import Asked, TrainingLetter
from eval.learn.reader.measure import measure
from eval.learn.reader.network import PairNetwork
from eval.learn.reader.readings import Material, ReaderExample
from eval.learn.reader.train import ReaderPlan, loss_of, train
from tests.support.embedders import make_transformer

WORDS = ("brug", "weg", "bus", "trein", "markt", "zwembad", "school", "park")
LETTERS = [
    TrainingLetter(
        f"T1-{i}",
        "T1",
        (f"{one} a", f"{other} b"),
        (Asked(one, "nl", "everyday", (0,)), Asked(other, "nl", "everyday", (1,)), Asked("zz", "nl", "near", ())),
        "",
    )
    for i, (one, other) in enumerate(zip(WORDS, (*WORDS[1:], WORDS[0]), strict=True))
]
MATERIAL = Material(LETTERS, np.random.default_rng(0).random((24, 16), dtype=np.float32))
PLAN = ReaderPlan(questions=6, passes=10, seed=3)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_transformer(tmp_path_factory.mktemp("base") / "model", longest=64)


def network(base: Path) -> PairNetwork:
    torch.manual_seed(0)  # the head begins from nothing
    return PairNetwork(base, first=0)


def run(base: Path, checkpoint: Path, *, stop_after: int | None = None) -> tuple[PairNetwork, list[float]]:
    losses: list[float] = []

    def on_step(step: int, steps: int, loss: float, left: float) -> None:
        losses.append(loss)
        if step == stop_after:
            raise KeyboardInterrupt

    trained = network(base)
    try:
        train(trained, MATERIAL, plan=PLAN, checkpoint=checkpoint, on_step=on_step)
    except KeyboardInterrupt:
        assert stop_after
    return trained, losses


def test_a_run_learns_is_reproducible_and_goes_on_where_it_was_broken_off(base: Path, tmp_path: Path) -> None:
    whole, losses = run(base, tmp_path / "whole.pt")
    assert sum(losses[-5:]) < sum(losses[:5])
    run(base, tmp_path / "broken.pt", stop_after=25)  # the last checkpoint is that of step 20
    resumed, rest = run(base, tmp_path / "broken.pt")
    assert rest == losses[20:]
    for name, tensor in whole.trained().items():
        assert torch.equal(tensor, resumed.trained()[name])


def test_a_pass_over_other_material_comes_before(base: Path, tmp_path: Path) -> None:
    steps: list[int] = []
    train(
        network(base),
        MATERIAL,
        before=MATERIAL,
        plan=ReaderPlan(questions=12, passes=1),
        checkpoint=tmp_path / "run.pt",
        on_step=lambda step, of, loss, left: steps.append(of),
    )
    assert steps == [4] * 4


def test_only_the_head_and_the_layers_from_first_on_are_trained(base: Path) -> None:
    assert {name.split(".")[1] for name in PairNetwork(base, first=0).trained() if name.startswith("bert.")} == {
        "encoder",
        "pooler",
    }
    assert not [name for name in PairNetwork(base, first=1).trained() if "encoder" in name]


def test_the_loss_is_that_of_the_right_sentence_among_the_others_and_none(base: Path) -> None:
    read = network(base)
    read.model.eval()
    pair = [("brug", "brug a"), ("brug", "weg b")]
    a, b = read.scores(pair).detach().double().tolist()
    one, nothing = (
        float(loss_of(read, [ReaderExample("brug", ("brug a", "weg b"), told)]).detach()) for told in (True, False)
    )

    def logistic(x: float) -> float:
        return float(np.log1p(np.exp(-x)))

    none = np.log(1 + np.exp(a) + np.exp(b))
    assert one == pytest.approx((logistic(a) + logistic(-b)) / 2 + 0.5 * (none - a), rel=1e-4)
    assert nothing == pytest.approx((logistic(-a) + logistic(-b)) / 2 + 0.5 * none, rel=1e-4)


def test_a_score_does_not_depend_on_the_pairs_that_are_read_along_with_it(base: Path) -> None:
    read = network(base)
    read.model.eval()
    pairs = [("brug", "brug a"), ("zwembad", "een lange zin over het zwembad"), ("x", "y")]
    together = read.scores(pairs).detach()
    for pair, score in zip(pairs, together, strict=True):
        assert float(read.scores([pair]).detach()[0]) == pytest.approx(float(score), abs=1e-5)


def test_what_is_measured(base: Path) -> None:
    got = measure(network(base), LETTERS, most=24)
    assert got["all"]["n"] == got["everyday"]["n"] == got["nl"]["n"] == 16
    assert 0 <= got["all"]["sentence"] <= 1
    assert 0 <= got["all"]["auc"] <= 1
    assert 0 <= got["all"]["alone"] <= 1
    assert measure(network(base), LETTERS, most=5)["all"]["n"] <= 5
