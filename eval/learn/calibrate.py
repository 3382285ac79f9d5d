"""Learn from development questions how signs of an answer weigh, and write it to
qa/quoting/calibration.json with its provenance.

    python -m eval.learn.calibrate QUESTIONS.jsonl DIR [QUESTIONS.jsonl DIR]... --out runs/calibrate

Sentences: the gold ones are to come first among the candidates of a question (`eval.learn.softmax`). Confidence:
logistic regression (Platt 1999) on whether the letters answer. Both are reported on questions of sets that were left
out of the fit in turn.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from eval.learn.encoder.measure import auc
from eval.learn.softmax import Matrix, first_gold, fit
from eval.match import Corpus, clean, names
from eval.questions.questions import LabelledQuestion, read_questions
from eval.run import corpus_of, evaluation_settings
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.search.named import named_letters
from index.settings import Settings
from qa.question.leaning.follow_up import standalone
from qa.question.question import understand
from qa.quoting.answer import select_sentences
from qa.quoting.calibration import PATH, Calibration
from qa.quoting.candidates import Candidate

SENTENCE = ("covers", "says", "near", "found", "first", "kind", "asks")
SIGNS = ("near", "best", "kind", "named", "foreign")
_SEED = 3
_AS_GOOD = 0.01  # of the cost, by which thresholds may differ that are as good: about one question of 120
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


def fit_sentences(sets: Sequence[Sequence[Example]]) -> Matrix:
    """Return float64[7], a weight for each of SENTENCE. Every set counts alike."""
    return fit([[(each.candidates, each.gold) for each in part] for part in sets])


def fit_confidence(sets: Sequence[Sequence[Example]]) -> tuple[Matrix, float]:
    """Return float64[5], a weight for each of SIGNS, and the intercept. Every set counts alike, and in it the questions
    that are answered count as much as the others: how many there are of each says nothing of what people ask.
    """
    from sklearn.linear_model import LogisticRegression

    kinds = [(part, there) for part in sets for there in (True, False)]
    weighed = [[each for each in part if each.answered == there and not each.held_back] for part, there in kinds]
    usable = [(each, 1 / len(part)) for part in weighed for each in part]
    examples, shares = [each for each, _ in usable], np.array([share for _, share in usable])
    model = LogisticRegression(C=3.0).fit(
        _signs(examples), [each.answered for each in examples], sample_weight=shares * len(shares) / shares.sum()
    )
    return model.coef_[0], float(model.intercept_[0])


def confidences(of: Sequence[Example], weights: Matrix, intercept: float) -> Matrix:
    """Return float64[n]; what is held back has 0."""
    odds = 1 / (1 + np.exp(-intercept - _signs(of) @ weights))
    return np.where([each.held_back for each in of], 0.0, odds)


def _signs(of: Sequence[Example]) -> Matrix:
    return np.array([[each.signs[name] for name in SIGNS] for each in of])


def first_right(of: Sequence[Example], weights: Matrix) -> float:
    """Return the share of questions with a gold candidate of which the best one is gold."""
    ranks = [first_gold((each.candidates, each.gold), weights) for each in of if each.gold.any()]
    return float(np.mean([rank == 1 for rank in ranks])) if ranks else float("nan")


def refusals(of: Sequence[Example], sure: Matrix, threshold: float) -> dict[str, float]:
    """Return abstention, false refusal, and the area under the curve of the one against the other."""
    answered = np.array([each.answered for each in of])
    withheld = sure < threshold
    return {
        "abstention": _share(withheld[~answered]),
        "false_refusal": _share(withheld[answered]),
        "auc": auc(sure[answered].tolist(), sure[~answered].tolist()),
    }


def _share(which: NDArray[np.bool_]) -> float:
    return float(which.mean()) if which.size else float("nan")


def least_costly(answered: NDArray[np.bool_], sure: Matrix) -> float:
    """Return the confidence from which to answer: to refuse what is `answered` costs as much as to answer what is not,
    as shares of the one and the other. Of all sets together: in a set with three questions that are not answered, one
    of them would be a third. Of thresholds that are about as good the most careful one.
    """

    def cost(threshold: float) -> float:
        return _share(sure[answered] < threshold) + _share(sure[~answered] >= threshold)

    costs = {hundredths / 100: cost(hundredths / 100) for hundredths in range(5, 96)}
    return max(threshold for threshold, costing in costs.items() if costing <= min(costs.values()) + _AS_GOOD)


def learn(sets: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    """Return the content of calibration.json, with the figures of sets that were left out of the fit in turn. The
    threshold is chosen by those, too.
    """
    others = {name: [part for other, part in sets.items() if other != name] for name in sets}
    left_out = {name: confidences(part, *fit_confidence(others[name])) for name, part in sets.items()}
    answered = np.array([each.answered for part in sets.values() for each in part])
    threshold = least_costly(answered, np.concatenate(list(left_out.values())))
    weights, intercept = fit_confidence(list(sets.values()))
    learned = Calibration(
        sentence=_named(SENTENCE, fit_sentences(list(sets.values()))),
        signs=_named(SIGNS, weights),
        intercept=round(intercept, 2),
        threshold=round(threshold, 2),
        floor=0.0,
    )
    answerable = [each for part in sets.values() for each in part if each.answered and len(each.candidates)]
    floor = round(float(np.quantile([best_score(each, learned) for each in answerable], _FAR)), 2)
    report = {
        name: {
            "questions": len(part),
            "best sentence is gold": first_right(part, fit_sentences(others[name])),
            **refusals(part, left_out[name], threshold),
        }
        for name, part in sets.items()
    }
    provenance = {"on": date.today().isoformat(), "left out in turn": report}
    return {"learned": provenance, **asdict(replace(learned, floor=floor))}


def best_score(of: Example, learned: Calibration) -> float:
    """Return the score of its best candidate, in [0, 1]."""
    return max(learned.score(dict(zip(SENTENCE, row, strict=True))) for row in of.candidates)


def _named(names: Sequence[str], weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def main(
    pairs: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl DIR...")],
    out: Annotated[Path, typer.Option()] = Path("runs/calibrate"),
    most: Annotated[
        int, typer.Option(help="Questions of a set that are learned from; of more, as many are drawn.")
    ] = 120,
) -> None:
    """Fit on all sets, write qa/quoting/calibration.json."""
    sets = {}
    for path, letters in zip(pairs[::2], pairs[1::2], strict=True):
        name = f"{path.parent.name}/{path.stem}"
        settings = evaluation_settings(Settings(), letters=letters, out=out / name)
        index_paths([letters], settings=settings, only=True)
        with closing(open_library(settings)) as library:
            questions = read_questions(path)
            drawn = random.Random(_SEED).sample(questions, min(most, len(questions)))
            sets[name] = examples(drawn, library, settings)
            typer.echo(f"{name}: {len(drawn)} questions", err=True)
    learned = learn(sets)
    PATH.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(learned, indent=1))


if __name__ == "__main__":
    typer.run(main)
