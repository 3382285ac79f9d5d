"""A quote inside the text around it, so that a reader sees where the words stand."""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Span


@dataclass(frozen=True)
class Context:
    """Three neighbouring stretches of one text, and whether the letter goes on before and after them."""

    before: str
    quote: str
    after: str
    more_before: bool
    more_after: bool


def in_context(text: str, *, start: int, end: int, within: Span, width: int = 300) -> Context:
    """Return `text[start:end]` with up to `width` characters on either side, cut at word boundaries.

    Offsets count characters of `text`; nothing outside `within` (the letter) is shown.
    Raises ValueError if the quote does not lie inside `within`.
    """
    first, last = within
    if not first <= start <= end <= last <= len(text):
        raise ValueError(f"quote [{start}, {end}) lies outside its letter [{first}, {last})")
    left = max(first, start - width)
    if left > first and not text[left - 1].isspace():
        left = _next_space(text, left, start)
    right = min(last, end + width)
    if right < last and not text[right].isspace():
        right = _previous_space(text, end, right)
    return Context(
        before=text[left:start],
        quote=text[start:end],
        after=text[end:right],
        more_before=bool(text[first:left].strip()),
        more_after=bool(text[right:last].strip()),
    )


def _next_space(text: str, left: int, stop: int) -> int:
    while left < stop and not text[left].isspace():
        left += 1
    return left


def _previous_space(text: str, stop: int, right: int) -> int:
    while right > stop and not text[right - 1].isspace():
        right -= 1
    return right
