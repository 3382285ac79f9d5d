"""Follow-up questions: what is searched when a question leans on the ones before it. Pure.

Where grammar leaves no doubt, `En de PO-Raad?` becomes the whole question that it stands for (`ellipsis`, `pronouns`).
Elsewhere the question keeps its words, with the question that it leans on behind it: `(over: …)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dutch.word_lists import any_of, kinds
from index.dutch.words import content_words, fold
from index.search.named import dates_in
from qa.question.leaning.ellipsis import filled_in, without_dates
from qa.question.leaning.pronouns import resolved

REMEMBERED = 5
"""Earlier questions that count: a conversation wanders."""
LONGEST = 300
"""Characters of an earlier question that count."""

_OPENS = re.compile(r"(en|maar|ook|dus|and|but)\b")
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
_POINTS = kinds("grammar/pronouns.tsv", "leans")
_COMPOUND = re.compile(r"(?:daar|hier|er)(?:aan|bij|door|in|mee|naar|onder|op|over|tegen|toe|uit|van|voor)")
_THINGS = kinds("grammar/pronouns.tsv", "thing")
_RELATIVE = frozenset("die dat that".split())
_PERSONAL = kinds("grammar/pronouns.tsv", "person")
_SUBORDINATE = kinds("grammar/conjunctions.tsv", "subordinate")
_SOMEONE = frozenset("iemand degene degenen iets alles mensen wie someone".split())
_FINITE = kinds("grammar/verbs.tsv", "question")
_CLAUSE_ENDS = ("en", "t", "d", "de", "te", "den", "ten")
_MODAL = kinds("grammar/verbs.tsv", "modal")
_SAID = frozenset("zei zegt zeggen vindt vinden vond weet weten klopt het".split())
_SECOND = re.compile(rf"[,;:.?!]\s|\s(?:en|and)\s(?={any_of(kinds('question_words.tsv', 'asks'))}\b)")
_NAMES_SUBJECT = re.compile(
    r"(?:wat|wie) (?:is|zijn|betekent|betekenen) (?:een )?[\w'’/-]{3,}$|what (?:is|are) (?:an? )?[\w-]{4,}$"
)
_MANY = 5  # content words: such a question tells by itself which thing it means


@dataclass(frozen=True)
class WholeQuestion:
    """What to search for. `sure` where it is the question itself, or what it can only mean."""

    text: str
    sure: bool


def standalone(question: str, history: Sequence[str]) -> str:
    """Return what to search for: the question itself, or made whole with the earlier questions that it leans on."""
    return made_whole(question, history).text


def made_whole(question: str, history: Sequence[str]) -> WholeQuestion:
    """Return `question` as it can be understood without `history`, the earlier questions, oldest first."""
    before = ""  # the latest that can be understood by itself, or the latest
    complete = False
    latest = ""  # one after it that leans on it: what was said last is of both
    for earlier in recent(history):
        whole = _whole(earlier, before)
        if whole.sure and (whole.text != earlier or not leans(earlier)):
            before, complete, latest = whole.text, True, ""
        elif complete:
            latest = earlier
        else:
            before = earlier
    return _whole(question, before, latest=latest)


def recent(history: Sequence[str]) -> list[str]:
    """Return the earlier questions that count, oldest first."""
    return [" ".join(each.split())[:LONGEST] for each in history if each.strip()][-REMEMBERED:]


def _whole(question: str, before: str, *, latest: str = "") -> WholeQuestion:
    if not before or not leans(question):
        return WholeQuestion(question, sure=True)
    if whole := filled_in(question, before) or resolved(question, before):
        return WholeQuestion(whole, sure=True)
    subject = "; ".join(each.strip().rstrip("?") for each in (latest, before) if each)
    subject = without_dates(subject) if dates_in(fold(question)) else subject
    return WholeQuestion(f"{question} (over: {subject.strip().rstrip('?')})", sure=False)


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
