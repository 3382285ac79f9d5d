"""Exchanges with what was found of them, for programs and for spreadsheets. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from index.store.exchanges import Exchange
from index.store.review.reviews import Review

COLUMNS = (
    "id", "asked_at", "question", "searched_for", "language", "status", "mode", "model", "confidence", "answer",
    "sources", "notice", "dropped", "helpful", "reason", "remark", "reviewer", "reviewed_at", "verdict", "quotes",
    "note", "correction", "correction_sources",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the full-width ones are read so too


def exchange_line(exchange: Exchange, reviews: Sequence[Review] = ()) -> dict[str, Any]:
    """Return an exchange as plain data: the keys of `ask --json`, with its own `id`, when it was asked, in UTC, what
    whoever asked found of it, and what staff found.
    """
    found = {"helpful": exchange.helpful, "reason": exchange.reason, "remark": exchange.remark}
    return {
        **exchange.line,
        "id": exchange.id,
        "asked_at": exchange.asked_at.isoformat(timespec="seconds"),
        "opinion": found,
        "reviews": [review_line(each) for each in reviews],
    }


def review_line(review: Review) -> dict[str, Any]:
    """Return a review as plain data, without the exchange that it is about."""
    values = {**asdict(review), "reviewed_at": review.reviewed_at.isoformat(timespec="seconds")}
    return {name: value for name, value in values.items() if name != "exchange_id"}


def export_lines(exchanges: Iterable[tuple[Exchange, Sequence[Review]]]) -> Iterator[str]:
    """Yield exchanges as lines of JSON."""
    for exchange, reviews in exchanges:
        yield json.dumps(exchange_line(exchange, reviews), ensure_ascii=False) + "\n"


def portable_json(exchanges: Iterable[tuple[Exchange, Sequence[Review]]]) -> Iterator[str]:
    """Yield the parts of one list in JSON for whoever asked: with what staff noted, and not who they are."""
    yield "["
    for number, each in enumerate(exchanges):
        line = exchange_line(*each)
        for review in line["reviews"]:
            del review["reviewer"]
        yield (",\n" if number else "\n") + json.dumps(line, ensure_ascii=False, indent=2)
    yield "\n]\n"


def csv_lines(exchanges: Iterable[tuple[Exchange, Sequence[Review]]]) -> Iterator[str]:
    """Yield a table as lines of CSV, its head first: a line for each review, and one for an exchange without any.

    It opens as columns in a Dutch spreadsheet: a byte order mark, semicolons.
    """
    yield "\ufeff" + csv_line(COLUMNS)
    for exchange, reviews in exchanges:
        for review in reviews or (None,):
            yield csv_line(_row(exchange, review))


def csv_line(cells: Sequence[object]) -> str:
    """Return a line of CSV with semicolons, each cell in quotes: whatever separator a spreadsheet takes, no cell
    becomes two. None is a formula: one that would be begins with an apostrophe (OWASP, "CSV Injection").
    """
    written = io.StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerow(map(_cell, cells))
    return written.getvalue()


def _row(exchange: Exchange, review: Review | None) -> list[object]:
    line = exchange.line
    sentences = line.get("sentences") or ()
    said = [
        exchange.id, exchange.asked_at.isoformat(timespec="seconds"), exchange.question, exchange.searched_for,
        exchange.language, exchange.status, exchange.mode, exchange.model, line.get("confidence"),
        " ".join(each["text"] for each in sentences),
        _sources(each for sentence in sentences for each in sentence["citations"]),
        line.get("notice"), "; ".join(f"{each['text']} ({each['reason']})" for each in line.get("dropped") or ()),
        exchange.helpful, exchange.reason, exchange.remark,
    ]  # fmt: skip
    if not review:
        return said + [None] * (len(COLUMNS) - len(said))
    correction = review.correction
    return [
        *said, review.reviewer, review.reviewed_at.isoformat(timespec="seconds"), review.answer,
        "; ".join(f"{each.sentence}.{each.citation} {each.verdict}" for each in review.quotes),
        review.note, correction and correction.text, correction and _sources(correction.citations),
    ]  # fmt: skip


def _sources(citations: Iterable[Any]) -> str:
    places = (f"{each['file']}, pagina {each['page']}: “{' '.join(each['quote'].split())}”" for each in citations)
    return "\n".join(dict.fromkeys(places))


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text
