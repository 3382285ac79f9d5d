"""Patterns of words, as the word lists write them, found in a text of any language. Pure.

A blank separates words, `*` is the rest of a word, `/` stands between words of which one is there, `..` is up to three
words, and `<name>` any word of a class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.dutch.words import fold

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_GAP = r"(?:\S+ ){0,3}"


def folded_words(text: str) -> list[str]:
    """Return the folded words of `text`, a word with its apostrophe as one."""
    return _WORD.findall(fold(text.translate(_APOSTROPHES)))


def in_line(words: Iterable[str]) -> str:
    """Return folded words as a compiled phrase finds them: with a blank behind each."""
    return "".join(f"{word} " for word in words)


def compile_phrases(phrases: Iterable[str], classes: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Return what finds any of `phrases` in words `in_line`. `classes` holds by `<name>` words with `/` between."""
    each = ["".join(_element(element, classes or {}) for element in phrase.split()) for phrase in phrases]
    return re.compile(rf"(?<!\S)(?:{'|'.join(each)})" if each else r"(?!)")


def _element(element: str, classes: Mapping[str, str]) -> str:
    if element == "..":
        return _GAP
    forms = [form for part in element.split("/") for form in classes.get(part, part).split("/")]
    return f"(?:{'|'.join(map(_form, forms))}) "


def _form(form: str) -> str:
    return re.escape(fold(form)).replace(r"\*", r"\S*")
