"""Whether words name a person or an organisation, or were made unreadable. Pure."""

from __future__ import annotations

import re

from index.dutch.letter_words import (
    DEPARTMENTS,
    NAME_PARTICLES,
    OFFICES,
    ORGANISATION_ENDINGS,
    ORGANISATION_SUBJECTS,
    ORGANISATION_WORDS,
    PUBLIC_BODIES,
    TITLES_OF_PEOPLE,
)
from index.dutch.word_lists import kinds
from index.dutch.words import stop_words

_REDACTED = re.compile(r"(?:5\.[12]\.\d{1,2}\.?[a-z]?|10\.2\.?[a-g]?|10\.2e)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.-]+")
_INITIALS = re.compile(r"(?:\w{1,2}\.)+-?")
_NUMBERED = re.compile(r"\b(?:groep|klas|leerjaar) \d\b", re.IGNORECASE)
_JOINING = NAME_PARTICLES | kinds("letters/organisations.tsv", "joining")
_ARTICLES = frozenset({"de", "het", "een", "it"})
_MOST_WORDS = 12
_MOST_IN_PERSON = 6


def is_redacted(words: str) -> bool:
    """True for a mark that words were made unreadable under the Woo (5.1.2.e) or the older Wob (10.2.e)."""
    return _REDACTED.fullmatch(words) is not None


def is_person(words: str) -> bool:
    """True for a line that reads as a person's name: `mr. L.K. Geluk`, `Rinda den Besten`."""
    tokens = _without_titles(words)
    if not 1 < len(tokens) <= _MOST_IN_PERSON or is_organisation(words) or words[-1] in "!?:":
        return False
    names = [token for token in tokens if token.lower() not in NAME_PARTICLES]
    return len(names) >= 2 and all(name[:1].isupper() for name in names) and max(map(len, names)) > 2


def is_surely_person(words: str) -> bool:
    """True for a person's name with what only people have: initials, a title, a small word inside: `A. Mos`."""
    tokens = _WORD.findall(words)
    titled = len(_without_titles(words)) < len(tokens)
    inside = any(token in NAME_PARTICLES for token in tokens[1:-1])
    return is_person(words) and (titled or inside or _INITIALS.fullmatch(tokens[0]) is not None)


def has_initials(words: str) -> bool:
    """True for a name with initials: `mr. L.K. Geluk`."""
    return re.search(r"\b[A-Z]\.", words) is not None


def is_organisation(words: str) -> bool:
    """True when a word of the line says that it names an organisation, also as the last part of a compound."""
    return any(_is_organisation_word(token) or token in ORGANISATION_SUBJECTS for token in _tokens(words))


def names_organisation(words: str) -> bool:
    """True for the name of an organisation, by its form: a word for one near the start, nothing that names do not have.

    `Stichting Kansrijk`, `bestuur van Oudervereniging Hert`; not `Samen naar een school voor iedereen` (a slogan),
    `Onderwijs, Jeugd en Sport` (what someone is charged with) or `College van Bestuur` (a body of no one in
    particular).
    """
    tokens = words.split()
    if (
        not words
        or words[-1] in "!?:"
        or len(tokens) > _MOST_WORDS
        or any(c.isdigit() for c in _NUMBERED.sub("", words))
    ):
        return False
    bare = [token.lower().strip(".,()/&–-") for token in tokens]
    if any(token in stop_words() and token not in _JOINING for token in bare):
        return False
    content = [i for i, token in enumerate(bare) if token and token not in _JOINING]
    head = next((i for i in content if _names_one(bare[i])), None)
    if head is None or (tokens[head][0].islower() and head not in content[:2]):
        return False
    own = [i for i in content if not _is_general(bare[i]) and bare[i].isalpha()]
    joined = head + 1 < len(bare) and bare[head + 1] in _JOINING
    return any(tokens[i][0].isupper() or joined for i in own) or _is_compound(bare[head])


def opens_organisation(words: str) -> bool:
    """True when the first word is one for an organisation: `Stichting Leerkracht Noord`."""
    return _names_one(words.split(maxsplit=1)[0].lower().strip(".,"))


def names_department(words: str) -> bool:
    """True for a part or a body of an organisation that does not say of which: `Afdeling Jeugd`, `Raad van Toezicht`;
    also for what someone there is charged with: `Onderwijs`.
    """
    tokens = _tokens(words)
    content = [token for token in tokens if token and token not in _JOINING]
    if not content or words[-1] in "!?:":
        return False
    return content[0] in DEPARTMENTS or all(map(_is_general, content))


def is_public_body(words: str) -> bool:
    """True for an office or a body of government: `de minister van Financiën`, `Gemeente Rietmeer`."""
    tokens = [token for token in _tokens(words) if token]
    while tokens and tokens[0] in _ARTICLES:
        tokens = tokens[1:]
    return bool(tokens) and (tokens[0] in PUBLIC_BODIES or is_office(words))


def is_office(words: str) -> bool:
    """True for an office that sends letters itself, with or without an article: `minister van Financiën`."""
    return words.lower().startswith(OFFICES) or f"de {words.lower()}".startswith(OFFICES)


def without_article(words: str) -> str:
    """Return a name without its article, but for one that is part of it: `De Klimop`."""
    first, _, rest = words.removeprefix("van ").partition(" ")
    if not rest or first.lower() not in _ARTICLES - {"een"}:
        return words
    is_part = first[0].isupper() and rest[0].isupper() and not is_organisation(rest.split()[0])
    return words if is_part else rest


def _without_titles(words: str) -> list[str]:
    tokens = [token.strip(".,") for token in _WORD.findall(words)]
    return [token for token in tokens if token.lower() not in TITLES_OF_PEOPLE]


def _tokens(words: str) -> list[str]:
    return [token.lower().strip(".,") for token in re.split(r"[\s\-/]+", words)]


def _is_organisation_word(token: str) -> bool:
    return token in ORGANISATION_WORDS or _is_compound(token)


def _is_compound(token: str) -> bool:
    return len(token) > 7 and token.endswith(ORGANISATION_ENDINGS)


def _names_one(token: str) -> bool:
    """True where a word, or a part of it, is one for an organisation: `Stichting`, `PO-Raad`."""
    return any(_is_organisation_word(part) for part in (token, *token.split("-")))


def _is_general(token: str) -> bool:
    return token in ORGANISATION_WORDS or token in ORGANISATION_SUBJECTS
