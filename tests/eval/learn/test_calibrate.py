"""Learning how signs weigh, from small examples made by hand and from the bundled letters."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from eval.learn.calibrate import (
    SENTENCE,
    SIGNS,
    Example,
    best_score,
    confidences,
    examples,
    first_right,
    fit_confidence,
    fit_sentences,
    learn,
    least_costly,
    refusals,
)
from eval.questions.questions import read_questions
from index.search.library import Library
from index.settings import Settings
from qa.quoting.calibration import PATH, Calibration, calibration
from tests.support.paths import ROOT

QUESTIONS = ROOT / "eval" / "questions" / "letters.jsonl"


def example(
    *, near: float = 0.5, answered: bool = True, held_back: bool = False, kinds: Sequence[float] = (0.0, 1.0, 0.0)
) -> Example:
    """Return a question of which the candidate with the greatest `kind` is gold; the other features say nothing."""
    features = np.full((len(kinds), len(SENTENCE)), 0.5)
    features[:, SENTENCE.index("kind")] = kinds
    gold = np.array(kinds) == max(kinds, default=0.0) if answered else np.zeros(len(kinds), dtype=bool)
    signs = {**dict.fromkeys(SIGNS, 0.5), "near": near}
    return Example(features, gold, signs, answered, held_back)


TOLD = [example(near=share) for share in (0.6, 0.7, 0.8, 0.9, 1.0)]
UNTOLD = [example(near=share, answered=False) for share in (0.0, 0.1, 0.2, 0.3, 0.4)]


def test_a_feature_that_gold_sentences_have_weighs_most() -> None:
    weights = fit_sentences([[example(kinds=kinds) for kinds in ((0, 1, 0), (1, 0, 0), (0, 0.5, 0, 1))]])
    assert SENTENCE[int(np.argmax(weights))] == "kind"
    assert first_right(TOLD, weights) == 1
    assert first_right(TOLD, -weights) == 0


def test_the_share_of_questions_with_gold_first_is_none_where_none_has_gold() -> None:
    assert np.isnan(first_right(UNTOLD, np.ones(len(SENTENCE))))


def test_a_sign_that_answered_questions_have_makes_sure() -> None:
    weights, intercept = fit_confidence([[*TOLD, *UNTOLD]])
    assert SIGNS[int(np.argmax(weights))] == "near"
    sure = confidences([*TOLD, *UNTOLD], weights, intercept)
    assert ((sure >= 0) & (sure <= 1)).all()
    assert list(sure[:5]) == sorted(sure[:5])
    assert sure[:5].min() > sure[5:].max()


def test_every_set_counts_alike_whatever_its_size() -> None:
    small, contrary = [*TOLD, *UNTOLD], [example(near=0.9, answered=False), example(near=0.1)]
    even, uneven = (fit_confidence([small * times, contrary * 5]) for times in (1, 50))
    assert (even[0][0] > 0) == (uneven[0][0] > 0)
    assert fit_confidence([small * 50 + contrary * 5])[0][0] > 5 * abs(uneven[0][0])


def test_what_is_held_back_teaches_nothing_and_is_never_sure() -> None:
    held = example(near=1.0, answered=False, held_back=True)
    without = fit_confidence([[*TOLD, *UNTOLD]])
    assert list(confidences([held], *without)) == [0.0]
    assert np.allclose(fit_confidence([[*TOLD, *UNTOLD], [held]])[0], without[0])


def test_refusals_are_shares_of_the_questions_that_are_and_are_not_answered() -> None:
    of = [example(), example(), example(answered=False), example(answered=False)]
    sure = np.array([0.9, 0.1, 0.1, 0.7])
    assert refusals(of, sure, 0.5) == {"abstention": 0.5, "false_refusal": 0.5, "auc": 0.625}
    assert refusals(of, sure, 1.0)["abstention"] == refusals(of, sure, 1.0)["false_refusal"] == 1
    assert np.isnan(refusals(TOLD, np.ones(5), 0.5)["abstention"])


def test_the_threshold_is_where_refusing_and_answering_wrongly_cost_least_together() -> None:
    there = np.array([True, True, True, False, False])
    assert least_costly(there, np.array([0.9, 0.8, 0.7, 0.3, 0.2])) == pytest.approx(0.7)
    one_answered_wrongly = np.array([0.9, 0.8, 0.7, 0.75, 0.2])
    assert 0.2 < least_costly(there, one_answered_wrongly) <= 0.81


def test_what_is_learned_has_the_form_of_the_file_that_is_read() -> None:
    learned = learn({"een": [*TOLD, *UNTOLD], "twee": [*TOLD, *UNTOLD]})
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    assert set(learned["learned"]["left out in turn"]) == {"een", "twee"}
    for each in (learned, kept):
        assert set(each["sentence"]) == set(SENTENCE)
        assert set(each["signs"]) == set(SIGNS)
    assert set(learned) == set(kept)
    assert calibration().threshold == kept["threshold"]
    assert json.loads(json.dumps(learned)) == learned


def test_nearly_every_answerable_question_has_a_sentence_above_the_floor() -> None:
    many = [example(kinds=(n / 100, 0.0)) for n in range(1, 100)]
    found = learn({"een": [*many, *UNTOLD], "twee": [*many, *UNTOLD]})
    learned = Calibration(**{name: value for name, value in found.items() if name != "learned"})
    near = [best_score(each, learned) >= learned.floor for each in many]
    assert near == sorted(near)
    assert 0.95 < np.mean(near) < 1


@pytest.mark.embedder
def test_examples_are_made_of_the_bundled_letters(library: Library, bundled_settings: Settings) -> None:
    questions = read_questions(QUESTIONS)
    asked = [each for each in questions if not each.type.endswith("inject")]
    found = examples(questions, library, bundled_settings)
    assert [each.answered for each in found] == [each.answerable for each in asked]
    for each in found:
        assert each.candidates.shape == (len(each.gold), len(SENTENCE))
        assert ((each.candidates >= 0) & (each.candidates <= 1 + 1e-9)).all()
        assert set(each.signs) == set(SIGNS)
        assert each.held_back == (len(each.gold) == 0)
    assert sum(each.gold.any() for each in found) > len(found) / 2
    assert not any(each.gold.any() for each in found if not each.answered)
    learned = learn({"even": found[::2], "oneven": found[1::2]})
    assert 0 < learned["threshold"] < 1
    assert learned["learned"]["left out in turn"]["even"]["best sentence is gold"] > 0.5
