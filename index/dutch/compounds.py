"""Dutch compounds in their parts: `leerlingenvervoer` is `leerling` + `vervoer`. Pure.

A compound is split where both sides are known words, with the linking -s-, -e-, -en- or -er- between them; of all ways
the one with the fewest parts, then the one whose shortest part is longest (after Koehn & Knight, "Empirical Methods for
Compound Splitting", EACL 2003, who choose by frequency: here the word list is what decides).
"""

from __future__ import annotations

from collections.abc import Callable

_SHORTEST = 3
_LINKS = ("", "s", "en", "e", "n", "er", "-")
_MOST_PARTS = 4
_LONGEST = 60  # letters: what is longer is no word


def split_compound(word: str, known: Callable[[str], str | None], *, whole: bool = True) -> tuple[str, ...]:
    """Return the parts of `word`, each as `known` names it; empty when it cannot be split.

    `known` gives the dictionary form of a part, or None for what is no word. The head, the last part, may be inflected.
    A known word has no parts, unless `whole` is False.
    """
    done: dict[tuple[str, int], tuple[str, ...]] = {}
    if len(word) > _LONGEST or (whole and known(word) is not None):
        return ()
    return _in_two(word, known, _MOST_PARTS, done)


def _split(
    word: str, known: Callable[[str], str | None], most: int, done: dict[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    if (word, most) not in done:
        name = known(word)
        done[word, most] = (name,) if name is not None else _in_two(word, known, most, done)
    return done[word, most]


def _in_two(
    word: str, known: Callable[[str], str | None], most: int, done: dict[tuple[str, int], tuple[str, ...]]
) -> tuple[str, ...]:
    found: list[tuple[str, ...]] = []
    for end in range(_SHORTEST, len(word) - _SHORTEST + 1) if most > 1 else ():
        head = known(word[:end])
        if head is None:
            continue
        for link in _LINKS:
            if word.startswith(link, end) and len(word) - end - len(link) >= _SHORTEST:
                rest = _split(word[end + len(link) :], known, most - 1, done)
                if rest:
                    found.append((head, *rest))
    return min(found, key=lambda parts: (len(parts), -min(map(len, parts))), default=())
