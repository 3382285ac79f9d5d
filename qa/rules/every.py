"""All rules by name, in the order in which a sentence meets them."""

from __future__ import annotations

from collections.abc import Mapping

from qa.rules.claim import Find
from qa.rules.names import name_not_in_quote
from qa.rules.numbers import number_not_in_quote
from qa.rules.polarity import polarity

EVERY: Mapping[str, Find] = {
    "number_not_in_quote": number_not_in_quote,
    "name_not_in_quote": name_not_in_quote,
    "polarity": polarity,
}
