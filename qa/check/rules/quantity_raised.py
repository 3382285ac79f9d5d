"""Whether a sentence says of more what its quotes say of some. Pure.

Clause by clause; how many each word means is data (quantity.tsv), here is which step up counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.dutch.word_lists import rows
from index.dutch.words import fold
from qa.check.claim import Claim
from qa.compare.align import broken_by_all, has
from qa.compare.clauses import Clause, content, split_words
from qa.compare.negation import denies
from qa.compare.terms import Term, find_terms
from qa.compare.units import UNIT_WORDS

_AMOUNT = {"few": 1, "many": 2, "nearly_all": 3, "all": 4}


def quantity_raised(claim: Claim) -> str:
    """Return the words by which the sentence says of all what its quotes say of some, or ""."""
    pairs = claim.aligned()
    everything = Clause(tuple(word for quote in claim.quotes for word in split_words(fold(quote))))
    if _of_all(_amounts(everything)):  # some quote speaks of all, perhaps in another clause
        pairs = [
            (Clause(tuple(word for word in mine.words if word not in _EVERY), mine.opener), theirs)
            for mine, theirs in pairs
        ]
    return broken_by_all(pairs, _wider)


def _wider(mine: Clause, theirs: Clause) -> str:
    if denies(theirs):
        return ""
    said, rests_on = _amounts(mine), _amounts(theirs)
    return (
        _all_of_some(said, rests_on)
        or _only_them(mine, theirs, said, rests_on)
        or _part_left_out(mine, theirs, said, rests_on)
        or _many_of_few(said, rests_on)
    )


def _all_of_some(said: Sequence[Term], rests_on: Sequence[Term]) -> str:
    """Return `alle`, which the letter does not say."""
    alls = _of_all(said)
    return alls[0] if alls and not _of_all(rests_on) else ""


def _only_them(mine: Clause, theirs: Clause, said: Sequence[Term], rests_on: Sequence[Term]) -> str:
    """Return `alleen`, where nothing in the letter leaves others out."""
    only = [term for term in said if term.level == "only"]
    follows = {word for term in only for word in mine.words[term.end : term.end + 1]}
    condition = follows & _IF or mine.words[-1:] == ("alleen",)  # alleen als
    if not only or condition or any(term.level == "only" for term in rests_on) or set(theirs.words) & _CONDITIONS:
        return ""
    return only[0].text


def _part_left_out(mine: Clause, theirs: Clause, said: Sequence[Term], rests_on: Sequence[Term]) -> str:
    """Return `de meeste`, which the sentence leaves out where it speaks of the same."""
    part = [term for term in rests_on if term.level == "nearly_all" or term.text in _SHARES]
    return f"zonder “{part[0].text}”" if part and not said and _same_thing(part[0], theirs, mine) else ""


def _many_of_few(said: Sequence[Term], rests_on: Sequence[Term]) -> str:
    """Return `veel`, where the letter says `enkele`."""
    most = max((_AMOUNT[term.level] for term in rests_on if term.level in _AMOUNT), default=0)
    more = (term.text for term in said if term.level in ("many", "nearly_all") and 0 < most < _AMOUNT[term.level])
    return next(more, "")


def _of_all(terms: Sequence[Term]) -> list[str]:
    return [term.text for term in terms if term.level == "all" and term.text not in _WEAK]


def _amounts(clause: Clause) -> list[Term]:
    found = find_terms("claims/quantity.tsv", clause.words)
    return [
        term
        for term in found
        if term.text not in _EACH or not UNIT_WORDS.intersection(clause.words[term.end : term.end + 1])  # how often
    ]


def _same_thing(term: Term, clause: Clause, other: Clause) -> bool:
    """True when what `term` counts is spoken of in `other` as well."""
    counted = content(clause.words[term.end : term.end + 3])[:1]
    return bool(counted) and has(other, counted[0])


_EACH = frozenset("elk elke ieder iedere".split())
_EVERY = _EACH | frozenset("alle iedereen allen allemaal".split())
# words of all that also say other things: already, again and again, whole
_WEAK = frozenset("al steeds heel hele gehele geheel volledig volledige helemaal voortdurend beide beiden".split())
_SHARES = frozenset(share for (share,) in rows("claims/shares.txt"))
_IF = frozenset("als indien wanneer bij".split())
_CONDITIONS = frozenset("mits tenzij alleen uitsluitend slechts enkel".split())
