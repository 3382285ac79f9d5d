"""Word files (.docx) as blocks; the only file that knows python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.dutch.word_lists import listed
from index.read.blocks import Block, list_item, table_row
from index.read.numbering import Counters, label

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # older copy of a drawing
_SKIP = frozenset({f"{_W}{tag}" for tag in ("del", "moveFrom", "txbxContent", "instrText", "pPr", "rPr")} | {_FALLBACK})
_WRAPPERS = frozenset(f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_CHARACTERS = {
    f"{_W}{tag}": text
    for tag, text in {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}.items()
}
_TITLES = tuple(listed("reading/title_styles.txt"))


def docx_blocks(path: Path) -> list[Block]:
    """Return the blocks of the page header and the body. Raises what python-docx and lxml raise on a bad file."""
    import docx

    document = docx.Document(str(path))
    reader = _DocxReader(document)
    section = document.sections[0] if document.sections else None
    if section is not None:
        first = section.different_first_page_header_footer
        header = section.first_page_header if first else section.header
        if not header.is_linked_to_previous:
            reader.read(header._element)
    reader.read(document.element.body)
    return reader.blocks


class _DocxReader:
    """Walk the XML and collect blocks: python-docx itself passes over content controls and tracked insertions."""

    def __init__(self, document: Any) -> None:
        self.blocks: list[Block] = []
        self._styles = {style.style_id: style for style in document.styles}
        self._levels = _numbering(document)
        self._counters = Counters()
        self._in_list = False

    def read(self, parent: Any) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in _WRAPPERS:
                self.read(element)

    def _paragraph(self, element: Any) -> None:
        text = "".join(_texts(element)).strip()
        style = self._style(element)
        mark = self._mark(element, style) if text else None
        if mark is not None and not _is_heading(element, style):
            level, sign = mark
            self.blocks.append(list_item(text, mark=sign, level=level, after_item=self._in_list))
        elif text:
            number = f"{mark[1]} " if mark and mark[1] != "-" else ""
            self.blocks.append(Block(number + text, heading=_is_heading(element, style)))
        if text:
            self._in_list = mark is not None
        for box in element.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self.read(box)

    def _table(self, element: Any) -> None:
        self._in_list = False
        rows = [[" ".join(_texts(cell)) for cell in row.iter(f"{_W}tc")] for row in element.iter(f"{_W}tr")]
        for n, row in enumerate(rows):
            self.blocks.append(table_row(row, after_row=n > 0))

    def _style(self, element: Any) -> Any:
        name = _value(element, "pPr/pStyle")
        return self._styles.get(name) if name else None

    def _mark(self, element: Any, style: Any) -> tuple[int, str] | None:
        """Return level and mark of a list item: its number, or "-" for a bullet."""
        place = _place(element)
        seen = 0
        while place[0] is None and style is not None and seen < 20:
            place = _place(style.element)
            style, seen = style.base_style, seen + 1
        key, level = place
        if key is None or key == "0":
            return None
        levels = self._levels.get(key)
        if not levels or level not in levels:
            return level, "-"
        form, pattern, start = levels[level]
        if form in ("bullet", "none"):
            return level, "-"
        numbers = self._counters.advance(key, level, start)
        styles = [levels[i][0] if i in levels else "decimal" for i in range(level + 1)]
        return level, label(pattern, numbers, styles) or "-"


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIP:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        else:
            yield from _texts(child)
            if child.tag == f"{_W}p":
                yield " "


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _place(element: Any) -> tuple[str | None, int]:
    """Return the list and the level that a paragraph or style names."""
    level = _value(element, "pPr/numPr/ilvl")
    return _value(element, "pPr/numPr/numId"), int(level) if level and level.isdigit() else 0


def _is_heading(element: Any, style: Any) -> bool:
    outline = _value(element, "pPr/outlineLvl")
    if outline is not None and outline.isdigit() and int(outline) < 9:
        return True
    seen = 0
    while style is not None and seen < 20:
        if (style.name or "").lower().startswith(_TITLES):
            return True
        style, seen = style.base_style, seen + 1
    return False


def _numbering(document: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """Return for each list its levels: form, pattern, first number (OOXML 17.9)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract = {item.get(f"{_W}abstractNumId"): item for item in root.findall(f"{_W}abstractNum")}
    lists: dict[str, dict[int, tuple[str, str, int]]] = {}
    for number in root.findall(f"{_W}num"):
        definition = abstract.get(_value(number, "abstractNumId"))
        levels = {}
        for level in definition.findall(f"{_W}lvl") if definition is not None else ():
            start = _value(level, "start") or "1"
            form, pattern = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
            levels[int(level.get(f"{_W}ilvl") or 0)] = (form, pattern, int(start) if start.isdigit() else 1)
        lists[number.get(f"{_W}numId") or ""] = levels
    return lists
