"""The lexical index: BM25 over character 4-grams and over stems, each passage with its letter's context in front.

BM25 as in Robertson & Zaragoza (2009), in Lucene's variant, by bm25s. Dutch writes compounds as one word, so 4-grams find
*wachtlijsten* in *oplopende wachtlijst* where whole words do not. Kept on disk under a fingerprint of what it holds.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.dutch.words import content_words, ngrams, stem

Scores = NDArray[np.float32]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


VIEWS: dict[str, Callable[[str], list[str]]] = {"grams": ngrams, "stems": _stems}


_TOKENS = "1"
"""Version of the rules by which texts become tokens; a change makes the index anew."""

_UNFINISHED = "new-"


@dataclass(frozen=True)
class _View:
    bm25: Any
    vocabulary: dict[str, int]
    frequency: NDArray[np.int32]  # in how many texts each token stands


class LexicalIndex:
    """Scores of every passage for a question, per view."""

    def __init__(self, views: dict[str, _View], size: int) -> None:
        self._views = views
        self._size = size

    def rarity(self, stem: str) -> float:
        """Return how much the stem of a word tells, in [0, 1]: 1 when no text has it, near 0 when every text does."""
        view = self._views["stems"]
        holding = view.frequency[view.vocabulary[stem]] if stem in view.vocabulary else 0
        return math.log((self._size + 1) / (holding + 0.5)) / math.log((self._size + 1) / 0.5)

    def scores(self, query: str) -> dict[str, Scores]:
        """Return float32[n] per view, in the order in which the texts were given; 0 where nothing matches."""
        found = {}
        for name, view in self._views.items():
            ids = [view.vocabulary[token] for token in VIEWS[name](query) if token in view.vocabulary]
            found[name] = view.bm25.get_scores_from_ids(ids) if ids else np.zeros(self._size, dtype=np.float32)
        return found


def open_lexical(keys: Sequence[str], texts: Callable[[], Iterable[str]], *, folder: Path) -> LexicalIndex:
    """Return the index over `texts()`, one a key, from `folder` when it was made for the same keys, else made anew.

    Keys must change whenever a text does.
    """
    fingerprint = hashlib.sha256("\n".join([_TOKENS, *VIEWS, *keys]).encode()).hexdigest()
    home = folder / fingerprint[:24]
    try:
        views = _load(home)
    except (OSError, ValueError, EOFError):  # not there, half gone or damaged
        _build(list(texts()), home)
        views = _load(home)
        _sweep(folder, keep=home)
    return LexicalIndex(views, len(keys))


def _build(texts: Sequence[str], home: Path) -> None:
    import bm25s
    from bm25s.tokenization import Tokenized

    home.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home.parent))  # of one's own: two may build at the same time
    for name, tokens_of in VIEWS.items():
        vocabulary: dict[str, int] = {}
        rows = []
        for text in texts:
            rows.append(array("i", (vocabulary.setdefault(token, len(vocabulary)) for token in tokens_of(text))))
        vocabulary = vocabulary or {"": 0}
        frequency = np.zeros(len(vocabulary), dtype=np.int32)
        for row in rows:
            frequency[list(set(row))] += 1
        index = bm25s.BM25(method="lucene")
        # bm25s cannot index nothing; one empty token stands for an empty collection
        index.index(Tokenized(ids=[list(row) for row in rows] or [[0]], vocab=vocabulary), show_progress=False)
        (new / name).mkdir()
        index.save(str(new / name), show_progress=False)
        np.save(new / name / "frequency.npy", frequency)
        (new / name / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(home, ignore_errors=True)
    with suppress(OSError):  # another process may be first with the same
        new.rename(home)
    shutil.rmtree(new, ignore_errors=True)


def _sweep(folder: Path, *, keep: Path) -> None:
    """Remove what was made for other contents, and what an interrupted build left more than an hour ago."""
    for other in folder.iterdir():
        with suppress(OSError):  # another process may sweep as well
            at_work = other.name.startswith(_UNFINISHED) and time.time() - other.stat().st_mtime < 3600
            if other != keep and not at_work:
                shutil.rmtree(other, ignore_errors=True)


def _load(home: Path) -> dict[str, _View]:
    return {name: _load_view(home / name) for name in VIEWS}


def _load_view(folder: Path) -> _View:
    import bm25s

    vocabulary: dict[str, int] = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    bm25 = bm25s.BM25.load(str(folder), load_vocab=False, show_progress=False)
    return _View(bm25, vocabulary, np.load(folder / "frequency.npy"))
