"""What the documentation says that code says already: made from the code, so that it stands once.

python -m tests.support.generated_docs      # writes docs/settings.md
"""

from __future__ import annotations

from index.settings import Settings
from tests.support.paths import ROOT

SETTINGS_PAGE = ROOT / "docs" / "settings.md"

_SETTINGS = """\
# Settings

From the environment or from a file `.env` in the folder where Briefwijzer starts. This page is made from
`index/settings.py` by `python -m tests.support.generated_docs`: mend it there.

| setting | default | is |
|---|---|---|
{rows}
{sections}"""


def settings_page() -> str:
    """Return docs/settings.md: the first paragraph of each field's description in a table, the others under a heading."""
    rows, sections = [], []
    for name, field in Settings.model_fields.items():
        first, *more = (field.description or "").split("\n\n")
        setting = f"BRIEFWIJZER_{name.upper()}"
        link = f" [More](#{setting.lower()})." if more else ""
        rows.append(f"| `{setting}` | {_default(field.default)} | {' '.join(first.split())}{link} |\n")
        if more:
            sections.append("\n\n".join([f"## {setting}", *more]) + "\n")
    return _SETTINGS.format(rows="".join(rows), sections="\n".join(sections))


def _default(value: object) -> str:
    return "none" if value is None or value == () else f"`{value}`"


if __name__ == "__main__":
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
