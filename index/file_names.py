"""File names as people read and type them. Pure functions."""

from __future__ import annotations

import unicodedata


def printable(name: str) -> str:
    """Return `name` with characters that steer a screen or hide in it (control, format, unassigned) as `\\x1b`.

    Composed (NFC), since a Mac and some zip programs write the same name decomposed; a second pass changes nothing.
    """
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() or _is_kept(c) else _escaped(c) for c in composed)


def _is_kept(character: str) -> bool:
    # any width of space; what joins or parts the signs of emoji and of Persian and Indian scripts
    return unicodedata.category(character) == "Zs" or character in "\u200c\u200d"


def _escaped(character: str) -> str:
    return (
        character.encode("ascii", errors="backslashreplace").decode() if character > "\x7f" else repr(character)[1:-1]
    )
