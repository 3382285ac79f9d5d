"""The table of rules: each is named as its function and its file, and has tests of its own."""

from __future__ import annotations

from pathlib import Path

from qa.check.rules.table import RULES
from tests.qa.check.rules.test_every_rule import OF_DUTCH


def test_a_rule_is_named_as_its_function_and_its_file():
    assert [(rule.dutch.__name__, rule.dutch.__module__) for rule in RULES] == [
        (rule.name, f"qa.check.rules.{rule.name}") for rule in RULES
    ]
    assert {rule.name for rule in RULES if rule.foreign is None} == OF_DUTCH


def test_every_rule_has_tests_of_its_own():
    here = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    assert {f"test_{rule.name}" for rule in RULES} <= here
