"""When a hit or a citation is gold evidence. Pure: works on the lines of answers.jsonl."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.questions.questions import Evidence

Source = Mapping[str, Any]
"""A hit or a citation as it stands in answers.jsonl."""

Group = Sequence[Evidence]
"""Alternatives, of which one is enough."""

MIN_WORDS = 3
"""A citation that is shorter than the gold quote must hold this many of its words: "de" is in every quote."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_#]")


@dataclass(frozen=True)
class Corpus:
    """What is known of the indexed documents: canonical text by file, and the title of a letter by its id."""

    texts: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def clean(text: str) -> str:
    """Return `text` as gold quotes are written: links as their text, no `*_#`, single spaces."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())


def names(source: Source, evidence: Evidence, corpus: Corpus) -> bool:
    """Whether `source` lies in the file of `evidence` and, where one is given, in its note.

    A note is known by its reference or by words of its title, in any case.
    """
    if source["file"] != evidence.file:
        return False
    if evidence.note is None:
        return True
    note = evidence.note.casefold()
    title = source.get("title") or corpus.titles.get(source["letter_id"]) or ""
    return note == (source.get("reference") or "").casefold() or note in title.casefold()


def found_at(group: Group, hits: Sequence[Source], corpus: Corpus) -> int | None:
    """Return the smallest k (from 1) such that the first k hits hold an alternative of `group`, else None.

    A hit that stands for several letters holds what each of them says.
    """
    for k in range(1, len(hits) + 1):
        places = [place for hit in hits[:k] for place in _places(hit, corpus)]
        if any(_holds(places, evidence, corpus) for evidence in group):
            return k
    return None


def rests_on(citation: Source, group: Group, corpus: Corpus) -> bool:
    """Whether `citation` lies where an alternative of `group` lies and quotes its words or part of them."""
    quote = clean(citation["quote"])
    for evidence in group:
        if not names(citation, evidence, corpus):
            continue
        if evidence.quote is None:
            return True
        gold = clean(evidence.quote)
        if gold in quote or (quote in gold and len(quote.split()) >= MIN_WORDS):
            return True
    return False


def _places(hit: Source, corpus: Corpus) -> Iterator[Source]:
    yield hit
    for twin in hit.get("also", ()):
        yield {**twin, "text": corpus.texts.get(twin["file"], "")[twin["start"] : twin["end"]]}


def _holds(hits: Sequence[Source], evidence: Evidence, corpus: Corpus) -> bool:
    there = [hit for hit in hits if names(hit, evidence, corpus)]
    if evidence.quote is None:
        return bool(there)
    gold = clean(evidence.quote)
    return any(gold in clean(text) for text in _stretches(there, corpus.texts))


def _stretches(hits: Sequence[Source], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of every hit, and of every run of hits of one letter that overlap or touch.

    Where passages are cut is the splitter's affair: a quote over two neighbours that are both found is found.
    """
    for hit in hits:
        yield hit["text"]
    run: tuple[str, str, int, int] | None = None
    joined = False
    for hit in sorted(hits, key=lambda hit: (hit["file"], hit["letter_id"], hit["start"])):
        text = texts.get(hit["file"], "")
        if run and run[:2] == (hit["file"], hit["letter_id"]) and not clean(text[run[3] : hit["start"]]):
            run, joined = (*run[:3], max(run[3], hit["end"])), True
            continue
        if run and joined:
            yield texts.get(run[0], "")[run[2] : run[3]]
        run, joined = (hit["file"], hit["letter_id"], hit["start"], hit["end"]), False
    if run and joined:
        yield texts.get(run[0], "")[run[2] : run[3]]
