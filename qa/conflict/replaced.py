"""Letters that staff named another in the place of: the newer one answers where it can, and else it is said. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.records import Hit, Letter
from qa.records import Sentence

_AS_WELL = 0.8
"""Share of the score of a passage that one of the newer letter must have to speak of the same about as well."""


def newest_of(letter: Letter, letters: Mapping[str, Letter]) -> Letter | None:
    """Return the letter among `letters`, by id, that holds in the place of `letter`, which may itself have replaced
    another one on the way; None where none does.
    """
    seen, now = {letter.id}, letter
    while (newer := letters.get(now.replaced_by or "")) and newer.id not in seen:
        seen.add(newer.id)
        now = newer
    return None if now is letter else now


def without_replaced(hits: Sequence[Hit], letters: Mapping[str, Letter]) -> tuple[Hit, ...]:
    """Return `hits` without those of letters of which the newest replacement is found about as well."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.letter.id] = max(best.get(hit.letter.id, 0.0), hit.score)

    def is_said_anew(hit: Hit) -> bool:
        newer = newest_of(hit.letter, letters)
        return newer is not None and best.get(newer.id, 0.0) >= _AS_WELL * hit.score > 0

    return tuple(hit for hit in hits if not is_said_anew(hit))


def with_replaced(sentences: Sequence[Sentence], letters: Mapping[str, Letter]) -> tuple[Sentence, ...]:
    """Return `sentences`, each that cites a replaced letter, and not the one that replaces it, with that one."""
    return tuple(replace(each, replaced_by=_replacing(each, letters)) for each in sentences)


def _replacing(sentence: Sentence, letters: Mapping[str, Letter]) -> Letter | None:
    cited = {citation.letter.id for citation in sentence.citations}
    newest = (newest_of(citation.letter, letters) for citation in sentence.citations)
    return next((each for each in newest if each and each.id not in cited), None)
