"""What HTML sets raised or above each other inside a line, and list marks that Word writes as text, put on one line.
Works on BeautifulSoup's trees.
"""

from __future__ import annotations

import re
from typing import Any

from index.read.marks import fraction, power, raised, root

_MARK = re.compile(r"mso-list:\s*ignore", re.I)
_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)", re.I)
_NUMBERED = re.compile(r"[\w.]*\d[\w.]*[.)]?|\w{1,5}[.)]")
_NO_TEXT = frozenset({"annotation", "annotation-xml"})


def put_on_one_line(soup: Any) -> None:
    """Replace formulas and raised numbers by text that stands on the line."""
    for math in soup.find_all("math"):
        math.replace_with(_formula(math))
    for node in soup.find_all("sup"):
        below = node.find_next_sibling()
        slash = node.next_sibling
        if below is not None and below.name == "sub" and str(slash).strip() in ("/", "⁄"):
            slash.extract()
            node.replace_with(fraction(node.get_text().strip(), below.get_text().strip()))
            below.extract()
        elif (small := raised(text := node.get_text())) != text:
            node.replace_with(small)


def list_mark(paragraph: Any) -> tuple[str, int] | None:
    """Take the mark out of a paragraph that Word's HTML prints as a list item, and return it with the level from 0: its
    number, or "-" for what is a bullet in another font; None for any other paragraph.
    """
    found = _LEVEL.search(str(paragraph.get("style", "")))
    mark = paragraph.find(style=_MARK) if found else None
    if mark is None or found is None:
        return None
    said = "".join(mark.get_text().split())
    mark.extract()
    return said if _NUMBERED.fullmatch(said) else "-", int(found[1]) - 1


def _formula(node: Any) -> str:
    """Return what is seen of MathML (or a part of it)."""
    parts = [_formula(child) if getattr(child, "name", None) else str(child).strip() for child in node.children]
    match node.name, [each for each in parts if each]:
        case "mfrac", [above, below]:
            return fraction(above, below)
        case "msup", [base, above]:
            return power(base, above)
        case "msubsup", [base, below, above]:
            return power(base + below, above)
        case "msqrt", inside:
            return root("".join(inside))
        case "mroot", [inside, degree]:
            return raised(degree) + root(inside)
        case name, inside:
            return "" if name in _NO_TEXT else "".join(inside)
