"""How well one word is another in some form: inflected, inside a compound, misspelt. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.dutch.word_lists import listed
from index.dutch.words import ngrams, stem, words

LONGER = 0.85
"""`wachtlijst` is asked, the letter says `wachtlijstbeheer`."""

HEAD = 0.8
"""`sportclub` is asked, the letter says `club`: the head of a compound says what it is."""

MODIFIER = 0.6
"""`sportclub` is asked, the letter says `sport`."""

_SIMILAR = 0.7  # `olopende` for `oplopende`
_SHORTEST_PART = 5
_PREFIXES = listed("grammar/verb_prefixes.txt")
_ALIKE = 0.62  # Dice coefficient of character 3-grams from which two words count as spellings of one


def vocabulary(text: str) -> frozenset[str]:
    """Return the folded words of `text`, and the parts of those written with a hyphen or slash."""
    found = words(text)
    return frozenset([*found, *(part for word in found for part in re.split(r"[-/]", word) if len(part) > 1)])


def match_word(word: str, present: frozenset[str]) -> float:
    """Return how well one folded word is among the folded words `present`, by form alone, in [0, 1]."""
    if word in present:
        return 1.0
    if any(c.isdigit() for c in word):
        return 0.0
    parts = [part for part in re.split(r"[-/]", word) if len(part) > 1]
    whole = max((_alike(word, other) for other in present), default=0.0)
    if len(parts) > 1 and whole < 1:
        return max(whole, sum(match_word(part, present) for part in parts) / len(parts))
    return whole


@lru_cache(maxsize=20_000)  # a question compares a thousand pairs: more were 0.1 MB for each question
def _alike(term: str, word: str) -> float:
    a, b = stem(term), stem(word)
    if a == b:
        return 1.0
    if (a.endswith(b) and a[: -len(b)] in _PREFIXES) or (b.endswith(a) and b[: -len(a)] in _PREFIXES):
        return 0.0  # `aansluiten` is not a kind of `sluiten`
    if len(a) >= _SHORTEST_PART and (b.startswith(a) or b.endswith(a)):
        return LONGER
    if len(b) >= _SHORTEST_PART and (a.startswith(b) or a.endswith(b)):
        return HEAD if a.endswith(b) else MODIFIER
    if min(len(term), len(word)) >= _SHORTEST_PART and abs(len(term) - len(word)) <= 3:
        first, second = set(ngrams(term, 3)), set(ngrams(word, 3))
        if 2 * len(first & second) / (len(first) + len(second)) >= _ALIKE:
            return _SIMILAR
    return 0.0
