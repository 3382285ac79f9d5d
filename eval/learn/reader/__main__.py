"""Train the reader of Briefwijzer, and measure it on batches that were left out.

    python -m eval.learn.reader --out runs/reader --leave-out W5 --leave-out M4

Starts from the packaged encoder and trains the upper half of its layers on eval/learn/material, question and sentence
together. About 25 minutes a pass on two cores; the same command goes on after a break.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer

from eval.learn.encoder.material import MATERIAL, TrainingLetter, read_letters
from eval.learn.encoder.network import Network
from eval.learn.reader.measure import measure
from eval.learn.reader.network import PairNetwork
from eval.learn.reader.readings import Material
from eval.learn.reader.squad import read_squad
from eval.learn.reader.train import ReaderPlan, train
from index.models.packaged.folder import encoder_folder, missing, packaged_file

_FIRST = 6  # layers below stay as they came
_MEASURED = 300  # questions of each batch left out


def run(
    out: Annotated[Path, typer.Option(help="Folder for the checkpoint, the trained layers and the figures.")],
    *,
    leave_out: Annotated[
        list[str] | None, typer.Option(help="Batch that is only measured: W1 to W5, M1 to M4.")
    ] = None,
    squad: Annotated[
        list[Path] | None, typer.Option(help="File in the form of SQuAD 2.0 for a pass before the others.")
    ] = None,
    passes: Annotated[int, typer.Option(help="Passes over the material.")] = 3,
    base: Annotated[
        Path | None, typer.Option(help="Sentence-transformers folder to start from. Default: the packaged encoder.")
    ] = None,
    threads: Annotated[int, typer.Option(help="Cores that compute.")] = 1,
) -> None:
    """Train, write the trained layers, and say what is told of what was left out."""
    torch.set_num_threads(threads)
    torch.manual_seed(ReaderPlan.seed)
    left_out = set(leave_out or ())
    letters = read_letters(sorted(MATERIAL.glob("*.jsonl")))
    folder = base or _packaged()
    network = PairNetwork(folder, first=_FIRST)
    out.mkdir(parents=True, exist_ok=True)

    def tell(step: int, steps: int, loss: float, left: float) -> None:
        if step % 10 == 0 or step == steps:
            typer.echo(f"step {step} of {steps}, loss {loss:.2f}, {left / 60:.0f} minutes left", err=True)

    train(
        network,
        _near(folder, [letter for letter in letters if letter.batch not in left_out]),
        before=Material([each for path in squad for each in read_squad(path)]) if squad else None,
        plan=ReaderPlan(passes=passes),
        checkpoint=out / "checkpoint.pt",
        on_step=tell,
    )
    _write(network, out / "reader.safetensors")
    figures = {
        batch: measure(network, [letter for letter in letters if letter.batch == batch], most=_MEASURED)
        for batch in sorted(left_out)
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _packaged() -> Path:
    """Return the packaged encoder. Raises SettingsError where its package is not installed."""
    source = packaged_file()
    if source is None:
        raise missing()
    return encoder_folder(source)


def _near(folder: Path, letters: list[TrainingLetter]) -> Material:
    encoder = Network(folder, first=_FIRST)
    with torch.no_grad():
        sentences = encoder.sentences([each for letter in letters for each in letter.sentences])
        questions = encoder.questions([each.text for letter in letters for each in letter.questions])
    return Material(letters, np.asarray(questions @ sentences.T, dtype=np.float32))


def _write(network: PairNetwork, path: Path) -> None:
    from safetensors.torch import save_file

    save_file({name: tensor.detach().half() for name, tensor in network.trained().items()}, str(path))


if __name__ == "__main__":
    typer.run(run)
