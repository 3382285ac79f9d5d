"""The metrics against values that were worked out by hand."""

import json
from math import log2
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.match import Corpus, clean
from eval.metrics import METRICS, RECALL_CURVE, ndcg, score, score_fault
from eval.questions.questions import LabelledQuestion

TEXT = (
    "# Aan de Kamer\n\nEen kind mag **drie maanden** thuis zitten.\n\nDaarna volgt een gesprek. Zie [de wet](http://x)."
)
CORPUS = Corpus(texts={"brief.md": TEXT}, titles={"L2": "Actieplan voor scholen"})


def question(*evidence: list[dict[str, Any]], type: str = "fact", **more: Any) -> LabelledQuestion:
    return LabelledQuestion.model_validate_json(
        json.dumps({"id": "v", "type": type, "question": "?", "evidence": list(evidence), **more})
    )


def source(quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.find(quote)
    end = start + len(quote)
    return {"file": "brief.md", "letter_id": "L1", "reference": "123", "start": start, "end": end} | more


def hit(rank: int, text: str, **more: Any) -> dict[str, Any]:
    return source(text) | {"rank": rank, "score": 0.5, "date": None, "page": 1, "text": text} | more


def cite(quote: str, **more: Any) -> dict[str, Any]:
    return source(quote) | {"kind": "brief", "title": None, "page": 1, "quote": quote} | more


def line(*sentences: tuple[str, list[dict[str, Any]]], hits: Any = (), status: str = "answered") -> dict[str, Any]:
    return {
        "status": status,
        "sentences": [{"text": text, "citations": citations} for text, citations in sentences],
        "hits": list(hits),
    }


def gold(quote: str | None, note: str | None = None, file: str = "brief.md") -> list[dict[str, Any]]:
    return [{"file": file, "note": note, "quote": quote}]


def values(question: LabelledQuestion, line: dict[str, Any], corpus: Corpus = CORPUS) -> dict[str, float]:
    return {name: total / of for name, (total, of) in score(question, line, corpus).items()}


def test_clean_writes_text_as_gold_quotes_are_written() -> None:
    assert clean("## Zie  [de *wet*](http://x)\n_nu_ ") == "Zie de wet nu"


def test_recall_mrr_and_ndcg_of_two_groups_at_ranks_two_and_four() -> None:
    asked = question(gold("drie maanden thuis"), gold("volgt een gesprek"))
    hits = [
        hit(1, "Aan de Kamer"),
        hit(2, "kind mag **drie maanden** thuis zitten"),
        hit(3, "Zie [de wet]"),
        hit(4, "Daarna volgt een gesprek"),
    ]
    got = values(asked, line(hits=hits[::-1], status="not_found"))  # ranks count, not the order of the list
    assert [got[f"recall@{k}"] for k in (1, 3, 5, 10)] == [0, 0.5, 1, 1]
    assert [got[f"hit@{k}"] for k in (1, 3, 5, 10)] == [0, 1, 1, 1]
    assert got["mrr@10"] == 0.5
    assert got["ndcg@10"] == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))
    assert got["false_refusal"] == 1
    assert "attribution" not in got


def test_what_stands_in_another_letter_of_a_hit_is_found() -> None:
    twin = source("Daarna volgt een gesprek.", letter_id="L2", reference=None)
    wanted = question(gold("Daarna volgt een gesprek.", note="actieplan"))
    shown = hit(1, "Daarna volgt een gesprek.")
    assert values(wanted, line(hits=[shown]))["recall@1"] == 0
    assert values(wanted, line(hits=[shown | {"also": [twin]}]))["recall@1"] == 1


def test_half_a_quote_is_not_found() -> None:
    got = values(question(gold("drie maanden thuis zitten")), line(hits=[hit(1, "mag **drie maanden** thuis")]))
    assert got["recall@10"] == 0


@pytest.mark.parametrize(
    "second", ["thuis zitten.\n\nDaarna volgt", "zitten.\n\nDaarna volgt", "Daarna volgt een gesprek"]
)
def test_a_quote_over_two_hits_that_overlap_or_touch_is_found_at_the_later_one(second: str) -> None:
    hits = [hit(1, "Een kind mag **drie maanden** thuis zitten."), hit(2, "Zie [de wet]"), hit(3, second)]
    got = values(question(gold("drie maanden thuis zitten. Daarna volgt")), line(hits=hits))
    assert (got["recall@1"], got["recall@3"]) == (0, 1)
    assert got["mrr@10"] == pytest.approx(1 / 3)


def test_hits_with_words_between_them_or_of_two_letters_are_not_joined() -> None:
    asked = question(gold("Kamer Een kind mag drie maanden"))
    apart = [hit(1, "Aan de Kamer"), hit(2, "kind mag **drie maanden** thuis")]
    assert values(asked, line(hits=apart))["recall@10"] == 0
    two = [hit(1, "Aan de Kamer"), hit(2, "Een kind mag **drie maanden** thuis", letter_id="L2")]
    assert values(asked, line(hits=two))["recall@10"] == 0
    assert values(asked, line(hits=[two[0], two[1] | {"letter_id": "L1"}]))["recall@10"] == 1


@pytest.mark.parametrize(
    ("note", "letter_id", "reference", "found"),
    [
        ("123", "L1", "123", 1),
        ("12", "L1", "123", 0),
        ("123", "L1", None, 0),
        ("ACTIEPLAN", "L2", None, 1),
        ("actieplan", "L1", "123", 0),
    ],
)
def test_a_note_is_its_reference_or_part_of_its_title(
    note: str, letter_id: str, reference: str | None, found: int
) -> None:
    hits = [hit(1, "drie maanden", letter_id=letter_id, reference=reference)]
    assert values(question(gold("drie maanden", note)), line(hits=hits))["recall@1"] == found


def test_one_alternative_of_a_group_is_enough() -> None:
    asked = question(gold("staat nergens") + gold("gesprek"))
    assert values(asked, line(hits=[hit(1, "Daarna volgt een gesprek.")]))["recall@1"] == 1


def test_whole_files_are_ranked_by_their_first_hit_but_recall_counts_hits() -> None:
    hits = [hit(rank, "Zie", file=file) for rank, file in enumerate("aaabbc", start=1)]
    got = values(question(gold(None, file="b"), gold(None, file="c")), line(hits=hits))
    assert [got[f"recall@{k}"] for k in (1, 3, 5, 10)] == [0, 0, 0.5, 1]
    assert got["mrr@10"] == 0.5  # b is the second file, c the third
    assert got["ndcg@10"] == pytest.approx((1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3)))


def test_only_ten_hits_count() -> None:
    hits = [hit(rank, "Zie" if rank < 11 else "gesprek") for rank in range(1, 12)]
    got = values(question(gold("gesprek")), line(hits=hits))
    assert got["recall@10"] == got["mrr@10"] == got["ndcg@10"] == 0


def test_ndcg_of_groups_in_one_hit_is_that_of_neighbours() -> None:
    assert ndcg([1, 1]) == 1
    assert ndcg([1, 1, 10]) == pytest.approx((1 + 1 / log2(3) + 1 / log2(11)) / (1 + 1 / log2(3) + 0.5))


@given(st.sets(st.integers(1, 10), max_size=6), st.integers(0, 4))
def test_ndcg_equals_the_textbook_form_where_every_group_has_its_own_hit(ranks: set[int], missing: int) -> None:
    if not ranks and not missing:
        return
    gains = [int(rank in ranks) for rank in range(1, 11)]
    best = ([1] * (len(ranks) + missing) + [0] * 10)[:10]
    dcg, ideal = (sum(gain / log2(place + 2) for place, gain in enumerate(row)) for row in (gains, best))
    assert ndcg([*ranks, *[None] * missing]) == pytest.approx(dcg / ideal)


def test_facts_count_in_any_case_and_once_a_group() -> None:
    asked = question(gold("gesprek"), facts=[["DRIE maanden", "3 maanden"], ["boete"]])
    got = values(asked, line(("Dat mag drie", []), ("maanden.", [])))
    assert got["fact_recall"] == 0.5


def test_facts_in_the_notice_or_in_a_citation_do_not_count() -> None:
    asked = question(gold("gesprek"), facts=[["gesprek"]])
    assert values(asked, line(("Ja.", [cite("gesprek")])) | {"notice": "gesprek"})["fact_recall"] == 0


@pytest.mark.parametrize(
    ("sentences", "expected"), [(["ja"] * 6, 1), (["ja"] * 7, 0), (["ja" * 450], 1), (["ja" * 450, "."], 0)]
)
def test_answers_that_are_too_long_state_nothing(sentences: list[str], expected: int) -> None:
    asked = question(gold("gesprek"), facts=[["ja"]])
    assert values(asked, line(*((text, []) for text in sentences)))["fact_recall"] == expected


def test_a_citation_is_valid_only_if_its_span_gives_its_quote_to_the_letter() -> None:
    right = cite("**drie maanden**")
    cases = [
        right,
        right | {"quote": "drie maanden"},
        right | {"start": right["start"] + 1},
        right | {"file": "x"},
    ]
    got = score(question(gold("gesprek")), line(("a", cases[:2]), ("b", cases[2:])), CORPUS)
    assert got["citation_valid"] == (1, 4)
    assert "citation_valid" not in score(question(gold("gesprek")), line(), CORPUS)


def test_citation_recall_counts_sentences_and_precision_citations() -> None:
    asked = question(gold("mag drie maanden thuis zitten"), gold("Daarna volgt een gesprek"))
    got = values(
        asked,
        line(
            ("a", [cite("Aan de Kamer"), cite("Een kind mag **drie maanden** thuis zitten.")]),
            ("b", [cite("volgt een gesprek")]),  # part of the gold quote, long enough
            ("c", [cite("een")]),  # part of a gold quote, but so is nearly everything
        ),
    )
    assert got["citation_recall"] == pytest.approx(2 / 3)
    assert got["citation_precision"] == pytest.approx(2 / 4)
    assert got["attribution"] == 1  # by its file: the question names no note


def test_attribution_looks_at_the_first_citation_and_its_note() -> None:
    asked = question(gold("gesprek", "123"))
    right, wrong = cite("Daarna"), cite("Daarna", reference="9")
    assert values(asked, line(("a", [right, wrong])))["attribution"] == 1
    assert values(asked, line(("a", [wrong, right])))["attribution"] == 0
    assert values(asked, line(("a", [wrong | {"title": "Nota 123 over thuis"}])))["attribution"] == 1


@pytest.mark.parametrize(("status", "withheld"), [("answered", 0), ("partial", 0), ("not_found", 1), ("refused", 1)])
def test_abstaining_is_right_or_wrong_by_the_question(status: str, withheld: int) -> None:
    nothing = question(type="unanswerable-near")
    assert score(nothing, line(status=status), CORPUS) == {"abstention": (withheld, 1)}
    assert values(question(gold("gesprek")), line(status=status))["false_refusal"] == withheld


def test_a_fault_is_wrong_in_every_metric_that_applies() -> None:
    asked = question(gold("gesprek"), facts=[["ja"]])
    got = score_fault(asked)
    assert got.pop("false_refusal") == (1, 1)
    assert set(got) == {*METRICS, *RECALL_CURVE} - {"citation_valid", "abstention", "false_refusal"}
    assert set(got.values()) == {(0, 1)}
    assert "fact_recall" not in score_fault(question(gold("gesprek")))
    assert score_fault(question(type="unanswerable-off")) == {"abstention": (0, 1)}


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(lambda span: TEXT[span[0] : sum(span)])
QUOTES = SPANS.filter(lambda quote: bool(clean(quote)))


@given(
    st.lists(st.tuples(QUOTES, st.sampled_from([None, "123", "actieplan"])), min_size=1, max_size=3),
    st.lists(SPANS, max_size=12),
    st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=4),
    st.sampled_from(["answered", "partial", "not_found", "refused"]),
)
def test_every_metric_lies_between_0_and_1_and_recall_grows_with_k(
    golds: list[tuple[str, str | None]], hits: list[str], cited: list[list[str]], status: str
) -> None:
    asked = question(*(gold(quote, note) for quote, note in golds), facts=[["kind"]])
    answer = line(
        *((quotes[0], [cite(quote) for quote in quotes]) for quotes in cited),
        hits=[hit(rank, text) for rank, text in enumerate(hits, start=1)],
        status=status,
    )
    got = values(asked, answer)
    assert set(got) <= {*METRICS, *RECALL_CURVE}
    assert all(0 <= value <= 1 + 1e-12 for value in got.values())
    recall = [got[name] for name in RECALL_CURVE]
    assert recall == sorted(recall)
    assert all(got[f"hit@{k}"] >= got[f"recall@{k}"] for k in (1, 3, 5, 10))
    assert (got["mrr@10"] > 0) == (got["ndcg@10"] > 0) == (recall[-1] > 0)


STAYS, TALKS = "Een kind mag **drie maanden** thuis zitten.", "Daarna volgt een gesprek."


def test_evidence_is_shown_by_the_answer_or_by_what_is_nearest() -> None:
    asked = question(gold("drie maanden thuis zitten"))
    answered = line(("Drie maanden.", [cite(STAYS)]))
    assert values(asked, answered)["evidence_shown"] == 1
    withheld = line(status="not_found")
    assert values(asked, withheld | {"nearest": [cite(TALKS), cite(STAYS)]})["evidence_shown"] == 1
    assert values(asked, withheld | {"nearest": [cite(TALKS)]})["evidence_shown"] == 0
    assert values(asked, withheld | {"nearest": []})["evidence_shown"] == 0
    wrong = line(("Een gesprek.", [cite(TALKS)]))
    assert values(asked, wrong)["evidence_shown"] == 0


def test_evidence_is_shown_only_where_every_group_is_quoted() -> None:
    asked = question(gold("drie maanden thuis zitten"), gold("volgt een gesprek"))
    withheld = line(status="not_found")
    assert values(asked, withheld | {"nearest": [cite(STAYS)]})["evidence_shown"] == 0
    assert values(asked, withheld | {"nearest": [cite(STAYS), cite(TALKS)]})["evidence_shown"] == 1
    assert values(asked, line(("Drie maanden.", [cite(STAYS)])))["evidence_shown"] == 0


def test_a_line_of_before_there_was_anything_nearest_is_scored() -> None:
    assert values(question(gold("drie maanden")), line(status="not_found"))["evidence_shown"] == 0


def test_what_is_nearest_counts_for_no_other_metric() -> None:
    asked, withheld = question(gold("drie maanden"), facts=[["drie maanden"]]), line(status="not_found")
    shown, none = (values(asked, withheld | {"nearest": near}) for near in ([cite(STAYS)], []))
    assert {name for name in shown if shown[name] != none[name]} == {"evidence_shown"}
    assert set(shown) == set(none)


def test_evidence_is_shown_of_no_question_that_has_none() -> None:
    asked = question(type="unanswerable-near")
    assert "evidence_shown" not in values(asked, line(status="not_found") | {"nearest": [cite(STAYS)]})
    assert "evidence_shown" not in score_fault(asked)
    assert score_fault(question(gold("drie maanden")))["evidence_shown"] == (0.0, 1)
