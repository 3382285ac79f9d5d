"""From the bytes of a text file to its characters. Pure functions.

Text without a byte order mark that is no UTF-8 comes from an older system: Windows, DOS or Mac. Which it was is told by
its characters: a capital or a sign in the middle of a word is what a wrong table makes of an accented letter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from index.read.inventory import FilePart

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows leaves five bytes without a character; text that was encoded twice has them
_CP1252 = "".join(bytes([n]).decode("cp1252", errors="ignore") or chr(n) for n in range(256))
_TYPOGRAPHIC = frozenset(c for c in _CP1252 if c > "\u0180")


def _twice(table: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    """Return the bytes of the characters of a table, and what UTF-8 for Latin letters and signs looks like in it."""
    follows = re.escape(table[0x80:0xC0])
    two, three = re.escape(table[0xC2:0xC6]), re.escape(table[0xE2])
    return {c: n for n, c in enumerate(table)}, re.compile(f"[{two}][{follows}]|{three}[{follows}]{{2}}")


_TWICE = (_twice(_CP1252), _twice(bytes(range(256)).decode("mac-roman")))
_OLDER = {
    "iso8859-15": "ISO-8859-15 (oudere Unix-systemen)",
    "cp858": "cp850 (DOS)",
    "mac-roman": "Mac Roman (oudere Mac-computers)",
}
_DUTCH = frozenset("éëïöèüêçàáóíú")  # the accented letters of Dutch spelling
_IN_WORDS = frozenset("’‘–—‐‑·\xad")
_NEVER = frozenset("¤¦¨´¸¬¶")
_BEFORE_AMOUNTS = frozenset("€£")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_JUDGED = 20_000  # characters beyond ASCII, the first of a text, that tell its encoding
_STRANGE = 0.01  # of the characters; more of them are control characters in no text
_DOUBT = 0.2  # of the characters that are not ASCII
_ZEROS = 0.4  # of the bytes at the even or odd places of UTF-16: most of its characters are Latin


class NotTextError(ValueError):
    """The bytes are not those of a text file."""


@dataclass(frozen=True)
class DecodedText:
    """The characters of a file; `remark` says how sure that is, where it was not plain."""

    text: str
    remark: FilePart | None = None


def decode(data: bytes, *, declared: str | None = None) -> DecodedText:
    """Return the text: by its byte order mark or its zeros, else UTF-8, else as it is `declared` in the file, else by
    the table of an older system that makes words of it. Raises NotTextError.
    """
    decoded = _decoded(data, declared)
    strange = sum((c < " " and c not in "\t\n\r\f\x1a") or "\x7f" <= c < "\xa0" for c in decoded.text)
    if strange > len(decoded.text) * _STRANGE:
        raise NotTextError("control characters")
    return decoded


def _decoded(data: bytes, declared: str | None) -> DecodedText:
    encoding = _marked(data) or (_wide(data) if b"\x00" in data else None)
    if encoding:
        try:
            return DecodedText(data.decode(encoding))
        except UnicodeDecodeError as error:
            raise NotTextError(encoding) from error
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _older(data)


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def _wide(data: bytes) -> str:
    """Return which UTF-16 has zeros where `data` has them. Raises NotTextError for none."""
    even, odd = (data[start::2].count(0) / (len(data) / 2) for start in (0, 1))
    if len(data) % 2 == 0 and max(even, odd) >= _ZEROS and min(even, odd) < _STRANGE:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise NotTextError("zero bytes")


def _as_declared(data: bytes, declared: str | None) -> DecodedText | None:
    """Decode as the file says; None where it says nothing or what it is not. What says to be ISO-8859-1 is
    Windows-1252, as browsers read it.
    """
    try:
        name = codecs.lookup(declared or "").name
        if name in ("iso8859-1", "ascii"):
            return DecodedText(_windows(data))
        return None if name.startswith(("utf-", "utf_")) else DecodedText(data.decode(name))
    except (LookupError, ValueError):
        return None


def _older(data: bytes) -> DecodedText:
    """Decode by the table that leaves the fewest characters in places where no writer puts them; of several that of
    Windows, then that which makes Dutch letters.
    """
    windows = _mended(_windows(data))
    fewest = _misplaced(windows.text)
    if not fewest:
        return windows
    others = {name: data.decode(name) for name in _OLDER}
    name = min(others, key=lambda name: (_misplaced(others[name]), _not_dutch(others[name])))
    if _misplaced(others[name]) < fewest:
        line = f"Gelezen als {_OLDER[name]}. Kloppen de letters met accenten niet? Sla het bestand dan op als UTF-8."
        return DecodedText(others[name], FilePart("older encoding", 1, True, line))
    if fewest > _DOUBT * len(_FOREIGN.findall(windows.text)[:_JUDGED]):
        line = (
            f"Van {fewest} tekens is niet zeker welke het zijn: het bestand zegt niet hoe het is gecodeerd. Sla het op "
            "als UTF-8."
        )
        return DecodedText(windows.text, FilePart("doubtful character", fewest, True, line))
    return windows


def _windows(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


def _not_dutch(text: str) -> int:
    return sum(c.isalpha() and c.lower() not in _DUTCH for c in _FOREIGN.findall(text)[:_JUDGED])


def _misplaced(text: str) -> int:
    """Count the characters beyond ASCII that stand where no writer puts them."""
    return sum(
        _is_misplaced(match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        for match in islice(_FOREIGN.finditer(text), _JUDGED)
    )


def _is_misplaced(c: str, before: str, after: str) -> bool:
    if c in _NEVER or c < "\xa0":
        return True
    if c.isalpha():
        if not (before.isalpha() or after.isalpha()):
            return not c.islower()
        if c.isupper():
            return before.islower() or (before.isalpha() and after.islower())
        return before.isupper() and after.isupper()
    return (before.isalpha() and after.isalpha() and c not in _IN_WORDS) or (c in _BEFORE_AMOUNTS and after.isalpha())


def _mended(text: str) -> DecodedText:
    """Undo what happens where UTF-8 is taken for a table of one byte a character and encoded again: "Ã«" is "ë"."""
    for table, twice in _TWICE:
        mended = 0

        def once(match: re.Match[str], table: Mapping[str, int] = table) -> str:
            nonlocal mended
            try:
                character = bytes(table[c] for c in match[0]).decode("utf-8")
            except UnicodeDecodeError:
                return match[0]
            if not ("\xa0" <= character < "\u0180" or character in _TYPOGRAPHIC):  # that Dutch letters have
                return match[0]
            mended += 1
            return character

        text = twice.sub(once, text)
        if mended:
            line = f"{mended} tekens waren twee keer gecodeerd (Ã« in plaats van ë) en zijn hersteld: controleer ze."
            return DecodedText(text, FilePart("twice encoded character", mended, True, line))
    return DecodedText(text)
