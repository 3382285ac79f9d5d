"""Whether a sentence is firmer, or said of more, than what it rests on. Pure.

Clause by clause: what may happen must not become what will, what some do not what all do. The levels of words are data
(modality.tsv, quantity.tsv); here is which step up counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.dutch.lemmas import surest
from index.dutch.words import fold
from qa.check.claim import Claim
from qa.compare.align import has, of
from qa.compare.antonyms import NEGATORS
from qa.compare.clauses import Clause, content, infinitive, is_verb, split_words
from qa.compare.terms import Term, find_terms

_LOOSE = ("possible", "considered", "proposed", "recommended", "intended")
# what each level of a sentence may rest on, besides itself and what is firmer
_FIRMNESS = {
    "possible": 0,
    "considered": 0,
    "proposed": 1,
    "recommended": 1,
    "intended": 1,
    "future": 2,
    "required": 3,
    "decided": 3,
}
_AMOUNT = {"few": 1, "many": 2, "nearly_all": 3, "all": 4}


def modality_raised(claim: Claim) -> str:
    """Return the words by which the sentence is firmer than its quotes, or what it leaves out, or ""."""
    if claim.language != "nl":
        return ""
    whole = Clause(tuple(split_words(fold(claim.text))))
    mild = any(term.level in (*_LOOSE, "hedge") for term in _levels(whole))
    return _first(claim, lambda mine, theirs: _firmer(mine, theirs, mild))


def quantity_raised(claim: Claim) -> str:
    """Return the words by which the sentence says of all what its quotes say of some, or ""."""
    if claim.language != "nl":
        return ""
    return _first(claim, _wider)


def _first(claim: Claim, breaks: Callable[[Clause, Clause], str]) -> str:
    """Return what breaks in the first clause of the sentence for which it does with each clause that it may be about."""
    pairs = of(claim)
    everything = Clause(tuple(word for quote in claim.quotes for word in split_words(fold(quote))))
    if breaks is _wider and any(term.level == "all" and term.text not in _WEAK for term in _amounts(everything)):
        pairs = [
            (Clause(tuple(w for w in mine.words if w not in _STRONG), mine.opener), theirs) for mine, theirs in pairs
        ]
    for mine, theirs in pairs:
        found = [breaks(mine, each) for each in theirs]
        if all(found):
            return found[0]
    return ""


def _firmer(mine: Clause, theirs: Clause, mild: bool) -> str:
    if _denies(mine) or _denies(theirs):  # what may not be is firm
        return ""
    said, rests_on = _levels(mine), _levels(theirs)
    if any(
        term.level in ("required", "decided") and not (infinitive(term.text) or term.text.startswith(_NEEDED))
        for term in rests_on
    ):
        return ""
    loose = [
        term
        for term in rests_on
        if term.level in _LOOSE
        and not term.text.endswith(_AS_ADJECTIVE)
        and not (term.text in _AS_NOUN and has(mine, term.text))
        and not _only_able(term, mine, theirs)
    ]
    if not loose:
        decided = [term.text for term in said if term.level == "decided"]
        return decided[0] if decided and any(term.level == "future" for term in rests_on) else ""
    reached = max(1, *(_FIRMNESS[term.level] for term in loose))
    governing = [term for term in loose if _governs(term, theirs)]
    if {term.level for term in said} & {term.level for term in loose}:  # `gaan onderzoeken` is still to look into it
        said = [term for term in said if term.level != "future"]
    if any(surest(word) & _OPINION for word in mine.words):  # `vindt dat … moet` is no more than `zou moeten`
        said = [term for term in said if term.level != "required"]
    above = [
        term.text
        for term in said
        if term.level != "hedge" and _FIRMNESS[term.level] > reached and not infinitive(term.text)
    ]
    if above:
        return above[0]
    return "" if mild or not governing else f"zonder “{governing[0].text}”"


def _governs(term: Term, clause: Clause) -> bool:
    """True for a finite verb, an adverb or `het streven is`, which say how firm a clause is; other words are what it speaks of."""
    said = term.text.split()
    aims = term.text in _AIMS and clause.words[term.end : term.end + 1] in (("is",), ("was",), ("blijft",), ("zijn",))
    if len(said) > 1 or aims:
        return True
    return any(word in _ADVERBS or (is_verb(word) and not _PARTICIPLE.fullmatch(word)) for word in said)


_AIMS = frozenset("streven doel bedoeling voorstel wens plan voornemen inzet".split())  # het streven is dat …
_ADVERBS = frozenset("mogelijk misschien wellicht eventueel voorkeur verwachting streef overweeg".split())
_PARTICIPLE = re.compile(r"(?:\w*?ge\w+|be\w+|ver\w+|ont\w+)(?:d|t|en)e?")


def _denies(clause: Clause) -> bool:
    """True where a clause says that something is not so; `niet eerder dan` only bounds it."""
    return any(
        word in NEGATORS and word != "zonder" and "dan" not in clause.words[i + 1 : i + 4]
        for i, word in enumerate(clause.words)
    )


def _only_able(term: Term, mine: Clause, theirs: Clause) -> bool:
    """True for `kan` or `mag` where the sentence has another verb: who *can report* something, *has time to* report it."""
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


def _wider(mine: Clause, theirs: Clause) -> str:
    if _denies(theirs):
        return ""
    said, rests_on = _amounts(mine), _amounts(theirs)
    known = {term.level for term in rests_on}
    alls = [term.text for term in said if term.level == "all" and term.text not in _WEAK]
    if alls and not any(term.level == "all" and term.text not in _WEAK for term in rests_on):
        return alls[0]
    only = [term.text for term in said if term.level == "only"]
    follows = {
        clause_word for term in said if term.level == "only" for clause_word in mine.words[term.end : term.end + 1]
    }
    if follows & _IF or mine.words[-1] == "alleen":  # alleen als: a condition
        only = []
    if only and "only" not in known and not set(theirs.words) & _CONDITIONS:
        return only[0]
    part = [term for term in rests_on if term.level == "nearly_all" or term.text in _SHARES]
    if part and not said and _same_thing(part[0], theirs, mine):
        return f"zonder “{part[0].text}”"
    most = max((_AMOUNT[term.level] for term in rests_on if term.level in _AMOUNT), default=0)
    more = [term.text for term in said if term.level in ("many", "nearly_all") and 0 < most < _AMOUNT[term.level]]
    return more[0] if more else ""


_AS_NOUN = frozenset("plan plannen advies adviezen voorstel voorstellen doel doelen wens wensen vraag".split())
_AS_ADJECTIVE = ("gestelde", "oogde", "wachte", "adviseerde", "mogelijke", "wenste", "zochte")  # het voorgestelde tempo
_GOING = frozenset("ga gaat gaan ging gingen".split())
_EVERY_TIME = frozenset((unit,) for unit in "dag week maand kwartaal jaar schooljaar uur keer".split())  # is how often
_ONLY = frozenset("alleen uitsluitend enkel slechts pas".split())
_STRONG = frozenset("alle elk elke ieder iedere iedereen allen allemaal".split())
_OPINION = frozenset("vinden menen willen pleiten bepleiten adviseren voorstellen volgens eisen oproepen".split())
_NEEDED = ("nodig", "noodzak", "eis", "voorwaarde")  # says what it takes, not that it is done
# words of all that also say other things: already, again and again, whole
_WEAK = frozenset("al steeds heel hele gehele geheel volledig volledige helemaal voortdurend beide beiden".split())
_SHARES = frozenset(
    ("de meeste", "meeste", "meestal", "de meerderheid", "een meerderheid", "het merendeel", "grotendeels", "sommige", "sommigen", "soms",
     "een deel", "een deel van", "een klein deel", "een klein deel van", "een gedeelte van", "een minderheid", "een minderheid van",
     "deels", "gedeeltelijk", "bepaalde", "in sommige gevallen", "in bepaalde gevallen", "niet alle", "niet altijd")
)  # fmt: skip
_IF = frozenset("als indien wanneer bij".split())
_CONDITIONS = frozenset("mits tenzij alleen uitsluitend slechts enkel".split())


def _amounts(clause: Clause) -> list[Term]:
    found = find_terms("claims/quantity.tsv", clause.words)
    return [
        term
        for term in found
        if not (
            term.text in ("elk", "elke", "ieder", "iedere") and clause.words[term.end : term.end + 1] in _EVERY_TIME
        )
    ]


def _same_thing(term: Term, clause: Clause, other: Clause) -> bool:
    """True when what `term` counts is spoken of in `other` as well."""
    counted = content(clause.words[term.end : term.end + 3])[:1]
    return bool(counted) and has(other, counted[0])
