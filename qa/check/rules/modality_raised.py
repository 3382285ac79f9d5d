"""Whether a sentence is firmer than what it rests on. Pure.

Clause by clause: what may happen must not become what will. The levels of words are data (modality.tsv); here is which
step up counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.lemmas import surest
from index.dutch.words import fold
from qa.check.claim import Claim
from qa.compare.align import broken_by_all, has
from qa.compare.clauses import Clause, content, infinitive, is_verb, split_words
from qa.compare.negation import denies
from qa.compare.terms import Term, find_terms

_LOOSE = ("possible", "considered", "proposed", "recommended", "intended")
# what each level of a sentence may rest on, besides itself and what is firmer
_FIRMNESS = {
    "hedge": 0,
    "possible": 0,
    "considered": 0,
    "proposed": 1,
    "recommended": 1,
    "intended": 1,
    "future": 2,
    "needed": 3,
    "required": 3,
    "decided": 3,
}


def modality_raised(claim: Claim) -> str:
    """Return the words by which the sentence is firmer than its quotes, or what it leaves out, or ""."""
    whole = Clause(tuple(split_words(fold(claim.text))))
    mild = any(term.level in (*_LOOSE, "hedge") for term in _levels(whole))
    return broken_by_all(claim.aligned(), lambda mine, theirs: _firmer(mine, theirs, mild))


def _firmer(mine: Clause, theirs: Clause, mild: bool) -> str:
    """Return what in `mine` is firmer than `theirs`; `mild` where the sentence is loose somewhere."""
    rests_on = _levels(theirs)
    if denies(mine) or denies(theirs) or any(map(_is_firm, rests_on)):  # what may not be is firm
        return ""
    loose = [term for term in rests_on if _is_loose(term, mine, theirs)]
    if not loose:
        return _decided(mine, rests_on)
    reached = max(1, *(_FIRMNESS[term.level] for term in loose))
    firmer = (
        term.text
        for term in _asserted(mine, rests_on, loose)
        if _FIRMNESS[term.level] > reached and not infinitive(term.text)
    )
    left_out = (f"zonder “{term.text}”" for term in loose if not mild and _governs(term, theirs))
    return next(firmer, "") or next(left_out, "")


def _is_firm(term: Term) -> bool:
    return term.level in ("required", "decided") and not infinitive(term.text)


def _is_loose(term: Term, mine: Clause, theirs: Clause) -> bool:
    """True for a term of `theirs` by which the clause is less than certain."""
    if term.level not in _LOOSE or term.text.endswith(_AS_ADJECTIVE):
        return False
    return not (term.text in _AS_NOUN and has(mine, term.text)) and not _only_able(term, mine, theirs)


def _decided(mine: Clause, rests_on: Sequence[Term]) -> str:
    """Return what `mine` calls settled where the letter says only that it will be."""
    if not any(term.level == "future" for term in rests_on):
        return ""
    return next((term.text for term in _levels(mine) if term.level == "decided"), "")


def _asserted(mine: Clause, rests_on: Sequence[Term], loose: Sequence[Term]) -> list[Term]:
    """Return the terms of `mine` that may raise it."""
    said = _levels(mine)
    excused = {term.level for term in rests_on} & {"needed"}  # what it takes, the letter says as well
    if {term.level for term in said} & {term.level for term in loose}:  # `gaan onderzoeken` is still to look into it
        excused.add("future")
    if any(surest(word) & _OPINION for word in mine.words):  # `vindt dat … moet` is no more than `zou moeten`
        excused |= {"required", "needed"}
    return [term for term in said if term.level not in excused]


def _governs(term: Term, clause: Clause) -> bool:
    """True for a finite verb, an adverb or `het streven is`, which say how firm a clause is; other
    words are what it speaks of.
    """
    said = term.text.split()
    aims = term.text in _AIMS and clause.words[term.end : term.end + 1] in (("is",), ("was",), ("blijft",), ("zijn",))
    if len(said) > 1 or aims:
        return True
    return any(word in _ADVERBS or (is_verb(word) and not _PARTICIPLE.fullmatch(word)) for word in said)


def _only_able(term: Term, mine: Clause, theirs: Clause) -> bool:
    """True for `kan` or `mag` where the sentence has another verb: who *can report* something, *has time to* report
    it.
    """
    if term.level != "possible":
        return False
    verbs = [word for word in content(theirs.words[term.end :]) if infinitive(word)] or [
        word for word in content(theirs.words) if is_verb(word)
    ]
    return bool(verbs) and not any(has(mine, verb) for verb in verbs)


def _levels(clause: Clause) -> list[Term]:
    found = find_terms("claims/modality.tsv", clause.words)
    # `gaan` with another verb is the future, by itself a verb like others
    return [term for term in found if term.text not in _GOING or _with_verb(clause, term)]


def _with_verb(clause: Clause, term: Term) -> bool:
    return any(infinitive(word) for word in (*clause.words[term.end : term.end + 1], *clause.words[-1:]))


_AIMS = frozenset("streven doel bedoeling voorstel wens plan voornemen inzet".split())  # het streven is dat …
_ADVERBS = frozenset("mogelijk misschien wellicht eventueel voorkeur verwachting streef overweeg".split())
_PARTICIPLE = re.compile(r"(?:\w*?ge\w+|be\w+|ver\w+|ont\w+)(?:d|t|en)e?")
_AS_NOUN = frozenset("plan plannen advies adviezen voorstel voorstellen doel doelen wens wensen vraag".split())
_AS_ADJECTIVE = ("gestelde", "oogde", "wachte", "adviseerde", "mogelijke", "wenste", "zochte")  # het voorgestelde tempo
_GOING = frozenset("ga gaat gaan ging gingen".split())
_OPINION = frozenset("vinden menen willen pleiten bepleiten adviseren voorstellen volgens eisen oproepen".split())
