"""When a text speaks of what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.quoting.evidence import Matcher, QuestionTerm, TextWords, coverage, match, vocabulary
from tests.qa.compare.test_word_forms import FORMS

MATCHER = Matcher(lambda word: 0.8)
"""Every word is as rare as another."""


def present(text: str) -> TextWords:
    """Return the words of `text`."""
    return TextWords(vocabulary(text))


def plain(**weights: float) -> list[QuestionTerm]:
    return [QuestionTerm(word, weight) for word, weight in weights.items()]


@pytest.mark.parametrize(("term", "text", "least", "most"), FORMS)
def test_words_match_by_form_compound_and_spelling(term: str, text: str, least: float, most: float) -> None:
    assert least <= match(QuestionTerm(term, 1.0), present(text)) <= most


def test_a_word_means_itself_its_forms_and_its_synonyms() -> None:
    assert MATCHER.means("speeltuin", "speeltuinen")
    assert MATCHER.means("busje", "leerlingenvervoer")
    assert not MATCHER.means("speeltuin", "kerken")


def test_another_word_for_it_matches_less_than_the_word() -> None:
    term = QuestionTerm("thuiszitten", 1.0, others=("verzuim",))
    assert 0 < match(term, present("Het verzuim neemt toe.")) < match(term, present("Het thuiszitten neemt toe."))
    assert match(term, present("Het rooster hangt op.")) == 0


def test_coverage_weighs_words_and_counts_context_less() -> None:
    terms = plain(wachtlijst=0.9, gemeente=0.1)
    assert coverage(terms, present("een gemeente")) == pytest.approx(0.1)
    assert coverage(terms, present("een wachtlijst")) == pytest.approx(0.9)
    around = present("wachtlijst")
    assert coverage(terms, present("een gemeente"), around=around, worth=0.5) == pytest.approx(0.1 + 0.45)
    assert coverage([], present("wat dan ook")) == 0


def test_whom_someone_asks_for_weighs_less() -> None:
    weigh = {term.word: term.weight for term in MATCHER.terms("Mag mijn dochter zwemmen?", ["dochter", "zwemmen"])}
    assert weigh["dochter"] < weigh["zwemmen"] == 0.8
    (term,) = MATCHER.terms("Elke dochter telt", ["dochter"])
    assert term.weight == 0.8


def test_a_lighter_term_keeps_all_but_its_weight() -> None:
    term = QuestionTerm("zwembad", 0.8, ("bad",))
    assert term.lighter(0.5) == QuestionTerm("zwembad", 0.4, ("bad",))


WORDS = st.lists(st.text(alphabet="abcdeën-", min_size=1, max_size=12), min_size=1, max_size=6, unique=True)


@given(WORDS, st.text(max_size=80))
def test_coverage_is_a_share(words: list[str], text: str) -> None:
    assert 0 <= coverage([QuestionTerm(word, 0.5) for word in words], present(text)) <= 1 + 1e-9
    assert coverage([QuestionTerm("huis", 0.5)], present(f"{text} huis")) == 1


@given(WORDS, st.text(alphabet="abcdeën- ", max_size=60), st.text(alphabet="abcdeën- ", max_size=60))
def test_more_words_never_cover_less(words: list[str], text: str, more: str) -> None:
    terms = [QuestionTerm(word, 0.5) for word in words]
    assert coverage(terms, present(f"{text} {more}")) >= coverage(terms, present(text)) - 1e-9


@given(st.text(alphabet="abcdefgh -'", max_size=60))
def test_what_is_read_has_the_words_of_the_text(text: str) -> None:
    assert MATCHER.read(text).words == vocabulary(text)
