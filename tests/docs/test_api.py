"""Every command of docs/api.md, run against a real server over the bundled letters, prints what stands below it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from index.search.library import Library
from index.settings import Settings
from tests.support.limits import HANG_SECONDS
from tests.support.paths import ROOT
from tests.support.web import served
from ui.api.app import api_app
from ui.web.fair_queue import FairQueue

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```sh\n(curl (?:(?!```).)*)```\n\n```\n(.*?)```$", PAGE, re.M | re.S)

pytestmark = [
    pytest.mark.embedder,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed"),
]


@pytest.fixture(scope="module")
def address(library: Library, bundled_settings: Settings) -> Iterator[str]:
    app = FastAPI(openapi_url=None)
    app.mount("/api", api_app(library, bundled_settings, FairQueue(2, per_minute=60)))
    with served(app) as client:
        yield str(client.base_url)


def test_every_command_is_an_example_with_what_it_prints() -> None:
    assert len(EXAMPLES) == PAGE.count("```sh") == PAGE.count("\ncurl ")


@pytest.mark.parametrize(("command", "prints"), EXAMPLES)
def test_a_command_prints_what_stands_below_it(address: str, command: str, prints: str) -> None:
    here = command.replace("http://127.0.0.1:7860", address).replace("curl ", "curl --silent --show-error ", 1)
    run = subprocess.run(["bash", "-c", here], capture_output=True, text=True, timeout=HANG_SECONDS, check=True)
    place = 0
    for part in (part.strip() for part in re.split("…|\n", prints)):
        assert part in run.stdout[place:], run.stdout[:2_000]
        place = run.stdout.index(part, place) + len(part)
