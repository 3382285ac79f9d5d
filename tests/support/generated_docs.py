"""What the documentation says that code says already: made from the code, so that it stands once.

python -m tests.support.generated_docs      # writes docs/settings.md, and the drawing of the rooms in README.md
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from index.settings import Settings
from tests.support.paths import ROOT

README, SETTINGS_PAGE = ROOT / "README.md", ROOT / "docs" / "settings.md"

_PACKAGES = ("ui", "eval", "qa", "index", "prompts")
_WIDTH = 16  # of a room's name in the drawing, with what stands before it
_DRAWING = re.compile(r"(?<=\n)## Where things are\n.*?```\n(.*?)```", re.S)

_SETTINGS = """\
# Settings

From the environment or from a file `.env` in the folder where Briefwijzer starts. This page is made from
`index/settings.py` by `python -m tests.support.generated_docs`: mend it there.

| setting | default | is |
|---|---|---|
{rows}
{sections}"""


def settings_page() -> str:
    """Return docs/settings.md: the first paragraph of each field's description in a table, the others under a
    heading.
    """
    rows, sections = [], []
    for name, field in Settings.model_fields.items():
        first, *more = (field.description or "").split("\n\n")
        setting = f"BRIEFWIJZER_{name.upper()}"
        link = f" [More](#{setting.lower()})." if more else ""
        rows.append(f"| `{setting}` | {_default(field.default)} | {' '.join(first.split())}{link} |\n")
        if more:
            sections.append("\n\n".join([f"## {setting}", *more]) + "\n")
    return _SETTINGS.format(rows="".join(rows), sections="\n".join(sections))


def rooms() -> str:
    """Return the drawing of the rooms: a line for each package and folder in it, with what its `__init__.py` says."""
    return "".join(line for name in _PACKAGES for line in _drawn(ROOT / name, depth=0))


def drawing_in(readme: str) -> str:
    """Return the drawing that stands in README.md."""
    found = _DRAWING.search(readme)
    return found[1] if found else ""


def _drawn(folder: Path, *, depth: int) -> Iterator[str]:
    said = " ".join((ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or "").split())
    yield f"{'  ' * depth + folder.name + '/':{_WIDTH}}{said}\n"
    for room in sorted(path.parent for path in folder.glob("*/__init__.py")) if depth == 0 else ():
        yield from _drawn(room, depth=1)


def _default(value: object) -> str:
    return "none" if value is None or value == () else f"`{value}`"


if __name__ == "__main__":
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    drawing = _DRAWING.search(text)
    assert drawing, "README.md has no drawing under the heading Where things are"
    README.write_text(text[: drawing.start(1)] + rooms() + text[drawing.end(1) :], encoding="utf-8")
