"""The wheel: it holds every file of the packages, and answers in an environment of its own, away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import sample_letters
from tests.support.paths import ROOT

PACKAGES = ("qa", "index", "prompts", "ui", "eval")
QUESTION = "Hoe lang blijft de weg langs school0 dicht?"
ASK = """
import json, sys
from pathlib import Path
import eval, index, prompts, qa, ui
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.ask import ask
settings = Settings(data=Path("data"), embedder=sys.argv[1])
index_paths([Path("brieven")], settings=settings)
answer = ask(sys.argv[2], library=open_library(settings), settings=settings)
print(json.dumps({"code": [package.__path__[0] for package in (eval, index, prompts, qa, ui)],
                  "sentences": [sentence.text for sentence in answer.sentences]}))
"""

pytestmark = [pytest.mark.embedder, pytest.mark.slow]


@dataclass(frozen=True)
class Installed:
    """A wheel, and the folder of the environment that holds it."""

    wheel: Path
    home: Path

    def run(self, *command: object, folder: Path) -> str:
        """Return what a program of the environment prints, run in `folder` without a word about the checkout."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEFWIJZER_"))}
        program, *arguments = map(str, command)
        result = subprocess.run(
            [self.home / "bin" / program, *arguments], env=kept, cwd=folder, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel from a copy, so that nothing is left in the checkout, and install it beside the
    same dependencies.
    """
    home = tmp_path_factory.mktemp("wheel")
    source = home / "source"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", home, source], check=True)
    [wheel] = home.glob("*.whl")
    venv.create(home / "venv", with_pip=False)
    python = home / "venv" / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", *offline, wheel], check=True)
    [own] = (home / "venv" / "lib").glob("python*/site-packages")
    # the folder alone: the .pth files in it, and so the checkout, are not read
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return Installed(wheel, home / "venv")


def test_the_wheel_holds_every_file_of_the_packages(installed: Installed) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    names = {name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    assert files - names == set(), "package-data in pyproject.toml names their endings"
    assert names - files == set()


def test_a_question_is_answered_away_from_the_checkout(installed: Installed, tmp_path: Path, tiny: str) -> None:
    sample_letters.write_letters(tmp_path / "brieven", 2)
    found = json.loads(installed.run("python", "-c", ASK, tiny, QUESTION, folder=tmp_path))
    assert all(Path(folder).is_relative_to(installed.home) for folder in found["code"]), found["code"]
    assert "14 weken" in str(found["sentences"])


def test_the_evaluation_is_found_by_its_entry_point(installed: Installed, tmp_path: Path) -> None:
    assert "--letters" in installed.run("briefwijzer", "eval", "--help", folder=tmp_path)
