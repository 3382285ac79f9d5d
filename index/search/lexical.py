"""The lexical index: BM25 over several views of each passage with its letter's context in front, and
over whole letters.

BM25 as in Robertson & Zaragoza (2009), in Lucene's variant, by bm25s, divided by what a text of average length would
score that has every word of the question once: what is left is about the share of the question, each word counting for
what it tells, that a text covers. That share means the same for every question, so a question whose words the letters
do not use leaves the ranking to the vectors (docs/decisions/0004). Kept on disk under a fingerprint of what it holds.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.dutch.words import stop_words, words
from index.search.fuse import Scores
from index.search.tokens import Views, Weighted
from index.store.data_folder import close_to_others

LETTERS = "letters"
"""The view of whole letters: every passage has the score of its letter."""

_TOKENS = "4"
"""Version of the rules by which texts become tokens; a change makes the index anew."""

_PASSAGE = {"k1": 0.3, "b": 0.2}
"""A word more than once in a passage, or in a longer one, says little more or less: lower than usual,
measured on all sets.
"""
_LETTER = {"k1": 0.9, "b": 0.4}
"""For whole letters the setting that Anserini made usual."""
_MOST = np.float32(1.5)  # of the whole question: a text full of its synonyms covers no more
_UNFINISHED = "new-"
_PART = 4  # letters of a word of the letters that may be part of a compound
_USUAL = 3  # times that such a word stands in the letters


@dataclass(frozen=True)
class _View:
    bm25: Any
    vocabulary: dict[str, int]
    frequency: NDArray[np.int32]  # in how many texts each token stands
    size: int  # texts

    def covers(self, weighted: Weighted) -> Scores:
        """Return float32[size], about which share of the first tokens each text has; the other tokens come on top."""
        found = np.zeros(self.size, dtype=np.float32)
        asked = list(dict.fromkeys(weighted[0][0]))
        whole = sum(self._tells(token) for token in asked) / (1 + self.bm25.k1)
        for tokens, weight in weighted if whole else ():
            ids = [self.vocabulary[token] for token in dict.fromkeys(tokens) if token in self.vocabulary]
            if ids:
                found += np.float32(weight / whole) * self.bm25.get_scores_from_ids(ids)
        return np.minimum(found, _MOST)

    def holding(self, token: str) -> int:
        """Return how many texts have a token."""
        return int(self.frequency[self.vocabulary[token]]) if token in self.vocabulary else 0

    def _tells(self, token: str) -> float:
        holding = self.holding(token)
        return math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))


class LexicalIndex:
    """Scores of every passage for a question, per view."""

    def __init__(self, made: dict[str, _View], views: Views, owners: Sequence[int]) -> None:
        self._made = made
        self._views = views
        self._owners = np.array(owners, dtype=np.int64)

    def rarity(self, word: str) -> float:
        """Return how much a folded word tells, in [0, 1]: 1 when no text has it, near 0 when every text does."""
        view = self._made["parts"]
        holding = view.holding(self._views.parts(word)[0])
        return math.log((view.size + 1) / (holding + 0.5)) / math.log((view.size + 1) / 0.5)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all words that carry content, and of the parts of compounds."""
        return tuple(self._made["parts"].vocabulary)

    def scores(self, question: str) -> dict[str, Scores]:
        """Return float32[n] per view, in the order in which the texts were given; 0 where nothing matches."""
        asked = {name: self._views.question(name, question) for name in Views.names}
        found = {name: self._made[name].covers(tokens) for name, tokens in asked.items()}
        return {**found, LETTERS: self._made[LETTERS].covers(asked["parts"][:1])[self._owners]}


def open_lexical(
    keys: Sequence[str],
    texts: Callable[[], Iterable[str]],
    *,
    letters: Sequence[str],
    folder: Path,
) -> LexicalIndex:
    """Return the index over `texts()`, one a key, from `folder` when it was made for the same keys, else made anew.

    `letters` are the ids of the letters that the texts belong to. Keys must change whenever a text does.
    """
    known = "\n".join([_TOKENS, json.dumps([_PASSAGE, _LETTER]), *keys])
    home = folder / hashlib.sha256(known.encode()).hexdigest()[:24]
    numbers = {letter: number for number, letter in enumerate(dict.fromkeys(letters))}
    owners = [numbers[letter] for letter in letters]
    try:
        return _load(home, owners)
    except (OSError, ValueError, EOFError):  # not there, half gone or damaged
        made = _build(list(texts()), owners, folder)
    index = _load(made, owners)
    with suppress(OSError):  # it serves now; in a folder that cannot be written it is built again next time
        shutil.rmtree(home, ignore_errors=True)
        made.rename(home)
    shutil.rmtree(made, ignore_errors=True)
    with suppress(OSError):
        _sweep(folder, keep=home)
    return index


def _build(texts: Sequence[str], owners: Sequence[int], folder: Path) -> Path:
    """Build the index and return its folder, a new one since two may build at the same time: in `folder`, else where
    the system keeps what is temporary, as on a full disk and in a folder that can only be read.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        try:
            return _build_in(new, texts, owners)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise
    except OSError:
        return _build_in(Path(tempfile.mkdtemp(prefix=_UNFINISHED)), texts, owners)


def _build_in(new: Path, texts: Sequence[str], owners: Sequence[int]) -> Path:
    usual = _usual_words(texts)
    (new / "words.json").write_text(json.dumps(usual, ensure_ascii=False), encoding="utf-8")
    views = Views(usual)
    for name in Views.names:
        rows = [views.text(name, text) for text in texts]
        _save(rows, new / name, _PASSAGE)
        if name == "parts":
            whole: list[list[str]] = [[] for _ in set(owners)]
            for row, owner in zip(rows, owners, strict=True):
                whole[owner] += row
            _save(whole, new / LETTERS, _LETTER)
    close_to_others(new)
    return new


def _usual_words(texts: Sequence[str]) -> list[str]:
    """Return the words of the letters that may be parts of their compounds: the language of a field is in no word
    list.
    """
    counted = Counter(word for text in texts for word in words(text))
    return sorted(
        word
        for word, times in counted.items()
        if times >= _USUAL and len(word) >= _PART and word.isalpha() and word not in stop_words()
    )


def _save(rows: Sequence[Sequence[str]], folder: Path, bm25: Mapping[str, float]) -> None:
    import bm25s
    from bm25s.tokenization import Tokenized

    vocabulary: dict[str, int] = {}
    ids = [array("i", (vocabulary.setdefault(token, len(vocabulary)) for token in row)) for row in rows]
    if not vocabulary:  # bm25s divides by the mean length: one empty token stands in each text where none has a word
        vocabulary, ids = {"": 0}, [array("i", [0])] * max(1, len(rows))
    frequency = np.zeros(len(vocabulary), dtype=np.int32)
    for row in ids:
        frequency[list(set(row))] += 1
    index = bm25s.BM25(method="lucene", **bm25)
    index.index(Tokenized(ids=[list(row) for row in ids], vocab=vocabulary), show_progress=False)
    folder.mkdir()
    index.save(str(folder), show_progress=False)
    np.save(folder / "frequency.npy", frequency)
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")


def _sweep(folder: Path, *, keep: Path) -> None:
    """Remove what was made for other contents, and what an interrupted build left more than an hour ago."""
    for other in folder.iterdir():
        with suppress(OSError):  # another process may sweep as well
            at_work = other.name.startswith(_UNFINISHED) and time.time() - other.stat().st_mtime < 3600
            if other != keep and not at_work:
                shutil.rmtree(other, ignore_errors=True)


def _load(home: Path, owners: Sequence[int]) -> LexicalIndex:
    usual = json.loads((home / "words.json").read_text(encoding="utf-8"))
    sizes = {**dict.fromkeys(Views.names, len(owners)), LETTERS: len(set(owners))}
    made = {name: _load_view(home / name, size) for name, size in sizes.items()}
    return LexicalIndex(made, Views(usual), owners)


def _load_view(folder: Path, size: int) -> _View:
    import bm25s

    vocabulary: dict[str, int] = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    bm25 = bm25s.BM25.load(str(folder), load_vocab=False, show_progress=False)
    return _View(bm25, vocabulary, np.load(folder / "frequency.npy"), size)
