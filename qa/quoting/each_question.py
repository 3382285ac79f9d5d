"""A text that asks several questions, as a mail does: each of them answered by itself, and what is left said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from qa.inquiry import Inquiry, find
from qa.notices import notice
from qa.question.several import several_questions
from qa.quoting.about_letter import answer_about_letter
from qa.quoting.answer import answer_with_quotes, nearest_in_turn, together
from qa.quoting.difference import answer_difference
from qa.quoting.select import MOST_SENTENCES
from qa.records import Conclusion

_LEAST = 2  # sentences to a question, however many are asked


def answer_each(inquiry: Inquiry) -> Conclusion | None:
    """Answer each of the questions that sentences of a text ask, in their order, from letters' data or in the letters'
    own sentences, and name those that nothing answers; None for a text that asks one.
    """
    asked = _questions(inquiry)
    if len(asked) < 2:
        return None
    told = [_answer(each) for each in asked]
    answered = [each for each in told if each.sentences]
    if not answered:
        near = nearest_in_turn([each.nearest for each in told])
        said = inquiry.say("not_literally" if near else "not_found")
        return Conclusion(notice=said, mode="quotes", nearest=near, confidence=_confidence(told, min))
    left = [one.question for one, said in zip(asked, told, strict=True) if not said.sentences]
    most = max(_LEAST, MOST_SENTENCES // len(answered))
    return Conclusion(
        tuple(together([each.sentences[:most] for each in answered])),
        _joined(each.notice for each in answered),
        _joined([_left(inquiry, left) if left else "", *(each.missing for each in answered)]),
        mode="quotes",
        confidence=_confidence(answered, max if left else min),
    )


def _questions(inquiry: Inquiry) -> list[Inquiry]:
    """Return an inquiry into each question of the text that has a subject, its own or that of one before it."""
    asked = several_questions(inquiry.own, before=inquiry.leant_on)
    each = [replace(inquiry, question=own, standalone=replace(inquiry.standalone, text=whole)) for own, whole in asked]
    return [one for one in each if one.asks.terms or one.searched_for != one.question]


def _answer(inquiry: Inquiry) -> Conclusion:
    found = find(inquiry)
    return answer_about_letter(inquiry, found) or answer_difference(inquiry) or answer_with_quotes(inquiry, found)


def _left(inquiry: Inquiry, questions: Sequence[str]) -> str:
    """Return which questions nothing answers; that some are not, where the reader has another language than they."""
    if inquiry.language != inquiry.asks.language:
        return inquiry.say("partly")
    return notice("half", inquiry.language, half=" ".join(questions))


def _joined(notices: Iterable[str]) -> str:
    return " ".join(filter(None, dict.fromkeys(notices)))


def _confidence(told: Sequence[Conclusion], choose: Callable[[Iterable[float]], float]) -> float | None:
    known = [each.confidence for each in told if each.confidence is not None]
    return choose(known) if known else None
