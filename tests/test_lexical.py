"""The lexical index: its scores against BM25 by hand, and its cache on disk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.words import ngrams
from index.lexical import LexicalIndex, open_lexical

TEXTS = [
    "De wachtlijst voor het vervoer is lang.",
    "Oplopende wachtlijsten bij de zorg.",
    "Het bestuur besluit over de school.",
    "",
    "school school school",
]
KEYS = [f"p{i}@1" for i in range(len(TEXTS))]


def opened(folder: Path, texts: Sequence[str] = TEXTS, keys: Sequence[str] = KEYS) -> LexicalIndex:
    return open_lexical(keys, lambda: texts, folder=folder)


def never() -> list[str]:
    raise AssertionError("made anew")


def bm25(query: str, texts: Sequence[str], *, k1: float = 1.5, b: float = 0.75) -> list[float]:
    """Lucene's BM25 over 4-grams, written out: Kamphuis et al. (2020), with the constants that bm25s has by default."""
    rows = [ngrams(text) for text in texts]
    mean = sum(map(len, rows)) / len(rows)
    scores = []
    for row in rows:
        score = 0.0
        for gram in ngrams(query):
            holding = sum(gram in other for other in rows)
            frequency = row.count(gram)
            if holding and frequency:
                idf = math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))
                score += idf * frequency / (frequency + k1 * (1 - b + b * len(row) / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", ["wachtlijst", "school", "zorg en vervoer", "de"])
def test_scores_are_those_of_bm25(query: str, tmp_path: Path) -> None:
    assert opened(tmp_path).scores(query)["grams"] == pytest.approx(bm25(query, TEXTS), abs=1e-5)


def test_parts_of_compounds_are_found_and_unknown_words_are_not(tmp_path: Path) -> None:
    index = opened(tmp_path)
    grams = index.scores("wachtlijst")["grams"]
    assert grams[0] > 0
    assert grams[1] > 0
    assert not grams[2:].any()
    for scores in [*index.scores("xyzzyq").values(), *index.scores("").values(), *index.scores("?!").values()]:
        assert scores.shape == (len(TEXTS),)
        assert not scores.any()


def test_a_rare_word_tells_more(tmp_path: Path) -> None:
    index = opened(tmp_path)
    assert index.rarity("nergen") == pytest.approx(1)
    assert 0 <= index.rarity("school") < index.rarity("vervoer") < 1


def test_the_cache_is_used_again_and_made_anew_when_the_contents_change(tmp_path: Path) -> None:
    first = opened(tmp_path)
    assert (
        open_lexical(KEYS, never, folder=tmp_path).scores("school")["stems"] == first.scores("school")["stems"]
    ).all()
    with pytest.raises(AssertionError, match="made anew"):
        open_lexical([*KEYS[:-1], "p4@2"], never, folder=tmp_path)
    changed = opened(tmp_path, [*TEXTS[:-1], "nieuwe tekst"], [*KEYS[:-1], "p4@2"])
    assert changed.scores("nieuw")["grams"][4] > 0
    assert len(list(tmp_path.iterdir())) == 1, "what was made for other contents goes"


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    expected = opened(tmp_path).scores("school")["grams"]
    for file in sorted(file for file in tmp_path.rglob("*") if file.is_file()):
        for damage in (file.unlink, lambda file=file: file.write_bytes(b"")):
            damage()
            assert (opened(tmp_path).scores("school")["grams"] == expected).all(), file


def test_an_interrupted_build_is_no_index(tmp_path: Path) -> None:
    def interrupted() -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_lexical(KEYS, interrupted, folder=tmp_path)
    assert opened(tmp_path).scores("school")["grams"].any()


@pytest.mark.parametrize("texts", [[], [""], ["", "!?"]])
def test_nothing_to_find_is_found_nowhere(texts: list[str], tmp_path: Path) -> None:
    for scores in opened(tmp_path, texts, KEYS[: len(texts)]).scores("school").values():
        assert scores.shape == (len(texts),)
        assert not scores.any()


@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=5), query=st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_and_any_question_get_scores(
    texts: list[str], query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = opened(tmp_path_factory.mktemp("lexical"), texts, [str(i) for i in range(len(texts))])
    for scores in index.scores(query).values():
        assert scores.shape == (len(texts),)
        assert (scores >= 0).all()
