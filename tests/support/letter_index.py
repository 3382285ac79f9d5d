"""An index of letters that a test file writes out itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from index.models.packaged.folder import packaged_file
from index.run.run import index_paths
from index.settings import PACKAGED_EMBEDDER, Settings
from tests.support.packaged import NOT_INSTALLED


def index_letters(letters: Mapping[str, str], home: Path) -> Settings:
    """Write `letters`, texts by the name of their file, under `home`, index them with the packaged encoder and return
    the settings of that index; skip the test where its package is not installed.
    """
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    folder = home / "brieven"
    folder.mkdir()
    for name, text in letters.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, data=home / "data", letters=folder, embedder=PACKAGED_EMBEDDER)  # type: ignore[call-arg]
    index_paths([folder], settings=settings)
    return settings
