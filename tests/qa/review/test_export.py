"""Exchanges as a table: what a spreadsheet reads in it, and that nothing in it is a formula there."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from index.store.exchanges import Exchange
from index.store.review.reviews import Correction, QuoteVerdict, Review
from qa.review.export import COLUMNS, csv_lines, exchange_line

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
CITATION = {"file": "bad.txt", "page": 1, "quote": "kost\nniets"}
LINE = {
    "sentences": [{"text": "Dat kost niets.", "citations": [CITATION]}],
    "notice": "",
    "dropped": [{"text": "Dat kost veel.", "reason": "polarity"}],
    "confidence": 0.5,
}
REVIEW = Review(
    "a" * 12, "Anna", NOON, "partly", (QuoteVerdict(1, 1, "right"),), "Mooi.", Correction("Niets.", (CITATION,))
)


def exchange(question: str = "Wat kost dat?", **changed: Any) -> Exchange:
    return Exchange("a" * 12, NOON, question, question, "nl", "answered", "quotes", None, None, LINE, **changed)


def table(*pairs: tuple[Exchange, tuple[Review, ...]]) -> list[dict[str, str]]:
    written = "".join(csv_lines(pairs))
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written[1:], newline=""), delimiter=";"))


def test_each_review_has_a_line_and_so_has_what_was_not_reviewed() -> None:
    other = exchange("Waarom?", helpful=False, reason="hard", remark="Lang.")
    one, two, three = table((exchange(), (REVIEW, REVIEW)), (other, ()))
    assert one == two
    assert list(one) == list(COLUMNS)
    assert (one["answer"], one["sources"]) == ("Dat kost niets.", "bad.txt, pagina 1: “kost niets”")
    assert (one["dropped"], one["verdict"], one["quotes"]) == ("Dat kost veel. (polarity)", "partly", "1.1 right")
    assert (one["note"], one["correction"], one["correction_sources"]) == ("Mooi.", "Niets.", one["sources"])
    assert (three["helpful"], three["reason"], three["remark"], three["verdict"]) == ("False", "hard", "Lang.", "")


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_is_a_formula(begin: str) -> None:
    [row] = table((exchange(f'{begin};"x"\n=2'), ()))
    assert row["question"].startswith(f"'{begin}")
    assert {name for name, cell in row.items() if cell[:1] in "=+-@\t\r\n" and cell} == set()


def test_programs_get_the_keys_of_an_answer_with_what_was_found() -> None:
    line = exchange_line(exchange(helpful=True), [REVIEW])
    assert line["sentences"] == LINE["sentences"]
    assert line["opinion"] == {"helpful": True, "reason": None, "remark": None}
    [review] = line["reviews"]
    assert (review["reviewer"], review["reviewed_at"]) == ("Anna", "2026-11-30T12:00:00+00:00")
    assert review["quotes"] == ({"sentence": 1, "citation": 1, "verdict": "right"},)
