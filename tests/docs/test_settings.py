"""docs/settings.md is what the settings class says."""

from __future__ import annotations

import pytest

from index.settings import DEFAULT_EMBEDDER, PACKAGED_EMBEDDER, Settings
from tests.support.generated_docs import SETTINGS_PAGE, settings_page


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained(name: str) -> None:
    assert (Settings.model_fields[name].description or "").strip()


def test_the_embedders_that_are_taken_without_a_setting_are_named() -> None:
    said = Settings.model_fields["embedder"].description or ""
    assert f"`{DEFAULT_EMBEDDER}`" in said
    assert f"`{PACKAGED_EMBEDDER}`" in said


def test_the_page_is_made_from_the_class() -> None:
    assert SETTINGS_PAGE.read_text(encoding="utf-8") == settings_page(), "run python -m tests.support.generated_docs"
