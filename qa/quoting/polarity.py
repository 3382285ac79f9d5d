"""Whether a sentence says the contrary of what a question takes for so: then it does not answer it. Pure.

`Hoeveel procent is niet besteed?` is not answered by what is spent, nor `Wie krijgt een vergoeding?` by who gets none.
Read in Dutch only, by what `qa.compare.negation` tells of a statement and a letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.dutch.words import content_words, fold
from qa.compare.negation import contradiction, denies_in_words, speaks_of_what_is_denied
from qa.conflict.changed import alike
from qa.question.question import Expected, Question

_PICKS: frozenset[Expected] = frozenset(("person", "number", "amount", "list", "contact"))
"""What is asked for is one of several: of the others the contrary is true, and that is no answer."""
_TAKES_FOR_SO: frozenset[Expected] = frozenset(("reason", "place", "moment", "date"))
"""*Waarom*, *waar*, *wanneer*: takes for so what it asks the reason, the place or the time of."""
_PICKING = re.compile(r"(?:\w+ )?(?:wie|welke?|hoeveel)\b")
_HOW = re.compile(r"hoe (?!(?:lang|vaak|oud|groot|hoog|veel|ver|duur|laat|snel)\b)\w")
_ENDS = "?!. "


def answers_polarity(question: Question, text: str) -> bool:
    """False for a text that cannot answer the question since it denies what is asked, or speaks of what the question
    denies without denying it. A text in other words may deny in its own way: `op verschillende wijze`.
    """
    if question.language != "nl" or question.expects == "choice":
        return True  # that something is not so does answer whether it is
    asked = _statement(question.text)
    picks = question.expects in _PICKS or bool(_PICKING.match(fold(question.text)))
    if denies_in_words(asked):
        affirms = speaks_of_what_is_denied(asked, text) and not denies_in_words(text, also_by_themselves=True)
        return not contradiction(asked, [text]) and not (picks and affirms)
    return not (picks or _takes_for_so(question)) or not contradiction(asked, [text])


def contradicts(question: Question, text: str) -> bool:
    """True for a text that surely denies what the question takes for so: each says the contrary of the other, of all
    that the question names.
    """
    if question.language != "nl" or not _takes_for_so(question):
        return False
    asked, said = _statement(question.text), content_words(text)
    if not all(any(alike(term, word) for word in said) for term in question.terms):
        return False
    return bool(contradiction(asked, [text]) and contradiction(text, [asked]))


def _takes_for_so(question: Question) -> bool:
    return question.expects in _TAKES_FOR_SO or bool(_HOW.match(fold(question.text)))


@lru_cache(maxsize=256)
def _statement(question: str) -> str:
    return f"{question.strip(_ENDS)}."
