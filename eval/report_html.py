"""The report as one HTML page that stands alone: no script, no network, everything escaped. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from eval.labels import FAILURE_LABELS, METRIC_LABELS, STATUS_LABELS, interval
from eval.match import Corpus, found_at
from eval.metrics import METRICS, Line, facts_stated
from eval.questions import Evidence
from eval.report import STEPS, Result, failures

TYPE_METRICS = ("recall@5", "mrr@10", "fact_recall", "attribution", "abstention", "false_refusal")
STEP_LABELS = dict(zip(STEPS, ("zoeken", "antwoorden", "controleren", "samen"), strict=True))


def render(report: Mapping[str, Any], results: Sequence[Result], *, corpus: Corpus) -> str:
    """Return the HTML page of a `report` built from `results`."""
    failing = sorted(results, key=lambda result: -len(failures(result)) - 10 * (result.fault is not None))
    return Template(files("eval").joinpath("report.html").read_text(encoding="utf-8")).substitute(
        summary=_summary(report),
        made_with=escape(_made_with(report)),
        headline="".join(_headline(name, report["metrics"][name]) for name in METRICS),
        type_head=_cells("th", ["Soort", "Vragen", *(METRIC_LABELS[name] for name in TYPE_METRICS)]),
        type_rows="".join(_type_row(name, measured) for name, measured in report["types"].items()),
        questions="".join(_question(result, corpus) for result in failing),
    )


def _summary(report: Mapping[str, Any]) -> str:
    counts = report["counts"]
    parts = [
        f"{counts['questions']} vragen, waarvan {counts['answerable']} met een antwoord in de brieven",
        *(f"{label}: {counts[key or 'faults']}" for key, label in STATUS_LABELS.items()),
    ]
    times = [
        f"{STEP_LABELS[step]} {timing['p50']:.0f} ms"
        for step, timing in report["timings_ms"].items()
        if timing["p50"] is not None
    ]
    return escape("; ".join(parts) + "." + (f" Middelste tijd: {', '.join(times)}." if times else ""))


def _made_with(report: Mapping[str, Any]) -> str:
    settings = report["settings"]
    return (
        f"Briefwijzer {report['versions']['briefwijzer'] or '(niet geïnstalleerd)'}, "
        f"embedder {settings['embedder']}, "
        f"taalmodel {settings['model'] or 'geen'}, {report['documents']['indexed']} bestanden, "
        f"instellingen {settings['fingerprint'][:12]}."
    )


def _headline(name: str, metric: dict[str, Any]) -> str:
    label = f"{escape(METRIC_LABELS[name])} <span class='small'>{escape(name)}</span>"
    return f"<tr><td>{label}</td><td>{interval(metric)}</td><td>{metric['n']}</td></tr>"


def _type_row(name: str, measured: Mapping[str, Any]) -> str:
    values = (interval(measured["metrics"][metric]) for metric in TYPE_METRICS)
    return f"<tr>{_cells('td', [name, str(measured['counts']['questions']), *values])}</tr>"


def _cells(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _question(result: Result, corpus: Corpus) -> str:
    question = result.question
    failed = failures(result)
    verdict = (
        f"<span class='bad'>{escape('; '.join(FAILURE_LABELS[name] for name in failed))}</span>"
        if failed
        else "<span class='good'>goed</span>"
    )
    about = f"{question.id} · {question.type} · {STATUS_LABELS[result.status]}"
    before = "".join(f"<p class='small'>Eerdere vraag: {escape(earlier)}</p>" for earlier in question.history)
    body = f"<p>{escape(result.fault or '')}</p>" if result.line is None else _answer(result.line)
    return (
        f"<details><summary>{escape(question.question)}<br><span class='small'>{escape(about)}</span> "
        f"{verdict}</summary>{before}<h3>Antwoord</h3>{body}{_gold(result, corpus)}</details>\n"
    )


def _answer(line: Line) -> str:
    notice = f"<p>{escape(line['notice'])}</p>" if line["notice"] else ""
    return notice + _list(
        escape(sentence["text"]) + _list(_citation(citation) for citation in sentence["citations"])
        for sentence in line["sentences"]
    )


def _citation(citation: Mapping[str, Any]) -> str:
    where = ", ".join(
        str(part)
        for part in (citation["file"], citation.get("title"), citation.get("date"), citation.get("reference"))
        if part
    )
    return f"<span class='small'>{escape(where)}, pagina {citation['page']}:</span> <q>{escape(citation['quote'])}</q>"


def _gold(result: Result, corpus: Corpus) -> str:
    question, line = result.question, result.line
    if not question.answerable:
        return "<h3>Verwacht</h3><p>De brieven geven hier geen antwoord op.</p>"
    hits = [] if line is None else line["hits"]
    evidence = _list(
        " of ".join(_alternative(alternative) for alternative in group)
        + f" <span class='small'>({_rank(found_at(group, hits, corpus))})</span>"
        for group in question.evidence
    )
    stated = [False] * len(question.facts) if line is None else facts_stated(question, line)
    facts = _list(
        escape(" of ".join(group)) + ("<span class='good'> ja</span>" if there else "<span class='bad'> nee</span>")
        for group, there in zip(question.facts, stated, strict=True)
    )
    return (
        f"<h3>Bewijs dat gevonden moest worden</h3>{evidence}"
        + (f"<h3>Feiten die in het antwoord moeten staan</h3>{facts}" if facts else "")
        + (f"<h3>Voorbeeldantwoord</h3><p>{escape(question.answer)}</p>" if question.answer else "")
    )


def _rank(rank: int | None) -> str:
    return "niet gevonden" if rank is None else f"treffer {rank}"


def _alternative(evidence: Evidence) -> str:
    where = escape(", ".join(part for part in (evidence.file, evidence.note) if part))
    return f"<span class='small'>{where}</span>" + (f" <q>{escape(evidence.quote)}</q>" if evidence.quote else "")


def _list(items: Iterable[str]) -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inner}</ul>" if inner else ""
