"""OpenDocument texts (.odt) as blocks; the only file that knows odfpy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.dutch.word_lists import listed
from index.read.blocks import Block, list_item, table_row
from index.read.numbering import Counters, written

_SKIP = ("tracked-changes", "annotation", "note-body", "sequence-decls", "forms", "bookmark", "table-of-content")
_TITLES = tuple(listed("reading/title_styles.txt"))


def odt_blocks(path: Path) -> list[Block]:
    """Return the blocks of the text. Raises what odfpy and the XML parser raise on a bad file."""
    from odf.opendocument import load

    document = load(str(path))
    reader = _OdtReader(document)
    reader.read(document.text)
    return reader.blocks


class _OdtReader:
    def __init__(self, document: Any) -> None:
        self.blocks: list[Block] = []
        self._titles = _title_styles(document)
        self._lists = _list_styles(document)
        self._counters = Counters()
        self._last: str = ""  # kind of the last block

    def read(self, parent: Any, *, level: int = -1, mark: str = "") -> None:
        for node in parent.childNodes:
            kind = _kind(node)
            if kind in ("h", "p"):
                self._paragraph(node, heading=kind == "h", level=level, mark=mark)
                mark = ""
            elif kind == "list":
                self._list(node, level + 1)
            elif kind == "table":
                self._table(node)
            elif kind and kind not in _SKIP:
                self.read(node, level=level, mark=mark)

    def _paragraph(self, node: Any, *, heading: bool, level: int, mark: str) -> None:
        text = "".join(_texts(node)).strip()
        if text and mark:
            self.blocks.append(list_item(text, mark=mark, level=level, after_item=self._last == "item"))
            self._last = "item"
        elif text:
            heading = heading or (_attribute(node, "style-name") or "") in self._titles
            self.blocks.append(Block("  " * max(level + 1, 0) + text, heading=heading, tight=level >= 0))
            self._last = "item" if level >= 0 else "paragraph"
        for frame in _frames(node):
            self.read(frame)

    def _list(self, node: Any, level: int) -> None:
        style = _attribute(node, "style-name") or ""
        key = f"{id(node)}"
        for item in node.childNodes:
            form = self._lists.get((style, level)) or self._lists.get((self._style_above(node), level)) or ""
            number = self._counters.advance(key, 0)[0] or 1
            self.read(item, level=level, mark=f"{written(number, form)}." if form else "-")

    def _style_above(self, node: Any) -> str:
        while node is not None:
            if _kind(node) == "list" and (style := _attribute(node, "style-name")):
                return style
            node = node.parentNode
        return ""

    def _table(self, node: Any) -> None:
        rows = [row for row in _descendants(node) if _kind(row) == "table-row"]
        for n, row in enumerate(rows):
            cells = [" ".join(_texts(cell)) for cell in row.childNodes if _kind(cell) == "table-cell"]
            self.blocks.append(table_row(cells, after_row=n > 0))
        self._last = "table"


def _kind(node: Any) -> str:
    """Return the local name of an element, "" for text."""
    return node.qname[1] if hasattr(node, "qname") else ""


def _attribute(node: Any, name: str) -> str | None:
    return next((value for (_, local), value in (node.attributes or {}).items() if local == name), None)


def _texts(node: Any) -> Iterator[str]:
    for child in node.childNodes:
        kind = _kind(child)
        if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE):
            yield child.data
        elif kind == "s":
            count = _attribute(child, "c") or "1"
            yield " " * min(int(count), 100) if count.isdigit() else " "
        elif kind == "tab":
            yield "\t"
        elif kind == "line-break":
            yield "\n"
        elif kind not in _SKIP and kind != "frame":
            yield from _texts(child)
            if kind in ("p", "h"):
                yield " "


def _descendants(node: Any) -> Iterator[Any]:
    for child in node.childNodes:
        yield child
        yield from _descendants(child)


def _frames(node: Any) -> Iterator[Any]:
    """Yield the text boxes inside a paragraph."""
    return (child for child in _descendants(node) if _kind(child) == "text-box")


def _styles(document: Any) -> Iterator[Any]:
    for group in (document.styles, document.automaticstyles):
        yield from group.childNodes


def _title_styles(document: Any) -> frozenset[str]:
    parents = {
        name: (_attribute(style, "display-name") or name, _attribute(style, "parent-style-name"))
        for style in _styles(document)
        if (name := _attribute(style, "name"))
    }

    def is_title(name: str | None) -> bool:
        for _ in range(20):
            if not name:
                return False
            shown, above = parents.get(name, (name, None))
            if shown.lower().startswith(_TITLES):
                return True
            name = above
        return False

    return frozenset({name for name in parents if is_title(name)} | {"Title", "Subtitle"})


def _list_styles(document: Any) -> dict[tuple[str, int], str]:
    """Return how the numbers of each numbered list level are written, by style name and level from 0."""
    forms = {}
    for style in _styles(document):
        if _kind(style) != "list-style":
            continue
        for level in style.childNodes:
            if _kind(level) == "list-level-style-number":
                depth = int(_attribute(level, "level") or 1) - 1
                forms[_attribute(style, "name") or "", depth] = _attribute(level, "num-format") or "1"
    return forms
