"""Whether the names of a sentence stand in what it rests on: people, places, organisations,
abbreviations, addresses. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.dutch.words import fold, words
from index.letters.short_forms import initials_of, short_forms
from qa.check.claim import Claim
from qa.compare.clauses import like
from qa.compare.english import entry, in_english

_WORD = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b\S+@\S+\.\w+|\b[\w-]+\.(?:nl|com|org|eu)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[\"“‘(]\s*)$")
_RAISED = re.compile("[¹²³⁰-⁹]+")  # footnotes
_LONGEST = 8  # words of a name that an abbreviation may stand for
_SAME = 0.85


def name_not_in_quote(claim: Claim) -> str:
    """Return the names of the sentence that stand neither in its quotes nor in its letters' data."""
    known = frozenset(word for text in claim.evidence for word in _parts(text))
    initials = frozenset(short for text in claim.evidence for short in _initials(text))
    spelled = short_forms((*claim.passages, *claim.evidence))
    missing = [
        address for address in _addresses(claim.text) if not any(address in fold(text) for text in claim.evidence)
    ]
    for name in names(_ADDRESS.sub(" ", claim.text)):
        folded = [part for word in name for part in _needed(word, known)]
        whole = initials_of(name)
        if whole & known or any(fold(" ".join(name)) == long for short in known for long in spelled.get(short, ())):
            continue
        for part in folded:
            if part in _LINKS or part in _HERE or _stands(part, known) or part in initials:
                continue
            if any(_all_stand(long, known) for long in spelled.get(part, ())):
                continue
            missing.append(part)
    return ", ".join(dict.fromkeys(missing))


_HERE = frozenset("nederland nederlands nederlandse nederlander nederlanders".split())  # where the letters are about
_LINKS = frozenset("de het van der den voor en aan op in te ten ter het een 's-".split())


def _needed(word: str, known: frozenset[str]) -> list[str]:
    """Return what of a name must stand: itself, or of one with a hyphen the parts with a capital (`VNG-brief`)."""
    if fold(word) in known or "-" not in word:
        return _parts(word)[:1]
    return [fold(part) for part in word.split("-") if part[:1].isupper() or any(c.isdigit() for c in part)]


def _all_stand(long: str, known: frozenset[str]) -> bool:
    return all(part in known for part in long.split())


def _stands(part: str, known: frozenset[str]) -> bool:
    if part in known or any(
        f"{part}{ending}" in known or part == f"{word}{ending}" for ending in _ENDINGS for word in known
    ):
        return True
    # a word of the language with a capital may stand in another form; a name may not
    return entry(part) == part and any(like(part, word) >= _SAME for word in known)


_ENDINGS = ("s", "se", "e", "er", "ers")  # Rotterdams, Rotterdamse


def names(text: str) -> Iterator[list[str]]:
    """Yield the runs of words with a capital, with what links them; not the first word of a sentence
    when that is a Dutch word.
    """
    run: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0]
        first = _STARTS.search(text[: match.start()]) is not None
        named = word[0].isupper() or sum(c.isupper() for c in word) > 1
        if named and first and not _stands_out(word) and in_english(fold(word)):
            named = False
        if named and not first and word in ("Ja", "Nee", "U", "Uw"):
            named = False
        if (run and word in _LINKS and not first) or named:
            run.append(word)
        elif run:
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def _trimmed(run: list[str]) -> list[str]:
    while run and run[-1] in _LINKS:
        run = run[:-1]
    return run


def _stands_out(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1 or any(c.isdigit() for c in word)


def _parts(text: str) -> list[str]:
    """Return the folded words of `text` and the parts of those with a hyphen or slash."""
    text = _RAISED.sub("", text)
    return [part for word in words(text) for part in dict.fromkeys((word, *re.split(r"[-/]", word))) if part]


@lru_cache(maxsize=2_000)
def _initials(text: str) -> frozenset[str]:
    """Return the initials of every run of words with capitals: `ocw` of Onderwijs, Cultuur en Wetenschap."""
    found = _WORD.findall(text)
    starts = [i for i, word in enumerate(found) if word[0].isupper()]
    return frozenset(
        short
        for i in starts
        for j in range(i + 2, min(len(found), i + _LONGEST) + 1)
        for short in initials_of(found[i:j])
        if len(short) > 1
    )


def _addresses(text: str) -> Sequence[str]:
    return [fold(address).rstrip(".,;:)") for address in _ADDRESS.findall(text)]
