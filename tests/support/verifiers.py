"""Small real cross-encoders for natural language inference, trained on the spot on sentences about
what is open and closed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

THREE = ("contradiction", "entailment", "neutral")
TWO = ("not_entailment", "entailment")

_SUBJECTS = ("de school", "het zwembad", "de bibliotheek", "het loket", "de gymzaal", "het station")
_STATES = {"open": 0, "niet dicht": 0, "dicht": 1, "niet open": 1}


def toy_pairs() -> list[tuple[str, str, str]]:
    """Return (premise, hypothesis, label): the same subject in the same or another state, or another subject."""
    said = [f"{subject} is {state}." for subject, state in itertools.product(_SUBJECTS, _STATES)]
    return [(premise, hypothesis, _label(premise, hypothesis)) for premise, hypothesis in itertools.product(said, said)]


def _label(premise: str, hypothesis: str) -> str:
    (subject, state), (other, claimed) = (each.rstrip(".").split(" is ") for each in (premise, hypothesis))
    if subject != other:
        return "neutral"
    return "entailment" if _STATES[state] == _STATES[claimed] else "contradiction"


def make_verifier(
    folder: Path, *, labels: Sequence[str] = THREE, classes: Sequence[str] = THREE, longest: int = 64, steps: int = 600
) -> Path:
    """Save a cross-encoder under `folder` that tells `classes` apart, calls them `labels` in that order, and reads
    `longest` word pieces at once; return the folder. Of two classes the first takes all that is not the second.
    """
    model, tokenizer = deepcopy(_trained(tuple(classes), steps))
    model.config.id2label, model.config.label2id = dict(enumerate(labels)), {label: i for i, label in enumerate(labels)}
    tokenizer.model_max_length = longest
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@cache  # training costs ten seconds, and many tests want the same one
def _trained(classes: tuple[str, ...], steps: int) -> tuple[Any, Any]:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    pairs = toy_pairs()
    words = sorted({word for premise, _, _ in pairs for word in premise.rstrip(".").split()})
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", *words]),
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = BertForSequenceClassification(
            BertConfig(
                vocab_size=len(tokenizer),
                hidden_size=64,
                num_hidden_layers=2,
                num_attention_heads=4,
                intermediate_size=128,
                max_position_embeddings=64,
                initializer_range=0.15,
                hidden_dropout_prob=0.0,
                attention_probs_dropout_prob=0.0,
                num_labels=len(classes),
            )
        )
        _train(model, tokenizer, pairs, classes, steps)
    return model, tokenizer


def _tokenizer(words: Sequence[str]) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def _train(
    model: Any, tokenizer: Any, pairs: Sequence[tuple[str, str, str]], classes: Sequence[str], steps: int
) -> None:
    import torch

    premises, hypotheses, labels = zip(*pairs, strict=True)
    read = tokenizer(list(premises), list(hypotheses), padding=True, return_tensors="pt")
    wanted = torch.tensor([classes.index(label) if label in classes else 0 for label in labels])
    # as many of each class: most pairs are about two things
    weights = 1 / torch.bincount(wanted, minlength=len(classes)).clamp(min=1)[wanted].float()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
    model.train()
    for _ in range(steps):
        batch = torch.multinomial(weights, 64, replacement=True)
        loss = model(**{name: rows[batch] for name, rows in read.items()}, labels=wanted[batch]).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
