"""Paragraphs with questions in the form of SQuAD 2.0 (Rajpurkar et al., 2018), as letters to train on.

Such a file is not part of this project; SQuAD and XQuAD are CC BY-SA 4.0.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path
from typing import Any

from eval.learn.encoder.material import Asked, TrainingLetter
from index.dutch.sentences import sentences


def read_squad(path: Path) -> list[TrainingLetter]:
    """Return the paragraphs of a file, each as a letter. Raises ValueError, which names the file, for another form."""
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        return [
            _letter(f"{path.stem}-{a}-{p}", article.get("title", ""), paragraph)
            for a, article in enumerate(articles)
            for p, paragraph in enumerate(article["paragraphs"])
        ]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        raise ValueError(f"{path}: {fault!r}") from fault


def _letter(name: str, title: str, paragraph: dict[str, Any]) -> TrainingLetter:
    text = paragraph["context"]
    spans = sentences(text, 0, len(text))
    starts = [start for start, _ in spans]
    questions = tuple(
        Asked(
            each["question"].strip(),
            "",
            "squad",
            tuple(sorted({max(0, bisect_right(starts, answer["answer_start"]) - 1) for answer in each["answers"]}))[:1],
        )
        for each in paragraph["qas"]
    )
    texts = tuple(" ".join(text[start:end].split()) for start, end in spans)
    return TrainingLetter(name, "squad", texts, questions, title.replace("_", " "))
