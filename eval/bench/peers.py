"""What Briefwijzer is compared with: plain BM25, the bare embedding model, and the two fused by rank.

The peers rank the same passages. A ranking is int64[m]: places of passages in the order in which they were given, best
first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.models.embed import Vectors
from index.models.packaged.folder import encoder_folder, missing, packaged_file

Ranking = NDArray[np.int64]
Search = Callable[[str], Ranking]

RRF_K = 60
"""The constant of Cormack, Clarke & Büttcher, "Reciprocal Rank Fusion …" (SIGIR 2009)."""


def bm25_search(texts: Sequence[str]) -> Search:
    """Return a search by BM25 as bm25s has it by default, over Dutch Snowball stems without Dutch stop words.

    A passage that shares no stem with the question is not in its ranking.
    """
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("dutch")

    def stems(given: Sequence[str]) -> list[list[str]]:
        found: list[list[str]] = bm25s.tokenize(
            list(given), stopwords="nl", stemmer=stemmer, return_ids=False, show_progress=False
        )
        return found

    index = bm25s.BM25()
    index.index(stems(texts), show_progress=False)

    def search(question: str) -> Ranking:
        known = [stem for stem in stems([question])[0] if stem in index.vocab_dict]
        return _ranked(index.get_scores(known)) if known else np.zeros(0, dtype=np.int64)

    return search


class BareModel:
    """The packaged encoder as its library runs it, in batches of 32. Raises SettingsError where it cannot be had.

    It computes in one thread, as Briefwijzer's does: threads of torch wait for each other, and as soon as another
    program computes, a question takes many times longer with several.
    """

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        if (source := packaged_file()) is None:
            raise missing()
        self.folder = encoder_folder(source)
        self._model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        self.prompts: Mapping[str, str] = self._model.prompts
        self._threads = torch.get_num_threads()
        torch.set_num_threads(1)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32[n, d], unit rows, in input order."""
        found: Vectors = self._model.encode_document(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return found

    def query(self, text: str) -> Vectors:
        """Return float32[d], a unit vector."""
        found: Vectors = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return found

    @contextmanager
    def all_threads(self) -> Iterator[None]:
        """Let torch compute in as many threads as it takes by itself."""
        import torch

        torch.set_num_threads(self._threads)
        try:
            yield
        finally:
            torch.set_num_threads(1)


def dense_search(vectors: Vectors, model: BareModel) -> Search:
    """Return an exact search for the nearest of `vectors`, unit rows float32[n, d]; every passage is in its ranking."""

    def search(question: str) -> Ranking:
        return np.argsort(-(vectors @ model.query(question)), kind="stable")

    return search


def rrf_search(searches: Sequence[Search], *, size: int) -> Search:
    """Return a search over `size` passages that fuses the whole rankings of `searches`, each with equal weight."""

    def search(question: str) -> Ranking:
        return fuse_ranks([each(question) for each in searches], size=size)

    return search


def fuse_ranks(rankings: Sequence[Ranking], *, size: int) -> Ranking:
    """Return the places that any ranking holds by the sum of 1 / (60 + rank), ranks from 1; equal sums by place."""
    sums = np.zeros(size, dtype=np.float64)
    for ranking in rankings:
        sums[ranking] += 1 / (RRF_K + np.arange(1, len(ranking) + 1))
    return _ranked(sums)


def cached_vectors(texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors], *, folder: Path) -> Vectors:
    """Return `encode(texts)`, from a file in `folder` when it was made of the same texts before."""
    path = folder / f"vectors-{fingerprint(texts)}.npy"
    if path.exists():
        stored: Vectors = np.load(path)
        return stored
    vectors = encode(texts)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new.npy")
    np.save(unfinished, vectors)
    unfinished.replace(path)
    return vectors


def fingerprint(texts: Sequence[str]) -> str:
    """Return what tells these texts from others."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:24]


def _ranked(scores: NDArray[np.floating]) -> Ranking:
    order = np.argsort(-scores, kind="stable")
    return order[scores[order] > 0]
