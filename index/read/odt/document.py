"""The text of an OpenDocument file with its tables, text boxes, notes, page headers and footers; the only file that
knows odfpy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.read.blocks import Block, list_item
from index.read.inside import attachments, plain_name
from index.read.inventory import FilePart, Tally
from index.read.marks import with_mark
from index.read.numbering import Counters, whole, written
from index.read.odt.objects import embedded_files
from index.read.odt.styles import OdtStyles, attribute, descendants, is_drawn, is_hidden, kind_of
from index.read.odt.text import PARAGRAPHS, PASSED, OdtTextReader, note_kind
from index.read.page_edges import PageEdges
from index.read.tables import TableCell, table_blocks

_PICTURED = {"image": "picture", "object": "embedded object", "object-ole": "embedded object"}
_SHOWN = frozenset({*_PICTURED, "text-box"})
_TEXT = (*PARAGRAPHS, "list", "table", "section")
_EDGES = ("", "-first", "-left")
_MOST_COPIES = 64  # of a cell that stands for several


def odt_blocks(path: Path) -> tuple[list[list[Block]], tuple[FilePart, ...]]:
    """Return the blocks and the inventory of a text. Where the page header becomes another one, a page begins.

    Raises what odfpy and the XML parser raise on a bad file.
    """
    from odf.opendocument import load

    document = load(str(path))
    reader = _OdtReader(document)
    pages = reader.pages(document.text)
    apart = [plain_name(name) for name, _ in embedded_files(path)]
    reader.tally.left_out["embedded object"] -= min(len(apart), reader.tally.left_out["embedded object"])
    return pages, (*reader.tally.parts(), *attachments(apart))


class _OdtReader:
    def __init__(self, document: Any) -> None:
        self.blocks: list[Block] = []
        self.tally = Tally()
        self._styles = OdtStyles(document)
        self._counters = Counters()
        self._edges = PageEdges()
        self._read_edges: dict[tuple[str, str], list[Block]] = {}
        self._text = OdtTextReader(document, self._styles, self.tally)
        self._notes: list[tuple[str, Any]] = []  # marks and notes that wait for the end of the paragraph, list or table
        self._last: str = ""  # kind of the last block

    def pages(self, body: Any) -> list[list[Block]]:
        """Return the blocks of the body with its page headers and footers."""
        self.tally.left_out["deleted text"] += sum(kind_of(node) == "deletion" for node in descendants(body))
        pages: list[list[Block]] = []
        master = ""
        for node in body.childNodes:
            if kind_of(node) in _TEXT and (begun := self._styles.master_of(node) or ("" if master else "Standard")):
                self._close(master)
                master = begun
                if letterhead := self._letterhead(master):
                    pages.append(self.blocks)
                    self.blocks = letterhead
            self._node(node, level=-1, mark="")
        self._close(master)
        return [page for page in (*pages, self.blocks) if page]

    def _letterhead(self, master: str) -> list[Block]:
        first = "header" if self._styles.edge(master, "header-first") is None else "header-first"
        return self._edges.letterhead(self._edge(master, first))

    def _close(self, master: str) -> None:
        """Add the notes that wait and what else the pages of a section show above and below."""
        self._add_notes()
        names = [master, self._styles.master_after(master)]
        for kind in ("header", "footer"):
            for name in names:
                for pages in _EDGES:
                    self.blocks += self._edges.others(self._edge(name, f"{kind}{pages}"))
        self._last = ""

    def _edge(self, master: str, kind: str) -> list[Block]:
        if (master, kind) not in self._read_edges:
            edge = self._styles.edge(master, kind)
            blocks = [] if edge is None else self._inside(edge)
            self.tally.read[kind.partition("-")[0]] += bool(blocks)
            self._read_edges[master, kind] = blocks
        return self._read_edges[master, kind]

    def _inside(self, element: Any) -> list[Block]:
        """Return the blocks inside `element` alone, a cell or a note; notes of its last paragraph wait."""
        before = self.blocks, self._last, self._notes
        self.blocks, self._last, self._notes = [], "", []
        self._children(element)
        inside, waiting = self.blocks, self._notes
        self.blocks, self._last, self._notes = before
        self._notes += waiting
        return inside

    def _children(self, parent: Any, *, level: int = -1, mark: str = "") -> None:
        for node in parent.childNodes:
            if self._node(node, level=level, mark=mark):
                mark = ""

    def _node(self, node: Any, *, level: int, mark: str) -> bool:
        """Collect the blocks of a node, and return whether it is the paragraph that takes the list mark."""
        kind = kind_of(node)
        if kind in PARAGRAPHS:
            self._paragraph(node, heading=kind == "h", level=level, mark=mark)
            return True
        if kind == "list":
            self._list(node, level + 1)
        elif kind == "table":
            self._table(node)
        elif kind == "section" and is_hidden(node):
            self._text.leave_out("hidden text", node)
        elif is_drawn(node) and kind != "text-box":
            self._box(node)
        elif kind == "annotation":
            self.tally.left_out["comment"] += 1
        elif kind == "table-of-content":
            self.tally.left_out["table of contents"] += 1
        elif kind and kind not in PASSED:
            self._children(node, level=level, mark=mark)
        return False

    def _paragraph(self, node: Any, *, heading: bool, level: int, mark: str) -> None:
        text = self._text.text(node)
        frames, notes = self._text.frames, self._text.notes
        if text and not mark:
            self._add_notes()
        if text and mark:
            self.blocks.append(list_item(text, mark=mark, level=level, after_item=self._last == "item"))
            self._last = "item"
        elif text:
            heading = heading or self._styles.is_title(attribute(node, "style-name"))
            self.blocks.append(Block("  " * max(level + 1, 0) + text, heading=heading, tight=level >= 0))
            self._last = "item" if level >= 0 else "paragraph"
        self._notes += notes
        for frame in frames:
            self._box(frame)

    def _add_notes(self) -> None:
        """Put the notes that wait behind the paragraph, list or table that leads to them."""
        while self._notes:
            mark, node = self._notes.pop(0)
            for body in node.childNodes:
                if kind_of(body) == "note-body" and (blocks := self._inside(body)):
                    self.tally.read[note_kind(node)] += 1
                    self.blocks += with_mark(mark, blocks)

    def _list(self, node: Any, level: int) -> None:
        for item in node.childNodes:
            form = self._styles.number_form(attribute(node, "style-name") or "", level)
            form = form or self._styles.number_form(_list_style_above(node), level)
            number = self._counters.advance(f"{id(node)}", 0)[0] or 1
            self._children(item, level=level, mark=f"{written(number, form)}." if form else "-")

    def _table(self, node: Any) -> None:
        self._add_notes()
        rows = []
        for row, head in _rows(node, head=False):
            if attribute(row, "visibility") in ("collapse", "filter"):
                self._text.leave_out("hidden text", row)
            else:
                rows.append([made for cell in row.childNodes for made in self._cells(cell, head=head)])
        self.blocks += table_blocks(rows)
        self._last = "table"

    def _cells(self, node: Any, *, head: bool) -> list[TableCell]:
        """Return the cell that `node` is, as often as it stands there; none for one that another cell covers."""
        if kind_of(node) != "table-cell":
            return []
        blocks = tuple(self._inside(node))
        paragraphs = [each for each in descendants(node) if kind_of(each) in PARAGRAPHS]
        bold = bool(blocks) and all(self._is_bold(each, "paragraph", around=False) for each in paragraphs)
        nested = any(kind_of(each) == "table" for each in descendants(node))
        columns, rows = (whole(attribute(node, f"number-{of}-spanned"), default=1) for of in ("columns", "rows"))
        cell = TableCell(blocks, columns=columns, rows=rows, head=head, bold=bold, nested=nested)
        return [cell] * min(whole(attribute(node, "number-columns-repeated"), default=1), _MOST_COPIES)

    def _is_bold(self, node: Any, family: str, *, around: bool) -> bool:
        bold = self._styles.is_bold(family, attribute(node, "style-name"), around)
        words = [each for each in node.childNodes if not kind_of(each) and str(each).strip()]
        spans = [each for each in node.childNodes if kind_of(each) in ("span", "a")]
        return (bold or not words) and all(self._is_bold(each, "text", around=bold) for each in spans)

    def _box(self, node: Any) -> None:
        """Read a frame or a shape; what it shows that is no text is counted."""
        kinds = [kind for child in node.childNodes if (kind := kind_of(child)) in _SHOWN]
        if kinds and kinds[0] in _PICTURED:  # the others show the same to programs that cannot draw the first
            self.tally.left_out[_PICTURED[kinds[0]]] += 1
            return
        held = len(self.blocks)
        self._children(node)
        own = any(kind_of(child) in ("text-box", *PARAGRAPHS) for child in node.childNodes)
        self.tally.read["text box"] += own and len(self.blocks) > held


def _list_style_above(node: Any) -> str:
    while node is not None:
        if kind_of(node) == "list" and (style := attribute(node, "style-name")):
            return style
        node = node.parentNode
    return ""


def _rows(node: Any, *, head: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the rows of a table, each with whether it is repeated as a head; not those of a table inside."""
    for child in node.childNodes:
        kind = kind_of(child)
        if kind == "table-row":
            yield child, head
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child, head=head or kind == "table-header-rows")
