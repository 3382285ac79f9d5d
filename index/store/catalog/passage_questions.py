"""The questions that were thought of for passages, kept by the words of those."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Engine, delete, insert, select

from index.records import Passage
from index.store import tables
from index.store.catalog.connection import catalog_faults


def question_key(passage: Passage) -> str:
    """Return the name under which the questions of a passage are kept: that of its words, in whatever
    document they stand.
    """
    return hashlib.sha256(f"{passage.heading}\n{passage.text}".encode()).hexdigest()


def read_questions(engine: Engine) -> dict[str, tuple[str, ...]]:
    """Return all questions that were thought of, by `question_key`; none where there is nothing to ask."""
    with catalog_faults(engine), engine.connect() as connection:
        rows = connection.execute(select(tables.questions.c.passage, tables.questions.c.questions))
        return {row.passage: tuple(row.questions) for row in rows}


def write_questions(engine: Engine, key: str, questions: Sequence[str], *, model: str, prompt: str) -> None:
    """Keep what `model`, told the prompt with the hash `prompt`, thought of for the passage with `question_key`
    `key`.
    """
    with catalog_faults(engine), engine.begin() as connection:
        connection.execute(delete(tables.questions).where(tables.questions.c.passage == key))
        row = {"passage": key, "model": model, "prompt": prompt, "questions": list(questions)}
        connection.execute(insert(tables.questions).values(**row))


def forget_questions(engine: Engine, keys: Iterable[str]) -> None:
    """Forget the questions kept under `keys`."""
    with catalog_faults(engine), engine.begin() as connection:
        for key in keys:
            connection.execute(delete(tables.questions).where(tables.questions.c.passage == key))
