"""All rules by name, in the order in which a sentence meets them."""

from __future__ import annotations

from collections.abc import Mapping

from qa.rules.bounds import bound_changed
from qa.rules.claim import Find
from qa.rules.conditions import condition_dropped
from qa.rules.foreign import in_its_language
from qa.rules.names import name_not_in_quote
from qa.rules.numbers import number_not_in_quote
from qa.rules.polarity import polarity
from qa.rules.questions import question_no_answer
from qa.rules.reasons import reason_added
from qa.rules.roles import roles_swapped
from qa.rules.speaker import wrong_speaker
from qa.rules.strength import modality_raised, quantity_raised
from qa.rules.voice import own_voice

NOT_IN_QUOTE = "not_in_quote"
"""The last rule: what is new in a sentence. It needs word vectors, see `qa.rules.novelty`."""

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
