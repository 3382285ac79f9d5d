"""Is this text really text? Fonts without a Unicode map give letters that nobody wrote.

Judged by what any language in Latin script has in common: few characters without meaning, vowels, and
neighbouring letters that occur together often. Short texts, tables, lists of names, capitals and codes get the
benefit of the doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from index.dutch.word_lists import listed

_PAIRS = listed("reading/letter_pairs.txt")
_VOWELS = frozenset("aeiouyàáâäèéêëìíîïòóôöùúûüœæå")
_GLYPH_NAMES = re.compile(r"\(cid:\d{1,6}\)|/(?:gid|g|uni|C|G|index|glyph)[0-9A-Fa-f]{1,6}\b")
_RULER = re.compile(r"([._\-–—=*·•…~ ])\1{2,}")
_LEADER = re.compile(r"(?:[.·…] ?){4,}+")  # the dots between a heading and its page, as some programs set them
_WORD = re.compile(r"[^\W\d_]+")

_ENOUGH_CHARACTERS = 12
_SOME_PAIRS, _MANY_PAIRS = 40, 120  # of any 300 characters of real text, 60% of the pairs are known or more


def legible(text: str) -> bool:
    """Say whether `text` reads as text. Too little to judge by counts as legible."""
    names = sum(len(match[0]) for match in _GLYPH_NAMES.finditer(text))
    marks = "".join(_RULER.sub(r"\1", _LEADER.sub(".", text)).split())
    if len(marks) < _ENOUGH_CHARACTERS:
        return not marks or _meaningless(marks) <= len(marks) / 2
    if names > len(marks) * 0.2 or _meaningless(marks) > len(marks) * 0.1:
        return False
    if sum(c.isalnum() for c in marks) < len(marks) * 0.5:
        return False
    words = _WORD.findall(text)
    return _reads_as_words([word.lower() for word in words if len(word) > 5 or not word.isupper()])  # no acronyms


def _meaningless(marks: str) -> int:
    """Count replacement, control, private and unassigned characters."""
    counts = Counter(marks)
    return sum(n for c, n in counts.items() if c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs"))


def _reads_as_words(words: list[str]) -> bool:
    letters = Counter("".join(words))
    total = sum(letters.values())
    latin = sum(n for letter, n in letters.items() if _is_latin(letter))
    if latin < total * 0.7:
        return _one_script(letters, total)
    pairs = Counter(a + b for word in words for a, b in pairwise(word))
    number = sum(pairs.values())
    if number < _SOME_PAIRS:
        return True
    known = sum(n for pair, n in pairs.items() if _plain(pair) in _PAIRS) / number
    vowels = sum(n for c, n in letters.items() if c in _VOWELS) / max(latin, 1)
    return known >= (0.45 if number >= _MANY_PAIRS else 0.3) and vowels >= 0.2


def _is_latin(letter: str) -> bool:
    return letter.isascii() or letter in _VOWELS or "LATIN" in unicodedata.name(letter, "")


def _plain(pair: str) -> str:
    """Take the accents off."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in pair)


def _one_script(letters: Counter[str], total: int) -> bool:
    """Another script is fine, a mixture of scripts is what a missing Unicode map looks like."""
    scripts: Counter[str] = Counter()
    for letter, n in letters.items():
        scripts[unicodedata.name(letter, "?").split()[0]] += n
    return scripts.most_common(1)[0][1] >= total * 0.8
