"""Whether people in distress are recognised, on a half of sentences that it was made on and a half that it was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.learn.distress import ORDINARY, SENTENCES
from index.dutch.word_lists import Rows, read_rows
from index.models.choose import fingerprint
from index.models.embed import open_embedder
from index.models.packaged.folder import packaged_file
from index.settings import PACKAGED_EMBEDDER
from qa.question.distress import distress, parts, told_distress
from tests.support.packaged import NOT_INSTALLED

DATA = Path(__file__).parents[2] / "data"
REPORTED = DATA / "distress.tsv"
PRESSING = ("suicide", "abuse")
HALVES = {"made on": SENTENCES, "only reported": REPORTED}


def shares(sentences: Rows, told: list[str | None]) -> dict[str, float]:
    """Return the shares that are shown, of distress and of suicide and abuse, and that are not, of look-alikes."""
    kinds = [kind for kind, *_ in sentences]

    def share(right: list[bool]) -> float:
        return sum(right) / len(right)

    pairs = list(zip(kinds, told, strict=True))
    return {
        "shown": share([found is not None for kind, found in pairs if kind != "none"]),
        "pressing": share([found is not None for kind, found in pairs if kind in PRESSING]),
        "quiet": share([found is None for kind, found in pairs if kind == "none"]),
        "kind": share([found == kind for kind, found in pairs if kind != "none"]),
    }


def test_half_of_the_sentences_only_look_like_it_in_every_language() -> None:
    rows = [row for path in HALVES.values() for row in read_rows(path)]
    assert len(rows) >= 240
    assert len({text for *_, text in rows}) == len(rows)
    for language in ("nl", "en", "de", "fr", "tr", "ar", "uk", "pl"):
        kinds = [kind for kind, spoken, _ in rows if spoken == language]
        assert {*kinds} == {"suicide", "abuse", "violence", "bullying", "shut_out", "none"}
        assert 0.45 <= kinds.count("none") / len(kinds) <= 0.55


@pytest.mark.embedder
@pytest.mark.parametrize("half", HALVES)
def test_with_the_encoder_nobody_in_danger_is_missed(half: str) -> None:
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    rows, embedder, made = read_rows(HALVES[half]), open_embedder(PACKAGED_EMBEDDER), fingerprint(PACKAGED_EMBEDDER)
    found = shares(rows, [distress(text, embedder.query(text), encoder=made) for *_, text in rows])
    assert found["pressing"] == 1
    assert found["shown"] >= 0.97
    assert found["quiet"] >= 0.95
    assert found["kind"] >= 0.9


@pytest.mark.embedder
def test_who_says_something_ordinary_of_a_child_is_not_taken_for_in_danger() -> None:
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    learned_from = {text for _, text in read_rows(ORDINARY)}
    said = [text for _, text in read_rows(DATA / "ordinary_sentences.tsv") if text not in learned_from]
    assert len(said) == 40
    embedder, made = open_embedder(PACKAGED_EMBEDDER), fingerprint(PACKAGED_EMBEDDER)
    assert [text for text in said if distress(text, embedder.query(text), encoder=made)] == []


@pytest.mark.embedder
def test_a_cry_in_a_long_story_is_heard() -> None:
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    embedder, made = open_embedder(PACKAGED_EMBEDDER), fingerprint(PACKAGED_EMBEDDER)
    story = (
        "Wij wonen in Utrecht en de school heeft een nieuw rooster. {}. Wat staat in de nota over passend onderwijs?"
    )
    for cry in ("Mijn zoon ziet het leven niet meer zitten", "Haar oom zit aan haar", "Zij wil er een eind aan maken"):
        told = [distress(each, embedder.query(each), encoder=made) for each in parts(story.format(cry))]
        assert {"suicide", "abuse"} & {*told}, cry
    run_on = (
        "wij wonen in utrecht en mijn dochter wil niet meer leven en wat staat er in de nota over passend onderwijs"
    )
    assert distress(run_on, embedder.query(run_on), encoder=made) == "suicide"


@pytest.mark.parametrize("half", HALVES)
def test_the_words_alone_miss_few(half: str) -> None:
    rows = read_rows(HALVES[half])
    found = shares(rows, [told_distress(text) for *_, text in rows])
    assert found["pressing"] >= 0.93
    assert found["shown"] >= 0.93
    assert found["quiet"] >= 0.95


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mijn zoon wordt gepest. Wat zegt de brief over schoolplicht?", "bullying"),
        ("Hoeveel kinderen worden gepest?", None),
        ("Mijn zoon is niet gepest, wat zegt de brief over de pauze?", None),
        ("Mijn zoon wordt gepest en wil niet meer leven", "suicide"),  # the more pressing
        ("zelfmoord", "suicide"),  # a cry
        ("Wat zegt de nota over zelfmoord?", None),
        ("Is mijn brief over zelfmoord al beantwoord?", None),
        ("", None),
    ],
)
def test_who_and_in_what_frame_decides(text: str, told: str | None) -> None:
    assert told_distress(text) == told


def test_another_encoder_is_not_judged_by_what_was_learned_of_ours() -> None:
    import numpy as np

    assert distress("ik wil dood", np.zeros(8, dtype=np.float32), encoder="another") == "suicide"
