"""The benchmarks' pure parts: peers' rankings, their judgement, the synthetic corpus, and an installation that
fails.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.framework import FrameworkError, install_haystack, reason
from eval.bench.judge import METRICS, Run, ask_all, hits_of, library_search, row, score_run
from eval.bench.peers import Ranking, bm25_search, cached_vectors, fuse_ranks, rrf_search
from eval.bench.retrieval import read_sets, table
from eval.bench.speed import by_turns, questions_about
from eval.bench.synthetic import write_letters
from eval.jsonl import InputError
from eval.questions.questions import Evidence, LabelledQuestion
from eval.run import corpus_of
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.as_json import hit_line

pytestmark = pytest.mark.slow

TEXTS = [
    "De wachtlijst voor het leerlingenvervoer is lang.",
    "Het bestuur vergadert over scholen en gebouwen.",
    "Scholen krijgen subsidie; een school vraagt die aan bij het bestuur.",
    "Niets daarvan.",
]


def ranking(*places: int) -> Ranking:
    return np.array(places, dtype=np.int64)


def test_bm25_ranks_by_dutch_stems_and_leaves_out_what_shares_none() -> None:
    search = bm25_search(TEXTS)
    assert search("Welke school is het?").tolist() == [2, 1]  # "scholen" and "school" are one stem, and 2 has both
    assert search("de het een").tolist() == []  # stop words alone
    assert search("xylofoon").tolist() == []


def test_fused_ranks_are_those_of_the_formula_by_hand() -> None:
    # 7: 1/62 + 1/61; 5: 1/61 + 1/63; 2: 1/63; 9: 1/62
    assert fuse_ranks([ranking(5, 7, 2), ranking(7, 9, 5)], size=10).tolist() == [7, 5, 9, 2]


def test_equal_sums_stand_by_place_and_an_empty_ranking_changes_nothing() -> None:
    assert fuse_ranks([ranking(3, 1), ranking(1, 3), ranking()], size=4).tolist() == [1, 3]
    assert fuse_ranks([ranking()], size=4).tolist() == []


@given(st.lists(st.lists(st.integers(0, 30), unique=True), min_size=1, max_size=3))
def test_fused_ranks_equal_the_formula_written_out(rankings: list[list[int]]) -> None:
    sums: defaultdict[int, float] = defaultdict(float)
    for each in rankings:
        for rank, place in enumerate(each, start=1):
            sums[place] += 1 / (60 + rank)
    expected = sorted(sums, key=lambda place: (-sums[place], place))
    assert fuse_ranks([ranking(*each) for each in rankings], size=31).tolist() == expected


def test_fusing_a_search_with_itself_keeps_its_order() -> None:
    search = bm25_search(TEXTS)
    fused = rrf_search([search, search], size=len(TEXTS))
    assert fused("subsidie voor het bestuur").tolist() == search("subsidie voor het bestuur").tolist()


def test_vectors_are_made_once_for_the_same_texts(tmp_path: Path) -> None:
    made = []

    def encode(texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        made.append(texts)
        return np.eye(2, dtype=np.float32)

    for texts in (["a", "b"], ["a", "b"], ["a", "c"]):
        assert cached_vectors(texts, encode, folder=tmp_path).tolist() == [[1, 0], [0, 1]]
    assert made == [["a", "b"], ["a", "c"]]


def test_places_become_the_hits_that_evaluation_judges(tmp_path: Path, settings: Settings) -> None:
    write_letters(tmp_path / "letters", count=3)
    index_paths([tmp_path / "letters"], settings=settings)
    with closing(open_library(settings)) as library:
        passages = list(library.passages.values())
        words = " ".join(passages[5].text.split()[:8])
        run = ask_all(library_search(library), [words, words])
        own = [hit_line(hit, library=library) for hit in library.search(words, 10)]
        assert hits_of(run.rankings[0], library) == [{**hit, "score": 0.0} for hit in own]
        file = str(own[0]["file"])
        gold = (Evidence(file=file, quote=" ".join(passages[5].text.split())),)
        questions = [LabelledQuestion(id=id, type="fact", question=words, evidence=(gold,)) for id in "ab"]
        first, second = (
            score_run(Run([ranking(*order)] * 2, [1.0, 3.0]), questions, library=library, corpus=corpus_of(library))
            for order in ([5, 0], [0, 5])
        )
    assert first["recall@1"] == [(1.0, 1), (1.0, 1)]
    assert second["recall@1"] == [(0.0, 1), (0.0, 1)]
    compared = row(Run([], [1.0, 3.0]), second, against=first)
    assert set(compared["metrics"]) == set(METRICS)
    assert compared["difference"]["recall@1"]["value"] == -1
    assert compared["difference"]["mrr@10"]["value"] == -0.5
    assert compared["milliseconds"]["p50"] == 2


def test_question_sets_need_a_folder_each(tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "a", "type": "fact", "question": "?", "evidence": [[{"file": "b.txt"}]]}\n')
    (tmp_path / "b.txt").write_text("Brief")
    assert [each.name for each in read_sets([questions], [tmp_path])] == ["q"]
    with pytest.raises(InputError, match="2 vragenbestanden en 1 mappen"):
        read_sets([questions, questions], [tmp_path])
    with pytest.raises(InputError, match="heten q"):
        read_sets([questions, questions], [tmp_path, tmp_path])


def test_a_framework_that_cannot_be_installed_is_a_fault_that_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(FrameworkError, match=r"kon niet worden geïnstalleerd: ERROR: .*haystack-ai") as raised:
        install_haystack(tmp_path / "haystack")
    report = {"set": "q", "questions": 1, "passages": 1, "documents": 1}
    shown = table({**report, "systems": {"haystack": {"fault": raised.value.message}}})
    assert list(shown.columns[0].cells) == ["Haystack, hybride: niet gemeten"]
    assert raised.value.message in str(shown.caption)


def test_the_reason_of_a_fault_is_pips_error_else_the_last_line() -> None:
    def failed(said: str) -> str:
        return reason(subprocess.CalledProcessError(1, "x", stderr=said))

    assert failed("WARNING: a\nERROR: b\nERROR: c\nnote: d\n") == "ERROR: b"
    assert failed("Traceback\n  x\nValueError: y\n\n") == "ValueError: y"
    assert failed("") == "zonder uitleg"
    assert reason(FileNotFoundError(2, "No such file")) == "No such file."


def test_synthetic_letters_are_the_same_for_a_seed(tmp_path: Path) -> None:
    for name, count in (("a", 2), ("b", 3)):
        write_letters(tmp_path / name, count=count)
    one, other = ([path.read_text() for path in sorted((tmp_path / name).iterdir())] for name in "ab")
    assert one == other[:2]
    assert len(set(other)) == 3


def test_every_search_gets_every_question_by_turns() -> None:
    questions = questions_about(TEXTS, count=25)
    assert questions == questions_about(TEXTS, count=25)
    asked: list[tuple[str, str]] = []
    searches = {name: lambda question, name=name: asked.append((name, question)) for name in "ab"}
    times = by_turns(searches, questions)
    assert {name: len(taken) for name, taken in times.items()} == {"a": 25, "b": 25}
    blocks = (("a", questions[:20]), ("b", questions[:20]), ("a", questions[20:]), ("b", questions[20:]))
    # the first of a turn is asked once before, untimed
    assert asked == [(name, question) for name, block in blocks for question in [block[0], *block]]
