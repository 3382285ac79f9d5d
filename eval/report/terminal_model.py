"""What is said in the terminal of a language model's work, and of questions that were asked more than once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.report.labels import STATUS_LABELS, decimal, figure, interval, judge_name


def print_model(console: Console, model: Mapping[str, Any]) -> None:
    """Print what was dropped, what it took, and what each judge thinks of the citations."""
    calls, cost = model["calls"], model["cost"]
    console.print(
        f"Taalmodel: {model['asked']} keer gevraagd, {decimal(calls['mean'], 1)} aanroepen per antwoord; teruggevallen "
        f"op "
        f"zinnen uit de brieven {interval(model['fell_back'])}; geschrapte zinnen "
        f"{interval(model['dropped']['share'])} "
        f"van {model['dropped']['drafted']}; kosten {decimal(cost['total'], 4)} dollar.",
        highlight=False,
    )
    for rule, dropped in model["dropped"]["rules"].items():
        console.print(f"  {rule}: {dropped['count']}", markup=False, highlight=False)
    table = Table(title="Bewijzen de citaten wat er staat?", box=SIMPLE_HEAD)
    table.add_column("Wie oordeelt")
    for heading in ("Zinnen bewezen", "Citaten nodig", "Antwoorden", "Eens met mensen"):
        table.add_column(heading, justify="right")
    for judge in model["citations"]:
        agreed = judge.get("agreement")
        said = f"{decimal(agreed['share'])}, kappa {decimal(agreed['kappa'])}" if agreed else "–"
        shares = [interval(judge[name]) for name in ("citation_recall", "citation_precision")]
        table.add_row(escape(judge_name(judge)), *shares, str(judge["citation_recall"]["n"]), said)
    console.print(table)
    for judge in model["citations"]:
        for fault in judge.get("faults", ()):
            console.print(f"Let op: {judge['name']}: {fault}", style="yellow", markup=False, highlight=False)


def print_repeat(console: Console, again: Mapping[str, Any]) -> None:
    """Print how far the runs differ, and the questions whose outcome changed."""
    table = Table(title=f"Over {again['runs']} keer dezelfde vragen", box=SIMPLE_HEAD)
    table.add_column("Naam", no_wrap=True)
    for heading in ("Gemiddeld", "Laagst", "Hoogst", "Afwijking"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, metric in again["metrics"].items():
        if metric["mean"] is not None:
            table.add_row(name, *(figure(metric[key]) for key in ("mean", "min", "max", "sd")))
    console.print(table)
    console.print(
        f"[bold]Niet elke keer dezelfde uitkomst: {len(again['changed'])}[/bold]; andere zinnen: {again['reworded']}",
        highlight=False,
    )
    for each in again["changed"]:
        statuses = " → ".join(STATUS_LABELS[status] for status in each["statuses"])
        console.print(
            f"  {escape(each['id'])}  {escape(each['question'])}: {statuses}", highlight=False, soft_wrap=True
        )
