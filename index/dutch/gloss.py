"""Dutch text word for word in English, so that an English embedding model can read it. Pure.

"Gloss, then embed": the longest multi-word term, then the exact form, then its lemma, then the parts of a compound.
What is not known stays as it is: names, numbers and abbreviations mean the same to the model. Word order stays Dutch;
sentence models mind that little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.dutch.compounds import split_compound
from index.dutch.lemmas import lemmas
from index.dutch.separable import join_separated
from index.dutch.word_lists import listed
from index.dutch.words import fold, stem

_TOKEN = re.compile(
    r"[^\W_]+(?:[.'’/-][^\W_]+)*(?:-(?=\s+(?:en|of)\b))?|[.!?;:,]"
)  # `in- en uitstroom`: no particle `in`
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # m.b.t, a.u.b
_LONGEST_WORD = 60


@dataclass(frozen=True)
class Glossed:
    """`text` in English words; `unknown` the words, as they stand, that the lexicon does not know;
    `words` their number in all.
    """

    text: str
    words: int
    unknown: tuple[str, ...]


class Glosser:
    """Glosses by a lexicon: Dutch words and terms with their English, the first meaning of a form winning."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._single: dict[str, str] = {}
        self._terms: dict[tuple[str, ...], str] = {}
        for dutch, english in entries.items():
            parts = _words(dutch)
            if len(parts) == 1:
                self._single.setdefault(parts[0], english)
            elif parts:
                self._terms.setdefault(tuple(parts), english)
        self._base = lru_cache(maxsize=200_000)(self._base_of)
        self._known = lru_cache(maxsize=200_000)(self._look_up)
        for term, english in list(self._terms.items()):
            self._terms.setdefault(tuple(map(self._base, term)), english)
        self._longest: dict[str, int] = {}  # words of the longest term that begins with a word
        for first, *rest in self._terms:
            self._longest[first] = max(1 + len(rest), self._longest.get(first, 0))
        self._reach = max(self._longest.values(), default=1)

    def gloss(self, text: str) -> str:
        """Return `text` in English words."""
        return self.read(text).text

    def read(self, text: str) -> Glossed:
        """Return `text` glossed, with what could not be."""
        tokens = _tokens(text)
        count = sum(token[0].isalnum() for token in tokens)
        tokens = join_separated(tokens, self._single.__contains__, self._in_term)
        out: list[str] = []
        unknown: list[str] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if not token[0].isalnum():
                if out:
                    out[-1] += token
                i += 1
                continue
            length, english = self._term_at(tokens, i)
            if not length:
                token = token.rstrip("-")
                length, known = 1, self.word(token)
                if not known and not any(c.isdigit() for c in token):
                    unknown.append(token)
                english = " ".join(known) or token
            out.append(english)
            i += length
        return Glossed(" ".join(out), count, tuple(unknown))

    def word(self, word: str) -> tuple[str, ...]:
        """Return the English of one folded word, per part of a compound; empty when it is not known."""
        return self._known(word)

    def _look_up(self, word: str) -> tuple[str, ...]:
        if len(word) > _LONGEST_WORD:
            return ()
        if (entry := self.entry(word)) is not None:
            return (self._single[entry],)
        if len(parts := [part for part in re.split(r"[-/.'’]", word) if part]) > 1:
            if (joined := self.entry("".join(parts))) is not None:
                return (self._single[joined],)
            glossed = [self.word(part) for part in parts]
            known = any(english for part, english in zip(parts, glossed, strict=True) if not part.isdigit())
            return tuple(" ".join(e) or part for part, e in zip(parts, glossed, strict=True)) if known else ()
        if word.isdigit():
            return ()
        if split := split_compound(word, self.entry):
            return tuple(self._single[part] for part in split)
        return (self._single[same],) if (same := self._by_stem.get(stem(word))) else ()

    def entry(self, word: str) -> str | None:
        """Return the entry of which `word` is a form."""
        if word in self._single:
            return word
        if not word.isalpha():
            return None
        return next((lemma for lemma in lemmas(word) if lemma in self._single), None)

    @cached_property
    def _by_stem(self) -> Mapping[str, str]:
        """The shortest entry of every stem: the last resort for a form that no rule knows."""
        found: dict[str, str] = {}
        for word in sorted(self._single, key=lambda each: (len(each), each)):
            if word.isalpha() and len(word) > 4:
                found.setdefault(stem(word), word)
        return found

    def _base_of(self, word: str) -> str:
        return self.entry(word) or next(iter(lemmas(word)), word)

    def _term_at(self, tokens: Sequence[str], i: int) -> tuple[int, str]:
        """Return the length of the longest term at `tokens[i]` and its English; length 0 when there is none."""
        longest = max(self._longest.get(tokens[i], 0), self._longest.get(self._base(tokens[i]), 0))
        for length in range(min(longest, len(tokens) - i), 1, -1):
            exact = tuple(tokens[i : i + length])
            found = self._terms.get(exact)
            if found is None and all(token[0].isalnum() for token in exact):
                found = self._terms.get(tuple(map(self._base, exact)))
            if found is not None:
                return length, found
        return 0, ""

    def _in_term(self, tokens: Sequence[str], i: int) -> bool:
        """True when `tokens[i]` belongs to a term as it stands: `recht op`, `gelet op`."""
        return any(start + self._term_at(tokens, start)[0] > i for start in range(max(0, i + 1 - self._reach), i + 1))


def _tokens(text: str) -> list[str]:
    """Return the folded words and marks of `text`, without the stops that end abbreviations."""
    found = _TOKEN.findall(fold(text))
    short = listed("abbreviations.txt")
    return [
        token
        for before, token in zip(["", *found], found, strict=False)
        if token != "." or not (before in short or _INITIALS.fullmatch(before))
    ]


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(fold(text)) if token[0].isalnum()]
