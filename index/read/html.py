"""HTML pages as blocks; the only file that knows BeautifulSoup."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from index.read.blocks import Block, list_item, table_row
from index.read.decode import decode
from index.read.numbering import written

_SKIPPED = "script style nav template noscript svg math head iframe object select button dialog"
_SKIP = frozenset(_SKIPPED.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"})
_RUNNING = """a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp small
span strike strong sub sup time tt u var wbr"""
_INLINE = frozenset(_RUNNING.split())


def html_blocks(data: bytes) -> list[Block]:
    """Return the blocks of the page; its title leads where the page has no main heading of its own.

    Raises index.read.decode.NotTextError where the bytes are not text.
    """
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wonders whether short texts are file names
        soup = BeautifulSoup(_decoded(data), "lxml")
    reader = _HtmlReader()
    title = soup.title.get_text() if soup.title and not soup.h1 else ""
    if title.strip():
        reader.blocks.append(Block(" ".join(title.split()), heading=True))
    reader.read(soup.body or soup)
    return reader.blocks


def _decoded(data: bytes) -> str:
    from bs4.dammit import EncodingDetector

    declared = EncodingDetector.find_declared_encoding(data, is_html=True, search_entire_document=False)
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\x00" not in data:
        with suppress(LookupError, ValueError):  # some declare what they are not
            return data.decode(declared)
    return decode(data)


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
            elif name in _SKIP or node.has_attr("hidden"):
                continue
            elif name in _INLINE and not _has_block(node):
                run.append("\v" if name == "br" else "".join(_texts(node)))
            else:
                mark = self._close(run, level, mark)
                mark = self._element(node, name, level, mark)
        return self._close(run, level, mark)

    def _close(self, run: list[str], level: int, mark: str) -> str:
        """Make a block of `run`; return the mark that is left for the next one."""
        text = "\n".join(line for part in "".join(run).split("\v") if (line := " ".join(part.split())))
        run.clear()
        if not text:
            return mark
        if mark:
            self.blocks.append(list_item(text, mark=mark, level=level, after_item=self._in_list))
            self._in_list = True
        else:
            self.blocks.append(Block("  " * max(level + 1, 0) + text, tight=level >= 0 and self._in_list))
            self._in_list = level >= 0
        return ""

    def _element(self, node: Any, name: str, level: int, mark: str) -> str:
        if name in _HEADINGS:
            text = " ".join("".join(_texts(node)).split())
            self.blocks.append(Block(text, heading=True))
            self._in_list = False
        elif name == "pre":
            self.blocks.append(Block(node.get_text().strip("\n")))
            self._in_list = False
        elif name in ("ul", "ol", "menu"):
            self._list(node, level + 1)
        elif name == "table":
            self._table(node)
        else:
            return self.read(node, level=level, mark=mark)
        return mark

    def _list(self, node: Any, level: int) -> None:
        number = int(node["start"]) if str(node.get("start", "")).isdigit() else 1
        form = node.get("type", "1") if node.name == "ol" else ""
        for item in node.find_all("li", recursive=False):
            self.read(item, level=level, mark=f"{written(number, form)}." if form else "-")
            number += 1

    def _table(self, node: Any) -> None:
        for caption in node.find_all("caption", recursive=False):
            self._element(caption, "caption", -1, "")
        rows = node.find_all("tr")
        for n, row in enumerate(rows):
            cells = ["".join(_texts(cell)) for cell in row.find_all(["td", "th"], recursive=False)]
            self.blocks.append(table_row(cells, after_row=n > 0))
        self._in_list = False


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
