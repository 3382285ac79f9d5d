"""Whether who says it in the sentence is who says it in the letter. Pure.

`ik`, `wij` and `ons` in a letter are its sender. Somebody else who is said to find or say something must be said so
there too, and what somebody else finds must not become what the letter says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.dutch.lemmas import surest
from index.dutch.letter_words import ORGANISATION_ENDINGS, ORGANISATION_WORDS
from index.dutch.word_lists import listed
from index.dutch.words import fold, question_words, stop_words, words
from index.letters.short_forms import initials_of
from qa.check.claim import Claim
from qa.check.rules.name_not_in_quote import names
from qa.compare.clauses import Clause, clauses, content, like, split_words

_SAME = 0.8
_REACH = 6  # words before or behind a verb of saying in which its subject stands
_FIRST = frozenset("ik wij we ons mij".split())
_LETTER = listed("claims/letters_and_writers.txt")
_STATE = frozenset("minister staatssecretaris kabinet ministerie regering bewindspersoon rijk".split())
_SAYING = listed("claims/saying.txt")

_READER = frozenset(("u",))

Speaker = frozenset[str]
"""The folded words by which somebody is named."""


def wrong_speaker(claim: Claim) -> str:
    """Return who is said to say what the letter does not let them say, or ""."""
    named = names_in((claim.text, *claim.around))
    letter = _Voices(
        senders=frozenset(name for letter in claim.letters for name in _called(letter.sender or "")),
        everyone=tuple(_speaking([clause for text in claim.around for clause in clauses(text)], named)),
    )
    told = [each for clause in clauses(claim.text) for each in speakers(clause, named)]
    for mine, theirs in claim.aligned():
        who, others = speaker(mine, named), _speaking(theirs, named)
        if who == _READER or who & _LETTER or _READER in others:
            continue
        if who and not who & _FIRST and _has_no_say(who, others, theirs, letter, told):
            return " ".join(sorted(who))
        if not who and (silenced := _left_out(letter.apart(others), theirs, claim.text)):
            return f"zonder “{' '.join(sorted(silenced))}”"
    return ""


@dataclass(frozen=True)
class _Voices:
    """Who speaks in the letters: their `senders` by every name, and `everyone` who says something around the quotes."""

    senders: Speaker
    everyone: tuple[Speaker, ...]

    def apart(self, speakers: Iterable[Speaker]) -> list[Speaker]:
        """Return those of `speakers` who are not the senders."""
        return [each for each in speakers if not each & _FIRST and not _is(each, self.senders)]


def _speaking(found: Iterable[Clause], named: Collection[str]) -> list[Speaker]:
    """Return who says something first in each clause in which somebody does."""
    return [who for clause in found if (who := speaker(clause, named))]


def _has_no_say(
    who: Speaker, others: Sequence[Speaker], theirs: Sequence[Clause], letter: _Voices, told: Sequence[Speaker]
) -> bool:
    """True when the letter lets others say it: `who` is neither among them nor its sender, and is not spoken of.

    `others` say something in `theirs`, `told` are all who say something in the sentence.
    """
    apart = letter.apart(others)
    is_sender = _is(who, letter.senders) or (not letter.senders and not apart)
    if is_sender and all(any(_is(each, one) for one in told) for each in apart):
        return False
    if any(_is(who, each) for each in others or letter.everyone):
        return False
    return bool(others) or not any(_named_in(who, clause.text) for clause in theirs)


def _left_out(apart: Sequence[Speaker], theirs: Sequence[Clause], text: str) -> Speaker:
    """Return who alone says it in the letter, where the sentence says it as a fact; else nobody."""
    reported = all({"dat", "volgens"} & set(clause.words) for clause in theirs)
    if not apart or len(apart) != len(theirs) or not reported or any(_named_in(each, text) for each in apart):
        return frozenset()
    return apart[0]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of the names in `texts`, without what links them."""
    return (
        frozenset(fold(part) for text in texts for name in names(text) for part in name)
        - _BETWEEN
        - stop_words()
        - question_words()
    )


def speaker(clause: Clause, named: Collection[str] = ()) -> Speaker:
    """Return who says or finds something in a clause, the first of several; nobody when no verb of
    saying has somebody beside it.
    """
    return next(speakers(clause, named), frozenset())


def speakers(clause: Clause, named: Collection[str] = ()) -> Iterator[Speaker]:
    """Yield everybody who says or finds something in a clause, in order."""
    for i, word in enumerate(clause.words):
        if _says(clause, i) and (found := _subject(clause, i, word, named)):
            yield found


def _says(clause: Clause, at: int) -> bool:
    """True when the word at `at` is one of saying or thinking, and not a look-alike."""
    word, behind = clause.words[at], clause.words[at + 1 : at + 1 + _REACH]
    if word in ("zien", "ziet", "zie"):
        return "graag" in behind[:2]
    if word in ("vraag", "vraagt", "vragen", "vroeg", "vroegen"):
        return "om" in clause.words or "of" in clause.words
    if word in ("mening", "oordeel"):
        return clause.words[at - 1] in ("van", "ons", "mijn", "onze")
    if word == "acht":  # else the number
        return bool(set(behind[:1]) & _ACHT)
    if word.startswith("denk") and "na" in behind[:3]:  # nadenken
        return False
    return bool(surest(word) & _SAYING)


def _subject(clause: Clause, at: int, word: str, named: Collection[str]) -> Speaker:
    behind = clause.words[at + 1 : at + 1 + _REACH]
    before = clause.words[max(0, at - _REACH) : at]
    if "u" in (*before, *behind[:2]):
        return _READER  # who the reader of the letter is cannot be told
    if word in ("volgens", "aldus"):
        first = next(iter(content(behind)), "")
        return _nearest(behind, named) if first and can_speak(first, named) else frozenset()  # volgens de evaluatie
    if word not in _OURS:
        before = tuple(each for each in before if each not in _OBJECTS)
    if found := _nearest(tuple(reversed(before)), named) or _nearest(behind[:4], named):
        return found
    # `Buurtzorg vindt`: a name that is also a word
    return frozenset(content(before)) if 0 < at <= 2 else frozenset()


def _nearest(found: tuple[str, ...], named: Collection[str]) -> Speaker:
    """Return the first run of words that name somebody."""
    run: list[str] = []
    for word in found:
        if can_speak(word, named):
            run.append(word)
        elif run and word not in _BETWEEN:
            break
    return frozenset(run)


_ACHT = frozenset("het dat dit de deze een ik wij zij hij niet".split())
_OURS = frozenset("oordeel mening volgens aldus".split())
_OBJECTS = frozenset("ons mij".split())  # who is told, not who tells
_BETWEEN = frozenset("van de der den het en voor".split())


def can_speak(word: str, named: Collection[str]) -> bool:
    """True for a folded word that names a person, a body or their office."""
    return word in _FIRST or word in named or any(_is_agent(form) for form in surest(word))


def _is_agent(form: str) -> bool:
    return form in listed("claims/agents.txt") or form in ORGANISATION_WORDS or form.endswith(_ENDINGS)


_ENDINGS = (
    *ORGANISATION_ENDINGS, "bond", "bureau", "club", "fonds", "bedrijf", "leider", "leiders", "ambtenaar", "ambtenaren",
    "ouders", "leraren",
)  # fmt: skip


def _is(speaker: Collection[str], other: Collection[str]) -> bool:
    """True when two names may be of one body: a word in common, or both speak for the government."""
    if set(speaker) & _STATE and set(other) & _STATE:
        return True
    return any(like(word, each) >= _SAME for word in speaker for each in other)


def _named_in(speaker: Speaker, text: str) -> bool:
    present = split_words(fold(text))
    return any(like(word, each) >= 0.6 for word in speaker for each in present)


def _called(name: str) -> frozenset[str]:
    """Return the folded words of a name, with the initials that it goes by."""
    said = name.split()
    short = {each for i in range(len(said)) for j in range(i + 2, len(said) + 1) for each in initials_of(said[i:j])}
    return frozenset(
        (*(word for word in words(name) if word not in _BETWEEN), *(each for each in short if len(each) > 1))
    )
