"""Words: the same form for questions and letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.dutch.words import content_words, fold, ngrams, question_words, stem, stop_words, words


def test_fold_takes_case_and_accents_away() -> None:
    assert fold("Één coördinator in de CAFÉS") == "een coordinator in de cafes"


def test_words_keep_what_belongs_together() -> None:
    text = "De PO-Raad (in 2024/2025) noemt 5.1.2.e, zo'n regel: één."
    assert words(text) == ["de", "po-raad", "in", "2024/2025", "noemt", "5.1.2.e", "zo'n", "regel", "een"]


def test_content_words_leave_out_what_says_nothing() -> None:
    assert content_words("Hoe lang mag een leerling thuis zitten?") == ["lang", "leerling", "thuis", "zitten"]
    assert content_words("Kunt u mij vertellen wat dat is?") == []


def test_the_lists_are_folded_and_apart() -> None:
    for word in stop_words() | question_words():
        assert word == fold(word)
        assert " " not in word
    assert {"de", "het", "een", "niet"} <= stop_words()
    assert {"wie", "wanneer", "hoeveel"} <= question_words()


def test_forms_of_a_word_share_their_stem() -> None:
    assert stem("scholen") == stem("scholen")
    assert stem("leerlingen") == stem("leerling")
    assert stem("gemeenten") == stem("gemeente")
    assert stem("onderwijs") != stem("onderzoek")


def test_ngrams_pad_each_word() -> None:
    assert ngrams("school") == [" sch", "scho", "choo", "hool", "ool "]
    assert ngrams("op") == [" op "]
    assert ngrams("a") == [" a "]
    assert ngrams("") == []


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words(fold(text)) == words(text)


@given(st.text(max_size=40), st.integers(2, 6))
def test_every_ngram_stands_in_the_text(text: str, n: int) -> None:
    padded = " " + "  ".join(words(text)) + " "
    assert all(len(gram) <= n and gram in padded for gram in ngrams(text, n))
