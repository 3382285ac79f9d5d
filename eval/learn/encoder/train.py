"""One training run: reproducible from its seed, and going on where it was broken off."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from eval.learn.encoder.loss import AnswerRows, loss_of
from eval.learn.encoder.material import TrainingLetter, batches, disturbed
from eval.learn.encoder.network import Network

_RATE, _JUDGE_RATE = 4e-5, 0.05
_WARM = 10  # steps in which the rate grows
_LEAST = 0.05  # of the rate at the end
_SAVED = 20  # steps between two checkpoints


@dataclass(frozen=True)
class Plan:
    """`letters` at once and how many `passes` over all of them."""

    letters: int = 8
    passes: int = 2
    questions: int = 64
    seed: int = 5


@dataclass(frozen=True)
class _TrainingRun:
    """What changes in a run; `what` tells one run from another."""

    network: Network
    judge: torch.nn.Parameter
    optimizer: torch.optim.Optimizer
    what: Mapping[str, object]

    def save(self, checkpoint: Path, step: int) -> None:
        new = checkpoint.with_suffix(".new")
        trained = {name: tensor.detach() for name, tensor in self.network.trained().items()}
        state = {"what": self.what, "step": step, "trained": trained, "judge": self.judge.detach()}
        torch.save({**state, "optimizer": self.optimizer.state_dict()}, new)
        new.replace(checkpoint)

    def resume(self, checkpoint: Path) -> int:
        """Return how many steps were done."""
        if not checkpoint.exists():
            return 0
        state = torch.load(checkpoint, weights_only=True)
        if state["what"] != self.what:
            raise ValueError(
                f"{checkpoint} is of another run: other letters or another plan. Remove it, or choose another folder."
            )
        with torch.no_grad():
            for name, tensor in self.network.trained().items():
                tensor.copy_(state["trained"][name])
            self.judge.copy_(state["judge"])
        self.optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])


def train(
    network: Network,
    letters: Sequence[TrainingLetter],
    *,
    plan: Plan,
    checkpoint: Path,
    on_step: Callable[[int, int, float, float], None],
) -> None:
    """Train `network` in place. `on_step` hears the step, of how many, the loss and the seconds that are left.

    Where `checkpoint` holds a run of the same plan over the same letters, it goes on from there; another raises
    ValueError.
    """
    work = batches(letters, size=plan.letters, passes=plan.passes, seed=plan.seed)
    trained = list(network.trained().values())
    judge = torch.nn.Parameter(torch.tensor([20.0, -17.0]))
    optimizer = torch.optim.AdamW(
        [{"params": trained, "lr": _RATE}, {"params": [judge], "lr": _JUDGE_RATE}], weight_decay=0.01
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    run = _TrainingRun(network, judge, optimizer, {**asdict(plan), "of": [letter.id for letter in letters]})
    done = run.resume(checkpoint)
    network.model.train()
    began = time.monotonic()
    for step, batch in enumerate(work[done:], done + 1):
        torch.manual_seed(plan.seed * 100_003 + step)  # dropout is the same again after a break
        loss = _loss(network, batch, judge, random.Random(plan.seed * 100_003 + step), plan.questions)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, step / _WARM) * max(_LEAST, 1 - step / len(work))
        optimizer.step()
        if step % _SAVED == 0 or step == len(work):
            run.save(checkpoint, step)
        left = (time.monotonic() - began) / (step - done) * (len(work) - step)
        on_step(step, len(work), float(loss.detach()), left)
    network.model.eval()


def _loss(
    network: Network, batch: Sequence[TrainingLetter], judge: torch.Tensor, dice: random.Random, most: int
) -> torch.Tensor:
    asked, first = [], 0
    for letter in batch:
        end = first + len(letter.sentences)
        for question in letter.questions:
            answers = tuple(first + i for i in question.answers)
            target = AnswerRows(first, end, answers, tuple(first + i for i in question.contradicts))
            asked.append((disturbed(question, dice).text, target))
        first = end
    asked = dice.sample(asked, min(most, len(asked)))
    questions = network.questions([text for text, _ in asked])
    sentences = network.sentences([sentence for letter in batch for sentence in letter.sentences])
    return loss_of(questions, sentences, [target for _, target in asked], judge)
