"""Words of a question that people write short in messages, as `ivm` and `4 mnd`, written in full. Pure."""

from __future__ import annotations

import re
from functools import cache

from index.dutch.number_words import number_words
from index.dutch.word_lists import any_of, rows

_LIST = "grammar/written_short.tsv"
_DOTTED = 3  # letters from which a short form may have full stops in it: `m.n.` is not `mn`


def in_full(text: str) -> str:
    """Return a Dutch question with what is written short in full: words in lower case, and units behind a number. What
    has capitals is a name.
    """
    return _words().sub(lambda match: _meant()[match[0].replace(".", "")], _units().sub(_counted, text))


def _counted(match: re.Match[str]) -> str:
    one, many = _meant()[match["unit"].lower()].split()
    return f"{match['number']} {one if match['number'] in ('1', 'een', 'één') else many}"


@cache
def _meant() -> dict[str, str]:
    return {short: meant for short, _, meant in rows(_LIST)}


@cache
def _words() -> re.Pattern[str]:
    short = [each for each, kind, _ in rows(_LIST) if kind == "word"]
    dotted = [r"\.".join(each) for each in short if len(each) >= _DOTTED]
    return re.compile(rf"(?<![\w.'’-])(?:{'|'.join(dotted)}|{any_of(short)})(?![\w'’-]|\.\w)(?:\.(?=\s+[a-z]))?")


@cache
def _units() -> re.Pattern[str]:
    units = any_of(each for each, kind, _ in rows(_LIST) if kind == "unit")
    number = rf"\d+(?:[.,]\d+)?|(?<!\w)(?:een|één|paar|{any_of(number_words())})(?!\w)"
    return re.compile(rf"(?P<number>{number})\s*(?P<unit>{units})(?![\w'’-])\.?(?=\W|\Z)", re.IGNORECASE)
