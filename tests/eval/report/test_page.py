"""report.html: stands alone, escapes everything, and in a real Chromium fits a phone and filters by keyboard."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from eval.check.cases import Case
from eval.check.figures import checks
from eval.check.run_drafts import Outcome
from eval.compare.runs import compare
from eval.compare.spread import spread
from eval.measure.ablation import RETRIEVAL, ablation
from eval.measure.model_part import model_part
from eval.measure.result import Result
from eval.report.build import build_report
from eval.report.page import render, render_checks
from qa.check.reasons import MEANING
from tests.eval.check.test_figures import changed
from tests.eval.compare.test_runs import as_earlier
from tests.eval.measure.test_model_part import written
from tests.support.chromium import browser_log, needs_chromium, set_width, start_chromium, too_wide
from tests.support.eval_results import (
    CORPUS,
    MADE_WITH,
    answer_result,
    fault_result,
    labelled_question,
    results,
    unanswerable_question,
)

NASTY = "<script>document.title='$x'</script> & \"quotes\" </style></details>"


def page_of(
    rows: list[Result], *, before: list[Result] | None = None, ablated: bool = False, modelled: bool = False
) -> str:
    report = build_report(rows, made_with=MADE_WITH)
    if modelled:
        report |= {"model": nasty_model(), "checks": nasty_checks(), "repeat": spread([rows, rows[::-1][::-1]])}
        report["repeat"]["changed"] = [
            {"id": rows[0].question.id, "question": NASTY, "statuses": ["answered", None], "right": [True, False]}
        ]
    if before:
        report["comparison"] = compare(report, rows, as_earlier(before))
    if ablated:
        report["ablation"] = ablation(rows, {"<view>": rows}, metrics=RETRIEVAL)
    return render(report, rows, corpus=CORPUS)


def nasty_judge(agreement: dict[str, Any]) -> dict[str, Any]:
    usage = {"calls": 2, "prompt_tokens": 10, "completion_tokens": 2, "cost": 0.01}
    return {"by": "judge", "name": NASTY, "prompt": "p" * 64, **usage, "faults": [NASTY], "agreement": agreement}


AGREED = {"n": 2, "share": 0.5, "kappa": None, "unjudged": 0, "left_out": 1, "not_in_run": 0,
          "disagreed": [{"text": NASTY, "person": True, "judge": False}]}  # fmt: skip


def nasty_model() -> dict[str, Any]:
    part = model_part([written("a", dropped=(NASTY, "polarity"), models=[NASTY])])
    shares = {
        name: {"value": 0.5, "low": 0.2, "high": 0.9, "n": 4} for name in ("citation_recall", "citation_precision")
    }
    part["citations"].append(nasty_judge(AGREED) | shares | {"unjudged": 1})
    return part


def nasty_checks() -> dict[str, Any]:
    case = Case.model_validate_json(json.dumps(changed({"kind": NASTY, "text": NASTY, "why": NASTY})))
    bare = case.drafts[1].model_copy(update={"citations": ()})
    outcomes = [
        Outcome("c", case.drafts[0], NASTY, NASTY + NASTY, 1.0),
        Outcome("c", bare, "", "", 2.0),
        *(Outcome("c", case.drafts[2], rule, "", 1.0) for rule in MEANING),
    ]
    return checks([case], outcomes, without={NASTY: outcomes}) | {"judges": [nasty_judge(AGREED)]}


class Page(HTMLParser):
    """What a browser would load, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"meta", "br", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def get(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def nasty_rows() -> list[Result]:
    nasty: dict[str, Any] = {"question": NASTY, "type": "<i>", "history": [NASTY], "answer": NASTY, "facts": [[NASTY]]}
    odd = answer_result(labelled_question("<v5>", **nasty))
    assert odd.line is not None
    line = {
        **odd.line,
        "notice": NASTY,
        "searched_for": NASTY + "!",
        "dropped": [{"text": NASTY, "reason": "polarity", "words": NASTY + "!"}],
        "sentences": [{"text": NASTY, "citations": odd.line["sentences"][0]["citations"]}],
    }
    return [*results(), Result(odd.question, line, odd.scores)]


def test_the_page_stands_alone_and_escapes_whatever_it_shows() -> None:
    page = page_of(nasty_rows(), before=results(), ablated=True, modelled=True)
    parsed = Page(page)
    assert parsed.open == []
    assert parsed.tags.count("script") == parsed.tags.count("style") == 1
    assert not {"link", "img", "iframe", "i", "b", "v5", "view", "object", "base"} & set(parsed.tags)
    assert not {"src", "style"} & {name for name, _ in parsed.attributes}
    assert not any(name.startswith("on") for name, _ in parsed.attributes)
    assert all(value.startswith("#") for value in parsed.get("href"))
    assert not re.search(r"https?:|@import|url\(", page)
    assert page.count("document.title") == page.count("&lt;script&gt;document.title") >= 30
    assert len(parsed.get("id")) == len(set(parsed.get("id")))
    assert {value[1:] for value in parsed.get("href")} <= set(parsed.get("id"))


def test_the_policy_allows_its_own_script_and_style_and_nothing_else() -> None:
    page = page_of(results())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules.pop(f"{tag}-src") == f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'"
    assert rules == {}


def test_what_failed_stands_first_and_the_same_results_give_the_same_page() -> None:
    page = page_of(results())
    order = [page.index(f'<span class="quiet id">{id}</span>') for id in ("v3", "v2", "v1", "v4")]
    assert order == sorted(order)
    assert "Probeer het later." in page
    assert page_of(results()) == page


def test_a_citation_stands_marked_in_its_sentences_beside_the_evidence() -> None:
    page = page_of(results()[:1])
    marked = (
        "Er is eerder over gesproken. Een kind mag <mark>drie maanden</mark> thuis zitten. Daarna volgt een gesprek."
    )
    assert page.count(marked) == 2
    assert "rust op het bewijs" in page
    assert "treffer 1" in page


def test_plots_have_a_title_a_description_and_a_table() -> None:
    rows = [
        answer_result(labelled_question("a"), confidence=0.9),
        answer_result(unanswerable_question("b"), status="not_found", confidence=0.2),
    ]
    page = page_of(rows)
    for name in ("recall", "risico"):
        assert f'role="img" aria-labelledby="{name}-titel {name}-uitleg"' in page
        assert f'<title id="{name}-titel">' in page
        assert f'<desc id="{name}-uitleg">' in page
    assert page.count("Dezelfde cijfers als tabel") == 2
    assert "Brier-score 0,03" in page
    assert "Klopt de zekerheid?" in page


def test_a_comparison_and_an_ablation_are_shown_where_they_were_made() -> None:
    page = page_of(
        results(), before=[fault_result(labelled_question("v1", facts=[["drie"]])), *results()[1:]], ablated=True
    )
    assert "Beter geworden: 1" in page
    assert "Slechter geworden: 0" in page
    assert "zonder &lt;view&gt;" in page
    assert 'data-change="beter "' in page
    without = page_of(results())
    assert "Vergelijking met" not in without
    assert "zoeklaag" not in without


def test_what_a_model_did_the_check_and_other_runs_are_shown_where_they_were_measured() -> None:
    page, without = page_of(results(), modelled=True), page_of(results())
    for id in ("taalmodel", "controle", "herhaling"):
        assert f'<h2 id="{id}">' in page
        assert f'<a href="#{id}">' in page
        assert f'id="{id}"' not in without
    assert "ten onrechte getoond" in page
    assert "Eens met mensen" in page
    assert MEANING["polarity"] in page


def test_a_question_shows_what_it_was_searched_as_and_what_was_not_shown() -> None:
    page = page_of(nasty_rows())
    assert "Gezocht op: &lt;script&gt;" in page
    assert "Niet getoond" in page
    assert MEANING["polarity"] in page


def test_what_was_shown_as_nearest_is_marked_apart_from_the_answer() -> None:
    right = results()[0]
    assert right.line is not None
    (sentence,) = right.line["sentences"]
    line = right.line | {"status": "not_found", "sentences": [], "nearest": sentence["citations"]}
    page = page_of([Result(right.question, line, right.scores)])
    assert page.count("Dichtst in de buurt, niet als antwoord") == 1
    assert "rust op het bewijs" in page
    assert "Dichtst in de buurt" not in page_of(results())


def test_the_page_of_the_check_alone_stands_alone_too() -> None:
    page = render_checks({**MADE_WITH, "checks": nasty_checks()})
    parsed = Page(page)
    assert parsed.open == []
    assert "script" not in parsed.tags
    assert "script-src 'none'" in page
    assert not re.search(r"https?:|@import|url\(", page)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with start_chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture(params=[390, 1100])
def page(request: pytest.FixtureRequest, chromium: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    """The report of some questions beside an earlier run, as wide as a phone and as a desk."""
    rows = [*nasty_rows(), answer_result(unanswerable_question("v6"), confidence=0.4)]
    path = tmp_path / "report.html"
    before = [fault_result(labelled_question("v1", facts=[["drie"]])), *rows[1:]]
    path.write_text(page_of(rows, before=before, ablated=True, modelled=True))
    set_width(chromium, request.param)
    chromium.get(path.as_uri())
    return chromium


def shown(page: webdriver.Chrome) -> list[str]:
    """Return the ids of the questions that are to be seen."""
    return [each.text for each in page.find_elements(By.CSS_SELECTOR, ".questions .id") if each.is_displayed()]


def field(page: webdriver.Chrome, name: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, f"#filter [name={name}]")


@pytest.mark.browser
@needs_chromium
def test_the_page_fits_and_nothing_from_a_letter_runs(page: webdriver.Chrome) -> None:
    for details in page.find_elements(By.CSS_SELECTOR, "details"):
        page.execute_script("arguments[0].open = true", details)
    assert not too_wide(page)
    assert page.title == "Briefwijzer: rapport"
    assert browser_log(page, "browser") == []


@pytest.mark.browser
@needs_chromium
def test_questions_are_chosen_by_type_status_verdict_change_and_words(page: webdriver.Chrome) -> None:
    assert shown(page) == ["v3", "v2", "<v5>", "v6", "v1", "v4"]
    for name, choice, left in (
        ("type", "unanswerable-off", ["v6", "v4"]),
        ("status", "geweigerd", ["v4"]),
        ("verdict", "goed", ["v1", "v4"]),
        ("verdict", "feiten ontbreken", ["v2", "<v5>"]),
        ("change", "beter", ["v1"]),
    ):
        Select(field(page, name)).select_by_visible_text(choice)
        assert shown(page) == left
        assert page.find_element(By.CSS_SELECTOR, "#filter output").text == f"{len(left)} van 6 vragen"
        Select(field(page, name)).select_by_index(0)
    field(page, "text").send_keys("ZWIJGT het")
    assert shown(page) == ["v3"]


@pytest.mark.browser
@needs_chromium
def test_everything_works_by_keyboard(page: webdriver.Chrome) -> None:
    field(page, "text").send_keys("zwijgt", Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB)
    button = page.switch_to.active_element
    assert button.tag_name == "button"
    button.send_keys(Keys.ENTER)
    page.execute_async_script("setTimeout(arguments[0])")  # after what resetting put off
    assert len(shown(page)) == 6
    button.send_keys(Keys.TAB)
    summary = page.switch_to.active_element
    assert summary.tag_name == "summary"
    summary.send_keys(Keys.ENTER)
    assert page.execute_script("return document.activeElement.closest('details').open")


@pytest.mark.browser
@needs_chromium
def test_a_link_opens_its_question_also_where_it_was_filtered_out(page: webdriver.Chrome) -> None:
    field(page, "text").send_keys("zwijgt")
    page.find_element(By.CSS_SELECTOR, ".changes a").send_keys(Keys.ENTER)
    page.execute_async_script("setTimeout(arguments[0])")
    opened = page.find_elements(By.CSS_SELECTOR, ".questions details[open]")
    assert len(opened) == 1
    assert "drie maanden" in opened[0].text
    assert page.execute_script("return document.activeElement.closest('tbody').id") == "vraag-1"


@pytest.mark.browser
@needs_chromium
def test_without_script_every_question_is_there_and_no_filter(chromium: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(results()))
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chromium.get(path.as_uri())
        assert len(shown(chromium)) == 4
        assert not chromium.find_element(By.ID, "filter").is_displayed()
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
