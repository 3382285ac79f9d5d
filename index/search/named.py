"""Which letters a question names outright: by reference, date, month or year. Pure.

A question that names letters so is answered from those alone; `index.search.mentioned` has what only makes a letter
likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.dutch.dates import find_dates, whole_date
from index.dutch.word_lists import listed
from index.dutch.words import content_words, fold, initials, stem, words
from index.records import Letter

_SHORTEST_REFERENCE = 6
_SHORTEST_MIXED = 5  # of letters and digits, as `W-2302`
_REFERENCE = re.compile(r"[\w]+(?:[-/.][\w]+)*")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_CALLED = r"(?:kenmerk|\w*referentie|\w*nummer|nr\.?|ref\.?|aanhangsel|reference)"
_LABEL = re.compile(rf"(?:\b(?:met|onder|volgens|with)\s+)?(?:\b(?:het|als|the)\s+)?(?<!\w){_CALLED}\s*:?\s*\Z")
_SAYS_NUMBER = re.compile(rf"{_CALLED}\s*:?\s*(?P<token>[\w]+(?:[-/.][\w]+)*)")

_LETTER = (
    r"\b(?:[\w-]*(?:brief|brieven|nota|nota's|notitie|notities|memo|memo's)|bijlagen?|stuk|stukken|kamervragen|"
    r"letters?|notes?|papers?|appendix|annex)\b"
)
"""A word for a letter, with whatever stands in front of it: `kamerbrief`, `VNG-brief`, `beslisnota`."""
_ON = r"(?:van|uit|dd|d\.d\.|gedateerd(?: op)?|gedagtekend|met datum|of|from|dated)"
_ABOUT = r"(?:over|betreffende|inzake|rond|waarin|waarover|dat|die|about|on|that|which|voor)\b"
_MADE = (
    r"(?:geschreven|verstuurd|verzonden|gestuurd|gedateerd|getekend|ondertekend|gepubliceerd|verschenen|opgesteld|"
    r"sent|written)"
)
_BETWEEN = rf"(?:\s+(?!{_ABOUT})[^\s@?!;]+){{0,10}}?"
_FILLER = r"(?:(?:het jaar|de maand|begin|eind|medio|the year)\s+)?"
_AND = rf"(?:\s*(?:,|en|of|and|or)\s+(?:(?:die|dat|de|het|een|the|one)\s+)?(?:{_LETTER}\s+)?(?:{_ON}\s+)?{_FILLER}@+)*"
_DATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LETTER}{_BETWEEN},?\s+{_ON}\s+{_FILLER}@+{_AND}",  # de brief van de raad uit @
        # de brief die in @ is verstuurd
        rf"{_LETTER}[^?!;]{{0,80}}?\b(?:in|op|on)\s+{_FILLER}@+\s+(?:[^\s?!;]+\s+){{0,4}}?{_MADE}\b",
        rf"{_LETTER}\s+\(?@+{_AND}|@+\s+{_LETTER}",  # brief @; the @ letter
    )
)
_SHORT_DATE = re.compile(r"(?<![\w./-])\d{1,2}([-/])\d{1,2}\1\d\d(?![\w/-])")
_OPENS_DATE = re.compile(rf"(?<!\w)(?:(?:{_ON}|in|op|on)\s+)?{_FILLER}\(?\Z")
_YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
_ATTACHED = re.compile(r"\b(?:bijlagen?|annex|appendix)\s+(?:\d+\s+)?(?:bij|van|achter|of|to)\b")


def named_letters(question: str, letters: Iterable[Letter]) -> frozenset[str]:
    """Return the ids of the letters that the question names by reference or by date; empty when it names none.

    A day names letters wherever it stands; a month, a year or a day without its year only where it dates a letter: "de
    brief van maart 2023". Asked for the attachment of a letter, its attachments are named, where it has any.
    """
    letters = list(letters)
    folded = fold(question)
    found = _by_reference(folded, letters) or _by_date(folded, letters)
    return (_ATTACHED.search(folded) and _attachments(found, letters)) or found


def without_names(question: str, letters: Iterable[Letter]) -> str:
    """Return the question without the references that name `letters`, each with the word that calls it one, and without
    the dates by which it speaks of a letter: what names a letter is not what is asked.
    """
    folded = fold(question)
    if len(folded) != len(question):  # accents written apart: places would not be the same
        return question
    letters = list(letters)
    for reference in {_folded(each.reference) for each in letters if each.reference}:
        for start, end in reversed(reference_places(reference, folded)):
            label = _LABEL.search(folded[:start])
            first = label.start() if label else start
            question, folded = (f"{text[:first]} {text[end:]}" for text in (question, folded))
    for start, end, asked, of_letter in reversed(_letter_dates(folded)):
        if of_letter and any(each.date and is_of(each.date, asked) for each in letters):
            opens = _OPENS_DATE.search(folded[:start])
            question = f"{question[: opens.start() if opens else start]} {question[end:]}"
    return re.sub(r" (?=[?!.,])", "", " ".join(question.split()))


def likely_letters(question: str, letters: Iterable[Letter]) -> list[tuple[Letter, float]]:
    """Return letters with how well the question's words fit their own data, best first; only those that fit at all."""
    asked = _vocabulary(" ".join(content_words(question)))
    terms = [stem(word) for word in sorted(asked) if word not in _LETTER_WORDS]
    scored = []
    for letter in letters:
        own = {stem(word) for word in _vocabulary(" ".join(filter(None, (letter.title, letter.sender, letter.date))))}
        own |= initials(letter.sender or "")
        fits = sum(term in own for term in terms) / len(terms) if terms else 0.0
        if fits:
            scored.append((letter, fits))
    return sorted(scored, key=lambda pair: -pair[1])


_LETTER_WORDS = listed("letters/words_about_letters.txt")


def dates_in(folded: str) -> list[tuple[int, int, str]]:
    """Return the dates, months and years in a folded text as `(start, end, prefix of ISO 8601)`, in order.

    A day without its year is `-03-24`.
    """
    found = [
        (date.start, date.end, date.iso or f"-{date.month:02}-{date.day:02}")
        for date in find_dates(folded)
        if date.iso or date.day
    ]
    short = [(*match.span(), whole_date(match[0])) for match in _SHORT_DATE.finditer(folded)]  # 3-5-22
    found += [(start, end, date.iso) for start, end, date in short if date and date.iso]
    taken = [range(start, end) for start, end, _ in found]
    found += [
        (*match.span(), match[0]) for match in _YEAR.finditer(folded) if all(match.start() not in t for t in taken)
    ]
    return sorted(found)


def is_of(date: str, asked: str) -> bool:
    """True when a letter's ISO `date` lies in what `dates_in` found."""
    return date[4:] == asked if asked.startswith("-") else date == asked or date.startswith(f"{asked}-")


def _by_reference(folded: str, letters: Sequence[Letter]) -> frozenset[str]:
    tokens = {token for token in _REFERENCE.findall(folded) if any(c.isdigit() for c in token)}
    long = {token for token in tokens if len(token) >= _SHORTEST_REFERENCE}
    # a short one is a year or an amount unless it is called a reference
    whole = long | {match["token"] for match in _SAYS_NUMBER.finditer(folded)}
    references = [(each.id, _folded(each.reference)) for each in letters if each.reference]
    spelled = {own for own in {own for _, own in references} if reference_places(own, folded)}
    if spelled:
        return frozenset(id for id, own in references if own in spelled)
    if not whole:
        return frozenset()
    return frozenset(id for id, own in references if own in whole or any(token in own for token in long))


def reference_places(reference: str, folded: str) -> list[tuple[int, int]]:
    """Return where a folded reference of some length stands in a text, whatever blanks and marks are between its parts:
    `DR 2022/0310` for `DR 2022 / 0310`.
    """
    parts = _PARTS.findall(reference)
    mixed = any(part.isdigit() for part in parts) and not all(part.isdigit() for part in parts)
    shortest = _SHORTEST_MIXED if mixed else _SHORTEST_REFERENCE
    if len("".join(parts)) < shortest or not all(part in folded for part in parts):
        return []
    pattern = r"[\s/.\-]*".join(re.escape(part) for part in parts)
    return [found.span() for found in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", folded)]


def _by_date(folded: str, letters: Sequence[Letter]) -> frozenset[str]:
    wanted = {asked for *_, asked, of_letter in _letter_dates(folded) if of_letter or len(asked) == len("2023-03-24")}
    dates = {each.date for each in letters if each.date} if wanted else set()
    of = {date for date in dates if any(is_of(date, asked) for asked in wanted)}
    return frozenset(each.id for each in letters if each.date in of)


def _letter_dates(folded: str) -> list[tuple[int, int, str, bool]]:
    """Return what `dates_in` finds, each with whether it dates a letter of which the text speaks."""
    found = dates_in(folded)
    masked = folded
    for start, end, _ in found:
        masked = f"{masked[:start]}{'@' * (end - start)}{masked[end:]}"
    dated = [match.span() for pattern in _DATED for match in pattern.finditer(masked)]
    return [(*date, any(left <= date[0] < right for left, right in dated)) for date in found]


def _attachments(named: frozenset[str], letters: Iterable[Letter]) -> frozenset[str]:
    found, inside = set(), ("", False)
    for letter in sorted(letters, key=lambda letter: (letter.document_id, letter.start)):
        if letter.kind != "bijlage" or letter.document_id != inside[0]:
            inside = (letter.document_id, letter.id in named)
        elif inside[1]:
            found.add(letter.id)
    return frozenset(found)


_folded = lru_cache(maxsize=100_000)(fold)


def _vocabulary(text: str) -> set[str]:
    """Return the folded words of `text`, and the parts of those written with a hyphen or slash."""
    found = words(text)
    return {*found, *(part for word in found for part in re.split(r"[-/]", word) if len(part) > 1)}
