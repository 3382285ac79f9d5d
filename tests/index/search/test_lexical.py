"""The lexical index: its scores against BM25 by hand, and its cache on disk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.words import ngrams, words
from index.search.lexical import LETTERS, LexicalIndex, open_lexical
from index.search.tokens import Views, Weighted

TEXTS = [
    "De wachtlijst voor het vervoer is lang.",
    "Oplopende wachtlijsten bij de zorg.",
    "Het bestuur besluit over de school.",
    "",
    "school school school",
]
KEYS = [f"p{i}@1" for i in range(len(TEXTS))]
OWNERS = ["a", "a", "b", "b", "c"]
PASSAGE = {"k1": 0.3, "b": 0.2}
LETTER = {"k1": 0.9, "b": 0.4}


def opened(folder: Path, texts: Sequence[str] = TEXTS, keys: Sequence[str] = KEYS) -> LexicalIndex:
    letters = (OWNERS * 2)[: len(keys)]
    return open_lexical(keys, lambda: texts, letters=letters, folder=folder)


def never() -> list[str]:
    raise AssertionError("made anew")


def bm25(token: str, rows: Sequence[Sequence[str]], row: Sequence[str], *, k1: float, b: float) -> float:
    """Lucene's BM25 of one token in `row` of `rows`, written out: Kamphuis et al. (2020)."""
    frequency = row.count(token)
    mean = sum(map(len, rows)) / len(rows)
    return idf(token, rows) * frequency / (frequency + k1 * (1 - b + b * len(row) / mean)) if frequency else 0.0


def idf(token: str, rows: Sequence[Sequence[str]]) -> float:
    holding = sum(token in row for row in rows)
    return math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))


def covered(weighted: Weighted, rows: Sequence[Sequence[str]], *, k1: float, b: float) -> list[float]:
    """Return each row's BM25, divided by that of a row of average length which has every asked token once."""
    whole = sum(idf(token, rows) / (1 + k1) for token in set(weighted[0][0]))
    if not whole:
        return [0.0] * len(rows)
    found = [sum(w * bm25(t, rows, row, k1=k1, b=b) for tokens, w in weighted for t in set(tokens)) for row in rows]
    return [min(each / whole, 1.5) for each in found]


@pytest.mark.parametrize("query", ["wachtlijst", "school", "zorg en vervoer", "xyzzyq school", "de", ""])
def test_the_grams_are_scored_as_by_hand(query: str, tmp_path: Path) -> None:
    asked = [gram for word in query.split() if word not in ("de", "en") for gram in ngrams(word)]
    expected = covered([(asked, 1.0)], [ngrams(text) for text in TEXTS], **PASSAGE)
    assert opened(tmp_path).scores(query)["grams"] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    "query", ["Is er een wachtlijst?", "het busje naar school", "zorg", "Is there a waiting list?"]
)
def test_every_view_is_scored_as_by_hand(query: str, tmp_path: Path) -> None:
    views, index = Views(), opened(tmp_path)
    for name in Views.names:
        rows = [views.text(name, text) for text in TEXTS]
        expected = covered(views.question(name, query), rows, **PASSAGE)
        assert index.scores(query)[name] == pytest.approx(expected, abs=1e-5), name


def test_a_passage_has_the_score_of_its_letter(tmp_path: Path) -> None:
    views, query = Views(), "wachtlijst voor school"
    rows = [views.text("parts", " ".join(t for t, o in zip(TEXTS, OWNERS, strict=True) if o == each)) for each in "abc"]
    a, b, c = covered(views.question("parts", query)[:1], rows, **LETTER)
    assert opened(tmp_path).scores(query)[LETTERS] == pytest.approx([a, a, b, b, c], abs=1e-5)
    assert a > 0
    assert c > 0


def test_one_is_every_word_of_the_question_once(tmp_path: Path) -> None:
    texts = ["vervoer school zorg", "vervoer klas stad", "brug stad markt", "markt klas brug"]
    index = opened(tmp_path, texts, KEYS[:4])
    every = index.scores("school vervoer zorg")["parts"]
    assert every[0] == pytest.approx(1, abs=1e-5)
    assert 0 < every[1] < 1 / 3  # the one that more texts have
    assert not every[2:].any()
    # a word that no text has is missed by all
    assert index.scores("school vervoer zorg xyzzyq")["parts"][0] < 0.8


def test_a_text_full_of_synonyms_covers_no_more_than_half_over(tmp_path: Path) -> None:
    full = "leerlingenvervoer taxivervoer aangepast vervoer busje"
    for scores in opened(tmp_path, [full, "brug", "markt", "klas"], KEYS[:4]).scores("Rijdt het busje?").values():
        assert scores.max() <= 1.5


def test_parts_of_compounds_are_found_and_unknown_words_are_not(tmp_path: Path) -> None:
    index = opened(tmp_path)
    grams = index.scores("wachtlijst")["grams"]
    assert grams[0] > 0
    assert grams[1] > 0
    assert not grams[2:].any()
    for scores in [*index.scores("xyzzyq").values(), *index.scores("").values(), *index.scores("?!").values()]:
        assert scores.shape == (len(TEXTS),)
        assert scores.dtype == np.float32
        assert not scores.any()


def test_words_of_the_letters_themselves_are_parts_of_compounds(tmp_path: Path) -> None:
    texts = [*["De blorp van de school."] * 3, "De schoolblorp.", "De schoolfrummel."]
    parts = opened(tmp_path, texts).scores("Wat kost een blorp?")["parts"]
    assert parts[3] > 0, "two words that each stand three times in the letters"
    assert not opened(tmp_path, texts).scores("Wat is een frummel?")["parts"].any(), "a word that no letter has"


def test_a_rare_word_tells_more(tmp_path: Path) -> None:
    index = opened(tmp_path)
    assert index.rarity("nergens") == pytest.approx(1)
    assert 0 <= index.rarity("school") < index.rarity("vervoer") < 1


def test_the_cache_is_used_again_and_made_anew_when_the_contents_change(tmp_path: Path) -> None:
    first = opened(tmp_path)
    known = {"letters": OWNERS, "folder": tmp_path}
    again = open_lexical(KEYS, never, **known)
    for name, scores in again.scores("school").items():
        assert (scores == first.scores("school")[name]).all()
    with pytest.raises(AssertionError, match="made anew"):
        open_lexical([*KEYS[:-1], "p4@2"], never, **known)
    changed = opened(tmp_path, [*TEXTS[:-1], "nieuwe tekst"], [*KEYS[:-1], "p4@2"])
    assert changed.scores("nieuw")["grams"][4] > 0
    assert len(list(tmp_path.iterdir())) == 1, "what was made for other contents goes"


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    expected = opened(tmp_path).scores("school")
    for file in sorted(file for file in tmp_path.rglob("*") if file.is_file()):
        for damage in (file.unlink, lambda file=file: file.write_bytes(b"")):
            damage()
            for name, scores in opened(tmp_path).scores("school").items():
                assert (scores == expected[name]).all(), (file, name)


def test_an_interrupted_build_is_no_index(tmp_path: Path) -> None:
    def interrupted() -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_lexical(KEYS, interrupted, letters=OWNERS, folder=tmp_path)
    assert opened(tmp_path).scores("school")["grams"].any()


@pytest.mark.parametrize("texts", [[], [""], ["", "!?"]])
def test_nothing_to_find_is_found_nowhere(texts: list[str], tmp_path: Path) -> None:
    for scores in opened(tmp_path, texts, KEYS[: len(texts)]).scores("school").values():
        assert scores.shape == (len(texts),)
        assert not scores.any()


@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=5), query=st.text(max_size=40))
@settings(max_examples=25)
def test_any_text_and_any_question_get_scores(
    texts: list[str], query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = opened(tmp_path_factory.mktemp("lexical"), texts, [str(i) for i in range(len(texts))])
    for scores in index.scores(query).values():
        assert scores.shape == (len(texts),)
        assert ((scores >= 0) & (scores <= 1.5)).all()
    assert all(0 <= index.rarity(word) <= 1 for word in words(query))


def test_signs_are_found_as_people_type_them(tmp_path: Path) -> None:
    texts = [
        "Een lokaal van 40 m² is klein.",
        "Het ﬁetsplan¹ is af.",
        "Stap ①: een gesprek.",
        "De uitstoot van CO₂ daalt.",
    ]
    index = opened(tmp_path, texts, KEYS[:4])
    for n, question in enumerate(("lokaal m2", "fietsplan", "stap 1", "co2")):
        for view in Views.names:
            assert int(np.argmax(index.scores(question)[view])) == n, (question, view)
        assert index.rarity(words(question)[-1]) < 1
