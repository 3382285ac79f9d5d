"""What many tests share: embedders that load at once, and an index of the bundled letters."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings

if "PYTEST_XDIST_WORKER" in os.environ:  # the other core has a worker of its own; numpy looks when it is imported
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

# On a disk in memory: Chroma and SQLite wait for every write to reach the disk, and tests index hundreds of times.
if Path("/dev/shm").is_dir() and shutil.disk_usage("/dev/shm").free > 6 << 30:
    os.environ.setdefault("TMPDIR", "/dev/shm")
    tempfile.tempdir = None  # is looked for anew

from index.models.embed import Embedder
from index.models.packaged.folder import packaged_file
from index.run.run import index_paths
from index.search.library import Library, open_library
from index.settings import PACKAGED_EMBEDDER, Settings
from tests.support.embedders import make_embedder
from tests.support.packaged import NOT_INSTALLED
from tests.support.paths import LETTERS
from tests.support.stopped_clock import StoppedClock, stop_clock

for _name in [name for name in os.environ if name.startswith("BRIEFWIJZER_")]:
    del os.environ[_name]  # the settings of whoever runs the tests are not those of the tests
os.environ["HF_HUB_OFFLINE"] = "1"

# How long an example takes says something of the machine, nothing of the code. In CI the same examples every time.
hypothesis_settings.register_profile("briefwijzer", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("briefwijzer")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of an embedder of 32 dimensions."""
    return str(make_embedder(tmp_path_factory.mktemp("tiny") / "model"))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """The clock of a language model's time, which stands still until the test moves it."""
    return stop_clock(monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, tiny: str) -> Settings:
    """Settings with a data folder of the test's own and the tiny embedder."""
    return Settings(data=tmp_path / "data", embedder=tiny)


@pytest.fixture(scope="session")
def encoder() -> Embedder:
    """The packaged encoder, loaded once: tests that use it are marked `embedder`."""
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    return Embedder(PACKAGED_EMBEDDER)


@pytest.fixture(scope="session")
def bundled_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the bundled letters, indexed with the packaged encoder, to copy from. It is made once in a run
    of the tests, whatever the number of its processes. Tests that use it are marked `embedder`.
    """
    if packaged_file() is None:
        pytest.skip(NOT_INSTALLED)
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, data = shared / "bundled-is-made", shared / "bundled"
    with FileLock(shared / "bundled.lock"):
        if not made.exists():
            index_paths([LETTERS], settings=Settings(data=data, embedder=PACKAGED_EMBEDDER))
            made.touch()
    return data


@pytest.fixture(scope="session")
def bundled_settings(bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The bundled letters, indexed with the packaged encoder: tests that use it are marked `embedder`."""
    data = tmp_path_factory.mktemp("bundled") / "data"
    shutil.copytree(bundled_data, data)
    return Settings(data=data, embedder=PACKAGED_EMBEDDER)


@pytest.fixture(scope="session")
def library(bundled_settings: Settings) -> Iterator[Library]:
    """The bundled letters, opened for asking; tests that use it are marked `embedder`."""
    library = open_library(bundled_settings)
    yield library
    library.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files first in which a test starts a browser, a process or the encoder: a long file that is begun last keeps
    one process busy while the others have nothing left.
    """
    longest = ("browser", "slow", "embedder")
    ranks: dict[Path, int] = {}
    for item in items:
        rank = next((n for n, marker in enumerate(longest) if item.get_closest_marker(marker)), len(longest))
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])  # stable: a file's tests stay together, in their order


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was skipped, for what reason."""
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    if reasons:
        terminalreporter.write_line("skipped: " + "; ".join(f"{n} ({why})" for why, n in reasons.most_common()))
