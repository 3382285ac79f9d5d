"""What a model can read at once, and a text cut into parts that it can: nothing is left unread without being said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from index.dutch.sentences import sentences

_NO_LIMIT = 10**9  # transformers writes a number with thirty zeros where a tokenizer knows none


class TooNarrowError(ValueError):
    """A model reads so little at once that not one character fits."""


def most_pieces(model: Any) -> int | None:
    """Return how many word pieces, its own marks included, a sentence-transformers model reads at
    once; None for any number.

    That is what the model says, or the length of its table of positions where that is shorter: RoBERTa's table has rows
    that stand for no position, and a text that runs past its end is a fault deep inside the model.
    """
    stated = getattr(model, "max_seq_length", None)
    limits = [int(stated)] if stated is not None and 0 < stated < _NO_LIMIT else []
    for module in model.modules():
        rows = getattr(getattr(module, "position_embeddings", None), "num_embeddings", None)
        padding = getattr(module, "padding_idx", None)
        if isinstance(rows, int):
            limits.append(rows - (padding + 1 if isinstance(padding, int) else 0))
    return min(limits, default=None)


def counter(model: Any) -> Callable[..., int]:
    """Return what counts the word pieces of a text, or of two that are read together, with the model's own marks.

    It has a tokenizer of its own: the model's own one is set to cut off, for all threads that use it. The pieces, which
    take hundreds of megabytes in a model of many languages, are in memory once.
    """
    shared = getattr(model.tokenizer, "backend_tokenizer", None)
    if shared is None:  # one that is written in Python
        tokenizer = deepcopy(model.tokenizer)
        return lambda *texts: len(tokenizer(*texts, truncation=False, verbose=False)["input_ids"])
    own = type(shared)(shared.model)
    for part in ("normalizer", "pre_tokenizer", "post_processor"):
        if getattr(shared, part) is not None:
            setattr(own, part, getattr(shared, part))
    for token in shared.get_added_tokens_decoder().values():
        (own.add_special_tokens if token.special else own.add_tokens)([token])
    return lambda *texts: len(own.encode(*texts))


def in_parts(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return `text` whole where it `fits`, else in parts of about the same length that do, cut between sentences where
    one ends near the middle, else between words. Raises TooNarrowError where not one character fits.
    """
    if fits(text):
        return [text]
    if len(text) < 2:
        raise TooNarrowError("not one character fits")
    middle = _middle(text)
    halves = (text[:middle].rstrip(), text[middle:].lstrip())
    return [part for half in halves if half for part in in_parts(half, fits)]


def beginning(text: str, fits: Callable[[str], bool]) -> str:
    """Return `text` whole where it `fits`, else as many of its first words as do. Raises
    TooNarrowError where not one character fits.
    """
    if fits(text):
        return text
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    many = bisect_left(range(len(ends)), True, key=lambda i: not fits(text[: ends[i]]))
    return text[: ends[many - 1]] if many else in_parts(text, fits)[0]


def _middle(text: str) -> int:
    """Return where to cut: the place nearest to the middle, and not in the first or last quarter, where a sentence
    ends, else a word, else a character.
    """
    ends = [end for _, end in sentences(text)]
    gaps = [i for i, sign in enumerate(text) if sign.isspace()]
    inner = range(max(1, len(text) // 4), len(text) - len(text) // 4)
    for places in (ends, gaps):
        if near := [place for place in places if place in inner]:
            return min(near, key=lambda place: abs(2 * place - len(text)))
    return len(text) // 2
