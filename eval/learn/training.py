"""TrainingRun of a training run: reproducible from a seed, and going on where they were broken off."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import torch
from torch import Tensor

_WARM = 10  # steps in which the rate grows
_LEAST = 0.05  # of the rate at the end
_SAVED = 20  # steps between two checkpoints

Batch = TypeVar("Batch")
OnStep = Callable[[int, int, float, float], None]
"""Hears the step, of how many, the loss and the seconds that are left."""


@dataclass(frozen=True)
class TrainingRun(Generic[Batch]):
    """A run over `work`, one step for each batch. `loss` of a batch may throw the dice it is given.

    `trained` are the tensors by name, `rates` the learning rate of those that have one of their own (others have
    `rate`). `what` tells one run from another.
    """

    work: Sequence[Batch]
    loss: Callable[[Batch, random.Random], Tensor]
    trained: Mapping[str, Tensor]
    rate: float
    what: Mapping[str, object]
    seed: int
    rates: Mapping[str, float]

    def take(self, checkpoint: Path, on_step: OnStep) -> None:
        """Train in place. Where `checkpoint` holds this run, go on from there; of another run it raises ValueError."""
        rates = [self.rates.get(name, self.rate) for name in self.trained]
        groups = [
            {"params": [tensor], "lr": rate, "weight_decay": 0.01}
            for tensor, rate in zip(self.trained.values(), rates, strict=True)
        ]
        optimizer = torch.optim.AdamW(groups)
        done = self._resume(checkpoint, optimizer)
        began = time.monotonic()
        for step, batch in enumerate(self.work[done:], done + 1):
            torch.manual_seed(self.seed * 100_003 + step)  # dropout is the same again after a break
            loss = self.loss(batch, random.Random(self.seed * 100_003 + step))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(list(self.trained.values()), 1.0)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1, step / _WARM) * max(_LEAST, 1 - step / len(self.work))
            optimizer.step()
            if step % _SAVED == 0 or step == len(self.work):
                self._save(checkpoint, optimizer, step)
            left = (time.monotonic() - began) / (step - done) * (len(self.work) - step)
            on_step(step, len(self.work), float(loss.detach()), left)

    def _save(self, checkpoint: Path, optimizer: torch.optim.Optimizer, step: int) -> None:
        new = checkpoint.with_suffix(".new")
        trained = {name: tensor.detach() for name, tensor in self.trained.items()}
        torch.save({"what": self.what, "step": step, "trained": trained, "optimizer": optimizer.state_dict()}, new)
        new.replace(checkpoint)

    def _resume(self, checkpoint: Path, optimizer: torch.optim.Optimizer) -> int:
        """Return how many steps were done."""
        if not checkpoint.exists():
            return 0
        state = torch.load(checkpoint, weights_only=True)
        if state["what"] != self.what:
            raise ValueError(
                f"{checkpoint} is of another run: other letters or another plan. Remove it, or choose another folder."
            )
        with torch.no_grad():
            for name, tensor in self.trained.items():
                tensor.copy_(state["trained"][name])
        optimizer.load_state_dict(state["optimizer"])
        return int(state["step"])
