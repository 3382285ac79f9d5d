"""Which clauses of a letter a clause of a sentence is about."""

from __future__ import annotations

from qa.compare.align import aligned, broken_by_all, has, telling, touched
from qa.compare.clauses import Clause, clauses

LETTER = "De brug is in mei klaar. De bewoners betalen geen tol. De sluis is te smal voor grote schepen."


def words(found: list[Clause]) -> list[str]:
    return [" ".join(each.words) for each in found]


def test_a_clause_is_about_the_clause_that_says_most_of_it() -> None:
    [(mine, theirs)] = aligned("De bewoners betalen tol.", [LETTER])
    assert mine == clauses("De bewoners betalen tol.")[0]
    assert words(theirs) == ["de bewoners betalen geen tol"]


def test_a_clause_about_nothing_in_the_letter_is_left_out() -> None:
    assert list(aligned("Het theater krijgt nieuwe stoelen.", [LETTER])) == []
    assert list(aligned("", [LETTER])) == list(aligned("De brug gaat open.", [])) == []


def test_only_what_the_quotes_touch_counts() -> None:
    assert words(touched([LETTER], ["De brug is in mei klaar"])) == ["de brug is in mei klaar"]
    assert len(touched([LETTER], [])) == 3
    assert list(aligned("De bewoners betalen tol.", [LETTER], quotes=["De brug is in mei klaar"])) == []


def test_a_clause_that_says_more_of_the_one_before_also_stands_with_it() -> None:
    [brug, more, both] = touched(["De brug gaat open, die de gemeente bouwt."], [])
    assert both.words == (*brug.words, *more.words)


def test_a_clause_has_a_word_in_any_form_but_not_its_opposite() -> None:
    (clause,) = clauses("De bruggen gaan open.")
    assert has(clause, "brug")
    assert has(clause, "open")
    assert not has(clause, "dicht")
    assert not has(clause, "sluis")


def test_negations_tell_nothing_of_what_a_clause_is_about() -> None:
    (clause,) = clauses("De sluis is niet open.")
    assert {"sluis", "open"} <= set(telling(clause))
    assert not {"de", "niet"} & set(telling(clause))


def test_a_clause_is_broken_where_every_clause_it_may_be_about_breaks_it() -> None:
    mine, one, other = (clauses(text)[0] for text in ("De brug is open.", "De brug is dicht.", "De brug is oud."))
    breaks = {one: "dicht", other: ""}
    assert broken_by_all([(mine, [one])], lambda _, theirs: breaks[theirs]) == "dicht"
    assert broken_by_all([(mine, [one, other])], lambda _, theirs: breaks[theirs]) == ""
    assert broken_by_all([(mine, [other]), (mine, [one])], lambda _, theirs: breaks[theirs]) == "dicht"
    assert broken_by_all([], lambda _, theirs: breaks[theirs]) == ""
