"""Parts of short Dutch questions: phrases, and whether they name a party. By form alone, for want of a parser. Pure."""

from __future__ import annotations

import re

from index.dutch.letter_words import ORGANISATION_WORDS
from index.dutch.word_lists import kinds, listed
from index.dutch.words import fold
from index.letters.party_names import ROLES

PREPOSITIONS = kinds("grammar/prepositions.tsv", "phrase")
DETERMINERS = listed("grammar/determiners.txt")

_PEOPLE = ROLES | ORGANISATION_WORDS | listed("letters/parties.txt")


def is_phrase(said: list[str]) -> bool:
    """True for an article, adjectives and one noun, or a name: `de kleine basisschool`, `het Huis van Oranje` is
    none.
    """
    bare = [word for word in said if word.lower() not in DETERMINERS]
    if bare and all(capital(word) for word in bare):
        return True
    return bool(bare) and all(word.endswith("e") for word in bare[:-1])


def is_plural(said: list[str]) -> bool:
    """True when a phrase names several: `de gemeenten`, `ouders`."""
    return said[-1].endswith(("en", "s")) and not capital(said[-1]) and said[0].lower() not in ("het", "een")


def led(named: str) -> tuple[str, str]:
    """Return the preposition of a phrase, or "", and the rest."""
    first, _, rest = named.partition(" ")
    return (first.lower(), rest.strip()) if first.lower() in PREPOSITIONS and rest else ("", named)


def phrases(body: str) -> list[tuple[int, int, str]]:
    """Return each phrase behind a preposition as `(start, end, preposition)`; one with a name ends with the name."""
    found = []
    said = list(re.finditer(r"\S+", body))
    for i, word in enumerate(said[:-1]):
        if word[0].lower() not in PREPOSITIONS:
            continue
        end = i + 1
        while end < len(said) and said[end][0].lower() not in PREPOSITIONS:
            end += 1
            bare = [each[0] for each in said[i + 1 : end] if each[0].lower() not in DETERMINERS]
            following = said[end][0] if end < len(said) else ""
            if bare and capital(bare[-1]) and not (following and capital(following)):
                break
        if end > i + 1:
            found.append((said[i + 1].start(), said[end - 1].end(), word[0].lower()))
    return found


def is_party(said: list[str]) -> bool:
    """True for what may write letters or answer for something: a name, an office, a group of people."""
    bare = [word for word in said if word.lower() not in DETERMINERS]
    return (bool(bare) and is_phrase(said) and (capital(bare[0]) or fold(bare[-1]) in _PEOPLE)) or is_office(bare)


def is_office(said: list[str]) -> bool:
    """True for a name of three words with *van* in it: `minister van OCW`, `Raad van State`."""
    return len(said) == 3 and (fold(said[0]) in ROLES or capital(said[0])) and said[1] == "van" and capital(said[2])


def is_short_form(word: str) -> bool:
    """True for a word with two capitals or digits: `VNG`, `PO-Raad`."""
    return sum(sign.isupper() or sign.isdigit() for sign in word) > 1


def capital(word: str) -> bool:
    """True for a word that is written as a name."""
    return word[:1].isupper() or is_short_form(word)
