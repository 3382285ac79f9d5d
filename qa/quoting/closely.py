"""The candidates that look best, read closely: question and sentence together, by a cross-encoder."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.models.read import as_read, open_reader
from index.records import Document
from index.search.library import Library
from index.settings import Settings
from qa.quoting.calibration import READS, calibration
from qa.quoting.candidates import Candidate
from qa.quoting.select import text_of, with_lead

_CLOSELY = 10  # candidates that are read: each takes as long as embedding a sentence


def read_closely(
    question: str, found: Sequence[Candidate], *, library: Library, settings: Settings
) -> Sequence[Candidate]:
    """Return `found` with the feature `reads` for each: how sure the reader is, in [0, 1], that it answers `question`;
    0 for those that it did not read. Without a reader they are returned as they are. Raises SettingsError.
    """
    reader = open_reader(settings)
    if reader is None or not found:
        return found
    unread = calibration(())
    best_first = sorted(range(len(found)), key=lambda i: -unread.score(found[i].features))
    closely = best_first[:_CLOSELY]
    shown = [_shown(found[i], library.documents) for i in closely]
    odds = dict(zip(closely, reader.log_odds(question, shown, embedder=library.embedder), strict=True))
    return [
        replace(each, features={**each.features, READS: 1 / (1 + math.exp(-odds[i])) if i in odds else 0.0})
        for i, each in enumerate(found)
    ]


def _shown(candidate: Candidate, documents: Mapping[str, Document]) -> str:
    return as_read(candidate.letter.title, text_of(with_lead(candidate), documents))
