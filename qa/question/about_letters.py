"""Questions about letters themselves, read by a small grammar over words. Pure.

Such a question has a word that points at a letter or at all of them, words that ask for something that is kept of
letters, and nothing besides but what names the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from index.dutch.language import Spoken
from index.dutch.letter_words import KINDS
from index.records import Field
from qa.question.letter_words import POINTS, Names, SaidWord, said_words, without_names
from qa.question.periods import Period

Wanted = Literal["fields", "letters", "newest", "oldest"]
"""Fields of a letter; which letters there are, or how many; the newest or the oldest, with fields of it."""

_FIELDS = frozenset(get_args(Field))
_DONE: dict[str, Field] = {"made": "sender", "signed": "signature", "received": "recipient", "asked": "recipient"}
"""Which field says who has done it."""
_BEHIND_WHICH = {"party": "who", "period": "when", "occasion": "title"}
_ASKS = _FIELDS | {"who", "when"}
_OF_LETTERS = frozenset("signed made signature sender recipient reference".split())
"""Roles of words for what is done to letters and kept of them alone; a date or a subject other things have as well."""
_Back = Literal["", "letter", "quote"]
_LIGHT = frozenset(
    "plain there to by all about mentions newest oldest".split()
)  # what may stand between `which` and its noun
_OF_COLLECTION = frozenset("plain there all in collection which".split())  # `wat zit er in de verzameling`
_LETTERS = frozenset(("letter", "letters", "questions"))


@dataclass(frozen=True)
class AboutLetters:
    """What is asked about which letters.

    `words` are folded and must name the letter; those in `topic`, behind *over*, may be what it is about. `kinds` are
    the kinds of letter that are spoken of, none where it may be any; people call most papers a letter.
    """

    wanted: Wanted
    fields: tuple[Field, ...] = ()
    names: Names = field(default_factory=Names)
    words: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    mentions: bool = False
    """Whether `words` may stand anywhere in the letters."""


def about_letters(
    question: str,
    *,
    titles: Iterable[str] = (),
    references: Iterable[str] = (),
    first: Spoken = "nl",
    occurs: Callable[[str], bool] = lambda word: False,
    period: Period | None = None,
    before: str = "",
) -> AboutLetters | None:
    """Return what a question asks about letters themselves; None for a question about what letters say.

    It is read in each language, beginning with `first`: all words must be known, so that no other language is taken for
    it. `titles` and `references` of the letters that are there are folded. A word that does not occur in letters may be
    a word of the grammar with a typing error. `period` is the time that the question asks about. `before` is the
    question that it leans on: what was quoted for that stands in a letter, so `who signed that` asks after a letter,
    and `when was that` does where `before` does.
    """
    titles, references = list(titles), list(references)
    of_letter = bool(before) and about_letters(before, titles=titles, references=references, first=first) is not None
    folded, names = without_names(question, titles=titles, references=references, period=period)
    for language in sorted(get_args(Spoken), key=lambda each: each != first):
        # in another language than its own a question has no typing errors, but words of that language
        spelled = occurs if language == first else lambda word: True
        said = said_words(folded, language, occurs=spelled)
        if found := _read(said, names, back="letter" if of_letter else "quote" if before else ""):
            return found
    return None


def _read(words: Sequence[SaidWord], names: Names, *, back: _Back) -> AboutLetters | None:
    if any(each.role == "in" and not _before_date_or_collection(words[i + 1 :]) for i, each in enumerate(words)):
        return None
    said = _resolved(words)
    roles = {each.role for each in said}
    fields = _fields(said)
    if fields is None:
        return None
    one: Wanted | None = "newest" if "newest" in roles else "oldest" if "oldest" in roles else None
    lists = _asks_for_letters(said, fields)
    if not (fields or one or lists):
        return None
    content = [each.word for each in said if not each.role or (each.role == "text" and not fields)]
    over = next((i for i, each in enumerate(said) if each.role == "about"), len(said))
    found = AboutLetters(
        "letters" if "letters" in roles and (one or lists or fields) else one or ("letters" if lists else "fields"),
        fields,
        names,
        tuple(content),
        tuple(each.word for each in said[over:] if not each.role),
        _kinds(said),
        "mentions" in roles or over < len(said),
    )
    if lists and roles & _DONE.keys() and ("many" in roles or not (content or one or names != Names())):
        return None  # how many were sent, a letter tells
    return found if _points(found, roles) or _points_back(found, roles, back) else None


def _before_date_or_collection(behind: Sequence[SaidWord]) -> bool:
    role = next((each.role for each in behind if each.role != "plain"), "")
    return role in ("@date", "collection", "which")


def _resolved(words: Sequence[SaidWord]) -> list[SaidWord]:
    """Return the words with what a name is called by, and what stands behind `which`, told from what it is elsewhere.

    `met kenmerk 35510596` does not ask for the reference; `welke minister` asks who, another minister is content.
    """
    said = list(words)
    for i, each in enumerate(said):
        if i + 1 < len(said) and said[i + 1].role == f"@{each.role}":
            said[i] = SaidWord(each.word, "plain")
        if each.role == "which":
            place = next((j for j in range(i + 1, len(said)) if said[j].role not in _LIGHT), None)
            if place is not None:
                noun = said[place]
                role = _BEHIND_WHICH.get(noun.role, noun.role)
                to_whom = not role and place == i + 1 and _before(said[:i]) == "to"  # `voor welke scholen`
                said[place] = SaidWord(noun.word, "who" if to_whom else role)
        if each.role == "when" and _before(said[:i]) == "by":  # `uit welk jaar`: of things that are made
            said[i] = SaidWord(each.word, "date")
    return [SaidWord(each.word, "") if each.role in _BEHIND_WHICH else each for each in said]


def _fields(said: Sequence[SaidWord]) -> tuple[Field, ...] | None:
    """Return the fields that are asked for, in order; None where it asks for somebody who is in no field."""
    found: list[Field] = []
    for i, each in enumerate(said):
        if each.role in _FIELDS:
            found.append(cast(Field, each.role))
        elif each.role == "when":
            found.append("date")
        elif each.role == "who":
            who = _who(said, i)
            if who is None:
                return None
            found += [who] if who else []
    return tuple(dict.fromkeys(found))


def _who(said: Sequence[SaidWord], place: int) -> Field | Literal[""] | None:
    """Return in which field the person or body is that `who` asks for: by the preposition before it, or what was done.

    "" where another word names the field: `wie is de afzender`. None where nothing tells.
    """
    before = _before(said[:place]) or (said[-1].role if said[-1].role in ("to", "by") else "")  # `who is it from`
    if before == "to":
        return "recipient"
    behind = [each.role for each in said[place + 1 :]]
    own = behind[: next((i for i, role in enumerate(behind) if role in _ASKS), len(behind))]
    if before == "by" and "who" in behind:  # what another did comes behind that one
        behind = behind[: behind.index("who")]
    done = [role for role in (*own, *(each.role for each in reversed(said[:place])), *behind) if role in _DONE]
    if before == "by" and (not done or done[0] == "received"):
        return "recipient" if any(each.role == "questions" for each in said) else "sender"
    if done:
        return _DONE[done[0]]
    return "" if any(each.role in _FIELDS for each in said) else None


def _before(said: Sequence[SaidWord]) -> str:
    """Return the role of the last word, without articles and `which`."""
    return next((each.role for each in reversed(said) if each.role not in ("which", "plain")), "")


def _asks_for_letters(said: Sequence[SaidWord], fields: Sequence[Field]) -> bool:
    """True when it asks which letters there are, or how many."""
    roles = {each.role for each in said}
    if fields or not roles & _LETTERS:
        return not fields and roles <= _OF_COLLECTION and roles >= {"which", "collection"}
    behind = {
        next((other.role for other in said[i + 1 :] if other.role not in _LIGHT), "")
        for i, each in enumerate(said)
        if each.role in ("which", "many")
    }
    if "many" in roles and not behind & _LETTERS:
        return False
    return bool(behind & _LETTERS or roles & {"letters", "all", "there"})


def _points(about: AboutLetters, roles: set[str]) -> bool:
    """True when a word points at a letter: a noun, a reference, the title of what was made, or the newest of all."""
    if roles & {*_LETTERS, "@reference", "collection"} or (about.fields and "text" in roles):
        return True
    if "@title" in roles:
        return bool(roles & (_DONE.keys() | _FIELDS))
    return not about.words and (about.wanted in ("newest", "oldest") or ("which" in roles and "there" in roles))


def _points_back(about: AboutLetters, roles: set[str], back: _Back) -> bool:
    """True when the letter is meant that the question before asks after, or in which what was quoted for it stands."""
    if about.wanted != "fields" or about.words:
        return False
    return back == "letter" or (back == "quote" and not roles.isdisjoint(_OF_LETTERS))


def _kinds(said: Sequence[SaidWord]) -> frozenset[str]:
    """Return the kinds of letter that are spoken of; none where one of any kind is: a paper."""
    found = {"kamervragen" if each.role == "questions" else _kind(each.word) for each in said if each.role in POINTS}
    return frozenset() if "" in found else frozenset(found)


def _kind(word: str) -> str:
    """Return the kind of letter that a word names, also in the plural; "" for a paper of any kind."""
    return next((kind for name, kind in KINDS.items() if word.startswith(name) and len(word) <= len(name) + 2), "")
