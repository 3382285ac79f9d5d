"""Answers without a language model: the letters' own sentences and lists that speak of what is asked. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.dutch.words import content_words, stem
from index.records import Document
from qa.compare.word_forms import MODIFIER, match_word, vocabulary
from qa.conflict.changed import Said, relation
from qa.question.periods import Period
from qa.question.question import Question
from qa.quoting.answer_types import MUST_HAVE, Means, answering_words, is_dated, years_in
from qa.quoting.calibration import calibration
from qa.quoting.candidates import MOST_CHARACTERS, Candidate
from qa.quoting.in_time import holds_in
from qa.quoting.polarity import answers_polarity, contradicts
from qa.quoting.retold import is_retold, retells, says_retold
from qa.quoting.table_rows import TableRow, row_at, rows_asked_for
from qa.records import Sentence, cite

MOST_SENTENCES = 5
_NEAR_BEST = 0.85  # a further sentence is shown when it scores at least this share of the best one
_NEAR_TOPIC = 0.7
_DATED = 0.85
_TOGETHER = 400  # characters of a sentence and the one that it points back to
_SAME_WORDS = 0.7  # of a sentence that asks, from which it asks the same
_TWINS = 0.75  # Jaccard similarity of stems from which two sentences say the same


def ranked(
    question: Question,
    found: Sequence[Candidate],
    documents: Mapping[str, Document],
    *,
    period: Period | None = None,
) -> list[Candidate]:
    """Return the candidates that can answer, best first: of letters with the years of the question, and what holds in
    `period`; for *hoeveel*, *wanneer* and the like only those with one, and only where they speak about as much of the
    question as the best ones without; and none that says the contrary of what is asked
    or only asks it again, nor speaks of the sheet in which it stands.
    """
    found = [
        each
        for each in found
        if not only_asks(question, each, documents)
        and not says_retold(text_of(each, documents))
        and _has_years(question, each, documents)
        and (period is None or holds_in(period, text_of(each, documents), each.letter.date))
        and answers_polarity(question, text_of(each, documents))
    ]
    fitting = found = _of_rows_asked_for(question, found, documents)
    if question.expects in MUST_HAVE:
        topic = max(map(_topic, found), default=0.0)
        fitting = [each for each in found if each.features["kind"] and _topic(each) >= _NEAR_TOPIC * topic]
    if question.expects == "moment":  # a condition answers *wanneer* only where no date does as well
        topic = max(map(_topic, fitting), default=0.0)
        near = [each for each in fitting if _topic(each) >= _DATED * topic]
        fitting = [each for each in near if is_dated(text_of(each, documents))] or fitting
    return sorted(fitting, key=lambda each: (-_score(each), each.letter.id, each.spans))


def denied(
    question: Question, found: Sequence[Candidate], best_first: Sequence[Candidate], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the candidates that surely deny what the question takes for so, best first, where they speak of it at
    least as well as the best that can answer.
    """
    least = max(map(_topic, best_first), default=0.0)
    contrary = [each for each in found if _topic(each) >= least and contradicts(question, text_of(each, documents))]
    return sorted(contrary, key=lambda each: (-_topic(each), each.letter.id, each.spans))


def quote(
    question: Question, best_first: Sequence[Candidate], documents: Mapping[str, Document], *, means: Means
) -> list[Sentence]:
    """Return up to five sentences of the letters, best first, each citing its own words: the best of `ranked`, and
    those that are nearly as good and say something else. Lists come as one sentence with all their items.
    """
    chosen: list[Candidate] = []
    length = 0
    for each in _without_sheets(best_first, documents):
        candidate = with_lead(each)
        words = text_of(candidate, documents)
        fits = len(chosen) < MOST_SENTENCES and length + len(words) <= MOST_CHARACTERS
        good = not chosen or _score(candidate) >= _NEAR_BEST * _score(chosen[0])
        if fits and good and not any(say_the_same(candidate, other, documents) for other in chosen):
            chosen.append(candidate)
            length += len(words) + 1
    whole = _with_whole_lists(chosen, best_first)
    return [_sentence(question, each, documents, means) for each in whole]


def _without_sheets(best_first: Sequence[Candidate], documents: Mapping[str, Document]) -> list[Candidate]:
    """Return the candidates without those of sheets that tell a letter in other words, where that letter itself has a
    sentence that is nearly as good as the best: what it says would stand there twice.
    """
    good = [each.letter for each in best_first if _score(each) >= _NEAR_BEST * _score(best_first[0])]
    letters = {each.id: each for each in good}
    sheets = {id for id, each in letters.items() if is_retold(documents[each.document_id], each)}
    doubled = {
        id
        for id in sheets
        if any(
            retells(documents[letters[id].document_id], letters[id], letters[other])
            for other in letters.keys() - sheets
        )
    }
    return [each for each in best_first if each.letter.id not in doubled]


def _with_whole_lists(chosen: Sequence[Candidate], best_first: Sequence[Candidate]) -> list[Candidate]:
    """Return `chosen` with each list, lead-in and all items, in place of the items of it that were chosen, where that
    are two or more: some of its items look like all.
    """
    shown = list(chosen)
    for each in best_first:
        items = [one for one in shown if one != each and _is_part_of(one, each)]
        if len(items) > 1:
            shown[shown.index(items[0])] = each
            shown = [one for one in shown if one not in items]
    return shown


def _is_part_of(candidate: Candidate, whole: Candidate) -> bool:
    (start, end), *more = candidate.spans
    within = any(left <= start and end <= right for left, right in whole.spans)
    return candidate.letter.id == whole.letter.id and within and not more


def with_lead(candidate: Candidate) -> Candidate:
    """Return the candidate with the sentence that it points back to, where both are short enough to be read as one."""
    if candidate.led_by is None or candidate.spans[0][1] - candidate.led_by[0] > _TOGETHER:
        return candidate
    return replace(candidate, spans=((candidate.led_by[0], candidate.spans[0][1]),))


def only_asks(question: Question, candidate: Candidate, documents: Mapping[str, Document]) -> bool:
    """True for a sentence that asks what the question asks, in its words, or has it whole: it answers nothing."""
    text = text_of(candidate, documents)
    if f"{question.text.strip(' ?')}?".casefold() in text.casefold():
        return True
    if not candidate.features["asks"]:
        return False
    asked = vocabulary(question.text)
    own = content_words(text)
    same = [word for word in own if any(match_word(each, frozenset((word,))) >= MODIFIER for each in asked)]
    return len(same) >= _SAME_WORDS * len(own)


def _has_years(question: Question, candidate: Candidate, documents: Mapping[str, Document]) -> bool:
    letter = candidate.letter
    years = years_in(question.text) - years_in(letter.date or "")
    return not years or years <= years_in(documents[letter.document_id].text[letter.start : letter.end])


def _of_rows_asked_for(
    question: Question, found: Sequence[Candidate], documents: Mapping[str, Document]
) -> list[Candidate]:
    """Return the candidates without rows of tables in which other rows are asked for."""
    rows: dict[str, list[TableRow]] = defaultdict(list)
    read = [(each, row_at(documents[each.letter.document_id].text, each.spans[0][0])) for each in found]
    for each, row in read:
        rows[each.letter.id] += [row] if row else []
    asked_for = {(id, row) for id, some in rows.items() for row in rows_asked_for(question.terms, some)}
    return [each for each, row in read if row is None or (each.letter.id, row) in asked_for]


def _topic(candidate: Candidate) -> float:
    """Return how well a candidate speaks of the question, whatever kind of thing it has."""
    return calibration().score({**candidate.features, "kind": 0.0})


def _score(candidate: Candidate) -> float:
    return calibration().score(candidate.features)


def text_of(candidate: Candidate, documents: Mapping[str, Document]) -> str:
    """Return the words of a candidate on one line."""
    text = documents[candidate.letter.document_id].text
    return " ".join(" ".join(text[start:end].split()) for start, end in candidate.spans)


def _sentence(question: Question, candidate: Candidate, documents: Mapping[str, Document], means: Means) -> Sentence:
    document = documents[candidate.letter.document_id]
    cited = [cite(document, candidate.letter, *span) for span in candidate.spans]
    citations = tuple(replace(each, marks=tuple(answering_words(question, each.quote, means))) for each in cited)
    parts = [" ".join(citation.quote.split()) for citation in citations]
    text = parts[0] if len(parts) == 1 else f"{parts[0]} {'; '.join(part.rstrip('.;') for part in parts[1:])}."
    return Sentence(text, citations)


def say_the_same(one: Candidate, other: Candidate, documents: Mapping[str, Document]) -> bool:
    """True when two candidates say the same; letters that give another number or date for the same thing do not."""
    said = [
        Said(text_of(each, documents), each.letter.title, each.letter.date)
        for each in sorted((one, other), key=lambda each: each.letter.date or "")
    ]
    first, second = ({stem(word) for word in content_words(each.text)} for each in said)
    smaller = min(len(first), len(second))
    alike = bool(smaller) and (len(first & second) / len(first | second) >= _TWINS or len(first & second) == smaller)
    return alike and (one.letter.id == other.letter.id or relation(*said) != "change")
