"""Changed files of every kind are read or refused, within the limits, and end no run."""

import pytest

from eval.bench.fuzz import fuzz, valid_files
from tests.support.paths import LETTERS

pytestmark = pytest.mark.slow


def test_changed_files_are_read_or_refused() -> None:
    valid = valid_files(LETTERS)
    assert {suffix for suffix, _ in valid} == {".md", ".odt", ".pdf", ".docx", ".txt", ".html", ".eml", ".mhtml"}
    report = fuzz(valid, files=60, seed=1)
    assert report.faults == []
    assert report.outcomes.total() == 60
    assert len(report.outcomes) > 1
