"""One name, one meaning: no two classes of the product share a name, nor do two kinds of thing that
are named with a capital.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.support.paths import ROOT

PACKAGES = ("eval", "index", "prompts", "qa", "ui")


def named(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the classes and of the type aliases of a module: those with a capital that are no
    constants.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name.lstrip("_")[:1].isupper() and not name.isupper():
                yield name


def places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for name in named(ast.parse(path.read_text(encoding="utf-8"))):
                found[name.lstrip("_")].append(str(path.relative_to(ROOT)))
    return found


def test_each_class_has_a_name_of_its_own() -> None:
    assert {name: files for name, files in places().items() if len(files) > 1} == {}


def test_each_template_style_and_script_has_a_name_of_its_own() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in [*ROOT.glob("ui/*/templates/*"), *ROOT.glob("ui/*/static/*")]:  # all rooms share one set of names
        found[path.name].append(str(path.relative_to(ROOT)))
    assert len(found) > 20
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
