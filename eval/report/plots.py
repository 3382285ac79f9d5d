"""The two plots of the report, from report.json. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.metrics import DEPTH
from eval.report.labels import decimal
from eval.report.svg import Chart, Point, Series, chart

SHARES = [(share / 10, decimal(share / 10, 1)) for share in range(0, 11, 2)]


def recall_chart(report: Mapping[str, Any]) -> Chart:
    """Return recall at every depth with its 95% band, and that of the earlier run where there is one."""
    rows = [row for row in report["recall_curve"] if row["value"] is not None]
    lines = [
        Series(
            "deze run, met 95%-gebied",
            "first",
            [(row["k"], row["value"]) for row in rows],
            band=[(row["k"], row["low"], row["high"]) for row in rows],
            dots=True,
        )
    ]
    if report["comparison"] and report["comparison"]["recall_curve"]:
        earlier = report["comparison"]["recall_curve"]
        lines.append(
            Series("eerdere run", "second", [(row["k"], row["value"]) for row in earlier if row["value"] is not None])
        )
    said = (
        f"van {decimal(rows[0]['value'])} bij 1 treffer tot {decimal(rows[-1]['value'])} bij {DEPTH}" if rows else "–"
    )
    return chart(
        "recall",
        lines if rows else [],
        title="Hoeveel van het bewijs wordt gevonden",
        description=f"Aandeel van het bewijs bij de eerste k treffers (recall@k): {said}.",
        x_name="eerste k treffers",
        y_name="aandeel gevonden",
        x_ticks=[(k, str(k)) for k in range(1, DEPTH + 1)],
        y_ticks=SHARES,
    )


def risk_chart(report: Mapping[str, Any]) -> Chart:
    """Return how much of what would be shown is wrong, by how much is shown; without confidence just what was shown."""
    selective = report["selective"]
    shown = selective["shown"]
    lines = []
    for key, name, style in (
        ("answered", "gegeven antwoorden", "first"),
        ("all", "alle vragen (bovengrens)", "second"),
    ):
        if selective[key]["points"]:
            lines.append(Series(name, style, [_point(each) for each in selective[key]["points"]]))
    said = "Deze run geeft geen zekerheid bij antwoorden, dus er is geen lijn te trekken."
    if selective["all"]["aurc"] is not None:
        said = f"Oppervlak (AURC): {decimal(selective['all']['aurc'])} over alle vragen"
        if selective["answered"]["aurc"] is not None:
            said += f", {decimal(selective['answered']['aurc'])} over de gegeven antwoorden"
        said += "; lager is beter."
    if shown["risk"] is not None:
        lines.append(Series("wat deze run toonde", "point", [_point(shown)], dots=True))
        said += f" Getoond bij {decimal(shown['coverage'])} van de vragen, waarvan {decimal(shown['risk'])} fout."
    return chart(
        "risico",
        lines,
        title="Hoeveel er fout is van wat wordt getoond",
        description=said,
        x_name="aandeel vragen met antwoord (dekking)",
        y_name="aandeel fout (risico)",
        x_ticks=SHARES,
        y_ticks=SHARES,
    )


def _point(row: Mapping[str, float]) -> Point:
    return row["coverage"], row["risk"]
