"""Text and word lists of the languages of readers, in one spelling, so that they can be compared.
Pure, but for reading the lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

from index.dutch.word_lists import rows

_BRACES = re.compile(r"(\S*?)\{([^}]*)\}(\S*)")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ـ": None, "٫": ",", "٬": "."})
_CLITICS = "(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)"
"""What Arabic writes onto the word behind it: and, so, with, for, like, the."""


def plain(text: str, language: str) -> str:
    """Return `text` in lower case with digits 0-9, and without what a language may write or leave
    out: vowel signs, apostrophes.
    """
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("ʼ", "'")
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    if language == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    if language == "ar":
        text = "".join(sign for sign in text if not unicodedata.combining(sign)).translate(_ALEFS)
    if language == "uk":
        text = re.sub(r"(?<=\w)'(?=\w)", "", text)
    return text.lower()


@cache
def listed(name: str, language: str, kind: str) -> Mapping[str, str]:
    """Return the forms of a kind in the list `name` for a language, with what each stands for."""
    return {
        plain(form.replace("_", " "), language): value
        for line in rows(name)
        for tongue, each, value, forms in [line]
        if (tongue, each) == (language, kind)
        for word in forms.split()
        for form in _expanded(word)
    }


@cache
def finder(name: str, language: str, kind: str) -> re.Pattern[str]:
    """Return what finds the forms of a kind in the list `name` as whole words, the longest first, as the group
    `form`.
    """
    return re.compile(either(listed(name, language, kind), language))


def either(forms: Collection[str], language: str) -> str:
    """Return the source of what finds any of `forms` as whole words, the longest first, as the group `form`."""
    before = _CLITICS if language == "ar" else ""
    found = "|".join(
        re.escape(each).replace(r"\ ", r"[\s-]+") for each in sorted(forms, key=lambda form: (-len(form), form))
    )
    return rf"(?<!\w){before}(?P<form>{found or '(?!)'})(?!\w)"


def one_form(match: re.Match[str]) -> str:
    """Return the form that was found as it stands in the list."""
    return re.sub(r"[\s-]+", " ", match["form"])


def meaning(word: str, forms: Mapping[str, str], language: str) -> str | None:
    """Return what a word stands for, in Arabic also with what is written onto it."""
    if word in forms or language != "ar":
        return forms.get(word)
    found = re.fullmatch(rf"{_CLITICS}(\w{{2,}})", word)
    if found is None:
        return None
    return next((forms[word[at:]] for at in range(1, found.start(1) + 1) if word[at:] in forms), None)


def _expanded(word: str) -> list[str]:
    braces = _BRACES.fullmatch(word)
    return [f"{braces[1]}{ending}{braces[3]}" for ending in braces[2].split(",")] if braces else [word]
