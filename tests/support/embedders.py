"""Small real embedding models, made on the spot: random vectors for letter pairs, always the same ones."""

from __future__ import annotations

import itertools
import string
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from index.dutch.word_lists import rows
from index.dutch.words import words


def make_embedder(
    folder: Path, *, dimension: int = 32, seed: int = 0, prompts: Mapping[str, str] | None = None
) -> Path:
    """Save a model that sentence-transformers loads in milliseconds under `folder` and return it."""
    import numpy as np
    from tokenizers import models

    signs = string.ascii_lowercase + string.digits
    starts = [*signs, *map("".join, itertools.product(signs, repeat=2))]
    pieces = ["[UNK]", *string.punctuation, *starts, *(f"##{piece}" for piece in starts)]
    pieces_of = models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]")
    return _save(pieces_of, np.random.default_rng(seed).normal(size=(len(pieces), dimension)), folder, prompts or {})


def make_transformer(
    folder: Path,
    *,
    longest: int | None = 32,
    prompts: Mapping[str, str] | None = None,
    kind: str = "bert",
    truncate: int | None = None,
) -> Path:
    """Save a model of 32 dimensions that reads `longest` word pieces at once, one for each letter; None: its tokenizer
    knows no limit. `kind` is bert, or roberta, whose table of 66 positions serves 64. `truncate` is the dimension to
    which it cuts its vectors.
    """
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    signs = string.ascii_lowercase + string.digits + string.punctuation
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *signs, *(f"##{sign}" for sign in signs)]
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=_letters(pieces),
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        **({} if longest is None else {"model_max_length": longest}),
    )
    places = {"bert": 64, "roberta": 66}[kind]
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    config, model = {
        "bert": (transformers.BertConfig, transformers.BertModel),
        "roberta": (transformers.RobertaConfig, transformers.RobertaModel),
    }[kind]
    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = model(config(vocab_size=len(pieces), max_position_embeddings=places, pad_token_id=1, **sizes))
    plain = folder.with_name(f"{folder.name}-plain")
    network.save_pretrained(plain)
    tokenizer.save_pretrained(plain)
    modules = [Transformer(str(plain)), Pooling(32)]
    SentenceTransformer(modules=modules, prompts=dict(prompts or {}), device="cpu", truncate_dim=truncate).save(
        str(folder)
    )
    return folder


def _letters(pieces: Collection[str]) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def make_dutch_embedder(folder: Path) -> Path:
    """Save a model to which all words of a question of the probe and of its answer mean the same under `folder` and
    return it.
    """
    import numpy as np
    from tokenizers import models

    known = {"[UNK]": 0}
    meanings = np.random.default_rng(0).normal(size=(len(rows("probe.tsv")), 64))
    table = [0 * meanings[0]]
    for pair, meaning in zip(rows("probe.tsv"), meanings, strict=True):
        for word in words(" ".join(pair)):
            if word not in known:
                known[word] = len(known)
                table.append(meaning)
    return _save(models.WordLevel(known, unk_token="[UNK]"), np.array(table), folder, {})


def _save(vocabulary: Any, weights: Any, folder: Path, prompts: Mapping[str, str]) -> Path:
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, normalizers, pre_tokenizers

    tokenizer = Tokenizer(vocabulary)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    module = StaticEmbedding(tokenizer, embedding_weights=weights.astype(np.float32))
    SentenceTransformer(modules=[module], prompts=dict(prompts), device="cpu").save(str(folder))
    return folder
