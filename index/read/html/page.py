"""HTML pages as blocks; the only file that knows BeautifulSoup."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from index.read.blocks import Block, list_item
from index.read.decode import decode
from index.read.html.in_line import list_mark, put_on_one_line
from index.read.html.page_parts import page_parts
from index.read.html.styles import hidden, opens_something, struck
from index.read.inventory import FilePart, inventory
from index.read.marks import CHECKED, UNCHECKED
from index.read.numbering import whole, written
from index.read.tables import TableCell, table_blocks

_SKIPPED = "script style template noscript svg head iframe object select button"
_SKIP = frozenset(_SKIPPED.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"})
_RUNNING = """a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp small
span strike strong sub sup time tt u var wbr"""
_WRITTEN_IN = ("text", "email", "tel", "number", "date", "time", "month", "week", "datetime-local", "url")
_INLINE = frozenset(_RUNNING.split())


def html_blocks(data: bytes, *, declared: str | None = None) -> tuple[list[Block], tuple[FilePart, ...]]:
    """Return the blocks of the page, and what of it is not in them. Its title leads where the page has no main heading
    of its own. `declared`: the encoding that whoever sent the page gave.

    Raises index.read.decode.NotTextError where the bytes are not text.
    """
    from bs4 import BeautifulSoup

    decoded = decode(data, declared=declared or _declared(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wonders whether short texts are file names
        soup = BeautifulSoup(decoded.text, "lxml")
    _read_headings_that_open(soup)
    heading = soup.h1 or soup.title
    left_out = {
        "hidden text": _take_out(hidden(soup)),
        "struck text": _take_out(struck(soup)),
        "web page part": _take_out(page_parts(soup.body or soup)),
    }
    put_on_one_line(soup)
    boxes = _fill_in(soup)
    reader = _HtmlReader()
    if heading and not soup.h1:
        reader.heading(heading)
    reader.read(soup.body or soup)
    remarks = (decoded.remark,) if decoded.remark else ()
    return reader.blocks, (*remarks, *inventory(read={"check box": boxes}, left_out=left_out))


def _read_headings_that_open(soup: Any) -> None:
    """Make text of the buttons that are headings: a part of the page opens below them."""
    for button in soup.find_all("button"):
        if button.find_parent(_HEADINGS):
            button.name = "span"
        elif opens_something(button):
            button.name = "div" if button.find(_HEADINGS) else "h6"


def _fill_in(soup: Any) -> int:
    """Put in the place of each field of a form what it holds, and return how many boxes to tick there are."""
    boxes = 0
    for field in soup.find_all(["input", "select"]):
        if field.name == "select":
            said = " ".join(option.get_text() for option in field.find_all("option", selected=True))
        elif field.get("type", "text") in ("checkbox", "radio"):
            said = f"{CHECKED if field.has_attr('checked') else UNCHECKED} "
            boxes += 1
        else:
            said = field.get("value", "") if field.get("type", "text") in _WRITTEN_IN else ""
        field.replace_with(said)
    return boxes


def _take_out(nodes: list[Any]) -> int:
    """Take elements out of their page, and return how many of them had words."""
    worded = sum(bool("".join(_texts(node)).strip()) for node in nodes)
    for node in nodes:
        node.extract()
    return worded


def _declared(data: bytes) -> str | None:
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(data, is_html=True)


class _HtmlReader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._in_list = False

    def read(self, parent: Any, *, level: int = -1, mark: str = "") -> str:
        """Collect the blocks below `parent`; running text between block elements is a block by itself.

        `mark` is the list mark for the first of them; returned where there was none.
        """
        run: list[str] = []
        for node in parent.children:
            name = getattr(node, "name", None)
            if name is None:
                if type(node).__name__ == "NavigableString":
                    run.append(str(node))
            elif name in _SKIP:
                continue
            elif name in _INLINE and not _has_block(node):
                run.append("\v" if name == "br" else "".join(_texts(node)))
            else:
                mark = self._close(run, level, mark)
                mark = self._element(node, name, level, mark)
        return self._close(run, level, mark)

    def _close(self, run: list[str], level: int, mark: str) -> str:
        """Make a block of each paragraph of `run`; return the mark that is left for the next one."""
        lines = "\n".join(" ".join(part.split()) for part in "".join(run).split("\v"))
        run.clear()
        for text in filter(None, (part.strip("\n") for part in lines.split("\n\n"))):
            if mark:
                self.blocks.append(list_item(text, mark=mark, level=level, after_item=self._in_list))
                self._in_list = True
            else:
                self.blocks.append(Block("  " * max(level + 1, 0) + text, tight=level >= 0 and self._in_list))
                self._in_list = level >= 0
            mark = ""
        return mark

    def heading(self, node: Any) -> None:
        """Make a heading of `node`."""
        self.blocks.append(Block(" ".join("".join(_texts(node)).split()), heading=True))
        self._in_list = False

    def _element(self, node: Any, name: str, level: int, mark: str) -> str:
        if name in _HEADINGS:
            self.heading(node)
        elif name == "pre":
            self.blocks.append(Block(node.get_text().strip("\n")))
            self._in_list = False
        elif name in ("ul", "ol", "menu"):
            self._list(node, level + 1)
        elif name == "table":
            self._table(node)
        elif name == "dl":
            self._definitions(node)
        elif name == "p" and (item := list_mark(node)):
            self.read(node, level=item[1], mark=item[0])
        else:
            return self.read(node, level=level, mark=mark)
        return mark

    def _list(self, node: Any, level: int) -> None:
        items = node.find_all("li", recursive=False)
        back = node.has_attr("reversed")
        number = whole(node.get("start"), default=len(items) if back else 1)
        form = node.get("type", "1") if node.name == "ol" else ""
        for item in items:
            number = whole(item.get("value"), default=number)
            self.read(item, level=level, mark=f"{written(number, form)}." if form else "-")
            number += -1 if back else 1

    def _table(self, node: Any) -> None:
        for caption in node.find_all("caption", recursive=False):
            self._element(caption, "caption", -1, "")
        rows = [row for row in node.find_all("tr") if row.find_parent("table") is node]
        self.blocks += table_blocks(
            [[_cell(cell) for cell in row.find_all(["td", "th"], recursive=False)] for row in rows]
        )
        self._in_list = False

    def _definitions(self, node: Any) -> None:
        rows: list[list[TableCell]] = [[]]
        for part in node.find_all(["dt", "dd"]):
            if part.find_parent("dl") is node:
                rows += [[]] if part.name == "dt" else []
                rows[-1].append(_cell(part))
        self.blocks += table_blocks(rows)
        self._in_list = False


def _cell(node: Any) -> TableCell:
    reader = _HtmlReader()
    reader.read(node)
    columns, rows = (int(n) if (n := str(node.get(name, ""))).isdecimal() else 1 for name in ("colspan", "rowspan"))
    nested = node.find("table") is not None
    return TableCell(tuple(reader.blocks), columns=columns, rows=rows, head=node.name == "th", nested=nested)


def _has_block(node: Any) -> bool:
    return any(child.name not in _INLINE for child in node.find_all(True))


def _texts(node: Any) -> Iterator[str]:
    for child in node.children:
        name = getattr(child, "name", None)
        if name is None:
            if type(child).__name__ == "NavigableString":
                yield str(child)
        elif name == "br":
            yield "\v"
        elif name not in _SKIP:
            yield from _texts(child)
            if name not in _INLINE:
                yield " "
