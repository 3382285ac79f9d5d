"""The texts of the web pages, one file per language: nl.toml, en.toml. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("nl", "en")
"""Codes of the languages of the pages, the first one for whoever did not choose."""


def text(key: str, language: str, **values: object) -> str:
    """Return the text `key` ("section.name") in `language`, with `values` in the places of their names.

    Raises KeyError for a key that is not in the file of the language, or a value that is lacking.
    """
    return texts(language)[key].format(**values)


@cache
def texts(language: str) -> Mapping[str, str]:
    """Return all texts of a language of LANGUAGES by their key."""
    sections = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": said for section, named in sections.items() for name, said in named.items()}
