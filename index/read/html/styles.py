"""Which elements of a page its styles or attributes hide or strike through. Works on BeautifulSoup's trees.

Style sheets in the page count as far as this asks: rules about that, in their order, outside `@media`. What a
reader can open by a button, as in an accordion, is not hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt)|-\d{3,}(?:em|rem)")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[, ]*){4}\)|inset\((?:50|100)%\)")
_COMBINATOR = re.compile(r"[\s>+~]+")
_KEY = re.compile(r"#[\w-]+|\.[\w-]+|^\w+$")
_MOST_LOOKS = 50_000
_DECORATION = 0.5  # of the text; what has more is the page itself, under a window that was open when it was saved
_STRUCK = ("s", "strike", "del")
_OPENS = ("aria-controls", "data-target", "data-bs-target", "href")


def hidden(soup: Any) -> list[Any]:
    """Return the elements that whoever opens the page does not see, none inside another."""
    openable = _openable(soup)
    states = _by_style_sheets(soup, _hides)
    found: list[Any] = []
    taken: set[int] = set()
    whole = len(soup.get_text())
    for node in soup.find_all(True):
        if id(node.parent) in taken:
            taken.add(id(node))
        elif node.name not in ("html", "body", "head") and not _can_be_opened(node, openable):
            inline = _hides(_declarations(node.get("style")), node)
            if (
                node.has_attr("hidden")
                or (states.get(id(node), False) if inline is None else inline)
                or (node.get("aria-hidden") == "true" and _is_decoration(node, whole))
            ):
                taken.add(id(node))
                found.append(node)
    return found


def struck(soup: Any) -> list[Any]:
    """Return the elements whose text is struck through, none inside another."""
    states = _by_style_sheets(soup, _strikes)
    found = []
    for node in soup.find_all(True):
        inline = _strikes(_declarations(node.get("style")))
        if states.get(id(node), node.name in _STRUCK) if inline is None else inline:
            found.append(node)
    inside = {id(node) for node in found}
    return [node for node in found if not any(id(parent) in inside for parent in node.parents)]


def opens_something(node: Any) -> bool:
    """True for what opens and closes another part of the page; its words are a heading of that part."""
    return bool(node.has_attr("aria-expanded"))


def _is_decoration(node: Any, whole: int) -> bool:
    return len(node.get_text()) < whole * _DECORATION and not node.find(["main", "article", "h1"])


def _openable(soup: Any) -> set[str]:
    return {
        target.lstrip("#")
        for node in soup.find_all(attrs={"aria-expanded": True})
        for name in _OPENS
        if isinstance(target := node.get(name), str)
    }


def _can_be_opened(node: Any, openable: set[str]) -> bool:
    return node.get("id") in openable or node.get("role") == "tabpanel" or node.get("hidden") == "until-found"


def _by_style_sheets(soup: Any, says: Callable[[Mapping[str, str]], bool | None]) -> dict[int, bool]:
    """Return by the `id` of an element what the last rule says that bears on it, as `says` reads declarations."""
    rules = [
        (selector, state)
        for sheet in soup.find_all("style")
        for selector, declarations in _rules(sheet.get_text() if "print" not in sheet.get("media", "") else "")
        if (state := says(declarations)) is not None
    ]
    if not any(state for _, state in rules):
        return {}
    elements = _Elements(soup)
    return {id(node): state for selector, state in rules for node in elements.selected(selector)}


class _Elements:
    """The elements of a page by what a selector says last of them: `#id`, `.class` or a tag."""

    def __init__(self, soup: Any) -> None:
        self._by_key: defaultdict[str, list[Any]] = defaultdict(list)
        self._looks = _MOST_LOOKS
        for node in soup.find_all(True):
            for key in (f"#{node.get('id', '')}", node.name, *(f".{name}" for name in node.get("class", ()))):
                self._by_key[key].append(node)

    def selected(self, selector: str) -> Iterator[Any]:
        """Yield what a selector chooses; nothing for one with functions, or when too many were looked at already."""
        for part in map(str.strip, selector.split(",") if "(" not in selector else ()):
            last = _KEY.search(_COMBINATOR.split(part)[-1])
            nodes = self._by_key.get(last[0], []) if last else []
            if last and last[0] == part:
                yield from nodes
                continue
            self._looks -= len(nodes)
            if self._looks > 0:
                with suppress(Exception):  # selectors that no one knows
                    yield from [node for node in nodes if node.css.match(part)]


def _rules(sheet: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for match in _RULE.finditer(_without_at_blocks(_without_comments(sheet))):
        yield match[1].rsplit(";", 1)[-1].strip(), _declarations(match[2])


def _without_comments(sheet: str) -> str:
    first, *others = sheet.replace("<!--", "").replace("-->", "").split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _without_at_blocks(sheet: str) -> str:
    """Take out `@media … { … }` and its like, whatever is nested in them."""
    kept, at = [], 0
    for start in (match.start() for match in re.finditer("@", sheet)):
        if start < at:
            continue
        kept.append(sheet[at:start])
        depth, at = 0, len(sheet)
        for brace in re.finditer(r"[{};]", sheet[start:]):
            depth += {"{": 1, "}": -1, ";": 0}[brace[0]]
            if depth <= 0:
                at = start + brace.end()
                break
    return "".join(kept) + sheet[at:]


def _declarations(style: object) -> dict[str, str]:
    pairs = (part.partition(":") for part in str(style or "").lower().replace("!important", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _hides(style: Mapping[str, str], node: Any = None) -> bool | None:
    """Say whether declarations hide an element, None where they say nothing about that."""
    display, visibility = style.get("display"), style.get("visibility")
    clip = style.get("clip", "") or style.get("clip-path", "")
    no_height = _ZERO.fullmatch(style.get("max-height") or style.get("height") or "")
    if (
        display == "none"
        or visibility in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or (no_height and style.get("overflow") == "hidden")
        or (node is not None and _ZERO.fullmatch(style.get("font-size", "")) and not node.find(True))
        or _CLIPPED.fullmatch(clip)
        or any(_FAR_OFF.fullmatch(style.get(side, "")) for side in ("left", "top", "text-indent"))
    ):
        return True
    return False if display or visibility else None


def _strikes(style: Mapping[str, str]) -> bool | None:
    """Say whether declarations strike the text of an element through, None where they say nothing about that."""
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return "line-through" in line if line else None
