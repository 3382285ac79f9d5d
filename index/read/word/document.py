"""A whole Word file as blocks: its body with tables, boxes, notes and what is inserted, page headers and footers."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from itertools import chain
from typing import Any

from index.read.blocks import Block, list_item
from index.read.inside import attachments, plain_name
from index.read.inventory import FilePart, Tally
from index.read.marks import NoteNumbers, with_mark
from index.read.page_edges import PAGE_NUMBER
from index.read.tables import TableCell, table_blocks
from index.read.word.grid import WRAPPERS, WordCell, cells_of, going_on, unwrapped
from index.read.word.inserted import inserted_blocks
from index.read.word.package import MC, R, W, WordPackage, chosen, embedded_files, is_on
from index.read.word.sections import Sections
from index.read.word.styles import Lists, Styles
from index.read.word.text import (
    NoteReference,
    TextReader,
    fields_are_whole,
    footnotes_in,
    is_contents,
    is_drop_cap,
    is_placeholder,
    paper_is_white,
)

_DEEPEST = 3  # Word files that are inserted into each other
_TALLEST = 200  # rows that a cell is believed to span


def word_blocks(data: bytes) -> tuple[list[list[Block]], tuple[FilePart, ...]]:
    """Return the blocks of a Word file and its inventory. Where the page header becomes another one, a page begins.

    Raises index.read.word.package.NotWordError, and what zipfile and lxml raise on a damaged file.
    """
    tally = Tally()
    pages = _pages(data, tally, depth=0)
    apart = [plain_name(name) for name, _ in embedded_files(data)]
    tally.left_out["embedded object"] -= min(len(apart), tally.left_out["embedded object"])
    return pages, (*tally.parts(), *attachments(apart))


def _pages(data: bytes, tally: Tally, *, depth: int) -> list[list[Block]]:
    package = WordPackage(data)
    root = package.xml(package.main)
    document = _WordDocument(package, root, tally, depth=depth)
    body = root.find(f"{W}body")
    comments = document.xml_of("comments")
    if comments is not None:
        tally.left_out["comment"] += len(comments.findall(f"{W}comment"))
    return _PartReader(document, package.main, root).pages(body if body is not None else root)


class _WordDocument:
    """What all parts of a document share."""

    def __init__(self, package: WordPackage, root: Any, tally: Tally, *, depth: int) -> None:
        self.package = package
        self.tally = tally
        self.depth = depth
        self.styles = Styles(self.xml_of("styles"), paper_is_white=paper_is_white(root))
        self.lists = Lists(self.xml_of("numbering"), self.styles)
        self.numbers = NoteNumbers(footnotes=footnotes_in(root))
        settings = self.xml_of("settings")
        odd_even = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
        self.has_even_pages = odd_even is not None and is_on(odd_even)
        self._notes: dict[str, tuple[_PartReader, dict[str, Any]]] = {}

    def xml_of(self, kind: str) -> Any:
        """Return the root of the part of `kind`, None where there is none."""
        name = self.package.related(kind)
        return None if name is None else self.package.xml(name)

    def note(self, reference: NoteReference) -> list[Block]:
        """Return the blocks of a note, its mark before the first."""
        if reference.kind not in self._notes:
            name, root = self.package.related(f"{reference.kind}s"), self.xml_of(f"{reference.kind}s")
            if name is None or root is None:
                return []
            notes = {each.get(f"{W}id"): each for each in root.findall(f"{W}{reference.kind}")}
            self._notes[reference.kind] = _PartReader(self, name, root), notes
        reader, notes = self._notes[reference.kind]
        if reference.id not in notes:
            return []
        blocks = reader.inside(notes[reference.id])
        self.tally.read[reference.kind] += bool(blocks)
        return with_mark(reference.mark, blocks) if blocks else []

    def edge(self, kind: str, name: str) -> list[Block]:
        """Return the blocks of a page header or footer."""
        root = self.package.xml(name)
        if root is None:
            return []
        reader = _PartReader(self, name, root)
        reader.read(root)
        self.tally.read[kind] += any(block.text.strip(PAGE_NUMBER) for block in reader.blocks)
        return reader.blocks


class _PartReader:
    """Walks one part and collects blocks."""

    def __init__(self, document: _WordDocument, name: str, root: Any) -> None:
        self.blocks: list[Block] = []
        self._document = document
        self._relations = document.package.relations(name)
        tally, numbers = document.tally, document.numbers
        self._text = TextReader(document.styles, tally, numbers, with_fields=fields_are_whole(root))
        self._tally = tally
        self._notes: list[NoteReference] = []
        self._in_list = False
        self._in_contents = False  # the lines of a table of contents count once
        self._initial = ""  # a large first letter, which stands in a paragraph of its own before its text

    def inside(self, element: Any) -> list[Block]:
        """Return the blocks inside `element` alone, a cell or a note; notes of its last paragraph wait."""
        before = self.blocks, self._in_list, self._notes
        self.blocks, self._in_list, self._notes = [], False, []
        self.read(element)
        inside, waiting = self.blocks, self._notes
        self.blocks, self._in_list, self._notes = before
        self._notes += waiting
        return inside

    def read(self, parent: Any) -> None:
        """Collect the blocks of all that is in `parent`."""
        for element in parent:
            if element.tag == f"{W}p":
                if self._document.styles.is_contents(element):
                    self._leave_contents_out()
                else:
                    self._in_contents = False
                    self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}sdt":
                if is_placeholder(element):
                    self._tally.left_out["placeholder"] += 1
                elif is_contents(element):
                    self._leave_contents_out()
                else:
                    self.read(element)
            elif element.tag == f"{MC}AlternateContent":
                self.read(chosen(element))
            elif element.tag == f"{W}altChunk":
                self._chunk(element)
            elif element.tag in WRAPPERS:
                self.read(element)

    def _leave_contents_out(self) -> None:
        self._tally.left_out["table of contents"] += not self._in_contents
        self._in_contents = True

    def _paragraph(self, element: Any) -> None:
        text = self._initial + self._text.text(element).strip()
        self._initial = ""
        if is_drop_cap(element):
            self._initial = text
            return
        boxes, notes = self._text.boxes, self._text.notes
        mark = self._document.lists.mark(element) if text else None
        heading = self._document.styles.is_heading(element)
        if text and (mark is None or heading):
            self._add_notes()
        if mark is not None and not heading:
            level, sign = mark
            self.blocks.append(list_item(text, mark=sign, level=level, after_item=self._in_list))
        elif text:
            number = f"{mark[1]} " if mark and mark[1] != "-" else ""
            self.blocks.append(Block(number + text, heading=heading))
        if text:
            self._in_list = mark is not None
        self._notes += notes
        for box in boxes:
            held = len(self.blocks)
            self.read(box)
            self._tally.read["text box"] += len(self.blocks) > held

    def _add_notes(self) -> None:
        """Put the notes that wait behind the paragraph, list or table that leads to them."""
        while self._notes:
            self.blocks += self._document.note(self._notes.pop(0))

    def _table(self, element: Any) -> None:
        self._add_notes()
        self._in_list = False
        rows = [row for row in unwrapped(element, f"{W}tr") if not self._is_gone(row)]
        cells = [cells_of(row) for row in rows]
        bold_first = self._document.styles.has_bold_first_row(element)
        columns = [{cell.column: cell for cell in row} for row in cells]
        table = []
        for number, (row, row_cells) in enumerate(zip(rows, cells, strict=True)):
            marked = row.find(f"{W}trPr/{W}tblHeader")
            head, bold = marked is not None and is_on(marked), bold_first and number == 0
            made = [TableCell((), columns=row_cells[0].column)] if row_cells and row_cells[0].column else []
            for cell in row_cells:
                if not cell.goes_on or number == 0:
                    rows_below = going_on(cell.column, columns[number + 1 : number + _TALLEST])
                    made.append(self._cell(cell, rows=1 + rows_below, head=head, bold=bold))
            table.append(made)
        self.blocks += table_blocks(table)

    def _cell(self, cell: WordCell, *, rows: int, head: bool, bold: bool) -> TableCell:
        element = cell.element
        blocks = self.inside(element)
        paragraphs = [each for each in element.iter(f"{W}p") if any(text.text for text in each.iter(f"{W}t"))]
        bold = bold or (bool(paragraphs) and all(map(self._text.is_bold, paragraphs)))
        nested = any(table.tag == f"{W}tbl" for table in element.iter(f"{W}tbl"))
        return TableCell(tuple(blocks), columns=cell.span, rows=rows, head=head, bold=bold, nested=nested)

    def _is_gone(self, row: Any) -> bool:
        """Say whether a row is deleted or hidden, and count it."""
        for tag, kind in (("del", "deleted text"), ("hidden", "hidden text")):
            mark = row.find(f"{W}trPr/{W}{tag}")
            if mark is not None and is_on(mark):
                self._tally.left_out[kind] += 1
                return True
        return False

    def _chunk(self, element: Any) -> None:
        """Read a file that is inserted as a whole: Word shows it as text of the document."""
        relation = self._relations.get(element.get(f"{R}id") or "")
        data = self._document.package.bytes_of(relation.target) if relation else None
        try:
            blocks = inserted_blocks(data, self._tally, read_word=self._inserted_word) if data else []
        except (ValueError, SyntaxError, zipfile.BadZipFile):  # lxml's faults are syntax errors
            blocks = []
        kind = self._tally.read if blocks else self._tally.left_out
        kind["inserted file"] += 1
        self._add_notes()
        self.blocks += [replace(block, tight=block.tight and n > 0) for n, block in enumerate(blocks)]

    def _inserted_word(self, data: bytes) -> list[Block]:
        depth = self._document.depth + 1
        return list(chain(*_pages(data, self._tally, depth=depth))) if depth <= _DEEPEST else []

    def pages(self, body: Any) -> list[list[Block]]:
        """Return the blocks of the body with the page headers and footers of its sections."""
        pages: list[list[Block]] = []
        even = self._document.has_even_pages
        sections = Sections(body, self._relations, has_even_pages=even, read=self._document.edge)
        self.blocks = sections.letterhead()
        for element in body:
            self.read([element])
            for _ in range(sections.ends_in(element)):
                self._close(sections)
                if letterhead := sections.letterhead():
                    pages.append(self.blocks)
                    self.blocks = letterhead
        self._close(sections)
        return [*pages, self.blocks]

    def _close(self, sections: Sections) -> None:
        """Add the notes that wait and what else the pages of a section show above and below; go on to the next."""
        self._add_notes()
        self.blocks += sections.others()
        self._in_list = False
