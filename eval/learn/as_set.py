"""Letters of the training material as an evaluation set: a file for each letter, and a file of questions.

    python -m eval.learn.as_set M4 runs/M4
    briefwijzer eval runs/M4/questions.jsonl --letters runs/M4/letters --out runs/M4/run

A batch that the models were not trained on measures them end to end, with questions in everyday words, in other
languages, and near misses.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.learn.encoder.material import MATERIAL, Asked, TrainingLetter, read_letters
from index.dutch.dates import written_out


def write_set(letters: list[TrainingLetter], folder: Path) -> int:
    """Write `letters` and their questions below `folder`, and return how many questions there are."""
    (folder / "letters").mkdir(parents=True, exist_ok=True)
    for letter in letters:
        head = f"{letter.sender}\n\nDatum: {written_out(letter.date)}\nOnderwerp: {letter.title}"
        path = folder / "letters" / f"{letter.id}.txt"
        path.write_text(f"{head}\n\n{' '.join(letter.sentences)}\n", encoding="utf-8")
    lines = [
        json.dumps(_question(letter, number, asked), ensure_ascii=False)
        for letter in letters
        for number, asked in enumerate(letter.questions, 1)
    ]
    (folder / "questions.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _question(letter: TrainingLetter, number: int, asked: Asked) -> dict[str, Any]:
    """Return a question in the form of docs/evaluation.md; its type is its style."""
    answers = [letter.sentences[i] for i in asked.answers]
    return {
        "id": f"{letter.id}-{number:02}",
        "type": asked.style if answers else f"unanswerable-{asked.style}",
        "lang": asked.language,
        "question": asked.text,
        "history": [],
        "answer": " ".join(answers) or None,
        "facts": [],
        "evidence": [[{"file": f"{letter.id}.txt", "note": None, "quote": answer}] for answer in answers],
    }


def main(
    batch: Annotated[str, typer.Argument(help="W1 to W5, M1 to M4.")],
    folder: Annotated[Path, typer.Argument(help="Where the letters and questions.jsonl go.")],
) -> None:
    """Write a batch of the material as an evaluation set."""
    letters = [letter for letter in read_letters(sorted(MATERIAL.glob("*.jsonl"))) if letter.batch == batch]
    if not letters:
        raise typer.BadParameter(f"there is no batch {batch}")
    typer.echo(f"{len(letters)} letters, {write_set(letters, folder)} questions")


if __name__ == "__main__":
    typer.run(main)
