"""Dictionary forms of Dutch words: what an inflected word may be a form of. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.dutch.dictionaries import dictionary_form, in_dictionary
from index.dutch.words import fold

_VOWELS = "aeiou"
_DIMINUTIVE = re.compile(r"(?:etje|pje|kje|tje|je)s?$")
_OPEN = re.compile(
    r"(?:^|[^aeou])[aeou][^aeiou]$"
)  # a long vowel that is written once in an open syllable: school, scho-len
_ENDINGS = ("'s", "en", "e", "s", "n")


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Return what the folded `word` may be a form of, likeliest first, never itself.

    First what the dictionary knows, then what the rules of Dutch spelling allow: a reader with
    a word list picks the first that it knows.
    """
    found = [_lemma(word), *_by_rule(word)]
    return tuple(dict.fromkeys(each for each in found if each != word and len(each) > 1))


@lru_cache(maxsize=20_000)
def surest(word: str) -> frozenset[str]:
    """Return the folded `word` with what it surely is a form of, for a reader without a word list.

    What the dictionary knows needs no rules, by which `weten` would be several of a `wet`.
    """
    return frozenset((word, *([_lemma(word)] if in_dictionary(word, "nl") else lemmas(word))))


def _lemma(word: str) -> str:
    return fold(dictionary_form(word, "nl")).replace("_", "")


def _by_rule(word: str) -> list[str]:
    found = []
    if (small := _DIMINUTIVE.sub("", word)) != word and len(small) > 2:
        found += [small, *_respelt(small)]  # huis-je, ram-etje
        found += [small[:-1]] if small[-1] == small[-2] and small[-1] in _VOWELS else []  # autoo-tje
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            base = word.removesuffix(ending)
            found += [base, *_respelt(base)]
    if (took_part := re.fullmatch(r"(\w*?)ge(\w{3,}?)(?:d|t|en)e?", word)) is not None:
        before, root = took_part.groups()  # in-ge-voer-d: invoeren
        found += [f"{before}{verb}" for verb in infinitives(root)]
    if word.endswith(("t", "d", "te", "de", "ten", "den")):
        found += infinitives(re.sub(r"(?:[td]en|[td]e|[td])$", "", word))
    if (acting := re.fullmatch(r"(\w{2,}en)de?", word)) is not None:
        found.append(acting[1])  # lopen-d
    return found


def _respelt(base: str) -> list[str]:
    """Return how `base` is spelt without an ending: `rijlen`, `scholen` -> `school`, `bussen` ->
    `bus`, `brieven` -> `brief`.
    """
    found = []
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in _VOWELS:
        found.append(base[:-1])
    if _OPEN.search(base):
        found.append(f"{base[:-1]}{base[-2:]}")
    hard = {"v": "f", "z": "s"}
    if base and base[-1] in hard:
        found += [each[:-1] + hard[base[-1]] for each in [base, *found]]
    return found


def infinitives(root: str) -> list[str]:
    """Return what the infinitive of a verb's root may be: `maak` -> `maken`, `zeg` -> `zeggen`, `geloof` ->
    `geloven`.
    """
    if len(root) < 3:
        return []
    found = [f"{root}en", f"{root}n"]
    if root[-1] not in _VOWELS:
        if root[-2] in _VOWELS and root[-3] == root[-2]:
            short = root[:-2] + root[-1]
            found += [f"{short}en", f"{short[:-1]}{ {'f': 'v', 's': 'z'}.get(short[-1], short[-1]) }en"]
        elif root[-2] in _VOWELS:
            found.append(f"{root}{root[-1]}en")
        if root[-1] in "fs":
            found.append(f"{root[:-1]}{'v' if root[-1] == 'f' else 'z'}en")
    return found
