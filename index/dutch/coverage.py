"""How much of the letters the gloss lexicon knows, and which of their words it lacks. Pure.

Names and numbers are counted apart: they mean the same to every model. A word that the lexicon lacks is a name where it
has a capital inside a sentence and nowhere in these letters stands in lower case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.dutch.gloss import Glosser
from index.dutch.sentences import sentences
from index.dutch.words import fold

_WORD = re.compile(r"[^\W_]+(?:[.'’/-][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w", re.IGNORECASE)
_ROMAN = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")  # to 39: chapters, paragraphs and footnotes
_OPENS = re.compile(r"[:\"“”„‘«»\n]")  # what follows has its capital from its place
_AROUND = 4  # words of context on each side


@dataclass(frozen=True)
class Share:
    """Numbers of running words: known to the lexicon or not, and apart from these names that it lacks, words with
    digits, and single letters and roman numerals (`marks`).
    """

    known: int = 0
    unknown: int = 0
    names: int = 0
    numbers: int = 0
    marks: int = 0

    @property
    def words(self) -> int:
        """How many running words there are without names, numbers and marks."""
        return self.known + self.unknown

    @property
    def known_share(self) -> float:
        """The share of `words` that the lexicon knows, in [0, 1]; 1 where there are none."""
        return self.known / self.words if self.words else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.known + other.known,
            self.unknown + other.unknown,
            self.names + other.names,
            self.numbers + other.numbers,
            self.marks + other.marks,
        )


@dataclass(frozen=True)
class WordPlace:
    """One place of a word that the lexicon lacks, with a few words around it.

    `capital` is True for a capital of the word's own, False for lower case, None where its place may have given it one.
    """

    word: str
    capital: bool | None
    example: str


@dataclass(frozen=True)
class Count:
    """The words of one text; those that the lexicon lacks stand in `places`, and are not yet in `share`."""

    share: Share
    places: tuple[WordPlace, ...]


@dataclass(frozen=True)
class UnknownWord:
    """A word that the lexicon lacks, in lower case, how often it occurs, and the words around it the first time."""

    word: str
    times: int
    example: str


@dataclass(frozen=True)
class Coverage:
    """What the lexicon knows of all texts and of each by name; `unknown` are the words that it lacks,
    most frequent first.
    """

    whole: Share
    each: Mapping[str, Share]
    unknown: tuple[UnknownWord, ...]


def count_words(text: str, glosser: Glosser) -> Count:
    """Return which running words of `text` the glosser's lexicon knows. Addresses of pages and mailboxes are no
    words.
    """
    text = _ADDRESS.sub(" ", text)
    known = numbers = marks = 0
    places = []
    for start, end in sentences(text):
        sentence = text[start:end]
        unknown = iter(glosser.read(sentence).unknown)  # folded, in the order of the sentence
        awaited = next(unknown, None)
        for match in _WORD.finditer(sentence):
            word, folded = match.group(), fold(match.group())
            if any(c.isdigit() for c in word):
                numbers += 1
            elif folded != awaited:
                known += 1
            else:
                awaited = next(unknown, None)
                if len(folded) == 1 or _ROMAN.fullmatch(folded):
                    marks += 1
                else:
                    places.append(WordPlace(word, _capital(sentence, match), _around(sentence, match)))
    return Count(Share(known=known, numbers=numbers, marks=marks), tuple(places))


def coverage(counts: Mapping[str, Count]) -> Coverage:
    """Return what the lexicon knows of texts by name, each as `count_words` counted it."""
    names = _names(place for count in counts.values() for place in count.places)
    each = {}
    times: Counter[str] = Counter()
    first: dict[str, WordPlace] = {}
    for text, count in counts.items():
        lacking = [place for place in count.places if fold(place.word) not in names]
        each[text] = count.share + Share(unknown=len(lacking), names=len(count.places) - len(lacking))
        for place in lacking:
            times[fold(place.word)] += 1
            first.setdefault(fold(place.word), place)
    ranked = sorted(times, key=lambda word: (-times[word], word))
    unknown = (UnknownWord(first[word].word.lower(), times[word], first[word].example) for word in ranked)
    return Coverage(sum(each.values(), Share()), each, tuple(unknown))


def _names(places: Iterable[WordPlace]) -> set[str]:
    capitals: defaultdict[str, set[bool | None]] = defaultdict(set)
    for place in places:
        capitals[fold(place.word)].add(place.capital)
    return {word for word, seen in capitals.items() if True in seen and False not in seen}


def _capital(sentence: str, match: re.Match[str]) -> bool | None:
    word = match.group()
    if word == word.lower():
        return False
    if sentence == sentence.upper():  # a heading in capitals
        return None
    if word[1:] != word[1:].lower():  # PO-Raad, VNG
        return True
    before = [each for each in _WORD.finditer(sentence, 0, match.start()) if len(each.group()) > 1]
    return True if before and not _OPENS.search(sentence, before[-1].end(), match.start()) else None


def _around(sentence: str, match: re.Match[str]) -> str:
    before, after = re.split(r"\s+", sentence[: match.start()]), re.split(r"\s+", sentence[match.end() :])
    start, end = " ".join(before[-_AROUND - 1 :]), " ".join(after[: _AROUND + 1])
    example = f"{start}{match.group()}{end}".strip()
    return f"{'… ' if len(before) > _AROUND + 1 else ''}{example}{' …' if len(after) > _AROUND + 1 else ''}"
