"""What a run says in the terminal: tables, and what makes it fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.report.labels import METRIC_LABELS, comparability, decimal, difference, interval, made_with, verdict
from eval.report.terminal_checks import print_checks
from eval.report.terminal_model import print_model, print_repeat


def print_report(console: Console, report: Mapping[str, Any]) -> None:
    """Print the metrics, and what else was asked for."""
    if "metrics" in report:
        _print_answers(console, report)
    if report["checks"]:
        print_checks(console, report["checks"])


def complaint(report: Mapping[str, Any]) -> list[str]:
    """Return in Dutch what is wrong with the run itself, whatever it measured."""
    if "metrics" not in report:
        return []
    said = [f"De vraag '{fault['id']}' liep vast: {fault['message']}" for fault in report["faults"]]
    wrong = [row["id"] for row in report["questions"] if "citation_valid" in row["failures"]]
    if wrong:
        said.append(
            f"Bij {', '.join(wrong)} staan citaten die niet letterlijk in de brief staan. "
            "Dat is een fout in Briefwijzer: meld die met answers.jsonl erbij."
        )
    return said


def _print_answers(console: Console, report: Mapping[str, Any]) -> None:
    for each in report["absent"]:
        said = f"Niet gemeten: bij '{each['id']}' hoort het bestand {each['file']}, en dat is er niet."
        console.print(said, style="yellow", markup=False, highlight=False, soft_wrap=True)
    console.print(_metrics(report))
    if report["selective"]["all"]["aurc"] is not None:
        console.print(_confidence(report), highlight=False)
    if report["comparison"]:
        _print_comparison(console, report["comparison"])
    if report["repeat"]:
        print_repeat(console, report["repeat"])
    if report["model"]:
        print_model(console, report["model"])
    if report["ablation"]:
        console.print(_ablation(report["ablation"]))


def _metrics(report: Mapping[str, Any]) -> Table:
    table = Table(title="Uitkomsten, met tussen haakjes het 95%-gebied")
    table.add_column("Maat")
    table.add_column("Naam")
    table.add_column("Uitkomst", no_wrap=True)
    table.add_column("Aantal", justify="right")
    for name, metric in report["metrics"].items():
        table.add_row(METRIC_LABELS[name], name, interval(metric), str(metric["n"]))
    return table


def _confidence(report: Mapping[str, Any]) -> str:
    every, calibrated = report["selective"]["all"], report["calibration"]
    return (
        f"Zekerheid: oppervlak onder risico en dekking (AURC) {interval(every | {'value': every['aurc']})}, "
        f"op zijn best {decimal(every['best'])}; Brier {interval(calibrated['brier'])}, "
        f"bij altijd hetzelfde zeggen {decimal(calibrated['brier_of_base_rate'])}; "
        f"kalibratiefout (ECE) {decimal(calibrated['ece'])}."
    )


def _print_comparison(console: Console, comparison: Mapping[str, Any]) -> None:
    console.print(f"De eerdere run: {made_with(comparison['against'])}.", markup=False, highlight=False)
    for warning in comparability(comparison):
        console.print(f"Let op: {warning}", style="yellow", markup=False, highlight=False)
    table = _plain_table(f"Vergeleken met de eerdere run, over {comparison['compared']} vragen", "Eerst", "Nu")
    metrics = comparison["metrics"] | ({"aurc": comparison["aurc"]} if comparison["aurc"]["n"] else {})
    for name, metric in metrics.items():
        table.add_row(name, decimal(metric["before"]), decimal(metric["now"]), *_compared(name, metric))
    console.print(table)
    for kind, heading in (("broken", "Slechter geworden"), ("improved", "Beter geworden")):
        changed = [each for each in comparison["questions"] if each[kind]]
        console.print(
            f"[bold]{heading}: {len(changed)} {'vraag' if len(changed) == 1 else 'vragen'}[/bold]", highlight=False
        )
        for each in changed:
            what = "; ".join(f"{name} {decimal(then)} → {decimal(now)}" for name, (then, now) in each[kind].items())
            console.print(f"  {escape(each['id'])}  {escape(each['question'])}", highlight=False, soft_wrap=True)
            console.print(f"      {what}", style="dim", markup=False, highlight=False, soft_wrap=True)


def _ablation(ablation: Mapping[str, Any]) -> Table:
    table = _plain_table("Wat er gebeurt als een zoeklaag uit staat", "Aan", "Uit")
    for view in ablation["views"]:
        table.add_row(f"[bold]zonder {escape(view)}[/bold]")
        for name in ablation["metrics"]:
            metric = ablation["without"][view][name]
            full = decimal(ablation["full"][name]["value"])
            table.add_row(name, full, decimal(metric["value"]), *_compared(name, metric))
        table.add_section()
    return table


def _plain_table(title: str, *two: str) -> Table:
    """Return a table that fits 80 columns: a name, two values, their difference and what it means."""
    table = Table(title=title, caption="Verschil met 95%-gebied; beter of slechter bij p < 0,05", box=SIMPLE_HEAD)
    table.add_column("Naam", no_wrap=True)
    for heading in (*two, "Verschil", "p"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Oordeel", no_wrap=True)
    return table


def _compared(name: str, metric: Mapping[str, Any]) -> tuple[str, str, str]:
    return difference(metric), decimal(metric["p"], 3), verdict(name, metric)
