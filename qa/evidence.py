"""How far a text speaks of what a question asks: its words, also inside compounds and with small differences. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from index.dutch.words import fold, ngrams, stem, words

_PERSONAL = re.compile(r"\b(?:mijn|m'n|onze|ons|my|our)\s+(?:\w+e\s+)?(kind|kinderen|zoon|zoontje|dochter|dochtertje|man|vrouw|vader|moeder|"
                       r"ouders|gezin|broer|zus|kleinkind|son|daughter|child|children)\b")  # fmt: skip
_ASKED_FOR = 0.3
_LONGER = 0.85  # `wachtlijst` is asked, the letter says `wachtlijstbeheer`
_HEAD = 0.8  # `sportclub` is asked, the letter says `club`: the head of a compound says what it is
_MODIFIER = 0.6  # `sportclub` is asked, the letter says `sport`
_SIMILAR = 0.7  # `olopende` for `oplopende`
_SHORTEST_PART = 5
_PREFIXES = frozenset(
    "aan af achter be bij binnen door her in mee mis na om onder ont op over samen tegen toe uit ver voor weg".split()
)
_ALIKE = 0.62  # Dice coefficient of character 3-grams from which two words count as spellings of one


def weigh(question: str, terms: Iterable[str], rarity: Callable[[str], float]) -> dict[str, float]:
    """Return each folded term with how much it tells, in [0, 1].

    Whom someone asks for (`mijn dochter`) tells less than what is asked: a letter speaks of pupils in general.
    """
    personal = set(_PERSONAL.findall(fold(question)))
    return {term: rarity(term) * (_ASKED_FOR if term in personal else 1) for term in terms}


def coverage(terms: Mapping[str, float], text: str, *, context: str = "", worth: float = 0.6) -> float:
    """Return the share of the terms' weight that `text` has, in [0, 1]; a term only in `context` counts for `worth`."""
    total = sum(terms.values())
    if not total:
        return 0.0
    here, around = vocabulary(text), vocabulary(context)
    return sum(w * max(match(term, here), worth * match(term, around)) for term, w in terms.items()) / total


def vocabulary(text: str) -> frozenset[str]:
    """Return the folded words of `text`, and the parts of those written with a hyphen or slash."""
    found = words(text)
    return frozenset([*found, *(part for word in found for part in re.split(r"[-/]", word) if len(part) > 1)])


def match(term: str, present: frozenset[str]) -> float:
    """Return how well one folded term is among the folded words `present`, in [0, 1]."""
    if term in present:
        return 1.0
    if any(c.isdigit() for c in term):
        return 0.0
    parts = [part for part in re.split(r"[-/]", term) if len(part) > 1]
    whole = max((_alike(term, word) for word in present), default=0.0)
    if len(parts) > 1 and whole < 1:
        return max(whole, sum(match(part, present) for part in parts) / len(parts))
    return whole


@lru_cache(maxsize=200_000)
def _alike(term: str, word: str) -> float:
    a, b = stem(term), stem(word)
    if a == b:
        return 1.0
    if (a.endswith(b) and a[: -len(b)] in _PREFIXES) or (b.endswith(a) and b[: -len(a)] in _PREFIXES):
        return 0.0  # `aansluiten` is not a kind of `sluiten`
    if len(a) >= _SHORTEST_PART and (b.startswith(a) or b.endswith(a)):
        return _LONGER
    if len(b) >= _SHORTEST_PART and (a.startswith(b) or a.endswith(b)):
        return _HEAD if a.endswith(b) else _MODIFIER
    if min(len(term), len(word)) >= _SHORTEST_PART and abs(len(term) - len(word)) <= 3:
        first, second = set(ngrams(term, 3)), set(ngrams(word, 3))
        if 2 * len(first & second) / (len(first) + len(second)) >= _ALIKE:
            return _SIMILAR
    return 0.0
