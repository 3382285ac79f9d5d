"""What the metrics are called where a person reads them."""

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


def interval(metric: dict[str, float | int | None]) -> str:
    """Return a metric as a Dutch reader writes it: `0,85 (0,78–0,91)`, or a dash for nothing measured."""
    if metric["value"] is None:
        return "–"
    value, low, high = (f"{metric[key]:.2f}".replace(".", ",") for key in ("value", "low", "high"))
    return f"{value} ({low}–{high})"
