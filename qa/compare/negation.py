"""Whether a text denies what another says, or says the opposite. Pure.

Clause by clause: the clause of the letter that says most of what a clause of the sentence says must deny it as often,
counting negations and the opposites that one has for the other. A word that denies by itself (`verboden`, `ontbreekt`)
makes up for a negation on the other side. After the natural logic of MacCartney & Manning, "Modeling Semantic
Containment and Exclusion in Natural Language Inference" (COLING 2008), kept to what word lists can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.dutch.lemmas import surest
from index.dutch.word_lists import kinds, rows
from index.dutch.words import fold
from qa.compare.align import aligned, broken_by_all, has, telling, touched
from qa.compare.antonyms import NEGATORS, denying, opposite
from qa.compare.clauses import Clause, clauses, content, is_verb, like

_SAME = 0.8  # likeness from which a word stands there itself
_FOCUS = 3  # content words behind a negation that it may deny


def contradiction(sentence: str, texts: Sequence[str], *, quotes: Sequence[str] = ()) -> str:
    """Return the words by which `sentence` denies `texts`, or "". Of `texts` only clauses that
    `quotes` touch count, if given.
    """
    sentence, texts, quotes = _plain(sentence), [_plain(text) for text in texts], [_plain(quote) for quote in quotes]
    ours, theirs_all = clauses(sentence), touched(texts, quotes)
    both = 0 < _denials(ours, theirs_all) <= _denials(theirs_all, ours)
    return broken_by_all(aligned(sentence, texts, quotes=quotes), lambda mine, theirs: _clash(mine, theirs, both))


def denies(clause: Clause) -> bool:
    """True where a clause says that something is not so; `niet eerder dan` only bounds it."""
    return any(
        word in NEGATORS and word != "zonder" and "dan" not in clause.words[i + 1 : i + 4]
        for i, word in enumerate(clause.words)
    )


def denies_in_words(text: str, *, also_by_themselves: bool = False) -> bool:
    """True when a text has a negation that denies something, or, where that counts too, a word that denies or limits
    by itself: `verboden`, `alleen`.
    """
    nothing = Clause(())
    return any(_places(each) or (also_by_themselves and _denying(each, nothing)) for each in clauses(_plain(text)))


def speaks_of_what_is_denied(sentence: str, text: str) -> bool:
    """True when a clause of `text` speaks of what a negation in `sentence` denies, which is what stands behind it and
    its verb, in the same words: an opposite says the same as the denial.
    """
    theirs = clauses(_plain(text))
    return any(
        _meets(place, mine, other) and not _opposites(mine, other)
        for mine in clauses(_plain(sentence))
        for place in _places(mine)
        for other in theirs
    )


def _denials(ours: Sequence[Clause], theirs: Sequence[Clause]) -> int:
    """Return how often clauses deny: negations, and words that deny by themselves and stand only here."""
    others = Clause(tuple(word for each in theirs for word in each.words))
    return sum(len(_places(each)) + len(_denying(each, others)) for each in ours)


def _clash(mine: Clause, theirs: Clause, both: bool) -> str:
    """Return the words by which two clauses about the same say contrary things, or "".

    Where `both` the sentence and what it rests on deny something, that may stand in another clause: only opposites
    tell.
    """
    denies, denied = _negations(mine), _negations(theirs)
    swapped = _opposites(mine, theirs)
    if not denies and not denied and (less := _less_and_more(mine, theirs) or _less_and_more(theirs, mine)):
        return "; ".join(f"{a}/{b}" for a, b in less)
    turns = (len(denies) + len(denied) + len(swapped)) % 2 == 1
    if not turns:
        return ""
    if len(denies) == len(denied):
        return "" if _lessens(mine) != _lessens(theirs) else "; ".join(f"{a}/{b}" for a, b in swapped)
    if both and not swapped:
        return ""
    more, fewer = (mine, theirs) if len(denies) > len(denied) else (theirs, mine)
    if _denying(fewer, more) or not any(_meets(place, more, fewer) for place in _places(more)):
        return ""
    return "; ".join([*(denies or [f"zonder “{denied[0]}”"]), *(f"{a}/{b}" for a, b in swapped)])


def _negations(clause: Clause) -> list[str]:
    """Return the first negation of a clause: a second one seldom takes it back (`niet …, ook niet`),
    but `niet zonder` does.
    """
    found = [clause.words[place] for place in _places(clause)]
    return [] if "zonder" in found[1:] else found[:1]


def _places(clause: Clause) -> list[int]:
    """Return where the negations of a clause stand; `zonder` at its end denies what comes in another clause."""
    last = len(clause.words) - 1
    return [i for i, word in enumerate(clause.words) if word in NEGATORS and not (word == "zonder" and i == last)]


def _meets(place: int, clause: Clause, other: Clause) -> bool:
    """True when `other` speaks of what the negation at `place` denies: what stands behind it, else
    before it, and its verb.
    """
    negation = clause.words[place]
    behind = content(clause.words[place + 1 :])[: _FOCUS if negation == "niet" else 2 if negation != "zonder" else 1]
    focus = behind or content(clause.words[:place])[-2:]
    if not any(_speaks_of(other, word) for word in focus):
        return False
    verbs = [word for word in content(clause.words) if is_verb(word) and not surest(word) & _LIGHT]
    return negation == "zonder" or not verbs or any(_speaks_of(other, word) for word in verbs)


def _speaks_of(clause: Clause, word: str) -> bool:
    return has(clause, word) or any(opposite(word, each) for each in clause.words)


_LIGHT = kinds("grammar/light_words.tsv", "denial")  # another verb may stand in their place


def _denying(clause: Clause, other: Clause) -> list[str]:
    """Return the words of `clause` that deny by themselves and that `other` does not have as well."""
    return [
        word
        for word in clause.words
        if (word in _LIMITS or any(form in denying() for form in surest(word)))
        and not any(like(word, each) == 1 for each in other.words)
    ]


_LIMITS = frozenset("inplaatsvan zodra pas alleen uitsluitend enkel slechts".split())  # say when it is not so


def _lessens(clause: Clause) -> bool:
    return any(word in ("minder", "weinig", "minst", "te") for word in clause.words)


def _opposites(mine: Clause, theirs: Clause) -> list[tuple[str, str]]:
    """Return the words of one clause with their opposites in the other, where neither has the other's word as well."""
    found = []
    for word in telling(mine):
        for other in telling(theirs):
            if opposite(word, other) and not _literally(theirs, word) and not _literally(mine, other):
                found.append((word, other))
                break
    return found


def _literally(clause: Clause, word: str) -> bool:
    """True when a clause has the word itself, in some form or by the same English."""
    return any(like(word, each) >= _SAME and not opposite(word, each) for each in clause.words)


def _less_and_more(one: Clause, other: Clause) -> list[tuple[str, str]]:
    """Return `minder passend` of one clause with the `passend` or `passender` of the other, where that is not less."""
    less = {word for before, word in zip(one.words, one.words[1:], strict=False) if before == "minder"}
    also = {word for before, word in zip(other.words, other.words[1:], strict=False) if before == "minder"}
    if also or set(other.words) & {"minder", "steeds minder", "afnemen"}:
        return []
    return [
        (f"minder {word}", each)
        for word in less
        for each in other.words
        if not word.endswith(("en", "s")) and each in (word, f"{word}e", f"{word}er", f"{word}der")
    ]


@lru_cache(maxsize=5_000)
def _plain(text: str) -> str:
    """Return `text` folded, without the idioms and bounds that have a negation but deny nothing, and
    with `niet-` as a word.

    `Ja` and `Nee` that open a sentence answer a question and deny nothing in it; behind a question they do.
    """
    folded = _ANSWERED_NO.sub(
        " niet ?", f" {fold(text)} ".replace("niet-", "niet ").replace(" in plaats van ", " inplaatsvan ")
    )
    folded = _NONE_THAT.sub(r"\1\2 ", folded)
    folded = _BOUND.sub(lambda bound: f" {bound[1] or ''} ", _OPENING.sub(" ", folded))
    for idiom in idioms():
        folded = folded.replace(f" {idiom} ", " ")
    return _bounds().sub(" ", folded)


_ANSWERED_NO = re.compile(r"\?\s*(?:antwoord[^a-z]{0,3})?(?:nee|neen)\b[,.]?")
_NONE_THAT = re.compile(r"\b(geen|niemand|niets)\b([^.;,!?:]{0,60}?)\s(?:die|dat)\b")  # there is no school that …
_OPENING = re.compile(r"(?:^|[.!?])\s*(?:ja|nee|neen|jawel)\b[,.:;]?")
_BOUND = re.compile(
    r"\b(?:niet|nooit|geen)\s+(\w+er|meer|minder)\s+(?:\w+\s+){0,3}?dan\b|\bniet (?=omdat\b|of (?:nauwelijks|amper|"
    r"slecht|minder|weinig)\b)"
)


@cache
def idioms() -> tuple[str, ...]:
    """Return the idioms that have a negation but deny nothing, folded, the longest first."""
    plain = [row for row in rows("claims/not_negations.tsv") if "..." not in row[0] and not row[1].startswith("bound")]
    return tuple(sorted((fold(row[0]) for row in plain), key=len, reverse=True))


@cache
def _bounds() -> re.Pattern[str]:
    """Negations that only bound the number behind them: `niet onder de 18`, `nog geen 5 procent`."""
    bounds = [fold(row[0]) for row in rows("claims/not_negations.tsv") if row[1].startswith("bound")]
    either = "|".join(re.escape(bound) for bound in sorted(bounds, key=len, reverse=True))
    return re.compile(rf"\b(?:{either})(?=(?:\s+de|\s+het|\s+een)?\s+\d)")
