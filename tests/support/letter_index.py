"""An index of letters that a test file writes out itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.run.run import index_paths
from index.settings import BUNDLED_EMBEDDER, Settings


def index_letters(letters: Mapping[str, str], home: Path) -> Settings:
    """Write `letters`, texts by the name of their file, under `home`, index them with the bundled embedder and return
    the settings of that index.
    """
    folder = home / "brieven"
    folder.mkdir()
    for name, text in letters.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, data=home / "data", letters=folder, embedder=BUNDLED_EMBEDDER)  # type: ignore[call-arg]
    index_paths([folder], settings=settings)
    return settings
