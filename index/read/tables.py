"""Tables as blocks, whatever format they stand in. Pure functions.

A reader walks a table once: it makes a `TableCell` of each cell, with the blocks that it reads in it (those of a table
inside the cell come from `table_blocks` too), and hands the rows to `table_blocks`. Here it is decided, row by row,
what a row is: a record, which becomes one line ("6 tot en met 8 | Bijdrage: 75 euro"), or only layout, whose cells are
read one after the other with their paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from index.read.blocks import Block, table_row

_COMPACT_LINES, _COMPACT = 3, 300  # a cell of a record has at most so many lines and characters
_COLUMN = 60  # characters; two cells that are both longer are columns of running text
_HEAD = 60  # characters; a longer head is not repeated before its values
_MOST_COLUMNS, _MOST_ROWS = 64, 1000  # that a cell is believed to span
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?")


@dataclass(frozen=True)
class TableCell:
    """A cell as a reader found it. `columns` and `rows`: how many it spans. `head`: the file marks it as a head (its
    row repeats on each page, `th`). `bold`: all of it is bold. `nested`: it holds a table.
    """

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    head: bool = False
    bold: bool = False
    nested: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(block.text for block in self.blocks).split())

    @property
    def lines(self) -> int:
        """How many lines it has, empty ones not counted."""
        return sum(bool(line.strip()) for block in self.blocks for line in block.text.split("\n"))


_GridRow = dict[int, TableCell]  # by the column, from 0, in which a cell begins; without the empty ones


def table_blocks(rows: Sequence[Sequence[TableCell]]) -> list[Block]:
    """Return the blocks of a table, every word of it once, save what spans rows: that leads each of them."""
    grid = [row for row in _grid(rows) if row]
    heads_end = _heads_end(grid)
    heads = _heads(grid[:heads_end])
    wide = len({column for row in grid for column in row}) > 2 and sum(len(row) > 1 for row in grid) > 2
    blocks: list[Block] = []
    after_row = False
    for number, row in enumerate(grid):
        record = _is_record(row, compact=bool(heads) or wide)
        named = {} if number < heads_end or len(row) < 2 else {**heads, min(row): ""}
        cells = [(cell, named.get(column, "")) for column, cell in sorted(row.items())]
        if record:
            blocks.append(table_row([_with_head(cell.text, head) for cell, head in cells], after_row=after_row))
        else:
            for cell, head in cells:
                first, *others = cell.blocks
                blocks += [replace(first, text=_with_head(first.text, head)), *others]
        after_row = record
    return blocks


def _grid(rows: Sequence[Sequence[TableCell]]) -> list[_GridRow]:
    """Place the cells. Where a first cell spans rows it stands in each of them; other cells stand only where they
    begin.
    """
    grid: list[_GridRow] = []
    taken: dict[int, int] = {}  # by column, for how many rows to come
    leading: tuple[TableCell, int] | None = None
    for row in rows:
        placed: _GridRow = {}
        covered = {column for column, left in taken.items() if left}
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        if leading and 0 in covered:
            placed[0] = leading[0]
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            width, height = min(max(cell.columns, 1), _MOST_COLUMNS), min(max(cell.rows, 1), _MOST_ROWS)
            if height > 1:
                taken |= dict.fromkeys(range(column, column + width), height - 1)
                if column == 0:
                    leading = (cell, height) if cell.lines == 1 and not cell.nested else None
            if cell.text:
                placed[column] = cell
            column += width
        if any(column for column in placed) or not (leading and 0 in covered):
            grid.append(placed)
    return grid


def _heads_end(grid: Sequence[_GridRow]) -> int:
    """Return how many rows at the top are heads of columns: those marked, else one in bold above several that are not,
    else one that its columns show to be one.
    """
    marked = _leading(all(cell.head for cell in row.values()) for row in grid)
    if marked < len(grid) and any(len(row) > 1 for row in grid[:marked]):
        return marked
    bold = _leading(all(cell.bold for cell in row.values()) for row in grid)
    if bold == 1 and len(grid) > 2 and len(grid[0]) > 1:  # above one row it may be a label of the letterhead
        return 1
    return 1 if _first_row_is_head(grid) else 0


def _leading(said: Iterable[bool]) -> int:
    """Return how many are true before the first that is not."""
    return sum(1 for _ in takewhile(bool, said))


def _first_row_is_head(grid: Sequence[_GridRow]) -> bool:
    """True when the values below a first row are numbers of one form, and what stands above has none or is a year."""
    if len(grid) < 3 or any(cell.nested or cell.columns > 1 for cell in grid[0].values()):
        return False
    columns = {column for row in grid for column in row}
    others = sorted(columns - {0})
    if not others or not set(others) <= grid[0].keys():
        return False
    if len(others) == 1 and not all(_NUMBER.search(row[0].text) for row in grid[1:] if 0 in row):
        return False  # labels with their values have no heads
    shown = False
    for column in others:
        head, values = grid[0][column].text, [row[column].text for row in grid[1:] if column in row]
        forms = {_form(value) for value in values}
        if len(values) > 1 and len(forms) == 1 and _NUMBER.search(values[0]):
            years = _YEAR.fullmatch(head) and not all(map(_YEAR.fullmatch, values))
            if _NUMBER.search(head) and not years:
                return False
            shown = True
    return shown


def _form(text: str) -> str:
    return " ".join(_WORD.sub("a", _NUMBER.sub("9", text)).split())


def _heads(rows: Sequence[_GridRow]) -> dict[int, str]:
    """Return the head of each column; of several rows of heads all that stand above it."""
    heads: dict[int, list[str]] = {}
    for row in rows:
        for start, cell in row.items() if len(row) > 1 or min(row) > 0 else ():  # a lone first cell is a title
            for column in range(start, start + min(max(cell.columns, 1), _MOST_COLUMNS)):
                if cell.text not in heads.setdefault(column, []):
                    heads[column].append(cell.text)
    return {column: " ".join(texts) for column, texts in heads.items()}


def _is_record(row: _GridRow, *, compact: bool) -> bool:
    """True for a row that is read across. `compact`: its cells may have a few lines."""
    cells = list(row.values())
    if len(cells) < 2 or any(cell.nested or any(block.heading for block in cell.blocks) for cell in cells):
        return False
    if compact:
        return all(cell.lines <= _COMPACT_LINES and len(cell.text) <= _COMPACT for cell in cells)
    return all(cell.lines == 1 for cell in cells) and (
        len(cells) > 2 or min(len(cell.text) for cell in cells) <= _COLUMN
    )


def _with_head(text: str, head: str) -> str:
    head = head.rstrip(" :")
    if not head or len(head) > _HEAD or text.lower().startswith(head.lower()):
        return text
    return f"{head}: {text}"
