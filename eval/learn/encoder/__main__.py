"""Train an encoder for Briefwijzer, and measure it on batches that were left out.

    python -m eval.learn.encoder --out runs/encoder --leave-out W5 --leave-out M4

Starts from multilingual-e5-small out of its package and trains the upper half of its layers on eval/learn/material.
About half an hour on one core for two passes over 500 letters; the same command goes on after a break.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import torch
import typer

from eval.learn.encoder.material import MATERIAL, TrainingLetter, read_letters
from eval.learn.encoder.measure import measure
from eval.learn.encoder.network import Network
from eval.learn.encoder.train import Plan, train
from index.models.packaged.folder import encoder_folder, missing, packaged_file

_FIRST = 6  # layers below stay as they came


def run(
    out: Annotated[Path, typer.Option(help="Folder for the checkpoint, the trained layers and the figures.")],
    leave_out: Annotated[
        list[str] | None, typer.Option(help="Batch that is only measured: W1 to W5, M1 to M4.")
    ] = None,
    passes: Annotated[int, typer.Option(help="Passes over the material.")] = 2,
    base: Annotated[
        Path | None, typer.Option(help="Sentence-transformers folder to start from. Default: the model in its package.")
    ] = None,
    threads: Annotated[int, typer.Option(help="Cores that compute.")] = 1,
) -> None:
    """Train, write the trained layers, and say what is found on what was left out."""
    torch.set_num_threads(threads)
    left_out = set(leave_out or ())
    letters = read_letters(sorted(MATERIAL.glob("*.jsonl")))
    network = Network(base or _published(), first=_FIRST)
    out.mkdir(parents=True, exist_ok=True)
    unseen = [letter for letter in letters if letter.batch in left_out]
    figures = {"before": _figures(network, unseen)}

    def tell(step: int, steps: int, loss: float, left: float) -> None:
        if step % 10 == 0 or step == steps:
            typer.echo(f"step {step} of {steps}, loss {loss:.2f}, {left / 60:.0f} minutes left", err=True)

    train(
        network,
        [letter for letter in letters if letter.batch not in left_out],
        plan=Plan(passes=passes),
        checkpoint=out / "checkpoint.pt",
        on_step=tell,
    )
    figures["after"] = _figures(network, unseen)
    (out / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    _write(network, out / "layers.safetensors")


def _published() -> Path:
    """Return multilingual-e5-small as it was published. Raises SettingsError where its package is not installed."""
    source = packaged_file()
    if source is None:
        raise missing()
    return encoder_folder(source, layers=None)


def _figures(network: Network, unseen: list[TrainingLetter]) -> dict[str, dict[str, dict[str, float]]]:
    return {
        batch: measure(network, [letter for letter in unseen if letter.batch == batch])
        for batch in sorted({letter.batch for letter in unseen})
    }


def _write(network: Network, path: Path) -> None:
    from safetensors.torch import save_file

    save_file({name: tensor.detach().half() for name, tensor in network.trained().items()}, str(path))


if __name__ == "__main__":
    typer.run(run)
