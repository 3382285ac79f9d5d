"""docs/how-it-answers.md names every reason for which a sentence is dropped, in order."""

from __future__ import annotations

import re

from qa.check.reasons import MEANING
from tests.support.paths import ROOT

PAGE = (ROOT / "docs" / "how-it-answers.md").read_text(encoding="utf-8")


def test_every_reason_is_there_in_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.M) == list(MEANING)
