"""Whether a question says that somebody is in distress: suicide, abuse, violence, bullying, shut out of school or home.

Two ways tell, and count together: the words (`index/dutch/lists/distress.tsv`, in eight languages), and where the
question lies among sentences of people in distress, by its vector. With another encoder than that of `distress.json`
the words alone tell. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from index.dutch.word_lists import rows
from qa.question.phrases import compile_phrases, folded_words, in_line

Distress = Literal["suicide", "abuse", "violence", "bullying", "shut_out"]
"""What somebody is in, the most pressing first."""

LEARNED = Path(__file__).with_name("distress.json")
"""Made by `python -m eval.learn.distress`."""

_SENTENCE = re.compile(r"[.?!;:؟…\n]+")
_DENIED = 2  # words before a sign in which a denial counts
_PRESSING = ("suicide", "abuse")  # that words tell of is never taken back: rather a card too many than one too few
_SENTENCES = 20  # that are looked at one by one
_ALONE = 3  # words of a question that is no more than the name of a distress: a cry, not a subject
_CLASSES = ("near", "other", "frame", "not", "adult", "hit")


def distress(text: str, vector: NDArray[np.float32] | None = None, *, encoder: str = "") -> Distress | None:
    """Return what `text` says that somebody is in, the most pressing where it says several; else None.

    `vector` float32[d] is the unit vector of `text`, and `encoder` the fingerprint of what made it.
    """
    told = told_distress(text)
    learned = _learned()
    if told in _PRESSING or vector is None or encoder != learned.encoder:
        return told
    seen = vector - learned.center
    if learned.weights @ seen + learned.bias + (learned.told if told else -learned.told) <= 0:
        return None
    return told or get_args(Distress)[int(np.argmax(learned.kinds @ seen + learned.kind_biases))]


def parts(text: str) -> tuple[str, ...]:
    """Return `text` and, where it has several, its first sentences: in a long story one may say what is wrong."""
    sentences = [each.strip() for each in _SENTENCE.split(text) if len(each.split()) > 1]
    return (text, *sentences[:_SENTENCES]) if len(sentences) > 1 else (text,)


def told_distress(text: str) -> Distress | None:
    """Return what the words of `text` alone say that somebody is in, whatever their language."""
    found: set[str] = set()
    for sentence in _SENTENCE.split(text):
        words = folded_words(sentence)
        found |= {kind for signs in _languages() for kind in signs.found(words)}
    return next((kind for kind in get_args(Distress) if kind in found), None)


class _Signs:
    """The words of one language by which distress is told."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        classes = {f"<{name}>": "/".join(phrases[name]) for name in _CLASSES}
        self._is = {name: compile_phrases(phrases[name]) for name in _CLASSES}
        self._said, self._named, self._of_self = (
            {
                kind: compile_phrases(phrases[before + kind], classes)
                for kind in get_args(Distress)
                if before + kind in phrases
            }
            for before in ("", "names:", "self:")
        )

    def found(self, words: Sequence[str]) -> set[str]:
        """Return the kinds of distress that the folded words of a sentence tell of."""
        line = in_line(words)
        near, framed = (bool(self._is[name].search(line)) for name in ("near", "frame"))
        someone = near or (not framed and bool(self._is["other"].search(line)))
        found = self._told(self._of_self, line)
        if someone:
            found |= self._told(self._said, line)
        if not framed and (someone or len(words) <= _ALONE):
            found |= self._told(self._named, line)
        return found

    def _told(self, signs: Mapping[str, re.Pattern[str]], line: str) -> set[str]:
        return {
            kind
            for kind, sign in signs.items()
            if any(not self._denied(line[: found.start()]) for found in sign.finditer(line))
        }

    def _denied(self, before: str) -> bool:
        return any(self._is["not"].match(in_line([word])) for word in before.split()[-_DENIED:])


@dataclass(frozen=True)
class _Learned:
    """What was learned from sentences: `weights` float64[d] tell distress from what looks like it, `kinds`
    float64[5, d] the kinds apart, in vectors less `center`; `told` is what the words count, for and against.
    """

    encoder: str
    center: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    told: float
    kinds: NDArray[np.float64]
    kind_biases: NDArray[np.float64]


@cache
def _learned() -> _Learned:
    read = json.loads(LEARNED.read_text(encoding="utf-8"))
    return _Learned(
        encoder=read["encoder"],
        center=np.array(read["center"]),
        weights=np.array(read["weights"]),
        bias=read["bias"],
        told=read["told"],
        kinds=np.array(read["kinds"]),
        kind_biases=np.array(read["kind_biases"]),
    )


@cache
def _languages() -> tuple[_Signs, ...]:
    phrases: dict[str, dict[str, list[str]]] = {}
    for language, name, alternatives in rows("distress.tsv"):
        phrases.setdefault(language, {}).setdefault(name, []).extend(alternatives.split("|"))
    return tuple(_Signs(each) for each in phrases.values())
