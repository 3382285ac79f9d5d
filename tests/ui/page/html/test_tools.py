"""What stands under an answer to do with it."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from ui.page.html.tools import opinion_html, take_html

_DAY = date(2026, 3, 31)


def _take(question: str, *, sent: str = "{}", page_language: str = "nl") -> BeautifulSoup:
    return BeautifulSoup(take_html(sent, question, "bw-1", day=_DAY, page_language=page_language), "html.parser")


def test_an_answer_is_taken_along_with_a_form_that_needs_no_script() -> None:
    soup = _take("Wat kost het?", sent='{"a": "<b>\\""}')
    form = soup.form
    assert form is not None
    assert (form["method"], form["action"]) == ("post", "./antwoord")
    assert soup.select_one("input[name=answer]")["value"] == '{"a": "<b>\\""}'  # type: ignore[index]
    by_script = [each.text for each in soup.select(".bw-by-script")]
    others = [each["value"] for each in soup.select("button[name=as]:not(.bw-by-script)")]
    assert others == ["word", "pdf"]
    assert by_script == ["Kopieer met bronnen", "Kopieer als Markdown", "Afdrukken", "Kopieer link naar deze vraag"]
    assert "31 maart 2026" in soup.select_one(".bw-made").text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("question", "warns"),
    [
        ("Wat kost de zwemles in 2023?", False),
        ("Wat staat er in de brief van 24 maart 2023?", False),
        ("Wat staat er over scenario 4 en artikel 5.1?", False),
        ("Mijn kind (BSN 123456782) mag niet naar school", True),
        ("Bel mij op 06-1234 5678", True),
        ("Mail naar jan@voorbeeld.nl", True),
        ("Wij wonen op 1234 AB nummer 5", True),
    ],
)
def test_a_question_with_something_personal_warns_before_its_link_is_copied(question: str, *, warns: bool) -> None:
    form = _take(question).form
    assert form is not None
    assert form["data-question"] == question
    assert form.has_attr("data-warning") == warns


def test_reasons_and_a_few_words_wait_until_an_answer_did_not_help() -> None:
    soup = BeautifulSoup(opinion_html("<1>", "bw-1"), "html.parser")
    assert soup.select_one("input[name=id]")["value"] == "<1>"  # type: ignore[index]
    assert [(each["value"], each.text) for each in soup.select(".bw-helped button")] == [("ja", "Ja"), ("nee", "Nee")]
    why = soup.select_one(".bw-why")
    assert why is not None
    assert why.has_attr("hidden")
    reasons = [each["value"] for each in why.select("input[type=radio]")]
    assert reasons == ["wrong", "source", "incomplete", "hard", "other"]
    assert why.textarea is not None
    assert why.textarea["maxlength"] == "500"


def test_both_speak_english() -> None:
    assert _take("Wat?", page_language="en").summary.text == "Copy, save or share"  # type: ignore[union-attr]
    soup = BeautifulSoup(opinion_html("1", "bw-1", page_language="en"), "html.parser")
    assert soup.legend is not None
    assert soup.legend.text == "Does this answer help you?"
