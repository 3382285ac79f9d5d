"""Pictures of all pages and states of the chat: `python -m tests.support.screenshots FOLDER`.

One picture for each state: on a phone and on a desk, in light colours and in dark ones.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from selenium import webdriver

from index.run.run import index_paths
from index.search.library import open_library
from index.settings import PACKAGED_EMBEDDER, Settings
from tests.support.chromium import set_colours, set_width, start_chromium
from tests.support.page_states import SHEET, served_site, visited
from tests.support.paths import LETTERS

_PHONE, _DESK = 390, 1280
_COLOURS = ("light", "dark")
_DESK_SCALE = 0.48  # two of them stand as high as a phone
_BETWEEN = 12  # pixels
_QUALITY = 55


def main(folder: Path) -> None:
    """Index the bundled letters and write a picture for each state into `folder`."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(_env_file=None, data=Path(home) / "data", letters=LETTERS, embedder=PACKAGED_EMBEDDER)  # type: ignore[call-arg]
        index_paths([LETTERS], settings=settings)
        take_pictures(settings, folder, home=Path(home))


def take_pictures(settings: Settings, folder: Path, *, home: Path) -> None:
    """Write a WebP picture for each state of the index of `settings`, in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    library = open_library(settings)
    with served_site(library, settings) as site, start_chromium(home / "chromium") as chromium:
        for number, name in enumerate(visited(chromium, site, "nl"), 1):
            phones = [_view(chromium, _PHONE, colours) for colours in _COLOURS]
            desks = [_view(chromium, _DESK, colours) for colours in _COLOURS] if name != SHEET else []
            file = folder / f"{number:02}-{name.replace(' ', '-')}.webp"
            _together(phones, desks).save(file, quality=_QUALITY, method=6)


def _view(chromium: webdriver.Chrome, width: int, colours: str) -> Image.Image:
    set_width(chromium, width)
    set_colours(chromium, colours)
    view = Image.open(io.BytesIO(chromium.get_screenshot_as_png())).convert("RGB")
    if width == _PHONE:
        return view
    return view.resize((round(view.width * _DESK_SCALE), round(view.height * _DESK_SCALE)))


def _together(phones: Sequence[Image.Image], desks: Sequence[Image.Image]) -> Image.Image:
    """Return the phones side by side, and the desks behind them one above the other."""
    left = sum(view.width + _BETWEEN for view in phones)
    width = left + max((view.width for view in desks), default=-_BETWEEN)
    whole = Image.new("RGB", (width, phones[0].height), "#808080")
    for number, view in enumerate(phones):
        whole.paste(view, (number * (view.width + _BETWEEN), 0))
    for number, view in enumerate(desks):
        whole.paste(view, (left, number * (view.height + _BETWEEN)))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]))
