"""Whether a sentence says the contrary of what it rests on. Pure.

Clause by clause: the clause of the letter that says most of what a clause of the sentence says must deny it as often, counting
negations and the opposites that one has for the other. A word that denies by itself (`verboden`, `ontbreekt`) makes up for a
negation on the other side. After the natural logic of MacCartney & Manning, "Modeling Semantic Containment and Exclusion in
Natural Language Inference" (COLING 2008), kept to what word lists can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from index.dutch.lemmas import surest
from index.dutch.words import fold
from qa.rules.claim import Claim
from qa.rules.data import rows
from qa.rules.words import Clause, clauses, content, like

_ALIKE = 0.6  # likeness from which two words count as the same
_ALIGNED = 0.5  # share of a clause's words that another must have to be about the same
_AS_GOOD = 0.7  # share of the best alignment from which another clause may be meant as well
_FOCUS = 3  # content words behind a negation that it may deny


def polarity(claim: Claim) -> str:
    """Return the words by which the sentence says the contrary of its quotes, or ""."""
    if claim.language != "nl":
        return ""
    return contradiction(claim.text, claim.around, quotes=claim.quotes)


def contradiction(sentence: str, texts: Sequence[str], *, quotes: Sequence[str] = ()) -> str:
    """Return the words by which `sentence` denies `texts`, or "". Of `texts` only clauses that `quotes` touch count, if given."""
    theirs = [clause for text in texts for clause in clauses(_plain(text))]
    if quotes:
        quoted = {word for quote in quotes for clause in clauses(_plain(quote)) for word in clause.words}
        theirs = [each for each in theirs if _share_in(each, quoted) >= _ALIGNED]
    for mine in clauses(_plain(sentence)):
        said = _telling(mine)
        scored = [(_alignment(said, _telling(each)), each) for each in theirs]
        best = max((score for score, _ in scored), default=0.0)
        if not said or best < _ALIGNED:
            continue
        found = [_clash(mine, each) for score, each in scored if score >= _AS_GOOD * best]
        if all(found):
            return found[0]
    return ""


def _clash(mine: Clause, theirs: Clause) -> str:
    """Return the words by which two clauses about the same say contrary things, or ""."""
    denies, denied = _negations(mine), _negations(theirs)
    swapped = _opposites(mine, theirs)
    turns = (len(denies) + len(denied) + len(swapped)) % 2 == 1
    if not turns:
        return ""
    if len(denies) == len(denied):
        return "" if _lessens(mine) != _lessens(theirs) else "; ".join(f"{a}/{b}" for a, b in swapped)
    more, fewer = (mine, theirs) if len(denies) > len(denied) else (theirs, mine)
    if _denying(fewer, more) or not any(_meets(place, more, fewer) for place in _places(more)):
        return ""
    return "; ".join([*(denies or [f"zonder “{denied[0]}”"]), *(f"{a}/{b}" for a, b in swapped)])


def _negations(clause: Clause) -> list[str]:
    found = [clause.words[place] for place in _places(clause)]
    return found if len(found) == 1 else [word for word in found if word != "noch"] or found[:1]


def _places(clause: Clause) -> list[int]:
    """Return where the negations of a clause stand; `zonder` at its end denies what comes in another clause."""
    last = len(clause.words) - 1
    return [i for i, word in enumerate(clause.words) if word in _negators() and not (word == "zonder" and i == last)]


def _meets(place: int, clause: Clause, other: Clause) -> bool:
    """True when what the negation at `place` denies is spoken of in `other` too: what stands behind it, else before it."""
    behind = content(clause.words[place + 1 :])[:_FOCUS]
    focus = behind or content(clause.words[:place])[-2:]
    return any(_has(other, word) or any(opposite(word, each) for each in other.words) for word in focus)


def _denying(clause: Clause, other: Clause) -> list[str]:
    """Return the words of `clause` that deny by themselves and that `other` does not have as well."""
    return [
        word
        for word in clause.words
        if any(form in _negative() for form in surest(word)) and not any(like(word, each) == 1 for each in other.words)
    ]


def _lessens(clause: Clause) -> bool:
    return any(word in ("minder", "weinig", "minst", "te") for word in clause.words)


def _opposites(mine: Clause, theirs: Clause) -> list[tuple[str, str]]:
    """Return the words of one clause with their opposites in the other, where neither has the other's word as well."""
    found = []
    for word in _telling(mine):
        for other in _telling(theirs):
            if opposite(word, other) and not _has(theirs, word) and not _has(mine, other):
                found.append((word, other))
                break
    return found


def _has(clause: Clause, word: str) -> bool:
    return any(like(word, each) >= _ALIKE and not opposite(word, each) for each in clause.words)


def _alignment(mine: Sequence[str], theirs: Sequence[str]) -> float:
    if not mine:
        return 0.0
    return sum(
        max((1.0 if opposite(word, other) else like(word, other) for other in theirs), default=0.0) for word in mine
    ) / len(mine)


@lru_cache(maxsize=5_000)
def _telling(clause: Clause) -> tuple[str, ...]:
    """Return the words by which clauses are compared: content, and words that have an opposite."""
    telling = set(content(clause.words))
    return tuple(
        word for word in clause.words if word not in _negators() and (word in telling or surest(word) & _opposed())
    )


def _share_in(clause: Clause, quoted: set[str]) -> float:
    telling = _telling(clause)
    return sum(word in quoted for word in telling) / len(telling) if telling else 0.0


@lru_cache(maxsize=200_000)
def opposite(word: str, other: str) -> bool:
    """True when two folded words, in any form, are opposites."""
    return any(form in _pairs().get(each, ()) for each in surest(word) for form in surest(other))


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    found_directions = {
        kind: [word for word, each, *_ in rows("directions.tsv") if each == kind] for kind in ("up", "down")
    }
    pairs = [(word, "; ".join(found_directions["down"])) for word in found_directions["up"]]
    pairs += [(word, others) for word, others, part, *_ in rows("antonyms.tsv") if part != "preposition"]
    pairs += [(word, others) for word, others, kind, *_ in rows("negative_words.tsv") if kind == "negative_adjective"]
    for word, others in pairs:
        for other in filter(None, others.split("; ")):
            found.setdefault(fold(word), set()).add(fold(other))
            found.setdefault(fold(other), set()).add(fold(word))
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _opposed() -> frozenset[str]:
    return frozenset(_pairs())


@cache
def _negators() -> frozenset[str]:
    return frozenset(
        fold(word) for word, _, kind, *_ in rows("negative_words.tsv") if kind == "negator" and " " not in word
    )


@cache
def _negative() -> frozenset[str]:
    """Words that deny by themselves."""
    return frozenset(
        fold(word) for word, _, kind, *_ in rows("negative_words.tsv") if kind != "negator" and " " not in word
    )


@lru_cache(maxsize=5_000)
def _plain(text: str) -> str:
    """Return `text` folded, without the idioms and bounds that have a negation but deny nothing, and with `niet-` as a word.

    `Ja` and `Nee` that open a sentence answer a question and deny nothing in it; behind a question they do.
    """
    folded = _ANSWERED_NO.sub(" niet ?", f" {fold(text)} ".replace("niet-", "niet "))
    folded = _BOUND.sub(r" \1 ", _OPENING.sub(" ", folded))
    for idiom in _idioms():
        folded = folded.replace(f" {idiom} ", " ")
    return folded


_ANSWERED_NO = re.compile(r"\?\s*(?:antwoord[^a-z]{0,3})?nee\b[,.]?")
_OPENING = re.compile(r"(?:^|[.!?])\s*(?:ja|nee|neen|jawel)\b[,.:;]?")
_BOUND = re.compile(r"\b(?:niet|nooit|geen)\s+(\w+(?:er|meer|minder|later|eerder)|meer|minder)\s+dan\b")


@cache
def _idioms() -> tuple[str, ...]:
    return tuple(
        sorted((fold(row[0]) for row in rows("not_negations.tsv") if "..." not in row[0]), key=len, reverse=True)
    )
