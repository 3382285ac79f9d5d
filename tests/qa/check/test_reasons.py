"""Why a sentence is dropped, said in Dutch."""

from __future__ import annotations

from qa.check.reasons import MEANING, explain
from qa.check.rules.table import RULES
from qa.records import Dropped


def test_every_rule_has_a_meaning_that_can_be_read():
    assert {rule.name for rule in RULES} <= set(MEANING)
    assert all(meaning.endswith(".") and meaning[0].isupper() for meaning in MEANING.values())
    for name in MEANING:
        assert explain(Dropped("De zin.", name, "de woorden")) == f"{MEANING[name]} (de woorden)"
        assert explain(Dropped("De zin.", name)) == MEANING[name]


def test_words_that_are_the_whole_sentence_are_not_repeated():
    assert explain(Dropped("Ja.", "polarity", "Ja.")) == MEANING["polarity"]
    assert explain(Dropped("Ja.", "onbekend", "x")) == "onbekend (x)"
