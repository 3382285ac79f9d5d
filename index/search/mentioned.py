"""How many ways a question speaks of a letter without naming it outright: by sender, addressee, kind,
month or year. Pure.

Such a mention makes a letter likelier and rules none out: a question about what the VNG thinks of the ministry mentions
both. Letters that are named outright come first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.dutch.letter_words import KINDS
from index.dutch.words import fold, words
from index.letters.party_names import ARTICLES, MEMBERS, ROLES, names_of
from index.letters.short_forms import short_forms
from index.records import Letter
from index.search.fuse import Scores
from index.search.named import dates_in, is_of

_LIKELIER = 1.25
"""For each way in which a letter is spoken of. The same hits came first from 1.2 to 2 on all sets, fewer below."""

_BEHIND = np.float32(0.99)

_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*")
_LETTER_BEHIND = re.compile(r"-(?=(?:brief|brieven|nota|notitie|memo)\b)", re.IGNORECASE)  # `VNG-brief`
_LONGEST = 8  # words of a name
_TO = frozenset("aan tot richting voor to".split())
_LEADS = ROLES | ARTICLES | _TO

# what people call a kind of letter, beside the words by which letters announce themselves; "brieven" are letters of any
# kind
_CALLED = {
    "letter": "brief", "note": "notitie", "annex": "bijlage", "appendix": "bijlage", "kamervragen": "kamervragen",
    "actieplan": "actieplan",
}  # fmt: skip
_ONE_KIND = {"nota": "notitie"}  # a memorandum is called either


@dataclass(frozen=True)
class _Word:
    folded: str
    named: bool  # it has a capital and does not open the question


class Mentions:
    """What letters can be called by, looked up by the words of a question."""

    def __init__(self, letters: Iterable[Letter], texts: Iterable[str]) -> None:
        self._letters = list(letters)
        spelled = short_forms(texts)
        sender = cache(lambda party: names_of(party, spelled))  # many letters have the same
        addressee = cache(lambda party: names_of(party, spelled, addressee=True))
        self._senders, sure = self._by(lambda letter: sender(letter.sender))
        self._recipients, sure_too = self._by(lambda letter: addressee(letter.recipient))
        self._sure = sure | sure_too
        self._kinds, _ = self._by(_kinds)
        self._dates, _ = self._by(lambda letter: {letter.date: True} if letter.date else {})

    def count(self, question: str) -> Counter[str]:
        """Return in how many of the four ways the question speaks of each letter, by id; only those of which it does.

        A way in which it speaks of all letters tells nothing and does not count.
        """
        said = [_Word(fold(match[0]), match[0][0].isupper() and match.start() > 0)
                for match in _WORD.finditer(_LETTER_BEHIND.sub(" ", question))]  # fmt: skip
        from_, to = self._parties(said)
        asked = [date for _, _, date in dates_in(fold(question)) if not date.startswith("-")]
        ways = (
            _held(self._senders, from_),
            _held(self._recipients, to),
            _held(self._kinds, {_kind(word.folded) for word in said}),
            _held(self._dates, {own for own in self._dates if any(is_of(own, date) for date in asked)}),
        )
        return Counter(id for way in ways if len(way) < len(self._letters) for id in way)

    def _by(self, called: Callable[[Letter], Mapping[str, bool]]) -> tuple[dict[str, frozenset[str]], set[str]]:
        found: dict[str, set[str]] = {}
        sure = set()
        for letter in self._letters:
            for name, stands_out in called(letter).items():
                found.setdefault(name, set()).add(letter.id)
                sure |= {name} if stands_out else set()
        return {name: frozenset(ids) for name, ids in found.items()}, sure

    def _parties(self, said: Sequence[_Word]) -> tuple[set[str], set[str]]:
        """Return the names of senders and of addressees in a question: who stands behind *aan* is no sender."""
        from_, to = set(), set()
        for start in range(len(said)):
            for end in range(start + 1, min(start + _LONGEST, len(said)) + 1):
                name = " ".join(word.folded for word in said[start:end])
                if name not in self._senders and name not in self._recipients:
                    continue
                before = _before(said, start)
                if before & _TO:
                    to.add(name)
                elif name in self._sure or before & ROLES or said[end - 1].named:
                    from_.add(name)
                    to |= {name} if before & MEMBERS else set()  # members of parliament are answered
        return from_, to


def _before(said: Sequence[_Word], start: int) -> set[str]:
    """Return the articles, roles and prepositions right before a name: `aan de minister van` before `OCW`."""
    found = set()
    while start > 0 and said[start - 1].folded in _LEADS:
        start -= 1
        found.add(said[start].folded)
    return found


def _kinds(letter: Letter) -> dict[str, bool]:
    return {kind: True for word in (letter.kind, *words(letter.title or "")) if (kind := _kind(word))}


def _kind(word: str) -> str:
    """Return the kind of letter that a folded word stands for, "" when it is no such word."""
    heads = ("brief", "nota", "notitie", "memo")
    kind = KINDS.get(word) or _CALLED.get(word) or next((KINDS[head] for head in heads if word.endswith(head)), "")
    return _ONE_KIND.get(kind, kind)


def _held(called: Mapping[str, frozenset[str]], names: Collection[str]) -> set[str]:
    return {id for name in names for id in called.get(name, ())}


def likelier(letters: Iterable[str], spoken_of: Mapping[str, int]) -> Scores:
    """Return what the scores of each letter's passages are multiplied by, in (0, 1].

    It is 1 for those that are spoken of in the most ways, so that to name somebody makes no passage fit better by
    itself.
    """
    most = max(spoken_of.values(), default=0)
    return np.array([_LIKELIER ** (spoken_of.get(id, 0) - most) for id in letters], dtype=np.float32)


def first(scores: Scores, inside: NDArray[np.bool_]) -> Scores:
    """Return `scores` with those `inside` before all others, as far as they are above zero."""
    found, others = scores[inside & (scores > 0)], scores[~inside]
    if not (found.size and others.size):
        return scores
    return np.where(inside, scores, scores * (_BEHIND * min(found.min(), 1) / max(others.max(), 1)))
