"""Which clauses of the letter a clause of the sentence is about. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from index.dutch.lemmas import surest
from index.dutch.word_lists import kinds
from qa.compare.antonyms import NEGATORS, opposed, opposite
from qa.compare.clauses import Clause, clauses, content, like

ALIKE = 0.6
"""Likeness from which two words count as the same."""

_ALIGNED = 0.4  # share of a clause's words that another must have to be about the same
_AS_GOOD = 0.8  # share of the best alignment from which another clause may be meant as well
_MOST = 0.8  # share of a quoted clause's telling words by which it is a piece of another
_TOUCHED = 0.5  # share of a clause's telling words that the quote must have


def aligned(
    sentence: str, texts: Sequence[str], *, quotes: Sequence[str] = ()
) -> Iterator[tuple[Clause, list[Clause]]]:
    """Yield the clauses of `sentence` that are about something in `texts`, each with the clauses there, best first.

    Of `texts` only clauses that `quotes` touch count, if given.
    """
    theirs = touched(texts, quotes)
    for mine in clauses(sentence):
        said = telling(mine)
        scored = sorted(
            ((_alignment(said, telling(each)), i) for i, each in enumerate(theirs)), key=lambda x: (-x[0], x[1])
        )
        if said and scored and scored[0][0] >= _ALIGNED:
            yield mine, [theirs[i] for score, i in scored if score >= _AS_GOOD * scored[0][0]]


def broken_by_all(pairs: Iterable[tuple[Clause, Sequence[Clause]]], breaks: Callable[[Clause, Clause], str]) -> str:
    """Return what `breaks` says first of a clause that it breaks with each clause it may be about, or ""."""
    for mine, theirs in pairs:
        found = [breaks(mine, each) for each in theirs]
        if all(found):
            return found[0]
    return ""


def touched(texts: Sequence[str], quotes: Sequence[str]) -> list[Clause]:
    """Return the clauses of `texts` of which `quotes` have most words, or that have most of a
    quote's; all without quotes.
    """
    theirs = [clause for text in texts for clause in _with_relatives(clauses(text))]
    if not quotes:
        return theirs
    cited = [clause for quote in quotes for clause in clauses(quote)]
    quoted = frozenset(word for clause in cited for word in clause.words)
    found = [each for each in theirs if _share_in(each, quoted) >= _TOUCHED]
    cut = [
        clause
        for clause in cited
        if telling(clause) and not any(_share_in(clause, each.words) >= _MOST for each in found)
    ]
    return found + [
        each for clause in cut for each in theirs if each not in found and _share_in(clause, each.words) >= _MOST
    ]


def _with_relatives(found: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses, and each clause that says more of the one before it once more together with that one."""
    for i, clause in enumerate(found):
        yield clause
        if i and clause.opener in _RELATIVE:
            yield Clause((*found[i - 1].words, *clause.words), found[i - 1].opener)


_RELATIVE = kinds("grammar/conjunctions.tsv", "relative")


def has(clause: Clause, word: str) -> bool:
    """True when a clause has the word, or one that says the same and not the opposite."""
    return any(like(word, each) >= ALIKE and not opposite(word, each) for each in clause.words)


@lru_cache(maxsize=10_000)
def telling(clause: Clause) -> tuple[str, ...]:
    """Return the words by which clauses are compared: content, and words that have an opposite."""
    carrying = set(content(clause.words))
    return tuple(
        word for word in clause.words if word not in NEGATORS and (word in carrying or surest(word) & opposed())
    )


def _share_in(clause: Clause, quoted: Collection[str]) -> float:
    said = telling(clause)
    return sum(word in quoted for word in said) / len(said) if said else 0.0


def _alignment(mine: Sequence[str], theirs: Sequence[str]) -> float:
    if not mine:
        return 0.0
    return sum(
        max((1.0 if opposite(word, other) else like(word, other) for other in theirs), default=0.0) for word in mine
    ) / len(mine)
