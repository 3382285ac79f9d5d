"""Whether words name a person or an organisation, or were made unreadable. Pure."""

from __future__ import annotations

import re

from index.dutch.letter_words import NAME_PARTICLES, ORGANISATION_ENDINGS, ORGANISATION_WORDS, TITLES_OF_PEOPLE

_REDACTED = re.compile(r"(?:5\.[12]\.\d{1,2}\.?[a-z]?|10\.2\.?[a-g]?|10\.2e)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.-]+")


def is_redacted(words: str) -> bool:
    """True for a mark that words were made unreadable under the Woo (5.1.2.e) or the older Wob (10.2.e)."""
    return _REDACTED.fullmatch(words) is not None


def is_person(words: str) -> bool:
    """True for a line that reads as a person's name: `mr. L.K. Geluk`, `Rinda den Besten`."""
    tokens = [token.strip(".,") for token in _WORD.findall(words)]
    tokens = [token for token in tokens if token.lower() not in TITLES_OF_PEOPLE]
    if not 1 < len(tokens) <= 6 or is_organisation(words):
        return False
    names = [token for token in tokens if token.lower() not in NAME_PARTICLES]
    return len(names) >= 2 and all(name[:1].isupper() for name in names) and max(map(len, names)) > 2


def is_organisation(words: str) -> bool:
    """True when a word of the line says that it names an organisation, also as the last part of a compound."""
    tokens = [token.lower().strip(".,") for token in re.split(r"[\s\-/]+", words)]
    return any(
        token in ORGANISATION_WORDS or (len(token) > 7 and token.endswith(ORGANISATION_ENDINGS)) for token in tokens
    )
