"""How often a rule fires on pairs of sentences, by what is known of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.check.sick_nl import SentencePair, main, measure, rule
from eval.jsonl import read_lines
from tests.support.paths import SHARED, needs_shared

pytestmark = pytest.mark.slow

PAIRS = [
    ("De winkel is open.", "De winkel is niet open.", "contradiction"),
    ("De winkel is open.", "De winkel is dicht.", "contradiction"),
    ("De winkel is open.", "De winkel is vandaag open.", "entailment"),
    ("De winkel is open.", "Er is geen winkel.", "neutral"),
]


def pair(number: int) -> SentencePair:
    premise, hypothesis, label = PAIRS[number]
    return SentencePair.model_validate(
        {"id": f"p{number}", "premise": premise, "hypothesis": hypothesis, "label": label}
    )


def test_a_rule_is_counted_by_label_with_the_premise_as_quote() -> None:
    asked: list[tuple[str, str]] = []

    def says_not(sentence: str, quote: str) -> str:
        asked.append((sentence, quote))
        return "niet" if "niet" in sentence else ""

    fired = measure(map(pair, range(4)), says_not)
    assert asked[0] == ("De winkel is niet open.", "De winkel is open.")
    assert {label: (each.pairs, each.count, each.share.value) for label, each in fired.items()} == {
        "contradiction": (2, 1, 0.5),
        "entailment": (1, 0, 0.0),
        "neutral": (1, 0, 0.0),
    }
    assert [words for _, words in fired["contradiction"].examples] == ["niet"]


def test_the_command_prints_a_table_and_names_a_line_that_is_wrong(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    path = tmp_path / "paren.jsonl"
    path.write_text("\n".join(pair(i).model_dump_json() for i in range(4)), encoding="utf-8")
    result = CliRunner().invoke(app, [str(path), "--examples", "1"])
    assert result.exit_code == 0, result.output
    assert "spreekt tegen" in result.stdout
    path.write_text(json.dumps({"id": "p", "premise": "a", "hypothesis": "b", "label": "x"}), encoding="utf-8")
    result = CliRunner().invoke(app, [str(path)])
    assert result.exit_code == 2
    assert "het veld 'label' heeft een verkeerde waarde" in " ".join(result.output.split())


@pytest.mark.letters
@needs_shared
def test_the_polarity_rule_finds_contradictions_between_captions_and_lets_be_what_follows() -> None:
    path = SHARED / "eval" / "sick-nl" / "pairs.jsonl"
    fired = measure((each for _, each in read_lines(path, SentencePair, file="bestand")), rule)
    assert sum(each.pairs for each in fired.values()) == 4934
    assert (fired["contradiction"].share.value or 0) >= 0.65
    assert (fired["entailment"].share.value or 1) <= 0.02
