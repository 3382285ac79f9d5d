"""Dutch separable verbs made whole: `stelt … voor`, `voor te stellen` -> `voorstellen`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.dutch.lemmas import infinitives, lemmas
from index.dutch.word_lists import listed

_PARTICLES = listed("grammar/separable_particles.txt")
_PURPOSE = frozenset(("om", "door"))  # `om te komen`, `door te maken` are no `omkomen`, `doormaken`
_FURTHEST = 25  # words between a verb and its particle
_ENDS_SENTENCE = frozenset(".!?;:")
_ENDS_CLAUSE = frozenset(". ! ? ; : , en of maar want dat die als omdat zodat om waar wat terwijl voordat".split())
# no `een` (`ineen`), no `dien` (`indien`); and with `hebben` a particle seldom makes a verb: `waar heb ik recht op`
_INFINITIVE = re.compile(r"(?!hebben$)(?:\w*(?:[^aeiou]en|[aeiou]ien)|gaan|staan|slaan|doen|zien)")


def join_separated(tokens: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """Return the folded words and marks `tokens` with every separated verb that is `known` in the place of its verb."""
    joined = list(tokens)
    gone: set[int] = set()
    for i in (i for i, token in enumerate(tokens) if token in _PARTICLES):
        if i + 2 < len(joined) and joined[i + 1] == "te":
            if joined[i] in _PURPOSE:
                continue
            if whole := _whole(joined[i], joined[i + 2], known, lemmas):
                joined[i + 2] = whole
                gone |= {i, i + 1}
        elif (i + 1 == len(joined) or joined[i + 1] in _ENDS_CLAUSE) and (verb := _verb_before(joined, i, known)):
            joined[verb[0]] = verb[1]
            gone.add(i)
    return [token for i, token in enumerate(joined) if i not in gone]


def _verb_before(tokens: Sequence[str], i: int, known: Callable[[str], bool]) -> tuple[int, str] | None:
    """Return the place of the verb to which the particle `tokens[i]` belongs, and the two as one."""
    clause = []
    for j in range(i - 1, max(-1, i - _FURTHEST), -1):
        if tokens[j] in _ENDS_SENTENCE:
            break
        clause.append(j)
    # `vraag` is a noun first: it is taken for a form of `vragen` where nothing else in the clause makes a verb
    for forms in (lemmas, infinitives):
        for j in clause:
            if whole := _whole(tokens[i], tokens[j], known, forms):
                return j, whole
    return None


def _whole(particle: str, form: str, known: Callable[[str], bool], forms: Callable[[str], Sequence[str]]) -> str | None:
    """Return the known verb that `particle` makes with the verb of which `form` is one."""
    wholes = (particle + base for base in (form, *forms(form)) if _INFINITIVE.fullmatch(base))
    return next((whole for whole in wholes if known(whole)), None)
