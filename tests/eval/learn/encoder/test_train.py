"""A training run on a model of one layer: it learns, it is the same again, and it goes on after a break."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from eval.learn.encoder.loss import AnswerRows, loss_of
from eval.learn.encoder.material import Asked, TrainingLetter
from eval.learn.encoder.measure import measure
from eval.learn.encoder.network import Network
from eval.learn.encoder.train import Plan, train
from tests.support.embedders import make_transformer

WORDS = ("brug", "weg", "bus", "trein", "markt", "zwembad", "school", "park")
LETTERS = [
    TrainingLetter(
        f"T1-{i}",
        "T1",
        (f"{one} a", f"{other} b"),
        (
            Asked(one[::-1], "nl", "everyday", (0,)),
            Asked(other[::-1], "nl", "everyday", (1,)),
            Asked("zz", "nl", "near", ()),
        ),
    )
    for i, (one, other) in enumerate(zip(WORDS, (*WORDS[1:], WORDS[0]), strict=True))
]
PLAN = Plan(letters=4, passes=15, questions=12, seed=3)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_transformer(tmp_path_factory.mktemp("base") / "model", longest=64)


def run(base: Path, checkpoint: Path, *, stop_after: int | None = None) -> tuple[Network, list[float]]:
    losses: list[float] = []

    def on_step(step: int, steps: int, loss: float, left: float) -> None:
        losses.append(loss)
        if step == stop_after:
            raise KeyboardInterrupt

    network = Network(base, first=0)
    try:
        train(network, LETTERS, plan=PLAN, checkpoint=checkpoint, on_step=on_step)
    except KeyboardInterrupt:
        assert stop_after
    return network, losses


def test_a_run_learns_is_reproducible_and_goes_on_where_it_was_broken_off(base: Path, tmp_path: Path) -> None:
    whole, losses = run(base, tmp_path / "whole.pt")
    assert sum(losses[-5:]) < sum(losses[:5])
    again, same = run(base, tmp_path / "again.pt")
    assert same == losses
    run(base, tmp_path / "broken.pt", stop_after=25)  # the last checkpoint is that of step 20
    resumed, rest = run(base, tmp_path / "broken.pt")
    assert rest == losses[20:]
    for name, tensor in whole.trained().items():
        assert torch.equal(tensor, again.trained()[name])
        assert torch.equal(tensor, resumed.trained()[name])


def test_another_plan_does_not_go_on_with_a_checkpoint(base: Path, tmp_path: Path) -> None:
    run(base, tmp_path / "run.pt")
    with pytest.raises(ValueError, match="another run"):
        train(Network(base, first=0), LETTERS[1:], plan=PLAN, checkpoint=tmp_path / "run.pt", on_step=print)


def test_only_the_layers_from_first_on_are_trained(base: Path) -> None:
    network = Network(base, first=0)
    assert {name.rpartition("layer.")[2][0] for name in network.trained()} == {"0"}
    assert not Network(base, first=1).trained()


def test_the_loss_wants_the_answer_first_and_nothing_near_where_there_is_none() -> None:
    judge = torch.tensor([20.0, -10.0])
    eye = torch.eye(3)
    answered = AnswerRows(0, 3, (1,))
    right, wrong = (loss_of(eye[i : i + 1], eye, [answered], judge) for i in (1, 0))
    assert float(right) < 0.01 < float(wrong)
    nothing = AnswerRows(0, 3, ())
    near, unsure = (loss_of(eye[:1], eye, [each], judge) for each in (nothing, AnswerRows(0, 3, (), (0,))))
    assert float(unsure) < 0.01 < float(near), "a sentence that contradicts may be near"


def test_what_is_measured(base: Path) -> None:
    got = measure(Network(base, first=0), LETTERS)
    assert got["all"]["n"] == got["everyday"]["n"] == got["nl"]["n"] == 16
    assert 0 <= got["all"]["letter@1"] <= got["all"]["letter@5"] <= got["all"]["letter@10"] == 1
    assert 0 <= got["all"]["sentence"] <= 1
    assert 0 <= got["all"]["auc"] <= 1
