"""Small real embedding models, made on the spot: random vectors for letter pairs, always the same ones."""

from __future__ import annotations

import itertools
import string
from collections.abc import Mapping
from pathlib import Path


def make_embedder(
    folder: Path, *, dimension: int = 32, seed: int = 0, prompts: Mapping[str, str] | None = None
) -> Path:
    """Save a model that sentence-transformers loads in milliseconds under `folder` and return it."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    signs = string.ascii_lowercase + string.digits
    starts = [*signs, *map("".join, itertools.product(signs, repeat=2))]
    pieces = ["[UNK]", *string.punctuation, *starts, *(f"##{piece}" for piece in starts)]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    weights = np.random.default_rng(seed).normal(size=(len(pieces), dimension)).astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module], prompts=dict(prompts or {}), device="cpu").save(str(folder))
    return folder
