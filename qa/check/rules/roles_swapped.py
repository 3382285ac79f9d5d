"""Whether who does something to whom is the same as in the letter: `de gemeente betaalt de school` is
not the other way round. Pure.
"""

from __future__ import annotations

from collections.abc import Collection

from index.dutch.word_lists import kinds
from index.letters.party_names import ARTICLES
from qa.check.claim import Claim
from qa.check.rules.wrong_speaker import can_speak, names_in
from qa.compare.align import broken_by_all
from qa.compare.clauses import Clause, content, infinitive, is_verb, like

_BEFORE = kinds("grammar/prepositions.tsv", "governs")
_PASSIVE = kinds("grammar/verbs.tsv", "passive")
_SAME = 0.8


def roles_swapped(claim: Claim) -> str:
    """Return who does in the sentence what in the letter is done to them, or ""."""
    named = names_in((claim.text, *claim.around))
    return broken_by_all(claim.aligned(), lambda mine, theirs: _swapped(mine, theirs, named))


def _swapped(mine: Clause, theirs: Clause, named: Collection[str]) -> str:
    if set(mine.words) & _PASSIVE or set(theirs.words) & _PASSIVE or not _same_verb(mine, theirs):
        return ""
    doer, others = _parties(mine, named)
    their_doer, their_others = _parties(theirs, named)
    if not doer or not their_doer or _same(doer, their_doer):
        return ""
    turned = _same(doer, their_others) and _same(their_doer, others)
    return f"{' '.join(doer)} en {' '.join(their_doer)}" if turned else ""


def _same(one: Collection[str], other: Collection[str]) -> bool:
    return any(like(word, each) >= _SAME for word in one for each in other)


def _parties(clause: Clause, named: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the words of who comes first without a preposition, and of everybody else."""
    found = [i for i, word in enumerate(clause.words) if can_speak(word, named)]
    free = [i for i in found if not _governed(clause, i, found)]
    if not free:
        return [], []
    doer = free[0]
    run = {doer}  # the words of one name
    while max(run) + 1 in found:
        run.add(max(run) + 1)
    return [clause.words[i] for i in sorted(run)], [clause.words[i] for i in found if i not in run]


def _governed(clause: Clause, at: int, parties: Collection[int]) -> bool:
    """True when a preposition stands before the name of which the word at `at` is one."""
    before = at - 1
    while before >= 0 and (before in parties or clause.words[before] in ARTICLES):
        before -= 1
    return before >= 0 and clause.words[before] in _BEFORE


def _same_verb(mine: Clause, theirs: Clause) -> bool:
    """True when every verb of one clause that says something stands in the other."""
    verbs = [word for word in content(mine.words) if not can_speak(word, ()) and (is_verb(word) or infinitive(word))]
    present = [word for word in theirs.words if is_verb(word) or word.endswith("en")]
    return bool(verbs) and all(any(like(verb, word) == 1 for word in present) for verb in verbs)
