"""What metrics, verdicts and warnings are called where a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.metrics import LOWER_IS_BETTER

METRIC_LABELS = {
    "recall@1": "Bewijs bij de eerste treffer",
    "recall@3": "Bewijs bij de eerste 3 treffers",
    "recall@5": "Bewijs bij de eerste 5 treffers",
    "recall@10": "Bewijs bij de eerste 10 treffers",
    "hit@1": "Eerste treffer is bewijs",
    "hit@3": "Bij de eerste 3 treffers is er een bewijs",
    "hit@5": "Bij de eerste 5 treffers is er een bewijs",
    "hit@10": "Bij de eerste 10 treffers is er een bewijs",
    "mrr@10": "Plaats van het eerste bewijs (MRR)",
    "ndcg@10": "Volgorde van de treffers (nDCG)",
    "fact_recall": "Feiten die in het antwoord staan",
    "citation_valid": "Citaten die letterlijk kloppen (moet 1 zijn)",
    "citation_recall": "Zinnen die op het juiste bewijs rusten",
    "citation_precision": "Bronvermeldingen met het juiste bewijs",
    "attribution": "Eerste bronvermelding noemt de juiste brief",
    "evidence_shown": "Bewijs in het antwoord of in wat het dichtst in de buurt komt",
    "abstention": "Terecht geen antwoord",
    "false_refusal": "Ten onrechte geen antwoord (lager is beter)",
}

FAILURE_LABELS = {
    "fault": "fout bij het antwoorden",
    "citation_valid": "citaat klopt niet letterlijk",
    "abstention": "had geen antwoord moeten geven",
    "false_refusal": "ten onrechte geen antwoord",
    "fact_recall": "feiten ontbreken",
    "attribution": "verkeerde brief genoemd",
    "recall@5": "bewijs niet bij de eerste 5 treffers",
}

STATUS_LABELS = {
    "answered": "beantwoord",
    "partial": "deels beantwoord",
    "not_found": "niet gevonden",
    "refused": "geweigerd",
    None: "fout",
}


KIND_LABELS = {
    "verbatim": "letterlijk",
    "paraphrase": "in andere woorden",
    "shortened": "ingekort",
    "number_words": "getal in woorden",
    "attributed": "met wie het zegt",
    "negation_paraphrase": "ontkenning in andere woorden",
    "combined": "uit twee citaten",
    "yes_no": "ja of nee",
    "changed_number": "ander getal",
    "changed_date": "andere datum",
    "negation": "het tegendeel",
    "name": "andere naam",
    "addition": "toegevoegd",
    "overclaim": "te stellig",
    "roles": "rollen omgewisseld",
    "wrong_speaker": "verkeerde spreker",
    "wrong_source": "citaat uit een andere bron",
    "fake_quote": "verzonnen citaat",
    "unknown_source": "bron die er niet is",
}
"""Kinds of drafted sentences; a table may have others, which go by their own name."""


def judge_name(judge: Mapping[str, Any]) -> str:
    """Return in Dutch who judged."""
    match judge["by"]:
        case "gold":
            return "het bewijs bij de vragen"
        case "verifier":
            return f"controlemodel {judge['name']}"
    return f"taalmodel {judge['name']}"


def made_with(head: Mapping[str, Any]) -> str:
    """Return in Dutch what a run was made with, from the head of its report."""
    return f"{program(head)}, {head['documents'].get('indexed')} bestanden"


def program(head: Mapping[str, Any]) -> str:
    """Return in Dutch which version and settings a report was made with."""
    settings, version = head["settings"], head["versions"].get("briefwijzer")
    parts = [
        f"Briefwijzer {version or '(niet geïnstalleerd)'}",
        f"embedder {settings['embedder']}" if settings.get("embedder") else "",
        f"taalmodel {settings.get('model') or 'geen'}",
        f"controlemodel {settings['verifier']}" if settings.get("verifier") else "",
        f"instellingen {(settings.get('fingerprint') or 'onbekend')[:12]}",
    ]
    return ", ".join(part for part in parts if part)


def decimal(value: float | None, digits: int = 2) -> str:
    """Return a number with a comma, or a dash for nothing measured."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def figure(value: float | None) -> str:
    """Return a number of any size: a share in three decimals, tokens in none, a small price in as many as it needs."""
    if value is None or value == 0:
        return decimal(value, 3)
    return decimal(value, 0 if abs(value) >= 100 else 3 if abs(value) >= 0.01 else 5)


def interval(metric: Mapping[str, Any]) -> str:
    """Return a metric as a Dutch reader writes it: `0,85 (0,78–0,91)`, or a dash for nothing measured."""
    if metric["value"] is None:
        return "–"
    return f"{decimal(metric['value'])} ({decimal(metric['low'])}–{decimal(metric['high'])})"


def difference(metric: Mapping[str, Any]) -> str:
    """Return a paired difference: `+0,03 (−0,01; +0,07)`, or a dash for nothing to compare."""
    if metric["difference"] is None:
        return "–"
    return f"{_signed(metric['difference'])} ({_signed(metric['low'])}; {_signed(metric['high'])})"


def verdict(name: str, metric: Mapping[str, Any]) -> str:
    """Return whether a metric became better or worse, as far as can be told."""
    if not metric["difference"]:
        return "gelijk" if metric["n"] else "–"
    if not metric["significant"]:
        return "onzeker"
    return "beter" if (metric["difference"] > 0) != (name in LOWER_IS_BETTER) else "slechter"


def comparability(comparison: Mapping[str, Any]) -> list[str]:
    """Return in Dutch why two runs are not wholly comparable, and what was compared nonetheless."""
    said = []
    if not comparison["same_questions"]:
        left_out = [
            f"{len(comparison[key])} {what}"
            for key, what in (
                ("only_now", "alleen nu gesteld"),
                ("only_before", "alleen eerder"),
                ("reworded", "anders gesteld"),
            )
            if comparison[key]
        ]
        said.append(
            f"de vragen of hun bewijs zijn veranderd. Vergeleken zijn de {comparison['compared']} vragen met dezelfde "
            f"id" + (f"; niet vergeleken: {', '.join(left_out)}." if left_out else ".")
        )
    if not comparison["same_documents"]:
        said.append("de documenten zijn andere. Een verschil kan daaraan liggen.")
    return said


def _signed(value: float) -> str:
    text = decimal(abs(value))
    return text if text == decimal(0) else ("+" if value > 0 else "−") + text
