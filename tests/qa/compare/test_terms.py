"""Words and phrases of a list found in a clause."""

from __future__ import annotations

import pytest

from qa.compare.terms import Term, find_terms, levels

MODALITY, BOUNDS = "claims/modality.tsv", "claims/bounds.tsv"


def found(name: str, text: str) -> list[tuple[str, str]]:
    return [(term.text, term.level) for term in find_terms(name, tuple(text.split()))]


def test_a_term_says_where_it_stands() -> None:
    assert find_terms(BOUNDS, ("dat", "duurt", "hooguit", "een", "week")) == (Term("hooguit", "at_most", 2, 3),)


def test_the_longest_goes_first_and_a_word_belongs_to_one_term() -> None:
    assert found(BOUNDS, "niet meer dan tien") == [("niet meer dan", "at_most")]
    assert found(BOUNDS, "meer dan tien") == [("meer dan", "at_least")]


def test_words_may_stand_inside_a_phrase_but_not_too_many() -> None:
    assert found(MODALITY, "de raad zou dat plan kunnen steunen")[0] == ("zou dat plan kunnen", "possible")
    far = f"de raad zou {'ook ' * 9}kunnen"
    assert ("zou", "possible") not in found(MODALITY, far)
    assert all(not term.startswith("zou ook") for term, _ in found(MODALITY, far))


@pytest.mark.parametrize("word", ["mogelijk", "mogelijke"])
def test_a_term_is_found_in_any_form(word: str) -> None:
    assert levels(MODALITY, (word,)) == {"possible"}


def test_a_list_of_inflected_forms_is_taken_as_it_stands() -> None:
    assert levels(BOUNDS, ("maximale",)) == {"at_most"}
    assert find_terms("claims/quantity.tsv", ("passen",)) == ()


def test_what_no_list_has_is_no_term() -> None:
    assert find_terms(MODALITY, ("de", "brug")) == find_terms(MODALITY, ()) == ()
    assert levels(MODALITY, ()) == frozenset()
