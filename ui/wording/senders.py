"""One name for each sender, however its letters spell it: `VNG` and its name in full are one. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from index.letters.party_names import names_of
from index.records import Letter
from qa.conflict.older import same_sender


def with_one_name(letters: Iterable[Letter]) -> list[Letter]:
    """Return the letters, in their order, each with the name that most letters of its sender have, or the shortest."""
    letters = list(letters)
    counts = Counter(letter.sender for letter in letters if letter.sender)
    names: dict[str, str] = {}
    called: dict[str, list[str]] = defaultdict(list)  # the names that stand for a sender, by what they go by
    for sender in sorted(counts, key=lambda sender: (-counts[sender], len(sender), sender)):
        goes_by = names_of(sender, {})
        near = dict.fromkeys(name for each in goes_by for name in called[each])
        names[sender] = next((name for name in near if same_sender(name, sender)), sender)
        if names[sender] == sender:
            for each in goes_by:
                called[each].append(sender)
    return [replace(letter, sender=names[letter.sender]) if letter.sender else letter for letter in letters]
