"""The gloss lexicon: the project's own, with what a user adds to it in front (docs/lexicon.md)."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from index.dutch.gloss import RULES, Glosser, term_of
from index.dutch.word_lists import LISTS
from index.errors import SettingsError

LEXICON = LISTS / "nl-en.tsv"


def read_lexicon(path: Path) -> dict[str, str]:
    """Return the entries of a lexicon file: Dutch, a tab, English; lines that begin with # are comments.

    Raises SettingsError for a file that cannot be read and for a line that is no entry.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as fault:
        raise SettingsError(
            f"De woordenlijst {path} kan niet worden gelezen ({type(fault).__name__}).",
            help="Geef met BRIEFWIJZER_LEXICON een tekstbestand in UTF-8, of laat die instelling weg.",
        ) from fault
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        dutch, tab, english = line.partition("\t")
        if not tab or not term_of(dutch) or not english.strip():
            raise SettingsError(
                f"Op regel {number} van {path} ontbreekt een woord, een tab of het Engels: {line[:60]!r}.",
                help="Zet op elke regel een Nederlands woord of begrip, een tab, en het Engels.",
            )
        entries.setdefault(term_of(dutch), english.strip())
    return entries


def open_glosser(user: Path | None = None) -> tuple[Glosser, str]:
    """Return a glosser with the entries of `user` before the project's own, and what tells its glosses from others.

    Raises SettingsError as `read_lexicon` does.
    """
    own = read_lexicon(user.expanduser()) if user else {}
    return _glosser(tuple(own.items()))


@lru_cache(maxsize=4)
def _glosser(own: tuple[tuple[str, str], ...]) -> tuple[Glosser, str]:
    entries = {
        **dict(own),
        **{term: english for term, english in read_lexicon(LEXICON).items() if term not in dict(own)},
    }
    told = "\n".join([RULES, *(f"{term}\t{english}" for term, english in entries.items())])
    return Glosser(entries), hashlib.sha256(told.encode()).hexdigest()[:12]
