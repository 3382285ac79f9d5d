"""What a letter says and a later letter says otherwise, over all letters. Pure.

Two sentences are compared only where they share most of their words; whether one changes the other `qa.conflict` says,
which is strict. A sentence that a later letter says again unchanged has not changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.dutch.words import words
from index.records import Document
from qa.conflict.changed import Relation, Said, relation
from qa.conflict.older import newer, same_sender
from qa.themes.records import Change
from qa.themes.statements import LetterSentence, quote, stems

_RAREST = 4  # stems of a sentence by which others are looked up
_COMMON = 60  # sentences with a stem, from which on it is no reason to compare
_SHARED = 0.5  # of the stems of the longer of two sentences, by which they are compared
_MOST = 5_000  # pairs that are compared, the most alike first


def find_changes(sentences: Sequence[LetterSentence], documents: Mapping[str, Document]) -> list[Change]:
    """Return the changes between letters with dates, the newest first."""
    stated = [each for each in sentences if each.whole and each.letter.date]
    later: dict[int, dict[int, Relation]] = defaultdict(dict)
    for old, new in _alike(stated):
        if (found := relation(_said(stated[old]), _said(stated[new]))) != "other":
            later[old][new] = found
    changes = []
    for old, relations in sorted(later.items()):
        if "same" in relations.values():
            continue
        before = stated[old]
        after = stated[max(relations, key=lambda new: stated[new].letter.date or "")]
        same = same_sender(before.letter.sender, after.letter.sender)
        changes.append(Change(quote(before, documents), quote(after, documents), same))
    return sorted(_once(changes), key=lambda change: change.newer.letter.date or "", reverse=True)


def _alike(stated: Sequence[LetterSentence]) -> list[tuple[int, int]]:
    """Return the pairs of an older and a newer sentence, by the dates of their letters, that share most words."""
    read = [stems(each.text) for each in stated]
    places: dict[str, list[int]] = defaultdict(list)
    for i, some in enumerate(read):
        for each in some:
            places[each].append(i)
    found = {}
    for i, some in enumerate(read):
        for each in sorted(some, key=lambda each: (len(places[each]), each))[:_RAREST]:
            if len(places[each]) > _COMMON:
                break
            for j in places[each]:
                shared = len(some & read[j]) / max(len(some), len(read[j]))
                if shared >= _SHARED and newer(stated[j].letter.date, stated[i].letter.date):
                    found[i, j] = shared
    return sorted(found, key=lambda pair: (-found[pair], pair))[:_MOST]


def _said(sentence: LetterSentence) -> Said:
    letter = sentence.letter
    return Said(sentence.text, letter.title, letter.date, frozenset(words(letter.sender or "")))


def _once(changes: Iterable[Change]) -> list[Change]:
    """Return the changes without those that a copy of a letter repeats."""
    seen = {(" ".join(each.older.quote.split()), " ".join(each.newer.quote.split())): each for each in changes}
    return list(seen.values())
