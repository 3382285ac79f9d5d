"""What is measured of a language model's answers: citations after ALCE, judges and how far they agree
with people, costs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.check.measure import as_shown
from eval.jsonl import InputError
from eval.measure.citing import CitedStatement, Quote, citing_scores, statements
from eval.measure.judges import PATIENCE, Judge, UnjudgedError, open_judges, premise, verdict
from eval.measure.model_part import compared, model_part
from eval.measure.result import Result
from eval.measure.verdicts import Verdict, agreement, read_verdicts
from index.errors import ModelError
from index.settings import Settings
from prompts.load import load
from tests.eval.check.test_figures import CASE, cases
from tests.support.eval_results import answer_result, labelled_question, unanswerable_question
from tests.support.limits import HANG_SECONDS
from tests.support.model_server import ModelServer, Reply, Request, model_server
from tests.support.verifiers import make_verifier

pytestmark = pytest.mark.slow

A, B, C = Quote("a"), Quote("b"), Quote("c")

WRITTEN = {
    "models": ["openai/schrijver"],
    "prompt": "p" * 64,
    "prompt_tokens": 1000,
    "completion_tokens": 100,
    "cost": 0.002,
    "calls": 1,
}


def proven_by(*sets: str) -> Any:
    """Return a judge's answer that a sentence is borne out by quotes that hold all letters of one of `sets`."""
    return lambda quotes, sentence: any(set(each) <= {quote.text for quote in quotes} for each in sets)


@pytest.mark.parametrize(
    ("quotes", "enough", "recall", "precise"),
    [
        ((A,), ["a"], 1, 1),
        ((A,), [], 0, 0),
        ((A, B), ["ab"], 1, 2),  # each is needed
        ((A, B), ["a"], 1, 1),  # the second says nothing, and can go
        ((A, B), ["a", "b"], 1, 2),  # each is enough: neither is irrelevant
        ((A, B, C), ["ab"], 1, 2),
        ((A, B, C), [], 0, 0),
        ((), [], 0, 0),
    ],
)
def test_recall_and_precision_are_those_of_alce(
    quotes: tuple[Quote, ...], enough: list[str], recall: int, precise: int
) -> None:
    scores = citing_scores([CitedStatement("zin", quotes)], proven_by(*enough))
    assert scores["citation_recall"] == (recall, 1)
    assert scores["citation_precision"] == (precise / len(quotes) if quotes else 0, 1)


def test_an_answer_counts_its_sentences_and_citations_alike() -> None:
    answer = [CitedStatement("een", (A, B)), CitedStatement("twee", (C,)), CitedStatement("drie", (A,))]
    scores = citing_scores(answer, proven_by("a"))
    assert scores["citation_recall"] == (pytest.approx(2 / 3), 1)
    assert scores["citation_precision"] == (0.5, 1)  # of four citations, the first and the last count


def test_parts_are_asked_only_where_the_whole_is_enough() -> None:
    seen: list[str] = []

    def supports(quotes: tuple[Quote, ...], sentence: str) -> bool:
        seen.append("".join(quote.text for quote in quotes))
        return sentence == "goed" and len(quotes) == 2

    citing_scores([CitedStatement("fout", (A, B)), CitedStatement("goed", (A, B))], supports)
    assert seen == ["ab", "ab", "a", "b", "b", "a"]


def judge(*faults_at: int) -> Judge:
    """Return a judge that finds all borne out, but fails at these calls, counted from 0."""
    calls: list[str] = []

    def ask(quotes: tuple[Quote, ...], sentence: str) -> bool:
        calls.append(sentence)
        if len(calls) - 1 in faults_at:
            raise ModelError("Het model zwijgt.", help="Probeer het later.")
        return True

    return Judge("judge", "openai/rechter", ask)


def test_a_judge_is_asked_each_pair_once_and_given_up_after_some_faults_in_a_row() -> None:
    patient = judge(0, 2)
    for sentence, judged in (("a", False), ("b", True), ("c", False), ("b", True), ("d", True)):
        if judged:
            assert patient.supports((A,), sentence)
        else:
            with pytest.raises(UnjudgedError, match=r"Het model zwijgt\. Probeer het later\."):
                patient.supports((A,), sentence)
    gone = judge(*range(PATIENCE))
    for _ in range(PATIENCE + 2):
        with pytest.raises(UnjudgedError):
            gone.supports((A,), "zin")
    assert len(gone.faults) == PATIENCE


def test_the_last_verdict_of_a_reply_counts() -> None:
    assert verdict('Dus:\n```json\n{"reden": "staat er", "bewezen": true}\n```')
    assert not verdict('{"bewezen": true} Nee: {"reden": "x", "bewezen" : False}')
    with pytest.raises(ModelError, match="in de afgesproken vorm"):
        verdict("Ja hoor.")


def test_quotes_are_read_with_what_their_letters_say_of_themselves() -> None:
    quote = Quote("drie maanden", kind="brief", title="Verlof", sender="VWL", date="2024-05-12")
    assert "Verlof" in premise([quote], "zin")
    assert "12 mei 2024" in premise([quote], "zin")
    assert premise([A, B], "zin").splitlines() == ["a", "b"]


def said_true(request: Request) -> str:
    """Judge as a model would that looks for the sentence's last word in the quotes."""
    text = request.body["messages"][-1]["content"]
    sentence = text.partition("<zin>")[2].partition("</zin>")[0]
    return json.dumps({"reden": "woord", "bewezen": sentence.split()[-1].strip(".") in text.partition("<zin>")[0]})


def model_settings(server: ModelServer, **changes: Any) -> Settings:
    values = {"model": "openai/schrijver", "model_api_base": server.api_base, "model_retries": 0, **changes}
    return Settings(_env_file=None, model_seconds=HANG_SECONDS, **values)  # type: ignore[arg-type, call-arg]


def test_a_language_model_judges_quotes_as_data_with_its_own_prompt() -> None:
    with model_server() as server:
        server.respond = said_true
        (one,) = open_judges(model_settings(server), judge="openai/rechter")
        quote = Quote('drie </citaat> "maanden"', kind="brief", title='De "brief"', date="2024-05-12")
        assert one.supports((quote,), "Het duurt drie.")
        assert not one.supports((quote,), "Het duurt <vier>.")
    assert (one.by, one.name, one.prompt) == ("judge", "openai/rechter", load("judge.nl").hash)
    assert [usage.attempts for usage in one.usages] == [1, 1]
    request = server.history[1]
    assert request.body["model"] == "rechter"
    assert request.body["messages"][1]["content"] == (
        '<citaat soort="brief" titel=\'De "brief"\' datum="2024-05-12">drie &lt;/citaat&gt; "maanden"</citaat>\n\n'
        "<zin>Het duurt &lt;vier&gt;.</zin>"
    )


def test_a_judge_of_another_provider_gets_neither_our_address_nor_our_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_server() as ours, model_server() as theirs:
        monkeypatch.setenv("OPENAI_BASE_URL", theirs.api_base)
        monkeypatch.setenv("OPENAI_API_KEY", "van-hen")
        theirs.respond = ours.respond = said_true
        settings = model_settings(ours, model="mistral/klein", model_api_key="van-ons")
        (one,) = open_judges(settings, judge="openai/rechter")
        one.supports((Quote("drie"),), "Het duurt drie.")
    assert not ours.history
    assert [request.headers["Authorization"] for request in theirs.history] == ["Bearer van-hen"]


def test_the_verifier_judges_where_it_is_set(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, verifier=str(make_verifier(tmp_path / "model")))  # type: ignore[call-arg]
    (one,) = open_judges(settings)
    assert (one.by, one.name, one.prompt) == ("verifier", str(tmp_path / "model"), None)
    assert one.supports((Quote("de school is niet dicht."),), "de school is open.")
    assert not one.supports((Quote("de school is dicht."),), "de school is open.")
    assert not one.supports((Quote("het loket is open."),), "de school is open.")
    assert open_judges(Settings(_env_file=None)) == []  # type: ignore[call-arg]


def test_a_verifier_that_cannot_be_had_judges_nothing() -> None:
    (one,) = open_judges(Settings(_env_file=None, verifier="/bestaat/niet"))  # type: ignore[call-arg]
    with pytest.raises(UnjudgedError, match="/bestaat/niet"):
        one.supports((A,), "zin")


def test_agreement_is_cohens_kappa_beside_the_raw_share() -> None:
    # by hand: p_o = 7/10, p_e = .6 × .5 + .4 × .5 = .5
    pairs = [(True, True)] * 4 + [(True, False)] * 2 + [(False, True)] + [(False, False)] * 3
    assert agreement(pairs) == {"n": 10, "share": 0.7, "kappa": pytest.approx(0.4)}
    assert agreement([]) == {"n": 0, "share": None, "kappa": None}
    assert agreement([(True, True)] * 3) == {"n": 3, "share": 1.0, "kappa": None}


def test_verdicts_are_read_and_the_first_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "oordelen.jsonl"
    good = {"question": "v1", "sentence": "Het duurt  drie maanden.", "supported": True}
    path.write_text(json.dumps(good))
    (one,) = read_verdicts(path)
    assert one.of == ("v1", "Het duurt drie maanden.")
    for line, said in (
        (good | {"supported": "ja"}, "het veld 'supported' moet true of false zijn"),
        (good | {"sentence": "Het duurt drie maanden."}, "staat ook een oordeel op regel 1"),
    ):
        path.write_text(f"{json.dumps(good)}\n{json.dumps(line)}")
        with pytest.raises(InputError, match=r"regel 2: ") as caught:
            read_verdicts(path)
        assert said in caught.value.message
    path.write_text("\n")
    with pytest.raises(InputError, match="geen enkel oordeel"):
        read_verdicts(path)


def written(id: str, *, mode: str = "model", dropped: tuple[str, ...] = (), **fields: Any) -> Result:
    """Return a right answer of one sentence that a model wrote, or that stands in for what it wrote."""
    result = answer_result(labelled_question(id))
    line = {
        **(result.line or {}),
        "mode": mode,
        "confidence": 0.6 if mode == "quotes" else None,
        "dropped": [{"text": "zin", "reason": rule, "words": ""} for rule in dropped],
        "written": WRITTEN | fields,
    }
    return Result(result.question, line, result.scores)


def unasked(id: str, mode: str) -> Result:
    """Return an answer for which no model was asked: it was refused, or is about a letter itself."""
    result = answer_result(unanswerable_question(id), status="refused")
    return Result(result.question, {**(result.line or {}), "mode": mode, "confidence": None, "written": None}, {})


def silent(id: str) -> Result:
    """Return an answer from the letters' own sentences, since the model gave nothing at all."""
    result = written(id, mode="quotes")
    return Result(result.question, {**(result.line or {}), "written": None}, result.scores)


def test_the_part_of_the_model_counts_what_it_wrote_lost_and_took() -> None:
    part = model_part(
        [
            written("a", dropped=("polarity", "number_not_in_quote")),
            written("b", calls=2, cost=None, models=["openai/ander"]),
            written("c", mode="quotes", dropped=("polarity",)),
            silent("d"),
            unasked("e", "model"),
            unasked("f", "quotes"),
        ]
    )
    assert (part["asked"], part["answered"]) == (4, 2)
    assert part["fell_back"]["value"] == 0.5
    assert part["models"] == {"openai/schrijver": 2, "openai/ander": 1}
    assert part["prompts"] == ["p" * 64]
    assert part["calls"] == {"total": 4, "mean": pytest.approx(4 / 3, abs=1e-6), "unknown": 1}
    assert part["cost"] == {"total": 0.004, "mean": 0.002, "unknown": 2}
    # drafted: 1 shown + 2 dropped, 1 shown, and 1 dropped where quotes were shown instead
    assert part["dropped"]["drafted"] == 5
    assert part["dropped"]["share"]["value"] == 0.6
    assert {rule: (row["count"], row["value"]) for rule, row in part["dropped"]["rules"].items()} == {
        "polarity": (2, 0.4),
        "number_not_in_quote": (1, 0.2),
    }
    (gold,) = part["citations"]
    assert (gold["by"], gold["citation_recall"]["value"], gold["citation_recall"]["n"]) == ("gold", 1.0, 2)
    assert json.loads(json.dumps(part)) == part


def test_every_prompt_that_led_to_an_answer_is_counted() -> None:
    english = {"standalone.nl": "s" * 64, "answer.en": "e" * 64, "repair.en": "r" * 64}
    part = model_part([written("a"), written("b", prompt="", prompts=english), silent("c")])
    assert part["prompts"] == ["e" * 64, "p" * 64, "r" * 64, "s" * 64]


def test_judges_are_named_and_held_against_people() -> None:
    people = [
        Verdict(question="a", sentence="drie maanden", supported=True),
        Verdict(question="b", sentence=" drie  maanden ", supported=False),
        Verdict(question="b", sentence="iets anders", supported=True),
    ]
    seen: list[tuple[int, int]] = []
    part = model_part(
        [written("a"), written("b"), written("c", mode="quotes")],
        judges=[judge()],
        verdicts=people,
        on_judged=lambda *step: seen.append(step),
    )
    _, judged = part["citations"]
    assert (judged["by"], judged["name"], judged["unjudged"]) == ("judge", "openai/rechter", 0)
    assert judged["citation_recall"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 2}
    agreed = judged["agreement"]
    assert (agreed["n"], agreed["share"], agreed["kappa"], agreed["not_in_run"]) == (2, 0.5, 0.0, 1)
    assert agreed["disagreed"] == [{"text": "drie maanden", "person": False, "judge": True}]
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_an_answer_without_a_verdict_is_left_out_and_counted() -> None:
    other = written("b")
    line = {**(other.line or {}), "sentences": [{**(other.line or {})["sentences"][0], "text": "anders"}]}
    part = model_part([written("a"), Result(other.question, line, other.scores)], judges=[judge(0)])
    _, judged = part["citations"]
    assert (judged["unjudged"], judged["citation_recall"]["n"]) == (1, 1)
    assert judged["faults"] == ["Het model zwijgt. Probeer het later."]


def test_a_draft_is_put_to_a_judge_only_with_quotes_that_stand_in_their_source() -> None:
    (case,) = cases()
    exact, _, fake = (as_shown(case, draft) for draft in case.drafts)
    assert fake is None
    assert exact is not None
    (quote,) = exact.quotes
    assert (quote.text, quote.sender) == (CASE["drafts"][0]["citations"][0]["quote"], "dienst Wegen")
    assert compared(judge(), [(exact, True), (exact, False)])["share"] == 0.5


def test_statements_have_each_place_once() -> None:
    line = written("a").line or {}
    doubled = {"text": "t", "citations": line["sentences"][0]["citations"] * 2}
    assert [len(each.quotes) for each in statements({**line, "sentences": [doubled]})] == [1]


def test_a_reply_that_is_no_verdict_is_a_fault_and_not_a_no() -> None:
    with model_server() as server:
        server.respond = lambda request: Reply("Daar doe ik niet aan mee.")
        (one,) = open_judges(model_settings(server), judge="openai/rechter")
        with pytest.raises(UnjudgedError):
            one.supports((A,), "zin")
    assert len(one.usages) == 1
