"""What the styles of an OpenDocument text say, and how its elements are looked into. Pure functions and one table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.dutch.word_lists import listed
from index.read.numbering import whole

_TITLES = tuple(listed("reading/title_styles.txt"))
_NO_COLOUR = (None, "transparent", "#ffffff")
_UNREADABLE = 2  # points
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_DEEPEST = 20  # styles based on each other; a ring of them ends there
_HIDES = re.compile(r'(?:\w+:)?\s*(?:1|true|"?(?P<left>\w+)"?\s*==\s*"?(?P=left)"?)\s*', re.IGNORECASE)


@dataclass(frozen=True)
class _OdtStyle:
    """A style: its name as people see it, the one it is based on, what it says of text, the page that it begins."""

    shown: str
    parent: str
    properties: dict[str, str]
    master: str


class OdtStyles:
    """The styles of a document, by family and name."""

    def __init__(self, document: Any) -> None:
        groups = [node for group in (document.styles, document.automaticstyles) for node in group.childNodes]
        self._styles = {
            (attribute(node, "family"), name): _OdtStyle(
                attribute(node, "display-name") or name,
                attribute(node, "parent-style-name") or "",
                _properties(node),
                attribute(node, "master-page-name") or "",
            )
            for node in groups
            if kind_of(node) == "style" and (name := attribute(node, "name"))
        }
        self._paper_is_white = not any(
            attribute(each, "run-through") == "background"
            or (kind_of(node) == "page-layout" and attribute(each, "background-color") not in _NO_COLOUR)
            for node in groups
            for each in node.childNodes
        )
        self._masters = {attribute(node, "name") or "": node for node in document.masterstyles.childNodes}
        self._lists = {
            (attribute(node, "name"), whole(attribute(each, "level"), default=1)): attribute(each, "num-format") or "1"
            for node in groups
            if kind_of(node) == "list-style"
            for each in node.childNodes
            if kind_of(each) == "list-level-style-number"
        }

    def unseen(self, family: str, node: Any, around: str) -> str:
        """Return of which kind of the inventory the text of a paragraph or span is that nobody sees or that holds no
        longer, "" for any other. `around`: the same of the text around it.
        """
        name = attribute(node, "style-name")
        display = self._property(family, name, ("display",))
        if display == "none" or (display is None and around == "hidden text"):
            return "hidden text"
        line = self._property(family, name, ("text-line-through-style", "text-line-through-type"))
        if (line is None and around == "struck text") or line not in (None, "none"):
            return "struck text"
        size = _POINTS.fullmatch(self._property(family, name, ("font-size",)) or "")
        if size and float(size[1]) <= _UNREADABLE:
            return "invisible text"
        colour = self._property(family, name, ("color",))
        white = around == "invisible text" if colour is None else colour.lower() == "#ffffff"
        return "invisible text" if white and self._is_on_paper(family, node) else ""

    def _is_on_paper(self, family: str, node: Any) -> bool:
        """Say whether nothing but white paper lies behind a paragraph or a span."""
        around = node.parentNode
        while around is not None:
            if kind_of(around) == "table-cell" or is_drawn(around):
                return False
            around = around.parentNode
        behind = self._property(family, attribute(node, "style-name"), ("background-color",))
        return self._paper_is_white and behind in _NO_COLOUR

    def is_raised(self, name: str | None) -> bool:
        """Say whether the text in a style of spans stands raised."""
        position = (self._property("text", name, ("text-position",)) or "").split(" ")[0]
        return position == "super" or (position.endswith("%") and whole(position[:-1], default=0) > 0)

    def is_bold(self, family: str, name: str | None, around: bool) -> bool:
        """Say whether text in a style is bold; `around`: whether the text around it is."""
        weight = self._property(family, name, ("font-weight",))
        return around if weight is None else weight not in ("normal", "100", "200", "300", "400", "500")

    def is_title(self, name: str | None) -> bool:
        """Say whether a paragraph style is that of a heading."""
        chain = list(self._chain("paragraph", name))
        names = [*(style.shown for style in chain), chain[-1].parent if chain else name or ""]
        return any(shown.lower().startswith(_TITLES) for shown in names)

    def number_form(self, name: str, level: int) -> str:
        """Return how the numbers of a list are written at `level`, from 0; "" for one with bullets."""
        return self._lists.get((name, level + 1), "")

    def master_of(self, node: Any) -> str:
        """Return the name of the page style that begins with a paragraph, a table or what holds them; "" for none."""
        texts = (each for each in descendants(node) if kind_of(each) in ("p", "h", "table"))
        first = next(texts, None) if kind_of(node) in ("list", "section") else node
        family = "table" if first is not None and kind_of(first) == "table" else "paragraph"
        chain = self._chain(family, attribute(first, "style-name")) if first is not None else ()
        return next((style.master for style in chain if style.master), "")

    def master_after(self, name: str) -> str:
        """Return the page style of the pages that follow the first one of page style `name`."""
        master = self._masters.get(name)
        return "" if master is None else attribute(master, "next-style-name") or ""

    def edge(self, master: str, kind: str) -> Any:
        """Return the page header or footer of a page style, such as `header-first`; None where none is shown."""
        page = self._masters.get(master)
        nodes = [] if page is None else [node for node in page.childNodes if kind_of(node) == kind]
        return next((node for node in nodes if attribute(node, "display") != "false"), None)

    def _chain(self, family: str, name: str | None) -> Iterator[_OdtStyle]:
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.parent

    def _property(self, family: str, name: str | None, names: tuple[str, ...]) -> str | None:
        chain = self._chain(family, name)
        return next((style.properties[each] for style in chain for each in names if each in style.properties), None)


def _properties(style: Any) -> dict[str, str]:
    return {
        local: str(value)
        for node in style.childNodes
        if kind_of(node) in ("text-properties", "paragraph-properties")
        for (_, local), value in (node.attributes or {}).items()
    }


def kind_of(node: Any) -> str:
    """Return the local name of an element, "" for text."""
    return node.qname[1] if hasattr(node, "qname") else ""


def attribute(node: Any, name: str) -> str | None:
    """Return the attribute with this local name."""
    return next((value for (_, local), value in (node.attributes or {}).items() if local == name), None)


def descendants(node: Any) -> Iterator[Any]:
    """Yield all nodes below `node`, in order."""
    for child in node.childNodes:
        yield child
        yield from descendants(child)


def is_hidden(node: Any) -> bool:
    """Say whether a section, a hidden text or a hidden paragraph is not shown: by itself or by its condition."""
    said = attribute(node, "is-hidden")
    if said is not None:
        return said == "true"
    if kind_of(node) == "section" and attribute(node, "display") != "condition":
        return attribute(node, "display") == "none"
    return _HIDES.fullmatch(attribute(node, "condition") or "") is not None


def is_drawn(node: Any) -> bool:
    """Say whether a node is a frame or a shape."""
    return hasattr(node, "qname") and node.qname[0].endswith(":drawing:1.0") and node.qname[1] != "control"
