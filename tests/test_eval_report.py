"""The bootstrap, report.json and report.html, built from results made by hand."""

import json
import random
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bootstrap import estimate
from eval.labels import FAILURE_LABELS, METRIC_LABELS, interval
from eval.match import Corpus
from eval.metrics import METRICS, Score, score, score_fault
from eval.questions import Question
from eval.report import Result, build_report, failures
from eval.report_html import render

SCORES = st.lists(st.tuples(st.floats(0, 1), st.just(1)), min_size=1, max_size=40)
CORPUS = Corpus(texts={"brief.md": "Een kind mag drie maanden thuis zitten."})
MADE_WITH = {
    "versions": {"briefwijzer": "0", "python": "3"},
    "settings": {"embedder": "e", "model": None, "fingerprint": "f" * 64},
    "documents": {"indexed": 1},
}


def asked(id: str, **fields: Any) -> Question:
    evidence = [[{"file": "brief.md", "quote": "drie maanden"}]]
    return Question.model_validate_json(
        json.dumps({"id": id, "type": "fact", "question": "Hoe lang?", "evidence": evidence} | fields)
    )


def answered(question: Question, *, quote: str = "drie maanden", status: str = "answered") -> Result:
    start = CORPUS.texts["brief.md"].find(quote)
    found = {"file": "brief.md", "letter_id": "L", "start": start, "end": start + len(quote), "page": 1}
    line = {
        "status": status,
        "notice": "",
        "sentences": [{"text": quote, "citations": [found | {"quote": quote}]}] if status == "answered" else [],
        "hits": [found | {"rank": 1, "text": quote}],
        "timings_ms": {"search": 10.0, "total": 30.0},
    }
    return Result(question, line, score(question, line, CORPUS))


def results() -> list[Result]:
    fault = asked("v3")
    return [
        answered(asked("v1", facts=[["drie"]])),
        answered(asked("v2", type="parent", facts=[["<b>vier</b>"]]), quote="thuis"),
        Result(fault, None, score_fault(fault), "Het model zwijgt. Probeer het later."),
        answered(asked("v4", type="unanswerable-off", evidence=[]), status="refused"),
    ]


def test_estimate_pools_sums_and_gives_none_of_nothing() -> None:
    got = estimate([(1, 1), (1, 3)])
    assert (got.value, got.n) == (0.5, 4)
    nothing = estimate([])
    assert (nothing.value, nothing.low, nothing.high, nothing.n) == (None, None, None, 0)


def test_interval_of_a_share_is_that_of_the_normal_approximation() -> None:
    got = estimate([(1, 1)] * 300 + [(0, 1)] * 100)
    half = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert got.low == pytest.approx(0.75 - half, abs=0.006)
    assert got.high == pytest.approx(0.75 + half, abs=0.006)


def test_interval_does_not_depend_on_how_many_questions_fit_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scores = [(float(i % 3 == 0), 1) for i in range(50)]
    whole = estimate(scores)
    monkeypatch.setattr("eval.bootstrap.BLOCK", 120)
    assert estimate(scores) == whole


@given(SCORES, st.randoms(use_true_random=False))
def test_estimate_lies_in_its_interval_whatever_the_order(scores: list[Score], shuffler: random.Random) -> None:
    got = estimate(scores)
    assert got.low is not None
    assert got.value is not None
    assert got.high is not None
    assert 0 <= got.low <= got.high <= 1
    if len({total for total, _ in scores}) == 1 or (len(scores) >= 20 and _two_values(scores)):
        assert got.low - 1e-6 <= got.value <= got.high + 1e-6
    shuffled = list(scores)
    shuffler.shuffle(shuffled)
    assert estimate(shuffled) == got


def _two_values(scores: list[Score]) -> bool:
    high = sum(total > 0.5 for total, _ in scores)
    return 5 <= high <= len(scores) - 5


def test_report_counts_and_measures_all_and_each_type() -> None:
    report = build_report(results(), made_with=MADE_WITH)
    assert report["counts"] == {
        "questions": 4,
        "answerable": 3,
        "unanswerable": 1,
        "answered": 2,
        "partial": 0,
        "not_found": 0,
        "refused": 1,
        "faults": 1,
    }
    assert list(report["metrics"]) == list(METRICS)
    value = {name: (metric["value"], metric["n"]) for name, metric in report["metrics"].items()}
    assert value["recall@5"] == (pytest.approx(1 / 3, abs=1e-6), 3)
    assert value["fact_recall"] == (0.5, 2)
    assert value["citation_valid"] == (1, 2)
    assert value["attribution"] == (pytest.approx(2 / 3, abs=1e-6), 3)
    assert value["abstention"] == (1, 1)
    assert report["types"]["parent"]["metrics"]["recall@5"]["value"] == 0
    assert report["types"]["fact"]["metrics"]["abstention"] == {
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
    }
    assert report["timings_ms"]["total"] == {"p50": 30, "p95": 30, "n": 3}
    assert report["timings_ms"]["check"] == {"p50": None, "p95": None, "n": 0}
    assert report["faults"] == [{"id": "v3", "message": "Het model zwijgt. Probeer het later."}]
    assert [row["failures"] for row in report["questions"]] == [
        [],
        ["fact_recall", "recall@5"],
        ["fault"],
        [],
    ]
    assert report["questions"][0]["scores"]["recall@5"] == 1
    assert report["questions"][0]["scores"]["abstention"] is None
    assert json.loads(json.dumps(report)) == report


def test_order_of_questions_changes_no_measure() -> None:
    one, other = (build_report(rows, made_with=MADE_WITH) for rows in (results(), results()[::-1]))
    assert all(one[key] == other[key] for key in ("counts", "metrics", "types", "timings_ms"))


def test_every_metric_and_failure_has_a_dutch_name() -> None:
    assert list(METRIC_LABELS) == list(METRICS)
    assert {name for result in results() for name in failures(result)} <= set(FAILURE_LABELS)
    assert interval({"value": 0.854, "low": 0.7, "high": 1.0, "n": 3}) == "0,85 (0,70–1,00)"
    assert interval({"value": None, "low": None, "high": None, "n": 0}) == "–"


class Page(HTMLParser):
    """What a browser would load, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_stands_alone_escapes_and_puts_what_failed_first() -> None:
    nasty = "<script>alert('$x')</script> & \"quotes\""
    rows = [*results(), answered(asked("<v5>", question=nasty, type="<i>", history=[nasty], answer=nasty))]
    page = render(build_report(rows, made_with=MADE_WITH), rows, corpus=CORPUS)
    parsed = Page()
    parsed.feed(page)
    assert parsed.open == []
    assert not {"script", "link", "img", "iframe", "i", "b", "v5"} & set(parsed.tags)
    assert not {"src", "href", "onclick"} & set(parsed.attributes)
    assert not re.search(r"https?:|@import|url\(", page)
    assert page.count("&lt;script&gt;") == 3
    assert "viewport" in page
    order = [page.index(f"{id} · ") for id in ("v3", "v2", "v1", "v4", "&lt;v5&gt;")]
    assert order == sorted(order)
    assert "Probeer het later." in page
