"""Learn once how much each view of the search counts, and write it to index/search/weights.json with its provenance.

    python -m eval.learn.fusion QUESTIONS.jsonl DIR [QUESTIONS.jsonl DIR]... --out runs/fusion

A convex combination of the views, each on a scale that means the same for every question, fitted so that gold passages
come first among the first hits of every question (`eval.learn.softmax`); questions in other languages than Dutch for
themselves. Every set counts alike, and every set is also measured with weights that were learned without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from eval.learn.softmax import LabelledCandidates, Matrix, first_gold, fit
from eval.match import found_at
from eval.questions.questions import LabelledQuestion, read_questions
from eval.run import corpus_of, evaluation_settings
from index.dutch.language import Spoken, spoken
from index.run.run import index_paths
from index.search.fuse import learned_similarity, statement
from index.search.library import Library, open_library
from index.settings import Settings
from qa.as_json import hit_line
from qa.question.leaning.follow_up import standalone

_DEPTH = 100
PATH = Path(__file__).parents[2] / "index" / "search" / "weights.json"


def rankings(questions: Sequence[LabelledQuestion], library: Library) -> list[tuple[Spoken, LabelledCandidates]]:
    """Return what each view gave for the first hits of each answerable question, and which of them hold evidence
    alone.
    """
    corpus = corpus_of(library)
    found = []
    for question in questions:
        if not question.answerable:
            continue
        asked = standalone(question.question, question.history)
        hits = library.search(asked, _DEPTH)
        features = [[hit.views[view] * statement(hit.passage.text) for view in library.views] for hit in hits]
        lines = [hit_line(hit, library=library) for hit in hits]
        gold = [any(found_at(group, [line], corpus) for group in question.evidence) for line in lines]
        found.append((spoken(asked), (np.array(features), np.array(gold, dtype=bool))))
    return found


def learn(sets: Mapping[str, Sequence[LabelledCandidates]]) -> tuple[Matrix, dict[str, Any]]:
    """Return float64[views], summing to 1, and for each set the mean reciprocal rank with and without it in the fit."""
    together = _fit(list(sets.values()))
    report = {}
    for name, part in sets.items():
        others = [other for each, other in sets.items() if each != name] or [part]
        report[name] = {
            "questions": len(part),
            "mrr left out": _mrr(part, _fit(others)),
            "mrr fitted": _mrr(part, together),
        }
    return together, report


def _fit(sets: Sequence[Sequence[LabelledCandidates]]) -> Matrix:
    learned: Matrix = fit(sets, nonnegative=True)
    learned /= learned.sum()
    return learned


def _mrr(part: Sequence[LabelledCandidates], shares: Matrix) -> float:
    ranks = [first_gold(ranking, shares) for ranking in part]
    return round(float(np.mean([1 / rank if rank and rank <= 10 else 0 for rank in ranks])), 3)


def main(
    pairs: Annotated[list[Path], typer.Argument(metavar="QUESTIONS.jsonl DIR...")],
    out: Annotated[Path, typer.Option()] = Path("runs/fusion"),
    write: Annotated[bool, typer.Option()] = True,
) -> None:
    """Learn the weights of the search from question sets."""
    sets: dict[str, dict[str, list[LabelledCandidates]]] = {"nl": {}, "foreign": {}}
    views: tuple[str, ...] = ()
    knows, similarity = 0.0, learned_similarity()
    for path, letters in zip(pairs[::2], pairs[1::2], strict=True):
        name = f"{path.parent.name}/{path.stem}"
        settings = evaluation_settings(Settings(), letters=letters, out=out / name)
        index_paths([letters], settings=settings, only=True)
        with closing(open_library(settings)) as library:
            views, knows, similarity = library.views, library.knows, library.similarity
            for language, ranking in rankings(read_questions(path), library):
                # questions in other languages are few: those of all sets are learned from together
                if language == "nl":
                    sets["nl"].setdefault(name, []).append(ranking)
                else:
                    sets["foreign"].setdefault("all", []).append(ranking)
    learned: dict[str, Any] = {
        "learned": {"on": date.today().isoformat()},
        "knows": knows,
        "similarity": str(similarity),
    }
    for languages, part in sets.items():
        shares, learned["learned"][languages] = learn(part)
        learned[languages] = {view: round(float(share), 3) for view, share in zip(views, shares, strict=True)}
    typer.echo(json.dumps(learned, indent=1))
    if write:
        PATH.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
