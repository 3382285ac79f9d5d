"""How often the polarity rule fires on pairs of Dutch sentences whose relation is known:
`python -m eval.check.sick_nl PAIRS.jsonl`.

A public sanity check: SICK-NL (Wijnholds and Moortgat, EACL 2021) has pairs of image captions marked contradiction,
entailment or neutral. The premise takes the place of the quote, the hypothesis that of the drafted sentence. The rule
should fire on contradictions and must be silent on what follows. Of neutral pairs little can be said: captions of two
different scenes may deny each other in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from pydantic import BaseModel, ConfigDict
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.jsonl import InputError, Text, read_lines
from eval.measure.bootstrap import Estimate, estimate
from eval.report.labels import decimal
from qa.compare.negation import contradiction

Label = Literal["contradiction", "entailment", "neutral"]

LABELS = {"contradiction": "spreekt tegen", "entailment": "volgt", "neutral": "geen van beide"}


class SentencePair(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(frozen=True)

    id: Text
    premise: Text
    hypothesis: Text
    label: Label


Contradicts = Callable[[str, str], str]
"""Sentence and quote -> the words by which the sentence denies the quote, or "" where it does not."""


@dataclass(frozen=True)
class FiringRate:
    """On how many pairs of one label the rule fired, what share that is, and the words by which."""

    pairs: int
    share: Estimate
    examples: tuple[tuple[SentencePair, str], ...]

    @property
    def count(self) -> int:
        return len(self.examples)


def measure(pairs: Iterable[SentencePair], contradicts: Contradicts) -> dict[Label, FiringRate]:
    """Return by label how often `contradicts` fires; the interval is a bootstrap over pairs."""
    said: dict[Label, list[tuple[SentencePair, str]]] = {label: [] for label in get_args(Label)}
    for pair in pairs:
        said[pair.label].append((pair, contradicts(pair.hypothesis, pair.premise)))
    return {
        label: FiringRate(
            len(of_label),
            estimate((float(bool(words)), 1) for _, words in of_label),
            tuple(x for x in of_label if x[1]),
        )
        for label, of_label in said.items()
    }


def rule(sentence: str, quote: str) -> str:
    """The rule that the check of answers uses."""
    return contradiction(sentence, [quote])


def main(
    path: Annotated[Path, typer.Argument(metavar="PAREN.jsonl", help="Regels met id, premise, hypothesis en label.")],
    examples: Annotated[
        int, typer.Option(metavar="N", help="Toon van elke soort zoveel paren waarop de regel afgaat.")
    ] = 0,
) -> None:
    """Meet hoe vaak de regel die tegenspraak zoekt afgaat op paren van zinnen."""
    console = Console()
    try:
        fired = measure((pair for _, pair in read_lines(path, SentencePair, file="bestand met paren")), rule)
    except InputError as fault:
        Console(stderr=True).print(str(fault), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from fault
    table = Table(title="De regel polarity", box=SIMPLE_HEAD)
    for heading in ("De tweede zin", "Paren", "Gaat af", "Aandeel (95%-gebied)"):
        table.add_column(heading, justify="left" if heading == "De tweede zin" else "right", no_wrap=True)
    for label, of_label in fired.items():
        table.add_row(LABELS[label], str(of_label.pairs), str(of_label.count), _share(of_label.share))
    console.print(table)
    for label, of_label in fired.items():
        for pair, words in of_label.examples[:examples]:
            console.print(
                f"[bold]{LABELS[label]}[/bold]  {escape(pair.premise)}  →  {escape(pair.hypothesis)}  "
                f"[dim]{escape(words)}[/dim]",
                highlight=False,
                soft_wrap=True,
            )


def _share(share: Estimate) -> str:
    value, low, high = (decimal(each, 3) for each in (share.value, share.low, share.high))
    return f"{value} ({low}–{high})" if share.n else value


if __name__ == "__main__":
    typer.run(main)
