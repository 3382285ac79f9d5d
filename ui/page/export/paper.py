"""An answer laid out for paper: what stands on it, whatever the kind of file. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from index.dutch.language import spoken
from index.records import Document
from qa.records import Answer, Citation, Sentence
from ui.page.html.sources import QuoteKey, cited, has_pages, key_of, numbered
from ui.web.links import letter_link
from ui.wording.attribution import attribution
from ui.wording.dates import date_in_words
from ui.wording.display import for_readers, letter_facts, letter_name, readable
from ui.wording.interface import text
from ui.wording.running_text import without_marks
from ui.wording.state import state_text


@dataclass(frozen=True)
class PaperSource:
    """A quote with the letter that it stands in, and where on the web the whole letter is."""

    number: int
    letter: str
    facts: str
    quote: str
    link: str


@dataclass(frozen=True)
class Paper:
    """An answer in plain text, with its labels in the language of the page; `question_language`, `notice_language` and
    `answer_language` are those of what is asked and answered.

    `runs` are sentences, each with the numbers of its sources, behind whose words they are; `found` says that they are
    an answer, or that they only come near one.
    """

    language: str
    question: str
    question_language: str
    state: str
    notice: str
    notice_language: str
    runs: tuple[tuple[str, tuple[str, ...]], ...]
    answer_language: str
    origin: str
    sources_title: str
    sources: tuple[PaperSource, ...]
    made: str


def paper(
    answer: Answer, *, documents: Mapping[str, Document], language: str, day: date, address: Callable[[str], str]
) -> Paper:
    """Return `answer` for paper in `language`; `address` makes a whole address of one from the server's root on."""
    citations = [*cited(answer.sentences), *answer.nearest]
    numbers = numbered(citations)
    near = tuple(Sentence(without_marks(each.quote), (each,)) for each in answer.nearest)
    first = {key_of(each): each for each in citations}
    return Paper(
        language=language,
        question=answer.question,
        question_language=answer.language,
        state=state_text(answer, language),
        notice=(notice := for_readers(answer.notice)),
        notice_language="nl" if answer.language == "nl" else spoken(notice),
        runs=_runs(answer.sentences or near, documents, numbers, language),
        answer_language=answer.language if answer.mode != "quotes" else "nl",
        origin=_origin(answer, language),
        sources_title=text("sources.title", language),
        sources=tuple(_source(n, first[key], documents, language, address) for key, n in numbers.items()),
        made=text("export.made", language, date=date_in_words(day.isoformat(), language)),
    )


def _runs(
    sentences: tuple[Sentence, ...], documents: Mapping[str, Document], numbers: Mapping[QuoteKey, int], language: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    def whose(sentence: Sentence) -> str:
        first = sentence.citations[0]
        return attribution(first, documents[first.letter.document_id], language)

    def said(sentence: Sentence) -> str:
        marks = "".join(f"[{n}]" for n in sorted({numbers[key_of(each)] for each in sentence.citations}))
        return f"{readable(without_marks(sentence.text))} {marks}"

    return tuple((name, tuple(said(each) for each in some)) for name, some in groupby(sentences, whose))


def _origin(answer: Answer, language: str) -> str:
    if not answer.sentences:
        return text("answer.uncertain", language) if answer.nearest else ""
    if answer.mode == "staff":  # the notice says whose words they are
        return ""
    return text("answer.written" if answer.mode == "model" else "export.from_letters", language)


def _source(
    number: int,
    citation: Citation,
    documents: Mapping[str, Document],
    language: str,
    address: Callable[[str], str],
) -> PaperSource:
    letter = citation.letter
    facts = [letter_facts(letter, language)]
    if has_pages(documents[letter.document_id]):
        facts.append(text("sources.page", language, page=citation.page).lower())
    link = address(letter_link(letter.id, start=citation.start, end=citation.end))
    quote = readable(" ".join(citation.quote.split()))
    return PaperSource(number, readable(letter_name(letter, language)), readable(" · ".join(facts)), quote, link)
