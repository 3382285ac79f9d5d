"""Canonical text: the one form in which a document is stored, searched and quoted. Pure functions.

Order of the clean-up: line ends, invisible and odd characters, ligatures, words that a line end cut in two,
white space, Unicode NFC (UAX #15). Every pass is linear in the length of the text, whatever the text.
"""

from __future__ import annotations

import re
import unicodedata

from index.dutch.word_lists import kinds

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "ſ": "s", "ĳ": "ij", "Ĳ": "IJ", "‐": "-", "‑": "-",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "✓",  # list marks of Symbol and Wingdings
}  # fmt: skip
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SEEN = (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2)  # signs around Arabic numbers, of the same category
_INVISIBLE = [c for c in range(0x80, 0x10000) if unicodedata.category(chr(c)) == "Cf" and c not in _SEEN]
_INVISIBLE += [*range(0x2060, 0x2070), 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x1D173, 0x1D17B)]
_INVISIBLE += [*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)]  # these choose a glyph
_INVISIBLE += range(0xE0000, 0xE1000)  # tags, in which instructions to language models have been hidden
_CONTROL = [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
_CHARACTERS: dict[int, str | None] = (
    dict.fromkeys([*_CONTROL, *_INVISIBLE])
    | {ord(c): new for c, new in _LIGATURES.items()}
    | {ord(c): " " for c in _SPACES}
    | {ord(c): "\n" for c in _BREAKS + "\n"}
    | {ord("\t"): "\t"}
)
_SOFT_BREAK = re.compile("\xad[ \t]*\n[ \t]*(?=\\w)")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")

_SUSPENDERS = kinds("reading/hyphens.tsv", "suspends")
_KEEP_PREFIX = kinds("reading/hyphens.tsv", "keeps")
_TOKEN = 300  # of a line's last word, so much is looked at


def canonical(text: str, *, compounds: frozenset[str] | None = None) -> str:
    """Return the canonical form of `text`; a second pass changes nothing.

    `compounds` are words known to be written with a hyphen, in lower case; by default those inside
    the lines of `text` itself. A compound broken at its own hyphen keeps it.
    """
    text = _characters(text)
    lines = _join_broken_words(text.split("\n"), hyphenated(text) if compounds is None else compounds)
    return _blank_lines(unicodedata.normalize("NFC", "\n".join(lines)))


def hyphenated(text: str) -> frozenset[str]:
    """Return the words that stand hyphenated inside a line of `text`, in lower case."""
    return frozenset(word.lower() for word in _COMPOUND.findall(text))


def _characters(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SOFT_BREAK.sub("", text).translate(_CHARACTERS)
    return unicodedata.normalize("NFC", "\n".join(_tabs(line).rstrip() for line in text.split("\n")))


def _tabs(line: str) -> str:
    if "\t" not in line:
        return line
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].replace("\t", "    ") + body.replace("\t", " ")


def _blank_lines(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def broken_word(before: str, after: str, *, compounds: frozenset[str] = frozenset()) -> str | None:
    """Say how a line that ends in a hyphen goes on in the next: return "" where the hyphen only marks the
    line end, "-" where it belongs to the word, None where the lines are not one word.
    """
    token = before[-_TOKEN:].split()[-1:] or [""]
    head = re.search(r"(\w+)-$", token[0])
    tail = re.match(r"[^\W\d_](?:[^\W\d_]+|(?=-$))|\d+", after)  # a letter alone may go on in the line after it
    if head is None or tail is None or tail[0].lower() in _SUSPENDERS:
        return None
    first, second = head[1], tail[0]
    if _is_code(token[0], first) or not second[0].islower():
        return "-"
    written = f"{first}-{second}".lower()
    return "-" if first.lower() in _KEEP_PREFIX or written in compounds else ""


def _is_code(token: str, last: str) -> bool:
    """Say whether a word that ends in `last` keeps its hyphens: an address, a number, a name in capitals."""
    in_address = "//" in token or "www." in token or token.count("-") > 3
    return in_address or last[-1].isdigit() or (len(last) > 1 and last.isupper())


def _join_broken_words(lines: list[str], compounds: frozenset[str]) -> list[str]:
    done: list[str] = []
    parts: list[str] = []  # of the line being put together; joined once, so that a long chain stays linear
    for line in lines:
        if parts and parts[-1].endswith("-"):
            word_start = line.lstrip(" ")
            tail = "".join(part[-_TOKEN:] for part in parts[-8:])
            hyphen = broken_word(tail, word_start, compounds=compounds)
            if hyphen is not None:
                parts[-1] = parts[-1][:-1] + hyphen
                parts.append(word_start)
                continue
        if parts:
            done.append("".join(parts))
        parts = [line]
    return [*done, "".join(parts)]
