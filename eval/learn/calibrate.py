"""Learn from development questions how signs of an answer weigh, and write it to
qa/quoting/calibration.json with its provenance.

    python -m eval.learn.calibrate QUESTIONS.jsonl DIR [QUESTIONS.jsonl DIR]... --out runs/calibrate

Sentences: the gold ones are to come first among the candidates of a question (`eval.learn.softmax`). Confidence:
logistic regression (Platt 1999) on whether the letters answer. Both are reported on questions of sets that were left
out of the fit in turn, beside the fitted figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from eval.learn.softmax import Matrix, first_gold, fit
from eval.match import Corpus, clean, names
from eval.questions.questions import LabelledQuestion, read_questions
from eval.run import corpus_of, evaluation_settings
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.search.named import named_letters
from index.settings import Settings
from qa.question.follow_up import standalone
from qa.question.question import understand
from qa.quoting.answer import select_sentences
from qa.quoting.candidates import Candidate
from qa.quoting.confidence import CALIBRATION

SENTENCE = ("covers", "says", "near", "found", "first", "kind", "asks")
CONFIDENCE = ("covered", "near", "ahead", "english")
_REFUSED = 0.10
"""The share of answerable questions that may be refused, over all sets: the threshold is set for it."""
_FAR = 0.02
"""The share of answerable questions, over all sets, whose best sentence may count as not near."""


@dataclass(frozen=True)
class Example:
    """A question: the features of its candidates, which of them are gold, the signs, and whether the letters answer
    it.
    """

    candidates: Matrix
    gold: NDArray[np.bool_]
    signs: Mapping[str, float]
    answered: bool
    held_back: bool
    """True where a name or the kind of thing that is asked for is lacking: no confidence answers that."""


def examples(questions: Sequence[LabelledQuestion], library: Library, settings: Settings) -> list[Example]:
    """Return what is learned from, for all questions but those that are instructions."""
    corpus = corpus_of(library)
    return [_example(each, library, settings, corpus) for each in questions if not each.type.endswith("inject")]


def _example(question: LabelledQuestion, library: Library, settings: Settings, corpus: Corpus) -> Example:
    searched_for = standalone(question.question, question.history)
    asked = understand(question.question)
    among = named_letters(searched_for, library.letters.values()) or None
    hits = library.search(searched_for, 10, among=among)
    told = select_sentences(asked, searched_for, hits, library=library, settings=settings)
    return Example(
        candidates=np.array([[each.features[name] for name in SENTENCE] for each in told.best_first]).reshape(
            -1, len(SENTENCE)
        ),
        gold=np.array([_is_gold(each, question, library, corpus) for each in told.best_first], dtype=bool),
        signs=told.judgement.signs,
        answered=question.answerable,
        held_back=told.judgement.held_back,
    )


def _is_gold(candidate: Candidate, question: LabelledQuestion, library: Library, corpus: Corpus) -> bool:
    document = library.document_of(candidate.letter)
    words = clean(" ".join(document.text[start:end] for start, end in candidate.spans))
    letter = candidate.letter
    source = {"file": document.path, "letter_id": letter.id, "reference": letter.reference, "title": letter.title}
    quotes = [
        clean(each.quote)
        for group in question.evidence
        for each in group
        if each.quote is not None and names(source, each, corpus)
    ]
    return any(quote in words or (words in quote and len(words.split()) > 2) for quote in quotes)


def fit_sentences(learned_from: Sequence[Example]) -> Matrix:
    """Return float64[7], a weight for each of SENTENCE."""
    return fit([[(each.candidates, each.gold) for each in learned_from]])


def fit_confidence(learned_from: Sequence[Example]) -> tuple[Matrix, float]:
    """Return float64[4], a weight for each of CONFIDENCE, and the intercept."""
    from sklearn.linear_model import LogisticRegression

    usable = [each for each in learned_from if not each.held_back]
    model = LogisticRegression(C=3.0).fit(_signs(usable), [each.answered for each in usable])
    return model.coef_[0], float(model.intercept_[0])


def confidences(of: Sequence[Example], weights: Matrix, intercept: float) -> Matrix:
    """Return float64[n]; what is held back has 0."""
    odds = 1 / (1 + np.exp(-intercept - _signs(of) @ weights))
    return np.where([each.held_back for each in of], 0.0, odds)


def _signs(of: Sequence[Example]) -> Matrix:
    return np.array([[each.signs[name] for name in CONFIDENCE] for each in of])


def first_right(of: Sequence[Example], weights: Matrix) -> float:
    """Return the share of questions with a gold candidate of which the best one is gold."""
    ranks = [first_gold((each.candidates, each.gold), weights) for each in of if each.gold.any()]
    return float(np.mean([rank == 1 for rank in ranks])) if ranks else float("nan")


def refusals(of: Sequence[Example], sure: Matrix, threshold: float) -> dict[str, float]:
    """Return abstention and false refusal at `threshold`."""
    answered = np.array([each.answered for each in of])
    withheld = sure < threshold
    return {
        "abstention": float(withheld[~answered].mean()) if (~answered).any() else float("nan"),
        "false_refusal": float(withheld[answered].mean()) if answered.any() else float("nan"),
    }


def learn(sets: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    """Return the content of calibration.json, with the figures of sets that were left out of the fit in turn."""
    everything = [each for part in sets.values() for each in part]
    sentence = fit_sentences(everything)
    weights, intercept = fit_confidence(everything)
    sure = confidences(everything, weights, intercept)
    answerable = [p for p, each in zip(sure, everything, strict=True) if each.answered and not each.held_back]
    threshold = float(np.quantile(answerable, _REFUSED))
    near = [best_score(each, sentence) for each in everything if each.answered and len(each.candidates)]
    report = {}
    for name, part in sets.items():
        others = [each for other, examples in sets.items() if other != name for each in examples]
        left_out = confidences(part, *fit_confidence(others))
        report[name] = {
            "questions": len(part),
            "best sentence is gold": {
                "left out": first_right(part, fit_sentences(others)),
                "fitted": first_right(part, sentence),
            },
            "left out": refusals(part, left_out, threshold),
            "fitted": refusals(part, confidences(part, weights, intercept), threshold),
        }
    return {
        "learned": {"on": date.today().isoformat(), "from": report},
        "sentence": _named(SENTENCE, sentence),
        "confidence": {
            "intercept": round(intercept, 2),
            "weights": _named(CONFIDENCE, weights),
            "threshold": round(threshold, 2),
        },
        "nearest": {"floor": round(float(np.quantile(near, _FAR)), 2)},
    }


def best_score(of: Example, weights: Matrix) -> float:
    """Return the score of its best candidate, in [0, 1], on the scale of `sentence_score`."""
    return max(0.0, float((of.candidates @ weights).max() / weights[weights > 0].sum()))


def _named(names: Sequence[str], weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def main(
    pairs: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl DIR...")],
    out: Annotated[Path, typer.Option()] = Path("runs/calibrate"),
) -> None:
    """Fit on all sets, write qa/quoting/calibration.json."""
    sets = {}
    for path, letters in zip(pairs[::2], pairs[1::2], strict=True):
        name = f"{path.parent.name}/{path.stem}"
        settings = evaluation_settings(Settings(), letters=letters, out=out / name)
        index_paths([letters], settings=settings, only=True)
        with closing(open_library(settings)) as library:
            sets[name] = examples(read_questions(path), library, settings)
    learned = learn(sets)
    CALIBRATION.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(learned, indent=1))


if __name__ == "__main__":
    typer.run(main)
