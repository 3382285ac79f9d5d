"""From whom letters are, by what they say of it themselves: the office at their head and who signed them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dutch.lemmas import surest
from index.dutch.letter_words import NAME_PARTICLES, ORGANISATION_WORDS, TITLES_OF_PEOPLE
from index.dutch.word_lists import listed
from index.dutch.words import content_words, words
from index.letters.lines import lines_of
from index.records import Document, Letter

_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*")
_BESIDE_NAMES = NAME_PARTICLES | TITLES_OF_PEOPLE | {"het"}
_HEAD = 300  # characters in which a first line ends
_PERSON = re.compile(r"(?:[A-Z][a-z]?\.\s*)+\S|[A-Z][a-z]+(?: [a-z]+)* [A-Z][a-z]+")


def office_and_signer(document: Document, letter: Letter) -> frozenset[str]:
    """Return the folded content words of a letter's first line, unless that is something else, and of its signature."""
    first = lines_of(document.text, start=letter.start, end=min(letter.end, letter.start + _HEAD))[0]
    other = first.label or any(start < first.end and first.start < end for start, end in letter.spans.values())
    return frozenset(content_words(f"{'' if other else first.words} {' '.join(signature_lines(document, letter))}"))


def signers(document: Document, letter: Letter) -> frozenset[str]:
    """Return the folded content words of who signed a letter as a person, with the function; empty where none did."""
    lines = signature_lines(document, letter)
    named = any(_PERSON.match(line) and ORGANISATION_WORDS.isdisjoint(words(line)) for line in lines)
    return frozenset(content_words(" ".join(lines))) if named else frozenset()


def said_by(question: str, by_letter: Iterable[tuple[str, frozenset[str]]]) -> tuple[str, frozenset[str]]:
    """Return the words of `question` that say that a person says something, as `schreef wethouder Verhoef`, and
    the ids of the letters whose words in `by_letter`, as `signers` gives them, name that person; "" and none where none
    do.
    """
    said = list(_WORD.finditer(question))
    verb = next((i for i, each in enumerate(said) if surest(each[0].lower()) & listed("claims/saying.txt")), None)
    if verb is None:
        return "", frozenset()
    among = dict(by_letter)
    end, named = verb + 1, False
    found: tuple[str, frozenset[str]] = ("", frozenset())
    for place in range(verb + 1, len(said)):
        own = [word for word in content_words(said[place][0]) if word not in TITLES_OF_PEOPLE]
        left = {id: have for id, have in among.items() if have.issuperset(own)}
        if not left or not (own or said[place][0].lower() in _BESIDE_NAMES):
            break
        among, end = left, place
        named = named or (bool(own) and said[place][0][0].isupper())
        if named and own:
            found = question[said[verb].start() : said[end].end()], frozenset(among)
    return found


def signature_lines(document: Document, letter: Letter) -> list[str]:
    """Return who signed a letter, line by line."""
    span = letter.spans.get("signature")
    lines = lines_of(document.text, start=span[0], end=span[1]) if span else []
    return [line.label.value if line.label else line.words for line in lines if "closing" not in line.roles]
