"""The plain text of an e-mail as its writer saw it: lines that a program broke are whole, and the lines of an earlier
message have no marks. Pure functions, linear in the length of the text.
"""

from __future__ import annotations

import re

_QUOTE = re.compile(r" ?(?:> ?)+")
_MARKS = (">", " >")
_SIGNATURE = "-- "


def flowed(text: str, *, without_space: bool) -> str:
    """Undo the line breaks of `format=flowed` (RFC 3676): a line that ends with a space goes on in the next of the same
    depth. `without_space`: that space is no part of the text.
    """
    lines: list[str] = []
    goes_on, last_depth = False, 0
    for raw in text.replace("\r\n", "\n").split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        line = raw[depth:].removeprefix(" ")
        if goes_on and depth == last_depth and line != _SIGNATURE:
            lines[-1] = (lines[-1][:-1] if without_space else lines[-1]) + line
        else:
            lines.append(f"{'>' * depth} {line}" if depth else line)
        goes_on, last_depth = line.endswith(" ") and line != _SIGNATURE, depth
    return "\n".join(lines)


def without_quote_marks(text: str) -> str:
    """Take the marks (`>`) off an earlier message that ends the text. Where a reply goes on between or below the lines
    that it quotes, the marks stay: they tell whose words are whose.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.startswith(_MARKS)), len(lines))
    if any(line.strip() and not line.startswith(_MARKS) for line in lines[first:]):
        return text
    return "\n".join([*lines[:first], *(_QUOTE.sub("", line, count=1) for line in lines[first:])])
