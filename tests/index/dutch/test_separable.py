"""Separated verbs made whole, by a word list of the test's own."""

from __future__ import annotations

import pytest

from index.dutch.separable import join_separated

KNOWN = {"stellen", "voorstellen", "vragen", "aanvragen", "letten", "opletten", "hebben"}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("de minister stelt een school voor .", "de minister voorstellen een school ."),
        ("een school voor te stellen", "een school voorstellen"),
        ("hoe vraag ik een school aan ?", "hoe aanvragen ik een school ?"),
        ("de vraag aan de minister", "de vraag aan de minister"),
        ("de minister stelt . een school voor , en", "de minister stelt . een school voor , en"),
        ("om te vragen", "om te vragen"),
        ("waar hebben we recht op ?", "waar hebben we recht op ?"),
        ("", ""),
    ],
)
def test_a_verb_takes_its_particle_back(text: str, whole: str) -> None:
    assert join_separated(text.split(), KNOWN.__contains__) == whole.split()


@pytest.mark.parametrize("text", ["voor te " * 20_000, "op " * 50_000, "stelt " * 50_000])
def test_hostile_text_comes_to_an_end(text: str) -> None:
    assert join_separated(text.split(), KNOWN.__contains__)
