"""Learning how signs weigh, from small examples made by hand and from the bundled letters."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from eval.learn.calibrate import (
    CONFIDENCE,
    SENTENCE,
    Example,
    best_score,
    confidences,
    examples,
    first_right,
    fit_confidence,
    fit_sentences,
    learn,
    refusals,
)
from eval.questions.questions import read_questions
from index.search.library import Library
from index.settings import Settings
from qa.quoting.confidence import CALIBRATION
from tests.support.paths import ROOT

QUESTIONS = ROOT / "eval" / "questions" / "letters.jsonl"


def example(
    *, covered: float = 0.5, answered: bool = True, held_back: bool = False, kinds: Sequence[float] = (0.0, 1.0, 0.0)
) -> Example:
    """Return a question of which the candidate with the greatest `kind` is gold; the other features say nothing."""
    features = np.full((len(kinds), len(SENTENCE)), 0.5)
    features[:, SENTENCE.index("kind")] = kinds
    gold = np.array(kinds) == max(kinds, default=0.0) if answered else np.zeros(len(kinds), dtype=bool)
    signs = {**dict.fromkeys(CONFIDENCE, 0.5), "covered": covered}
    return Example(features, gold, signs, answered, held_back)


TOLD = [example(covered=share) for share in (0.6, 0.7, 0.8, 0.9, 1.0)]
UNTOLD = [example(covered=share, answered=False) for share in (0.0, 0.1, 0.2, 0.3, 0.4)]


def test_a_feature_that_gold_sentences_have_weighs_most() -> None:
    weights = fit_sentences([example(kinds=kinds) for kinds in ((0, 1, 0), (1, 0, 0), (0, 0.5, 0, 1))])
    assert SENTENCE[int(np.argmax(weights))] == "kind"
    assert first_right(TOLD, weights) == 1
    assert first_right(TOLD, -weights) == 0


def test_the_share_of_questions_with_gold_first_is_none_where_none_has_gold() -> None:
    assert np.isnan(first_right(UNTOLD, np.ones(len(SENTENCE))))


def test_a_sign_that_answered_questions_have_makes_sure() -> None:
    weights, intercept = fit_confidence([*TOLD, *UNTOLD])
    assert CONFIDENCE[int(np.argmax(weights))] == "covered"
    sure = confidences([*TOLD, *UNTOLD], weights, intercept)
    assert ((sure >= 0) & (sure <= 1)).all()
    assert list(sure[:5]) == sorted(sure[:5])
    assert sure[:5].min() > sure[5:].max()


def test_what_is_held_back_teaches_nothing_and_is_never_sure() -> None:
    held = example(covered=1.0, answered=False, held_back=True)
    with_it, without = fit_confidence([*TOLD, *UNTOLD, held]), fit_confidence([*TOLD, *UNTOLD])
    assert np.allclose(with_it[0], without[0])
    assert with_it[1] == pytest.approx(without[1])
    assert list(confidences([held], *without)) == [0.0]


def test_refusals_are_shares_of_the_questions_that_are_and_are_not_answered() -> None:
    of = [example(), example(), example(answered=False), example(answered=False)]
    sure = np.array([0.9, 0.1, 0.1, 0.7])
    assert refusals(of, sure, 0.5) == {"abstention": 0.5, "false_refusal": 0.5}
    assert refusals(of, sure, 0.0) == {"abstention": 0.0, "false_refusal": 0.0}
    assert refusals(of, sure, 1.0) == {"abstention": 1.0, "false_refusal": 1.0}
    assert np.isnan(refusals(TOLD, np.ones(5), 0.5)["abstention"])


def test_what_is_learned_has_the_form_of_the_file_that_is_read() -> None:
    learned = learn({"een": [*TOLD, *UNTOLD], "twee": [*TOLD, *UNTOLD]})
    kept = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    assert set(learned) == set(kept) == {"learned", "sentence", "confidence", "nearest"}
    assert set(learned["nearest"]) == set(kept["nearest"]) == {"floor"}
    assert set(learned["sentence"]) == set(kept["sentence"]) == set(SENTENCE)
    assert set(learned["confidence"]) == set(kept["confidence"]) == {"intercept", "weights", "threshold"}
    assert set(learned["confidence"]["weights"]) == set(kept["confidence"]["weights"]) == set(CONFIDENCE)
    assert set(learned["learned"]["from"]) == {"een", "twee"}
    assert json.loads(json.dumps(learned)) == learned


def test_the_threshold_refuses_a_tenth_of_what_could_be_answered() -> None:
    many = [example(covered=n / 40) for n in range(20, 40)]
    learned = learn({"een": [*many, *UNTOLD], "twee": [*many, *UNTOLD]})
    fitted = learned["learned"]["from"]["een"]["fitted"]
    assert fitted["false_refusal"] == pytest.approx(0.1)
    assert fitted["abstention"] == 1


def test_nearly_every_answerable_question_has_a_sentence_above_the_floor() -> None:
    many = [example(kinds=(n / 100, 0.0)) for n in range(1, 100)]
    learned = learn({"een": [*many, *UNTOLD], "twee": [*many, *UNTOLD]})
    weights = np.array([learned["sentence"][name] for name in SENTENCE])
    near = [best_score(each, weights) >= learned["nearest"]["floor"] for each in many]
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
        assert set(each.signs) == set(CONFIDENCE)
        assert each.held_back == (len(each.gold) == 0)
    assert sum(each.gold.any() for each in found) > len(found) / 2
    assert not any(each.gold.any() for each in found if not each.answered)
    learned = learn({"even": found[::2], "oneven": found[1::2]})
    assert 0 < learned["confidence"]["threshold"] < 1
    assert learned["learned"]["from"]["even"]["best sentence is gold"]["fitted"] > 0.5
