"""Questions are asked here, one after the other, and each answer is scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from eval.match import Corpus
from eval.measure.result import Result
from eval.metrics import AnswerLine, score, score_fault
from eval.questions.questions import LabelledQuestion
from index.errors import BriefwijzerError
from index.settings import Settings

if TYPE_CHECKING:
    from index.search.library import Library

Step = Literal["index", "embed", "ask", "ablate", "judge", "check"]

OnProgress = Callable[[Step, int, int], None]
"""Called with the step, how much of it is done, and of how much."""

OnCount = Callable[[int, int], None]
"""Called with how much of one step is done, and of how much."""

Answerer = Callable[[LabelledQuestion], AnswerLine]


def answerer(library: Library, settings: Settings) -> Answerer:
    """Return what answers a question from `library` with a line of answers.jsonl."""
    from qa.as_json import answer_line
    from qa.ask import ask

    def answer(question: LabelledQuestion) -> AnswerLine:
        said = ask(question.question, library=library, settings=settings, history=question.history, pinned=False)
        line: AnswerLine = answer_line(said, library=library, id=question.id)
        return line

    return answer


def measured(questions: Sequence[LabelledQuestion], answer: Answerer, corpus: Corpus) -> Iterator[Result]:
    """Yield a result for every question, in order; one that ends in a BriefwijzerError is a fault and the rest goes
    on.
    """
    for question in questions:
        try:
            line = answer(question)
        except BriefwijzerError as fault:
            yield Result(question, None, score_fault(question), fault=str(fault))
        else:
            yield Result(question, line, score(question, line, corpus))


def ask_all(
    questions: Sequence[LabelledQuestion],
    answer: Answerer,
    *,
    path: Path,
    corpus: Corpus,
    on_progress: OnProgress,
    before: int = 0,
    total: int | None = None,
) -> list[Result]:
    """Return a result for every question, in order, and write each answer to `path` as it comes.

    A line is one unbuffered write: whoever stops the run keeps whole lines only. Progress counts on from `before`, of
    `total`.
    """
    total = len(questions) if total is None else total
    results: list[Result] = []
    on_progress("ask", before, total)
    with path.open("wb", buffering=0) as lines:
        for result in measured(questions, answer, corpus):
            if result.line is not None:
                lines.write((json.dumps(result.line, ensure_ascii=False) + "\n").encode())
            results.append(result)
            on_progress("ask", before + len(results), total)
    return results


def ask_again(
    questions: Sequence[LabelledQuestion],
    answer: Answerer,
    *,
    repeat: int,
    out: Path,
    corpus: Corpus,
    on_progress: OnProgress,
) -> list[list[Result]]:
    """Ask all questions `repeat` times, and return the results of each time: answers.jsonl, answers-2.jsonl and so
    on.
    """
    return [
        ask_all(
            questions,
            answer,
            path=out / ("answers.jsonl" if i == 0 else f"answers-{i + 1}.jsonl"),
            corpus=corpus,
            on_progress=on_progress,
            before=i * len(questions),
            total=repeat * len(questions),
        )
        for i in range(repeat)
    ]


def ask_without(
    views: Sequence[str],
    questions: Sequence[LabelledQuestion],
    *,
    settings: Settings,
    corpus: Corpus,
    on_progress: OnProgress,
) -> dict[str, list[Result]]:
    """Return by view the results of all questions over the same index with that view switched off.

    No language model is asked: what is found does not depend on it.
    """
    from index.search.library import open_library

    settings = settings.model_copy(update={"model": None})
    total = len(views) * len(questions)
    without: dict[str, list[Result]] = {view: [] for view in views}
    on_progress("ablate", 0, total)
    for i, (view, results) in enumerate(without.items()):
        with closing(open_library(settings, without={view})) as library:
            for result in measured(questions, answerer(library, settings), corpus):
                results.append(result)
                on_progress("ablate", i * len(questions) + len(results), total)
    return without
