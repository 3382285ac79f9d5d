"""How well one word is another in some form."""

from __future__ import annotations

import pytest

from qa.compare.word_forms import match_word, vocabulary

FORMS = [
    ("wachtlijst", "de wachtlijsten groeien", 0.9, 1),  # another form of the word
    ("onderwijs", "het basisonderwijs", 0.8, 0.9),  # inside a compound
    ("oplopende", "olopende wachtlijsten", 0.6, 0.8),  # misspelt
    ("cito-toetsen", "het systeem van Cito toetsen", 0.9, 1),  # hyphen or space
    ("2023", "in 2024", 0, 0),  # numbers are never alike
    ("350", "3500", 0, 0),
    ("lepel", "tafel", 0, 0),
    ("sluiten", "aansluiten", 0, 0),  # another verb, not a compound
]


@pytest.mark.parametrize(("term", "text", "least", "most"), FORMS)
def test_words_match_by_form_compound_and_spelling(term: str, text: str, least: float, most: float) -> None:
    assert least <= match_word(term, vocabulary(text)) <= most


def test_the_head_of_a_compound_tells_more_than_its_first_part() -> None:
    assert match_word("sportvereniging", vocabulary("vereniging")) > match_word("sportvereniging", vocabulary("sport"))


def test_a_word_is_itself_and_no_digit_is_another() -> None:
    assert match_word("brug", vocabulary("De brug is dicht.")) == 1
    assert match_word("brug", vocabulary("")) == 0
    assert match_word("350", vocabulary("350 bussen")) == 1


def test_a_vocabulary_has_the_parts_of_what_a_hyphen_or_slash_joins() -> None:
    assert vocabulary("De PO-Raad en/of Één") == {"de", "po-raad", "po", "raad", "en/of", "en", "of", "een"}
