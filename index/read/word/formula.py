"""Formulas of Word files (OMML, ISO 29500-1, 22.1), whose parts stand above and below each other, on one line."""

from __future__ import annotations

from typing import Any

from index.read.marks import fraction, power, raised, root
from index.read.word.package import MATH, W

_DELIMITERS = ("(", ")")
_TEXT = f"{MATH}t"


def formula(element: Any) -> str:
    """Return what is seen of a formula or a part of one; deleted parts are not."""
    if element.tag in (_TEXT, f"{W}t"):
        return element.text or ""
    if element.tag in (f"{W}del", f"{W}moveFrom") or element.tag.endswith("Pr"):
        return ""
    match element.tag.removeprefix(MATH):
        case "f":
            return fraction(_part(element, "num"), _part(element, "den"))
        case "sSup":
            return power(_part(element, "e"), _part(element, "sup"))
        case "sSubSup":
            return power(_part(element, "e") + _part(element, "sub"), _part(element, "sup"))
        case "rad":
            return raised(_part(element, "deg")) + root(_part(element, "e"))
        case "d":
            return _delimited(element)
        case "nary":
            return f"{_character(element, 'naryPr', 'chr') or '∫'}{_inside(element)}"
        case _:
            return _inside(element)


def _inside(element: Any) -> str:
    return "".join(map(formula, element))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{MATH}{name}")
    return "" if found is None else _inside(found).strip()


def _delimited(element: Any) -> str:
    begin, end = (_character(element, "dPr", name) for name in ("begChr", "endChr"))
    inside = ", ".join(filter(None, (_inside(each).strip() for each in element.findall(f"{MATH}e"))))
    return f"{_DELIMITERS[0] if begin is None else begin}{inside}{_DELIMITERS[1] if end is None else end}"


def _character(element: Any, properties: str, name: str) -> str | None:
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    return None if found is None else found.get(f"{MATH}val") or ""
