"""The encoder as it is trained: each sentence and each question goes through it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import normalize

_LONGEST = 96  # word pieces of a sentence or a question; what is behind is not seen
_AT_ONCE = 16  # texts of about the same length in one go


class Network:
    """A BERT encoder of which the layers from `first` on, counted from 0, are trained."""

    def __init__(self, folder: Path, *, first: int) -> None:
        from sentence_transformers import SentenceTransformer

        self.model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
        self.bert: Any = self.model[0].auto_model
        self.tokenizer: Any = self.model.tokenizer
        self.first = first
        self.bert.requires_grad_(False)
        for layer in self.bert.encoder.layer[first:]:
            layer.requires_grad_(True)

    def trained(self) -> dict[str, Tensor]:
        """Return the tensors that are trained, by their name in the model."""
        return {name: tensor for name, tensor in self.bert.named_parameters() if tensor.requires_grad}

    def sentences(self, texts: Sequence[str]) -> Tensor:
        """Return float32[n, d], a unit vector of each sentence of a letter."""
        return self._encode([f"passage: {text}" for text in texts])

    def questions(self, texts: Sequence[str]) -> Tensor:
        """Return float32[n, d], a unit vector of each question."""
        return self._encode([f"query: {text}" for text in texts])

    def _encode(self, texts: Sequence[str]) -> Tensor:
        found: list[Tensor] = [torch.empty(0)] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for k in range(0, len(order), _AT_ONCE):
            places = order[k : k + _AT_ONCE]
            read = self.tokenizer(
                [texts[i] for i in places], padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
            )
            states = self.bert(input_ids=read["input_ids"], attention_mask=read["attention_mask"]).last_hidden_state
            mask = read["attention_mask"].unsqueeze(-1).float()
            for place, vector in zip(places, (states * mask).sum(1) / mask.sum(1), strict=True):
                found[place] = vector
        return normalize(torch.stack(found), dim=1)
