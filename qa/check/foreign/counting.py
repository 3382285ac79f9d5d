"""Numbers in words in the languages of readers: `quatre-vingt-dix-sept`, `fünfundzwanzigtausend`, `خمسة وعشرون`.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.check.foreign.text import listed, meaning

LIST = "foreign/words.tsv"


_TIMES = frozenset("dagen weken maanden kwartalen jaar uur minuten".split())


def count_at(tokens: Sequence[str], start: int, language: str) -> tuple[int, int] | None:
    """Return the number that the words from `start` on are, as one, and where it ends: `two hundred and fifty` is 250.

    A word for one that is an article as well counts only before what is counted in time or money, and `million` only
    behind a number.
    """
    total = part = 0
    at, end, ordinal = start, start, False
    while not ordinal and (value := value_at(tokens, at, language)) is not None:
        ordinal = _is_ordinal(tokens[at], language) and not (
            language == "ar" and value_at(tokens, at + 1, language) == 10
        )
        first = end == start
        if first and _only_behind_a_number(tokens[at], language):
            return None
        if value >= 1000 and not ordinal:
            total, part = total + max(part, 1) * value, 0
        elif first:
            part = value
        elif (joined := _joined(part, value, tokens[at], language)) is not None:
            part = joined
        else:
            break
        at = end = at + 1
        while at < len(tokens) and (tokens[at] == "-" or tokens[at] in listed(LIST, language, "link")):
            at += 1
    if end == start:
        return None
    one = total + part == 1 and end == start + 1 and tokens[start] in listed(LIST, language, "one")
    if one and unit_at(tokens, end, language) not in _TIMES | {"euro"}:
        return None
    return total + part, end


def value_at(tokens: Sequence[str], at: int, language: str) -> int | None:
    """Return what the single word at `at` counts, or None."""
    if at >= len(tokens):
        return None
    for kind in ("number", "one", "scale", "ordinal"):
        if (value := meaning(tokens[at], listed(LIST, language, kind), language)) is not None:
            return int(value)
    return _german(tokens[at]) if language == "de" else None


def unit_at(tokens: Sequence[str], at: int, language: str) -> str | None:
    """Return the Dutch unit that the word at `at` is, or None."""
    return meaning(tokens[at], listed(LIST, language, "unit"), language) if at < len(tokens) else None


def _joined(part: int, value: int, word: str, language: str) -> int | None:
    """Return the number that `part` and the word behind it are together; None where that begins another number."""
    if value == 100:
        return part * 100 if 1 < part < 10 else None
    if language == "fr" and part == 4 and value == 20:
        return 80
    if language == "ar" and 0 < part % 100 < 10 and (value == 10 or (value % 10 == 0 and word.startswith("و"))):
        return part + value  # five and twenty, five ten
    if part % 100 == 0 and part and value < 100:
        return part + value
    if part % 10 == 0 and part % 100 >= 20 and 0 < value < 10:
        return part + value
    if language == "tr" and part % 100 == 10 and value < 10:
        return part + value
    if language == "fr" and (
        (part % 100 in (60, 80) and value < 20) or (part % 100 in (10, 70, 90) and 6 < value < 10)
    ):
        return part + value
    return None


def _is_ordinal(word: str, language: str) -> bool:
    return meaning(word, listed(LIST, language, "ordinal"), language) is not None


def _only_behind_a_number(word: str, language: str) -> bool:
    """True for `million`; in Arabic and Slavic languages a scale may stand for one of it."""
    return meaning(word, listed(LIST, language, "scale"), language) is not None


def _german(word: str) -> int | None:
    """Return what a German compound counts: `fünfundzwanzig`, `zweihundertdreißig`, `viertausend`."""
    known = {**listed(LIST, "de", "number"), "ein": "1"}
    if word in known:
        return int(known[word])
    for name, scale in (("tausend", 1000), ("hundert", 100)):
        head, here, tail = word.partition(name)
        if here:
            times = _german(head) if head else 1
            rest = _german(tail.removeprefix("und")) if tail else 0
            return None if times is None or rest is None else times * scale + rest
    unit, here, ten = word.partition("und")
    values = [int(known[each]) for each in (unit, ten) if each in known]
    return sum(values) if here and len(values) == 2 and values[0] < 10 < values[1] else None
