"""What amounts are counted in: time, money, shares, lengths. Pure."""

from __future__ import annotations

from index.dutch.word_lists import rows

UNITS: tuple[frozenset[str], ...] = tuple(frozenset(words.split()) for _, _, words in rows("grammar/units.tsv"))
"""The words of each unit; who changes the unit changes the amount."""

TIME_WORDS: frozenset[str] = frozenset(
    word for _, measures, words in rows("grammar/units.tsv") if measures == "time" for word in words.split()
)
"""The words of all units of time."""

UNIT_WORDS: frozenset[str] = frozenset().union(*UNITS)
"""The words of all units."""
