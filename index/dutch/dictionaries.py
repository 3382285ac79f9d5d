"""What the dictionaries of simplemma know (github.com/adbar/simplemma), of Dutch and of readers' languages. Pure."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def in_dictionary(word: str, language: str) -> bool:
    """True for a form of a word that the dictionary of `language` (ISO 639-1) has."""
    import simplemma

    return simplemma.is_known(word, lang=language)


def dictionary_form(word: str, language: str) -> str:
    """Return what `word` is a form of by the dictionary of `language`, else `word` itself."""
    import simplemma

    return simplemma.lemmatize(word, lang=language)
