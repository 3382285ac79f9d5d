"""What stands around a quote and makes it readable by itself: what its first word points to, and the rest of a sentence
that a page break cuts. For display beside the quote, which stays as it is. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dutch.sentences import LIST_MARK, sentences
from index.dutch.words import stop_words
from index.records import Document
from qa.records import Citation
from ui.wording.running_text import without_marks

_POINTS_BACK = re.compile(
    r"(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Daarom|Daardoor|Daarmee|Daarbij|Daarvoor|Daarvan|Hierdoor|Hiermee|Hierbij|Hiervoor|"
    r"Dergelijke|Zulke)\b"
)
_LONGEST = 300  # characters that are shown before or behind a quote
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_WHOLE = re.compile(r"[.!?:;…][\"'’”»)\]]*[\d¹²³⁴⁵⁶⁷⁸⁹⁰]*\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*\Z")


@dataclass(frozen=True)
class Around:
    """Words of the letter right before a quote, which it points back to, and right behind it, with which its sentence
    ends; each "" where the quote needs none.
    """

    before: str = ""
    behind: str = ""


def around(citation: Citation, document: Document) -> Around:
    """Return what a reader needs beside the quote, on one line and without marks of footnotes and lists."""
    return Around(_pointed_to(citation, document.text), _rest(citation, document.text))


def lead(quote: str) -> int:
    """Return how many characters of `quote` come before the sentence that points back to them; 0 where none do."""
    found = sentences(quote)
    if len(found) == 2 and _POINTS_BACK.match(quote, found[1][0]):
        return found[1][0]
    return 0


def _pointed_to(citation: Citation, text: str) -> str:
    quote = citation.quote
    if not _POINTS_BACK.match(quote):
        return ""
    first = max(citation.letter.start, citation.start - 2 * _LONGEST)
    spans = sentences(text, first, citation.start)
    if (
        not spans
        or (first > citation.letter.start and len(spans) == 1)
        or _BLANK.search(text, *_gap(spans[-1], citation))
    ):
        return ""
    words = without_marks(text[slice(*spans[-1])])
    return words if len(words) <= _LONGEST and _WHOLE.search(words) else ""


def _gap(span: tuple[int, int], citation: Citation) -> tuple[int, int]:
    return span[1], citation.start


def _rest(citation: Citation, text: str) -> str:
    """Return the rest of a sentence that stops at a blank line in the middle of what it says."""
    quote, end = citation.quote, citation.letter.end
    gap = _BLANK.match(text, citation.end, end)
    if not gap or _WHOLE.search(quote) or not _goes_on(quote):
        return ""
    if not text[gap.end() : gap.end() + 1].islower() or LIST_MARK.match(text, gap.end()):
        return ""
    spans = sentences(text, gap.end(), min(end, gap.end() + 2 * _LONGEST))
    words = without_marks(text[slice(*spans[0])]) if spans else ""
    return words if words and len(words) <= _LONGEST and _WHOLE.search(words) else ""


def _goes_on(quote: str) -> bool:
    """True for words that end in the middle of a sentence: with a comma, a dash, or a word that wants another."""
    if quote.rstrip()[-1:] in (",", "–", "—"):
        return True
    last = _LAST_WORD.search(quote)
    return last is not None and (last[1] in stop_words() or re.search(r"[–—] \w+\Z", quote) is not None)
