"""The opened index: what search returns, and what it never returns."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from index.errors import NotIndexedError, StoreError
from index.letters.passages import sentence_windows
from index.models.embed import Embedder
from index.records import Hit
from index.run.run import index_paths
from index.search.fuse import trust
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.vectors import VectorStore, key
from tests.support import sample_letters

QUESTION = "Hoe lang blijft de weg langs school0 dicht?"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Library:
    home = tmp_path_factory.mktemp("library")
    settings = Settings(data=home / "data", embedder=tiny)
    index_paths([sample_letters.write_letters(home / "brieven", 6)], settings=settings)
    return open_library(settings)


def check(hits: list[Hit], library: Library) -> None:
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert len({hit.passage.id for hit in hits}) == len(hits)
    for hit in hits:
        assert library.passages[hit.passage.id] is hit.passage
        assert library.letters[hit.passage.letter_id] is hit.letter


def test_the_best_passage_comes_first(opened: Library) -> None:
    hits = opened.search(QUESTION)
    check(hits, opened)
    assert len(hits) == 10
    assert "langs school0 blijft" in hits[0].passage.text
    assert opened.search(QUESTION) == hits, "the same question, the same answer"


@pytest.mark.parametrize("k", [0, 1, 3, 10_000])
def test_at_most_k_hits_come_back(k: int, opened: Library) -> None:
    hits = opened.search(QUESTION, k)
    check(hits, opened)
    assert len(hits) <= min(k, len(opened.passages))
    assert hits == opened.search(QUESTION, 10_000)[:k]


@pytest.mark.parametrize("query", ["", " ", "\n\t", "\u00a0"])
def test_an_empty_question_finds_nothing(query: str, opened: Library) -> None:
    assert opened.search(query) == []


@given(query=st.text(max_size=80) | sample_letters.sentences(), k=st.integers(0, 40))
@checked(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_gets_hits_in_order(query: str, k: int, opened: Library) -> None:
    check(opened.search(query, k), opened)


def test_a_search_among_letters_stays_among_them(opened: Library) -> None:
    every = opened.search(QUESTION, 10_000)
    among = sorted(opened.letters)[:2]
    hits = opened.search(QUESTION, 10_000, among=among)
    check(hits, opened)
    assert {hit.letter.id for hit in hits} == set(among)
    assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in every if hit.letter.id in among]
    assert opened.search(QUESTION, among=[]) == opened.search(QUESTION, among=["nergens"]) == []


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Library:
    home = tmp_path_factory.mktemp("notes")
    (home / "brieven").mkdir()
    for number, (sender, date) in enumerate([("Stichting Brug", "3 mei 2021"), ("Gemeente Vliet", "7 mei 2022")]):
        said = f"De brug over de Vliet gaat {number + 2} weken dicht. Fietsers kunnen om. De bakker is open."
        head = f"Van: {sender}\nAan: alle bewoners\nDatum: {date}\nKenmerk: Z-2021-{number}\n\nBeste bewoners,\n\n"
        (home / "brieven" / f"{number}.txt").write_text(f"{head}{said}\n\nDe markt {'is' * number} om negen uur.\n")
    settings = Settings(data=home / "data", embedder=tiny)
    index_paths([home / "brieven"], settings=settings)
    return open_library(settings)


@pytest.mark.parametrize("named", ["de brief van 3 mei 2021", "de brief uit 2021", "kenmerk Z-2021-0", "3-5-2021"])
def test_the_letters_that_a_question_names_come_before_all_others(named: str, notes: Library) -> None:
    question = f"Wat zegt {named} over de brug en over fietsers van de gemeente Vliet?"
    hits = notes.search(question, 100)
    check(hits, notes)
    files = [notes.document_of(hit.letter).path for hit in hits]
    assert files == sorted(files), "first all of 0.txt, then what the other letter has"
    assert set(files) == {"0.txt", "1.txt"}
    for k in range(len(hits)):
        assert notes.search(question, k) == hits[:k]


def test_a_date_of_no_letter_changes_nothing(notes: Library) -> None:
    hits = notes.search("brug dicht 4 mei 2021", 100)
    check(hits, notes)
    assert {notes.document_of(hit.letter).path for hit in hits} == {"0.txt", "1.txt"}


def test_a_sender_makes_its_letter_likelier_and_rules_none_out(notes: Library) -> None:
    plain, asked = notes.search("Gaat de brug dicht?", 100), notes.search("Gaat de brug van Stichting Brug dicht?", 100)
    check(asked, notes)
    assert notes.document_of(asked[0].letter).path == "0.txt"
    assert {hit.passage.id for hit in asked} >= {hit.passage.id for hit in plain}


def test_equal_scores_keep_the_order_of_files(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    # the same words, but not in the same order: else they would be one hit
    texts = {
        "c": "De brug over de Vliet is dicht.",
        "a": "Over de Vliet is de brug dicht.",
        "b": "Dicht is de brug over de Vliet.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    index_paths([folder], settings=settings)
    library = open_library(settings)
    hits = library.search("Is de brug dicht?")
    assert [library.document_of(hit.letter).path for hit in hits] == ["a.txt", "b.txt", "c.txt"]
    assert len({hit.score for hit in hits}) == 1


def test_rows_of_versions_that_are_not_current_are_never_returned(tmp_path: Path, settings: Settings) -> None:
    index_paths([sample_letters.write_letters(tmp_path / "brieven", 2)], settings=settings)
    library = open_library(settings)
    expected = library.search(QUESTION, 100)
    # as a run leaves it that is killed before its commit: nearer than anything that is current
    store = library._vectors
    vector = Embedder(str(settings.embedder)).query(QUESTION)
    ids = [*list(library.passages)[:3], "nooit-1-001"]
    store.add([key(id, "ander") for id in ids], np.stack([vector] * len(ids)))
    assert store.nearest(vector, n=4)[0][1] == pytest.approx(1, abs=1e-3)
    assert {row for row, _ in store.nearest(vector, n=4)} == {key(id, "ander") for id in ids}
    assert [hit.passage.id for hit in open_library(settings).search(QUESTION, 100)] == [
        hit.passage.id for hit in expected
    ]


def test_nothing_indexed_says_how_to_begin(settings: Settings) -> None:
    with pytest.raises(NotIndexedError, match="briefwijzer index"):
        open_library(settings)


def test_a_catalog_that_is_no_catalog_says_what_to_do(settings: Settings) -> None:
    settings.data.mkdir(parents=True)
    (settings.data / "catalog.sqlite").write_bytes(b"geen database " * 100)
    with pytest.raises(StoreError, match="beschadigd"):
        open_library(settings)


def test_a_vector_store_that_is_no_store_says_what_to_do(tmp_path: Path, settings: Settings) -> None:
    index_paths([sample_letters.write_letters(tmp_path / "brieven", 1)], settings=settings)
    broken = settings.model_copy(update={"data": tmp_path / "stuk"})
    shutil.copytree(settings.data, broken.data)
    shutil.rmtree(broken.data / "chroma")
    (broken.data / "chroma").write_text("geen map")
    shutil.rmtree(broken.data / "states")
    with pytest.raises(StoreError, match="er staat al iets anders met die naam"):
        open_library(broken)
    unreachable = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})
    with pytest.raises(StoreError, match="BRIEFWIJZER_CHROMA_URL"):
        open_library(unreachable)


def test_an_opened_library_stays_at_its_moment_while_letters_change(tmp_path: Path, settings: Settings) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 3)
    index_paths([folder], settings=settings)
    library = open_library(settings)
    (folder / "brief-000.txt").write_text(sample_letters.letter(0, weeks=77), encoding="utf-8")
    (folder / "brief-001.txt").unlink()
    index_paths([folder], settings=settings)
    check(library.search(QUESTION), library)
    assert "14 weken" in library.search(QUESTION)[0].passage.text
    assert "77 weken" in open_library(settings).search(QUESTION)[0].passage.text


def test_the_space_is_cosine_and_nearness_does_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(1500, 48)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = [f"p{i}@1" for i in range(len(vectors))]
    found = []
    for number, order in enumerate((np.arange(1500), np.random.default_rng(1).permutation(1500))):
        store = VectorStore(Settings(data=tmp_path / str(number)), collection="passages-test")
        for part in np.array_split(order, 12):
            store.add([keys[i] for i in part], vectors[part])
        assert store._rows.configuration["hnsw"]["space"] == "cosine"
        found.append([store.nearest(vectors[i], n=100) for i in range(10)])
    assert found[0] == found[1]
    for i, rows in enumerate(found[0]):
        assert rows[0][0] == keys[i]
        exact = sorted(zip(keys, (vectors @ vectors[i]).tolist(), strict=True), key=lambda row: -row[1])[:100]
        assert [similarity for _, similarity in rows] == pytest.approx(
            [similarity for _, similarity in exact], abs=2e-3
        )


def test_the_sentences_of_passages_are_near_by_their_meaning(opened: Library) -> None:
    hits = opened.search(QUESTION, 4)
    near = opened.nearness(QUESTION, [hit.passage for hit in hits])
    assert near.keys() == {hit.passage.id for hit in hits}
    for hit in hits:
        document = opened.document_of(hit.letter)
        spans = [span for span, _ in near[hit.passage.id]]
        said = [document.text[start:end] for start, end in sorted(spans)]
        assert said == sentence_windows(hit.passage.text)
        similarities = [similarity for _, similarity in near[hit.passage.id]]
        assert similarities == sorted(similarities, reverse=True)
        assert all(-1 <= similarity <= 1 + 1e-6 for similarity in similarities)
    last = hits[-1]
    start, end = near[last.passage.id][0][0]
    sentence = opened.document_of(last.letter).text[start:end]
    span, similarity = opened.nearness(sentence, [last.passage])[last.passage.id][0]
    trusted = min(1, trust(opened.knows))
    assert (span, similarity) == ((start, end), pytest.approx(trusted, abs=1e-3)), (
        "nothing is nearer to a sentence than itself"
    )
    assert opened.nearness(QUESTION, []) == {}


def test_views_can_be_left_out_of_a_search(tmp_path: Path, settings: Settings) -> None:
    index_paths([sample_letters.write_letters(tmp_path / "brieven", 3)], settings=settings)
    every = open_library(settings)
    assert every.search(QUESTION)[0].views.keys() == set(every.views)
    for view in every.views:
        library = open_library(settings, without=[view])
        assert set(library.views) == set(every.views) - {view}
        check(library.search(QUESTION), library)
    words = open_library(settings, without=["sentences", "passages"])
    assert "langs school0 blijft" in words.search(QUESTION)[0].passage.text
    assert not words.search(QUESTION)[0].views.keys() & {"sentences", "passages"}
    assert open_library(settings, without=every.views).search(QUESTION) == []
