"""What is said of the check in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.report.labels import KIND_LABELS, decimal, interval, judge_name


def print_checks(console: Console, checks: Mapping[str, Any]) -> None:
    """Print the figures, a row for each kind of draft, and every draft with which it went wrong."""
    console.print(_kinds(checks))
    console.print(
        f"Niet in de brieven, en tegengehouden: {interval(checks['stopped'])} van {checks['stopped']['n']}. "
        f"In de brieven, en getoond: {interval(checks['shown'])} van {checks['shown']['n']}. "
        f"Tijd per zin: {decimal(checks['milliseconds']['p50'], 1)} ms, 95% binnen "
        f"{decimal(checks['milliseconds']['p95'], 1)} ms.",
        highlight=False,
    )
    for judge in checks["judges"]:
        agreed = judge["agreement"]
        console.print(
            f"{judge_name(judge)}: eens met mensen {decimal(agreed['share'])}, kappa {decimal(agreed['kappa'])}, "
            f"over {agreed['n']} zinnen.",
            markup=False,
            highlight=False,
        )
    if checks["ablation"] is not None:
        console.print(_ablation(checks["ablation"]))
    for each in checks["wrong"]:
        how = f"tegengehouden door {each['rule']}: {each['words']}" if each["rule"] else "getoond"
        console.print(f"[bold]{escape(each['id'])}[/bold]  ten onrechte {escape(how)}", highlight=False, soft_wrap=True)
        console.print(f"      {each['text']}", style="dim", markup=False, highlight=False, soft_wrap=True)


def _kinds(checks: Mapping[str, Any]) -> Table:
    table = Table(title="De controle, per soort zin", box=SIMPLE_HEAD)
    table.add_column("Soort")
    for heading in ("Aantal", "Getoond", "Goed"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Tegengehouden door")
    for kind in checks["kinds"]:
        rules = ", ".join(f"{rule} {count}" for rule, count in kind["rules"].items())
        name = escape(KIND_LABELS.get(kind["kind"], kind["kind"]))
        style = "" if kind["right"]["value"] == 1 else "yellow"
        table.add_row(name, str(kind["n"]), str(kind["shown"]), decimal(kind["right"]["value"]), rules, style=style)
    return table


def _ablation(rows: list[Mapping[str, Any]]) -> Table:
    table = Table(title="De controle zonder elke regel", box=SIMPLE_HEAD)
    table.add_column("Zonder", no_wrap=True)
    for heading in ("Tegengehouden", "Getoond", "Alleen deze", "Ten onrechte"):
        table.add_column(heading, justify="right")
    for row in rows:
        shares = [decimal(row[name]["value"]) for name in ("stopped", "shown")]
        table.add_row(row["rule"], *shares, str(len(row["stops_alone"])), str(len(row["stops_wrongly"])))
    return table
