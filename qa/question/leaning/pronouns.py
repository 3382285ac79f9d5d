"""Questions with a pronoun for what the one before them asked after: `Hoeveel kost dat?` after `Wat is pacht?`.
Pure.
"""

from __future__ import annotations

import re

from index.dutch.words import fold, stop_words
from qa.question.leaning.noun_phrases import DETERMINERS, is_plural

_THING = re.compile(
    r"(?:wat (?:is|zijn|betekent|betekenen)|wat (?:wordt|is) (?:er )?(?:bedoeld met|verstaan onder)|"
    r"wat houdt(?P<apart>)|wat houden(?P<also>)) (?P<what>.+)"
)
_ACTOR = re.compile(r"(?:wie (?:is|zijn)|wat (?:doet|doen)) (?P<what>.+)")
_PERSONS = frozenset("zij ze hij".split())
_THINGS = frozenset("dat dit die deze het".split())
_WITH = re.compile(r"(?:daar|hier|er)(mee|van|over|voor|bij|in|op|aan|door|tegen|uit)")
_ALL = _PERSONS | _THINGS | frozenset("hem haar hun hen daar".split())
_PARTICIPLE = re.compile(
    r"\w*ge\w{3,}(?:d|t|en)|verplicht|verboden|besloten|bedoeld|bepaald|betaald|bedacht|veranderd|verlengd"
)
_LEAD = re.compile(r"\A(?:en|maar|dus)\s+", re.IGNORECASE)
_LONGEST = 5  # words of what is named


def resolved(question: str, before: str) -> str | None:
    """Return `question` with the one thing or party that `before` asks after for its one pronoun, or
    None where that is not sure.
    """
    thing, actor = _asked_after(before)
    said = _LEAD.sub("", question.strip(), count=1).rstrip(" ?!.").split()
    folded = [fold(word) for word in said]
    points = [i for i, word in enumerate(folded) if word in _ALL or _WITH.fullmatch(word)]
    if len(points) != 1 or len(said) < 2:
        return None
    i = points[0]
    if thing and (compound := _WITH.fullmatch(folded[i])):
        told = f"{'met' if compound[1] == 'mee' else compound[1]} {thing}"
    elif thing and folded[i] in _THINGS and _alone(folded, i):
        told = thing
    elif actor and folded[i] in _PERSONS and _several(folded, i) == is_plural(actor.split()):
        told = actor
    else:
        return None
    whole = " ".join([*said[:i], told, *said[i + 1 :]])
    return f"{whole[0].upper()}{whole[1:]}?"


def _asked_after(before: str) -> tuple[str, str]:
    """Return the thing and the party that a question asks after and says nothing else about; "" for none."""
    body = before.strip().rstrip(" ?!.")
    folded = fold(body)
    if len(folded) != len(body):
        return "", ""
    thing, actor = _THING.fullmatch(folded), _ACTOR.fullmatch(folded)
    if not (match := thing or actor):
        return "", ""
    what = body[match.start("what") :]
    if match is thing and (thing["apart"] is not None or thing["also"] is not None):
        what, _, particle = what.rpartition(" ")
        if particle != "in":
            return "", ""
    return ((what, "") if thing else ("", what)) if _names_one(what.split()) else ("", "")


def _names_one(said: list[str]) -> bool:
    """True for what can only be a name or a noun with its adjectives: `de Wet passend onderwijs`, not `er besloten`."""
    bare = [fold(word) for word in said[said[0].lower() in DETERMINERS :]] if said else []
    return (
        0 < len(bare) < _LONGEST
        and not any(word in stop_words() for word in bare)
        and not _PARTICIPLE.fullmatch(bare[-1])
    )


def _alone(folded: list[str], i: int) -> bool:
    """True for a pronoun with no noun behind it: `is die ingevoerd`, `kost dat per kind`."""
    if i + 1 == len(folded):
        return i > 0
    following = folded[i + 1]
    return i > 0 and (
        following in stop_words() - _ALL or (i + 2 == len(folded) and bool(_PARTICIPLE.fullmatch(following)))
    )


def _several(folded: list[str], i: int) -> bool:
    """True when the verb beside a pronoun is a plural."""
    beside = folded[i - 1] if i else folded[i + 1]
    return beside.endswith("en") or beside in ("zijn", "doen", "gaan")
