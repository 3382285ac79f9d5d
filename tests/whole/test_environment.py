"""What the environment holds: the releases that the lists pin, and nothing that runs in every Python process unseen."""

from __future__ import annotations

import re
import site
import subprocess
import sys
import tomllib
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

LISTS = ("constraints.txt", "constraints-cpu.txt", "constraints-cuda.txt", "constraints-encoder.txt")
RUN_AT_START = {
    "distutils-precedence.pth": "setuptools: takes the place of distutils, which Python 3.12 no longer has",
    f"__editable__.briefwijzer-{metadata.version('briefwijzer')}.pth": "the checkout: leads imports to it",
}
"""The files whose lines Python runs, or puts on its path, whenever it starts, and why each is there."""
LOOK = (
    "it runs in every Python process of this environment. Read it, and see which package brought it (its name stands "
    "in that package's RECORD) and whether the release notes of that package speak of it. LiteLLM's hijacked releases "
    "came with such a file. Only then write it down here, with the reason."
)
ENTRY = re.compile(r"[\w.-]+==[\w.+!-]+(?: ; [^\\#@]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")


def pinned(name: str) -> dict[str, list[Requirement]]:
    """Return the requirements of a list by canonical name. One name may stand there for more than one Python."""
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            requirement = Requirement(line.removesuffix("\\"))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def version(requirement: Requirement) -> str:
    [specifier] = requirement.specifier
    return specifier.version


def folders() -> list[Path]:
    own = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    return [Path(folder) for folder in (*site.getsitepackages(), *own)]


def test_every_file_that_runs_when_python_starts_is_known() -> None:
    found = {path.name for folder in folders() for path in folder.glob("*.pth")}
    assert not found - set(RUN_AT_START), LOOK
    assert found == set(RUN_AT_START)


@pytest.mark.parametrize("name", ["sitecustomize", "usercustomize"])
def test_no_package_brings_a_module_that_python_imports_when_it_starts(name: str) -> None:
    assert PathFinder.find_spec(name, [str(folder) for folder in folders()]) is None, LOOK


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_a_version_and_hashes_for_every_package_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = ENTRY.findall(text)
    assert entries
    assert [line for line in ENTRY.sub("", text).splitlines() if not line.startswith("# ")] == []
    assert "://" not in text


def test_the_list_pins_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *extras["dev"],
        *extras["postgres"],
    ]
    pins = pinned("constraints.txt") | pinned("constraints-encoder.txt")
    for line in asked:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert name in pins, f"make constraints: {line}"
        assert all(requirement.specifier.contains(version(pin)) for pin in pins[name]), f"make constraints: {line}"


def test_the_builds_of_torch_are_of_one_version() -> None:
    [plain] = pinned("constraints.txt")["torch"]
    [cpu] = pinned("constraints-cpu.txt")["torch"]
    assert version(cpu) == f"{version(plain)}+cpu"


def test_the_environment_holds_what_the_list_pins() -> None:
    applicable = [
        pin
        for pins in pinned("constraints.txt").values()
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    ]
    installed = {canonicalize_name(found.name): found.version for found in metadata.distributions()}
    wrong = [
        str(pin) for pin in applicable if not pin.specifier.contains(installed.get(canonicalize_name(pin.name), "0"))
    ]
    assert wrong == [], "make installs them"


def test_nothing_that_is_installed_lacks_what_it_needs() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
