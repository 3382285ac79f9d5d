"""Whether a question can be understood without the ones before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.words import content_words, fold

_OPENS = re.compile(r"(en|maar|ook|dus|and|but)\b")
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
_POINTS = frozenset("zij ze hij hem haar hun hen dit dat deze die daar zo'n they them it that this those".split())
_COMPOUND = re.compile(r"(?:daar|hier|er)(?:aan|bij|door|in|mee|naar|onder|op|over|tegen|toe|uit|van|voor)")
_THINGS = frozenset("dit dat deze die daar zo'n it that this those".split())
_RELATIVE = frozenset("die dat that".split())
_PERSONAL = frozenset("zij ze hij hem haar hun hen they them".split())
_SUBORDINATE = frozenset("als of omdat dat wanneer indien terwijl zodat nadat voordat die if when because".split())
_SOMEONE = frozenset("iemand degene degenen iets alles mensen wie someone".split())
_FINITE = frozenset(
    "is zijn was waren heeft hebben had wordt worden werd werden moet moeten mag mogen kan kunnen wil willen zal zullen gaat gaan krijgt "
    "krijgen komt komen doet doen zei kwam ging nam deed".split()
)
_CLAUSE_ENDS = ("en", "t", "d", "de", "te", "den", "ten")
_MODAL = frozenset("mag mogen kan kunnen moet moeten wil willen zal zullen gaat gaan".split())
_SAID = frozenset("zei zegt zeggen vindt vinden vond weet weten klopt het".split())
_SECOND = re.compile(
    r"[,;:.?!]\s|\s(?:en|and)\s(?=(?:wie|wat|waar|wanneer|waarom|hoe|hoeveel|welke?|who|what|when|why|how)\b)"
)
_NAMES_SUBJECT = re.compile(
    r"(?:wat|wie) (?:is|zijn|betekent|betekenen) (?:een )?[\w'’/-]{3,}$|what (?:is|are) (?:an? )?[\w-]{4,}$"
)
_MANY = 5  # content words: such a question tells by itself which thing it means


def leans(question: str) -> bool:
    """True when the question has a word that points back, or too few words of its own to be searched by."""
    folded = fold(question).strip()
    said = _WORD.findall(folded)
    if _OPENS.match(folded) or (len(said) > 1 and said[0] == "welke" and said[1] in _FINITE):
        return True
    own = len(content_words(question))
    second = _SECOND.search(folded)
    first = len(_WORD.findall(folded[: second.start()])) if second else len(said)
    # what the second half of a question points to, the first half names
    named = bool(second and content_words(folded[: second.start()]))
    for i in range(first if named else len(said)):
        if _points_back(said, i) and not (own >= _MANY and said[i] in _THINGS):
            return True
    return own < 2 and not _NAMES_SUBJECT.match(" ".join(said))


def _points_back(said: Sequence[str], i: int) -> bool:
    """True where word `i` stands for something that is not in the question itself."""
    word, before, behind = said[i], said[i - 1] if i else "", said[i + 1 :]
    if word not in _POINTS:
        return bool(_COMPOUND.fullmatch(word))
    named = set(content_words(" ".join(said[min(2, i) : i]))) | (_SOMEONE & set(said[min(2, i) : i]))
    if word in _RELATIVE and before in named and len(behind) > 1 and not (word == "dat" and _MODAL & set(said[:i])):
        return not (_FINITE & set(behind) or behind[-1].endswith(_CLAUSE_ENDS))  # het plan dat vorig jaar is gestart
    if word in _RELATIVE and before in named and _FINITE & set(behind):
        return False
    if word in _RELATIVE and before in _SAID and len(behind) > 2:
        return False  # wie zegt dat de school
    if word in _PERSONAL:
        nouns = {each for each in named if word not in ("hun", "hen") or each.endswith(("en", "s"))}
        return not (nouns and ((word in ("haar", "hun") and behind) or _SUBORDINATE & set(said[:i])))
    return True
