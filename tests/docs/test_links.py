"""What the Markdown of this repository names is there: pages, headings, files, modules, commands, targets, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from index.settings import Settings
from tests.docs.test_commands import COMMANDS
from tests.support.paths import ROOT

PLACES = ("docs", "eval", "index", "letters", "prompts", "qa", "tests", "ui")
PAGES = sorted([*ROOT.glob("*.md"), *(page for place in PLACES for page in (ROOT / place).rglob("*.md"))])
OURS = [page for page in PAGES if page.parent.name not in ("prompts", "letters") or page.name == "README.md"]
"""Without what a model is told and what the letters say: their lines and words are not ours to mend."""
NOW = [page for page in OURS if page.name != "CHANGELOG.md"]
"""Those that say how things are; a changelog may name what is gone."""

WRITTEN = {
    "answers.jsonl",
    "answers-2.jsonl",
    "report.json",
    "report.html",
    "questions/staff.jsonl",
    "data/questions/staff.jsonl",
}
"""What an evaluation and the desk write."""
EXAMPLES = {"woorden.tsv"}
_PLACEHOLDER = re.compile(r"\b(?:test_)?(?!README|CHANGELOG|LICENSE)[A-Z]{2,}\b")
_FILE = re.compile(r"(?:[\w.*-]+/)*[\w*-]+\.(?:py|tsv|txt|json|jsonl|md|toml|css|js|html|png)|(?:[\w.-]+/)+")
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_CODE = re.compile(r"`([^`]+)`", re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def code(page: Path) -> Iterator[str]:
    """Yield what stands in a page as code, each line of a block by itself."""
    text = page.read_text(encoding="utf-8")
    for block in _FENCE.findall(text):
        yield from block.splitlines()[1:-1]
    for span in _CODE.findall(_FENCE.sub("", text)):
        yield " ".join(span.split())


@cache
def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.M)
    plain = (re.sub(r"\[(.*?)\]\(.*?\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@cache
def tree() -> str:
    """Return the paths of all files and folders, without those of caches and results, a line each."""
    found = (path for place in PLACES for path in (ROOT / place).rglob("*") if "__pycache__" not in path.parts)
    return "".join(f"/{path.relative_to(ROOT)}\n" for path in [*ROOT.iterdir(), *found])


def is_there(path: str, page: Path) -> bool:
    """True when a path leads somewhere, from the checkout, from the page or by its last parts."""
    if path.startswith("../shared") or path in WRITTEN | EXAMPLES | {"data/"} or _PLACEHOLDER.search(path):
        return True
    if "*" in path:
        return any(ROOT.glob(path))
    return (page.parent / path).exists() or f"/{path.rstrip('/')}\n" in tree()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        other = page.parent / path if path else page
        assert other.exists(), target
        if anchor:
            assert anchor in anchors(other.resolve()), target


@pytest.mark.parametrize("page", NOW, ids=named)
def test_files_that_are_named_are_there(page: Path) -> None:
    mentioned = {path for each in code(page) for path in each.split() if _FILE.fullmatch(path)}
    assert sorted(path for path in mentioned if not is_there(path, page)) == []


@pytest.mark.parametrize("page", NOW, ids=named)
def test_modules_and_targets_that_are_named_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for each in code(page):
        for module in re.findall(r"python -m ([\w.]+)", each):
            path = ROOT / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists() or module == "venv", each
        for target in re.findall(r"^make ([a-z-]+)", each):
            assert target in targets, each


@pytest.mark.parametrize("page", NOW, ids=named)
def test_commands_that_are_named_are_there(page: Path) -> None:
    for each in code(page):
        for name, rest in re.findall(r"\bbriefwijzer ([a-z]+)([^#|]*)", each):
            assert name in COMMANDS, each
            options = {option for parameter in COMMANDS[name].params for option in parameter.opts} | {"--help"}
            assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)) <= options, each


@pytest.mark.parametrize("page", NOW, ids=named)
def test_settings_that_are_named_are_there(page: Path) -> None:
    known = {f"BRIEFWIJZER_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"BRIEFWIJZER_[A-Z_]+", page.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("page", OURS, ids=named)
def test_lines_of_prose_fit_a_screen(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []
