"""Words in context, the plots' geometry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.build import build_report
from eval.report.excerpt import REACH, excerpt, find_words
from eval.report.plots import recall_chart, risk_chart
from eval.report.svg import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Series, chart
from tests.support.eval_results import LETTER, MADE_WITH, answer_result, labelled_question, results


def around(words: str) -> tuple[str, str, str]:
    start = LETTER.index(words)
    got = excerpt(LETTER, start, start + len(words))
    return got.before, got.words, got.after


def test_whole_sentences_stand_around_a_sentence_and_around_part_of_one() -> None:
    before = "Dit is de inleiding van de brief. Er is eerder over gesproken. "
    after = " Daarna volgt een gesprek. De school nodigt uit."
    assert around("Een kind mag drie maanden thuis zitten.") == (
        before,
        "Een kind mag drie maanden thuis zitten.",
        after,
    )
    assert around("drie maanden") == (before + "Een kind mag ", "drie maanden", " thuis zitten." + after)


def test_at_the_ends_of_a_letter_there_is_nothing_more_to_show() -> None:
    assert around("Aan alle ouders.")[0] == ""
    assert around("Met vriendelijke groet.")[2] == ""


def test_what_is_too_long_is_cut_between_words_and_says_so() -> None:
    text = "woord " * 500 + "gezocht " + "woord " * 500
    got = excerpt(text, text.index("gezocht"), text.index("gezocht") + 7)
    assert got.words == "gezocht"
    assert got.before.startswith("… woord")
    assert got.after.endswith("woord …")
    assert max(len(got.before), len(got.after)) <= REACH + 2


@given(st.text(alphabet="Ab. \n", max_size=80), st.integers(0, 80), st.integers(1, 20))
def test_the_words_are_those_of_the_span_and_what_is_around_them_is_of_the_text(
    text: str, start: int, size: int
) -> None:
    end = min(len(text), start + size)
    start = min(start, end)
    got = excerpt(text, start, end)
    assert got.words == text[start:end]
    bare = "".join(text.split())
    assert "".join((got.before + got.words + got.after).split()) in bare


def test_words_are_found_over_line_ends() -> None:
    assert find_words("Een kind\nmag  drie maanden", "kind mag drie") == (4, 18)
    assert find_words("Een kind", "moeder") is None
    assert find_words("Een kind", " ") is None


def test_a_line_reaches_from_axis_to_axis() -> None:
    drawn = chart(
        "x",
        [Series("a", "first", [(0, 0), (1, 1)], band=[(0, 0, 0.5), (1, 0.5, 1)], dots=True)],
        title="t",
        description="d",
        x_name="x",
        y_name="y",
        x_ticks=[(0, "0"), (1, "1")],
        y_ticks=[(0, "0"), (1, "1")],
    ).lines[0]
    assert drawn.path == f"M{LEFT} {HEIGHT - BOTTOM}L{WIDTH - RIGHT} {TOP}"
    assert drawn.band.startswith("M")
    assert drawn.band.endswith("Z")
    assert drawn.dots == [(LEFT, HEIGHT - BOTTOM), (WIDTH - RIGHT, TOP)]


def test_the_plots_say_in_words_what_they_show() -> None:
    report = build_report(results(), made_with=MADE_WITH)
    assert "van 0,33 bij 1 treffer tot 0,33 bij 10" in recall_chart(report).description
    without = risk_chart(report)
    assert "geen zekerheid" in without.description
    assert [line.style for line in without.lines] == ["point"]
    rows = [
        answer_result(labelled_question("a"), confidence=0.9),
        answer_result(labelled_question("b"), status="not_found", confidence=0.2),
    ]
    sure = risk_chart(build_report(rows, made_with=MADE_WITH))
    assert sure.description.startswith("Oppervlak (AURC): 0,25 over alle vragen, 0,00 over de gegeven antwoorden")
    assert [line.style for line in sure.lines] == ["first", "second", "point"]


@pytest.mark.parametrize("rows", [[], [answer_result(labelled_question("a", type="unanswerable-off", evidence=[]))]])
def test_plots_of_nothing_are_empty(rows: list[object]) -> None:
    report = build_report(rows, made_with=MADE_WITH)  # type: ignore[arg-type]
    assert recall_chart(report).lines == []
    assert len(risk_chart(report).lines) == len(rows)
