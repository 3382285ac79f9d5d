"""Dutch number words and their values: made by the rules of the language from `lists/grammar/numbers.tsv`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index.dutch.word_lists import rows

_BASE = {int(value): word for word, value in reversed(rows("grammar/numbers.tsv"))}

SCALES: Mapping[str, int] = {word: int(value) for word, value in rows("grammar/numbers.tsv") if int(value) >= 1000}

COUNTED: Mapping[str, int] = {word: value for value, word in sorted(_BASE.items()) if 2 <= value <= 20}
"""`twee` to `twintig`, the words that letters and questions count with most."""


@cache
def number_words() -> Mapping[str, str]:
    """Return the number words below 1,000, the round thousands and the ordinals below 100, each with
    its value in digits.

    `een` is left out: it is mostly an article.
    """
    below_hundred = _below_hundred()
    words = dict(below_hundred)
    for hundred in range(1, 10):
        name = ("" if hundred == 1 else _BASE[hundred]) + _BASE[100]
        words[hundred * 100] = name
        words |= {hundred * 100 + rest: name + word for rest, word in below_hundred.items() if rest}
    words |= {n * 100: words[n] + _BASE[100] for n in range(11, 100) if n % 10}  # dertienhonderd
    numbers = {word: value for value, word in words.items()} | {_BASE[1000]: 1000}
    numbers |= {word + _BASE[1000]: value * 1000 for value, word in words.items() if 1 < value < 1000}
    numbers |= ordinals()
    return {word: str(value) for word, value in numbers.items()} | {"anderhalf": "1,5", "anderhalve": "1,5"}


@cache
def ordinals() -> Mapping[str, int]:
    """Return `eerste` to `negenennegentigste`, each with its value."""
    return {_ordinal(value, word): value for value, word in _below_hundred().items() if value}


@cache
def _below_hundred() -> Mapping[int, str]:
    words = {value: word for value, word in _BASE.items() if value < 100}
    for ten in range(20, 100, 10):
        for unit in range(1, 10):
            one = "een" if unit == 1 else _BASE[unit]
            words[ten + unit] = one + ("ën" if one.endswith("e") else "en") + _BASE[ten]
    return words


def _ordinal(value: int, word: str) -> str:
    irregular = {1: "eerste", 3: "derde", 8: "achtste"}
    return irregular.get(value) or word + ("de" if value < 20 else "ste")
