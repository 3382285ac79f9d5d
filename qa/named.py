"""Which letters a question names: by date, reference, kind and sender. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dutch.dates import find_dates
from index.dutch.words import content_words, fold, initials, stem
from index.records import Letter
from qa.evidence import vocabulary

_REFERENCE = re.compile(r"[\w]+(?:[-/.][\w]+)*")
_SHORTEST_REFERENCE = 6


def named_letters(question: str, letters: Iterable[Letter]) -> frozenset[str]:
    """Return the ids of the letters that the question names by reference or by full date; empty when it names none.

    A month and year name letters only next to a word for a letter ("de brief van maart 2023").
    """
    letters = list(letters)
    by_reference = {each.id for each in letters if each.reference and _has_reference(question, each.reference)}
    if by_reference:
        return frozenset(by_reference)
    speaks_of_letter = re.search(r"\b(brief|brieven|nota|notitie|memo|bijlage|stuk|letter|note)\b", fold(question))
    wanted = {date.iso for date in find_dates(question) if date.iso and (date.day or speaks_of_letter)}
    return frozenset(each.id for each in letters if each.date and any(_same(each.date, iso) for iso in wanted))


def likely_letters(question: str, letters: Iterable[Letter]) -> list[tuple[Letter, float]]:
    """Return letters with how well the question's words fit their own data, best first; only those that fit at all."""
    asked = vocabulary(" ".join(content_words(question)))
    terms = [stem(word) for word in sorted(asked) if word not in _LETTER_WORDS]
    scored = []
    for letter in letters:
        own = {stem(word) for word in vocabulary(" ".join(filter(None, (letter.title, letter.sender, letter.date))))}
        own |= initials(letter.sender or "")
        fits = sum(term in own for term in terms) / len(terms) if terms else 0.0
        if fits:
            scored.append((letter, fits))
    return sorted(scored, key=lambda pair: -pair[1])


_LETTER_WORDS = frozenset(
    "brief brieven nota notitie memo stuk kenmerk referentie referentienummer nummer datum afzender onderwerp ondertekend "
    "ondertekende getekend verstuurd geschreven gestuurd gericht letter note reference signed".split()
)


def _has_reference(question: str, reference: str) -> bool:
    wanted = fold(reference)
    tokens = [token for token in _REFERENCE.findall(fold(question)) if any(c.isdigit() for c in token)]
    return any(token == wanted or (len(token) >= _SHORTEST_REFERENCE and token in wanted) for token in tokens)


def _same(letter: str, asked: str) -> bool:
    return letter == asked or (len(asked) == 7 and letter.startswith(asked))
