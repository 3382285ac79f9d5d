"""When a text speaks of what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence import coverage, match, vocabulary, weigh


@pytest.mark.parametrize(
    ("term", "text", "least", "most"),
    [
        ("wachtlijst", "de wachtlijsten groeien", 0.9, 1),  # another form of the word
        ("onderwijs", "het basisonderwijs", 0.8, 0.9),  # inside a compound
        ("oplopende", "olopende wachtlijsten", 0.6, 0.8),  # misspelt
        ("cito-toetsen", "het systeem van Cito toetsen", 0.9, 1),  # hyphen or space
        ("2023", "in 2024", 0, 0),  # numbers are never alike
        ("350", "3500", 0, 0),
        ("lepel", "tafel", 0, 0),
        ("sluiten", "aansluiten", 0, 0),  # another verb, not a compound
    ],
)
def test_words_match_by_form_compound_and_spelling(term: str, text: str, least: float, most: float) -> None:
    assert least <= match(term, vocabulary(text)) <= most


def test_the_head_of_a_compound_tells_more_than_its_first_part() -> None:
    assert match("sportvereniging", vocabulary("vereniging")) > match("sportvereniging", vocabulary("sport")) >= 0


def test_coverage_weighs_words_and_counts_context_less() -> None:
    terms = {"wachtlijst": 0.9, "gemeente": 0.1}
    assert coverage(terms, "een gemeente") == pytest.approx(0.1)
    assert coverage(terms, "een wachtlijst") == pytest.approx(0.9)
    assert coverage(terms, "een gemeente", context="wachtlijst", worth=0.5) == pytest.approx(0.1 + 0.45)
    assert coverage({}, "wat dan ook") == 0


def test_whom_someone_asks_for_weighs_less() -> None:
    weights = weigh("Mag mijn hoogbegaafde dochter een klas overslaan?", ["dochter", "klas"], lambda stem: 0.8)
    assert weights["dochter"] < weights["klas"] == 0.8
    assert weigh("Elke dochter telt", ["dochter"], lambda stem: 0.8) == {"dochter": 0.8}


@given(st.lists(st.text(alphabet="abcdeën-", min_size=1, max_size=12), min_size=1, max_size=6), st.text(max_size=80))
def test_coverage_is_a_share(terms: list[str], text: str) -> None:
    assert 0 <= coverage(dict.fromkeys(terms, 0.5), text) <= 1 + 1e-9
    assert coverage(dict.fromkeys(["huis"], 0.5), f"{text} huis") == 1
