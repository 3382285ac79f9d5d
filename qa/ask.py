"""From a question to a checked answer: the steps in order, each of which may end it with a status."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from index.dutch.dates import written_out
from index.errors import ModelError
from index.library import Library
from index.named import named_letters
from index.records import Hit, Letter, Span
from index.settings import Settings
from qa.about_letter import answer_about_letter, asked_field, lacking
from qa.follow_up import standalone
from qa.from_letters import FromLetters, answer_from_letters
from qa.halves import halves
from qa.model_answer import ModelAnswer, answer_with_model
from qa.question import Question, is_instruction, understand
from qa.records import Answer, Citation, Dropped, Mode, Sentence, Status

HITS = 10
LONGEST = 2_000
"""Characters of a question that are read."""
_NEAREST = 3

REFUSED = (
    "Dit is een opdracht, geen vraag over de brieven. Briefwijzer vertelt alleen wat er in de brieven staat. "
    "Stel uw vraag zoals u die aan een medewerker zou stellen."
)
INSTEAD = "Daarom ziet u nu zinnen uit de brieven zelf."
UNPROVEN = "Wat het taalmodel schreef, was niet met de brieven te bewijzen."
HALF = "Op een deel van uw vraag geven de brieven geen antwoord: {half}"
PARTIAL = "De brieven beantwoorden een deel van uw vraag. Stel het andere deel apart, dan wordt er opnieuw gezocht."
NO_QUESTION = "Er staat nog geen vraag. Typ een vraag over de brieven."
NO_SUBJECT = (
    "Hierin staat niet waar de vraag over gaat. Noem het onderwerp, bijvoorbeeld: Wat staat er over schoolgebouwen?"
)
ENGLISH = "The letters are in Dutch. These are their own sentences; without a language model they cannot be translated."
ENGLISH_HALF = "The letters do not answer a part of your question: {half}"
ENGLISH_NOT_FOUND = (
    "The letters do not seem to answer this. They are in Dutch: try other words, or ask your question in Dutch."
)


@dataclass
class _Clock:
    """Milliseconds per step."""

    started: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=lambda: {"search": 0.0, "answer": 0.0, "check": 0.0})

    def lap(self, step: str, since: float) -> None:
        self.steps[step] += (time.perf_counter() - since) * 1000

    def times(self) -> dict[str, float]:
        return {**self.steps, "total": (time.perf_counter() - self.started) * 1000}


def ask(question: str, *, library: Library, settings: Settings, history: Sequence[str] = ()) -> Answer:
    """Return what the letters say. `history` holds earlier questions of the same person, oldest first.

    Whatever is asked, this returns an Answer; it raises only what the stores and the embedder raise.
    """
    clock = _Clock()
    question = _readable(question)
    mode: Mode = "model" if settings.model else "quotes"
    if not question:
        return Answer(question, question, "not_found", mode, notice=NO_QUESTION, timings_ms=clock.times())
    searched_for = standalone(question, history)
    since = time.perf_counter()
    named = named_letters(searched_for, library.letters.values())
    hits = library.search(searched_for, HITS)
    # a question that names a letter is answered from that letter; the others are shown as hits only
    sources = [hit for hit in hits if hit.letter.id in named] if named else hits
    clock.lap("search", since)

    def answer(status: Status, sentences: Sequence[Sentence] = (), *, notice: str = "", mode: Mode = mode,
               dropped: Sequence[Dropped] = (), confidence: float | None = None) -> Answer:  # fmt: skip
        return Answer(
            question, searched_for, status, mode, tuple(sentences), tuple(dropped), tuple(hits), notice, clock.times(),
            confidence,
        )  # fmt: skip

    if is_instruction(question):
        return answer("refused", notice=REFUSED)
    since = time.perf_counter()
    asked = understand(question)
    if not asked.terms and searched_for == question:
        return answer("not_found", notice=NO_SUBJECT)
    if said := _about_letter(question, searched_for, named, hits, library):
        clock.lap("answer", since)
        status, sentences, notice = said
        return answer(status, sentences, notice=notice, mode="quotes")
    failed = ""
    dropped: tuple[Dropped, ...] = ()
    if settings.model:
        drafted = _with_model(searched_for, sources, library, settings)
        clock.lap("answer", since)
        if isinstance(drafted, ModelAnswer):
            status = _status(drafted)
            # what the model says is missing are words that nothing bears out: they are not shown
            notice = {"partial": PARTIAL, "not_found": _not_found(hits)}.get(status, "")
            if drafted.sentences or not drafted.dropped:
                return answer(status, drafted.sentences, notice=notice, dropped=drafted.dropped)
            failed, dropped = UNPROVEN, drafted.dropped
        else:
            failed = drafted
    told = _from_letters(searched_for, asked, sources, library, settings)
    clock.lap("answer", since)
    parts = [part for part in told if part.sentences]
    confidence = min(part.judgement.confidence for part in told) if len(parts) in (0, len(told)) else max(
        part.judgement.confidence for part in parts
    )  # fmt: skip
    if parts:
        notices = [failed, INSTEAD] if failed else []
        notices += [ENGLISH] if asked.language == "en" else []
        lacking_part = next(
            (half for half, part in zip(halves(question), told, strict=True) if not part.sentences), None
        )
        half = ENGLISH_HALF if asked.language == "en" else HALF
        notices += [half.format(half=lacking_part.partition(" (over:")[0])] if lacking_part else []
        return answer(
            "partial" if lacking_part else "answered",
            _together(parts),
            notice=" ".join(filter(None, notices)),
            mode="quotes",
            dropped=dropped,
            confidence=confidence,
        )
    notice = (
        ENGLISH_NOT_FOUND
        if asked.language == "en"
        else _not_found(hits, [word for part in told for word in part.judgement.lacking])
    )
    return answer(
        "not_found", notice=f"{failed} {notice}".strip(), mode="quotes", dropped=dropped, confidence=confidence
    )


def _from_letters(
    searched_for: str, asked: Question, sources: Sequence[Hit], library: Library, settings: Settings
) -> list[FromLetters]:
    """Answer the question, or each half of a double one, from the letters' own sentences.

    A half asks for its own kind of thing, and leans on what the question itself leans on.
    """
    parts = halves(asked.text)
    if len(parts) == 1:
        return [answer_from_letters(asked, searched_for, sources, library=library, settings=settings)]
    named = {hit.letter.id for hit in sources} if named_letters(searched_for, library.letters.values()) else None
    leant_on = searched_for.removeprefix(asked.text)
    told = []
    for part in parts:
        half = replace(understand(part.partition(" (over:")[0]), language=asked.language)
        whole = part + leant_on
        hits = library.search(whole, HITS, among=named)
        told.append(answer_from_letters(half, whole, hits, library=library, settings=settings))
    return told


def _together(parts: Sequence[FromLetters]) -> list[Sentence]:
    """Return the sentences of all parts, each once, with the marks of every part that has it."""
    told: dict[tuple[tuple[str, int, int], ...], Sentence] = {}
    for sentence in (sentence for part in parts for sentence in part.sentences):
        places = tuple((each.letter.id, each.start, each.end) for each in sentence.citations)
        same = told.get(places, sentence)
        pairs = zip(same.citations, sentence.citations, strict=True)
        told[places] = replace(same, citations=tuple(replace(a, marks=_marks(a, b)) for a, b in pairs))
    return list(told.values())


def _marks(one: Citation, other: Citation) -> tuple[Span, ...]:
    """Return the marks of both, in order; of two that overlap the first."""
    marks = sorted({*one.marks, *other.marks})
    return tuple(mark for i, mark in enumerate(marks) if not any(mark[0] < end for _, end in marks[:i]))


def _about_letter(
    question: str, searched_for: str, named: Collection[str], hits: Sequence[Hit], library: Library
) -> tuple[Status, list[Sentence], str] | None:
    """Return status, sentences and notice when the question is about a letter itself and the letter is known, else None."""
    wanted = asked_field(question, [letter.title for letter in library.letters.values() if letter.title])
    if wanted is None:
        return None
    sentences = answer_about_letter(searched_for, wanted, library=library, named=named, hits=hits)
    if sentences:
        return "answered", sentences, ""
    lack = lacking(wanted, library=library, named=named)
    return ("not_found", [], lack) if lack else None


def _with_model(question: str, hits: Sequence[Hit], library: Library, settings: Settings) -> ModelAnswer | str:
    """Return the model's checked answer, or what went wrong, in Dutch, when it has none to give."""
    try:
        return answer_with_model(question, hits=hits, documents=library.documents, settings=settings)
    except ModelError as fault:
        return str(fault)


def _status(drafted: ModelAnswer) -> Status:
    if not drafted.sentences:
        return "not_found"
    return "partial" if drafted.answerable == "partly" else "answered"


def _readable(question: str) -> str:
    """Return a question on one line, without what is no character, and no longer than anyone asks."""
    said = question[:LONGEST].encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _not_found(hits: Sequence[Hit], lacking: Sequence[str] = ()) -> str:
    nearest = list({hit.letter.id: hit.letter for hit in hits}.values())[:_NEAREST]
    if not nearest:
        return "De brieven zeggen hier niets over. Probeer het met andere woorden."
    lacks = list(dict.fromkeys(lacking))[:_NEAREST]
    about = f" Niet gevonden: {', '.join(f'“{word}”' for word in lacks)}." if lacks else ""
    return (
        f"De brieven geven hier geen antwoord op.{about} Het dichtst in de buurt: {'; '.join(map(describe, nearest))}."
    )


def describe(letter: Letter) -> str:
    """Return a letter in a few Dutch words: kind, title, sender and date, as far as they are known."""
    parts = [letter.kind, f"“{letter.title}”" if letter.title else "", f"van {letter.sender}" if letter.sender else ""]
    parts.append(f"({written_out(letter.date)})" if letter.date else "")
    return " ".join(part for part in parts if part)
