"""The reader as it is trained: question and sentence go through the encoder together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

_LONGEST = 128  # word pieces of a question and a sentence together; what is behind is not seen
_AT_ONCE = 16  # pairs of about the same length in one go


class PairNetwork:
    """A BERT encoder with a head on its first state; trained are the head and the layers from `first` on, from 0."""

    def __init__(self, folder: Path, *, first: int) -> None:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        self.tokenizer: Any = AutoTokenizer.from_pretrained(str(folder))
        self.model: Any = AutoModelForSequenceClassification.from_pretrained(str(folder), num_labels=1)
        self.model.bert.embeddings.requires_grad_(False)
        for layer in self.model.bert.encoder.layer[:first]:
            layer.requires_grad_(False)

    def trained(self) -> dict[str, Tensor]:
        """Return the tensors that are trained, by their name in the model."""
        return {name: tensor for name, tensor in self.model.named_parameters() if tensor.requires_grad}

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        """Return float32[n], the log odds that the sentence of each pair answers its question."""
        found: list[Tensor] = [torch.empty(0)] * len(pairs)
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        for k in range(0, len(order), _AT_ONCE):
            places = order[k : k + _AT_ONCE]
            read = self.tokenizer(
                [pairs[i][0] for i in places],
                [pairs[i][1] for i in places],
                padding=True,
                truncation="longest_first",
                max_length=_LONGEST,
                return_tensors="pt",
            )
            for place, score in zip(places, self.model(**read).logits[:, 0], strict=True):
                found[place] = score
        return torch.stack(found)
