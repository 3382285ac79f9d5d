"""All rules by name, in the order in which a sentence meets them."""

from __future__ import annotations

from collections.abc import Mapping

from qa.check.claim import Find
from qa.check.foreign.rules import in_its_language
from qa.check.rules.bound_changed import bound_changed
from qa.check.rules.condition_dropped import condition_dropped
from qa.check.rules.name_not_in_quote import name_not_in_quote
from qa.check.rules.own_voice import own_voice
from qa.check.rules.question_no_answer import question_no_answer
from qa.check.rules.reason_added import reason_added
from qa.check.rules.roles_swapped import roles_swapped
from qa.check.rules.strength import modality_raised, quantity_raised
from qa.check.rules.wrong_speaker import wrong_speaker
from qa.compare.negation import polarity
from qa.compare.numbers import number_not_in_quote

NOT_IN_QUOTE = "not_in_quote"
"""The last rule: what is new in a sentence. It needs word vectors, see `qa.check.rules.not_in_quote`."""

EVERY: Mapping[str, Find] = {
    "own_voice": own_voice,
    "number_not_in_quote": in_its_language(number_not_in_quote),
    "name_not_in_quote": in_its_language(name_not_in_quote),
    "polarity": in_its_language(polarity),
    "bound_changed": in_its_language(bound_changed),
    "modality_raised": modality_raised,
    "quantity_raised": quantity_raised,
    "condition_dropped": condition_dropped,
    "question_no_answer": question_no_answer,
    "wrong_speaker": wrong_speaker,
    "reason_added": reason_added,
    "roles_swapped": roles_swapped,
}
