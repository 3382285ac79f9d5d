"""Names of people and of organisations, and what is neither."""

from __future__ import annotations

import pytest

from index.letters.fields.name_kinds import is_organisation, is_person


@pytest.mark.parametrize("words", ["mr. L.K. Geluk", "Rinda den Besten", "drs. P. van 't Hof", "Ineke Smit-Bakker"])
def test_a_person(words: str) -> None:
    assert is_person(words)
    assert not is_organisation(words)


@pytest.mark.parametrize(
    "words", ["Stichting Noord", "Oudervereniging Balans", "VO-raad", "Omgevingsdienst Midden", "team Jeugd"]
)
def test_an_organisation(words: str) -> None:
    assert is_organisation(words)
    assert not is_person(words)


@pytest.mark.parametrize("words", ["Utrecht", "de volgende keer", "Nummer 12 Noord", "Wij gaan het doen"])
def test_what_is_no_person(words: str) -> None:
    assert not is_person(words)
