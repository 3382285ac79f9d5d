"""What the address of a letter's page asks for: quotes to mark, words to find, the one to go to. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from index.records import Letter, Span
from ui.web.links import MARK

FOUND = "gevonden"
"""The fragment under which the words that were looked for stand."""

_MOST_QUOTES = 50


@dataclass(frozen=True)
class LetterAddress:
    """What is asked for of one page: `quote` and `hit` are the numbers, from 1, of the marks to go to. `moved`: it asks
    for words where the letter has none, as after it was read or cut anew; no quote is marked then.
    """

    path: str
    quotes: tuple[Span, ...] = ()
    words: str = ""
    quote: int = 1
    hit: int = 1
    moved: bool = False

    @property
    def here(self) -> str:
        """The address of what is asked for, as one hands it to another."""
        return self.at_quote(self.quote) if self.quotes else self.path

    def at_quote(self, number: int) -> str:
        """Return the address at another quote."""
        return self._link(quote=number, hit=self.hit, fragment=MARK)

    def at_hit(self, number: int) -> str:
        """Return the address at another place where the words were found."""
        return self._link(quote=self.quote, hit=number, fragment=FOUND)

    def _link(self, *, quote: int, hit: int, fragment: str) -> str:
        pairs: list[tuple[str, str | int]] = []
        for start, end in self.quotes:
            pairs += [("van", start), ("tot", end)]
        pairs += [("citaat", quote)] if quote > 1 else []
        pairs += [("zoek", self.words)] if self.words else []
        pairs += [("nr", hit)] if hit > 1 else []
        return f"{self.path}?{urlencode(pairs)}#{fragment}"


def address_of(path: str, query: QueryParams, letter: Letter) -> LetterAddress:
    """Return what `query` asks of the page of `letter` at `path`."""
    quotes = _quotes(query, letter)
    words = " ".join(query.get("zoek", "").split())
    return LetterAddress(
        path,
        quotes or (),
        words,
        quote=_number(query.get("citaat"), len(quotes or ())),
        hit=_number(query.get("nr"), None),
        moved=quotes is None,
    )


def _quotes(query: QueryParams, letter: Letter) -> tuple[Span, ...] | None:
    """Return the spans that are asked for, each once; None where one of them does not lie in `letter`."""
    try:
        starts, ends = [[int(value) for value in query.getlist(name)] for name in ("van", "tot")]
    except ValueError:
        return None
    if len(starts) != len(ends) or len(starts) > _MOST_QUOTES:
        return None
    quotes = tuple(dict.fromkeys(zip(starts, ends, strict=True)))
    return quotes if all(letter.start <= start < end <= letter.end for start, end in quotes) else None


def _number(value: str | None, most: int | None) -> int:
    """Return a number of the address, 1 where there is none or one that is out of bounds."""
    number = int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1
    return number if number >= 1 and (most is None or number <= most) else 1
