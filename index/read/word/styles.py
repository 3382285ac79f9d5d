"""What styles and list definitions say of a paragraph or a run of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from index.dutch.word_lists import listed
from index.read.numbering import Counters, label, whole
from index.read.word.package import W, is_on, value

_CONTENTS = re.compile(r"toc (?:\d|heading)", re.I)  # Word names these styles so in every language
_TITLES = tuple(listed("reading/title_styles.txt"))
_DEEPEST = 20  # styles based on each other; a ring of them ends there
_LAST_LEVEL = 8  # of a list, from 0 (OOXML 17.9.3); a number without end would be counted to

_UNREADABLE = 4  # half points

_Levels = dict[int, tuple[str, str, int]]  # by level: form of its numbers, pattern, first number (OOXML 17.9)


class Styles:
    """The styles of a document; `root` is None where it has none. `paper_is_white`: nothing lies behind the text."""

    def __init__(self, root: Any, *, paper_is_white: bool) -> None:
        self._paper_is_white = paper_is_white
        styles = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId"): style for style in styles}
        self._default = next(
            (
                style.get(f"{W}styleId")
                for style in styles
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")
            ),
            None,
        )
        self._base = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault")
        self._styled = cache(self._of_style)

    def chain(self, name: str | None) -> Iterator[Any]:
        """Yield the style called `name` and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def of(self, paragraph: Any) -> list[Any]:
        """Return the styles of a paragraph, its own one first."""
        return list(self.chain(value(paragraph, "pPr/pStyle")))

    def is_on(self, name: str, run: Any, paragraph: Any) -> bool:
        """Say whether a run has a property such as `b`, by itself or by a style of it or of its paragraph."""
        found = self._said(name, run, paragraph)
        return found is not None and is_on(found)

    def is_raised(self, run: Any, paragraph: Any) -> bool:
        """Say whether a run stands raised and small."""
        found = self._said("vertAlign", run, paragraph)
        return found is not None and found.get(f"{W}val") == "superscript"

    def unseen(self, run: Any, paragraph: Any) -> str:
        """Return of which kind of the inventory a run is that nobody sees or that holds no longer, "" for any other."""
        if self.is_on("vanish", run, paragraph):
            return "hidden text"
        if self.is_on("strike", run, paragraph) or self.is_on("dstrike", run, paragraph):
            return "struck text"
        style = self._by_id.get(value(run, "rPr/rStyle"))
        if style is not None and (value(style, "name") or "").lower() == "placeholder text":
            return "placeholder"
        return "invisible text" if self._is_invisible(run, paragraph) else ""

    def _is_invisible(self, run: Any, paragraph: Any) -> bool:
        """Say whether the letters of a run are too small to see, or white on what is sure to be white: what is behind a
        cell, a text box or a picture is not known.
        """
        size = self._said("sz", run, paragraph)
        if size is not None and whole(size.get(f"{W}val"), default=_UNREADABLE + 1) <= _UNREADABLE:
            return True
        colour = self._said("color", run, paragraph)
        if colour is None or (colour.get(f"{W}val") or "").upper() != "FFFFFF" or not self._paper_is_white:
            return False
        if any(above.tag in (f"{W}tc", f"{W}txbxContent") for above in paragraph.iterancestors()):
            return False
        behind = [self._said("shd", run, paragraph), self._said("highlight", run, paragraph)]
        behind += [each.find(f"{W}pPr/{W}shd") for each in self.of(paragraph)] + [paragraph.find(f"{W}pPr/{W}shd")]
        return all(each is None or (each.get(f"{W}fill") or "").upper() in ("AUTO", "FFFFFF") for each in behind)

    def _said(self, name: str, run: Any, paragraph: Any) -> Any:
        """Return the property `name` that holds for a run, None where nothing says it."""
        properties = run.find(f"{W}rPr")
        own = None if properties is None else properties.find(f"{W}{name}")
        if own is not None:
            return own
        of_run = None if properties is None else value(properties, "rStyle")
        for style in (of_run, value(paragraph, "pPr/pStyle") or self._default):
            found = self._styled(name, style) if style else None
            if found is not None:
                return found
        return None if self._base is None else self._base.find(f"{W}rPr/{W}{name}")

    def _of_style(self, name: str, style: str) -> Any:
        found = (each.find(f"{W}rPr/{W}{name}") for each in self.chain(style))
        return next((each for each in found if each is not None), None)

    def is_heading(self, paragraph: Any) -> bool:
        """Say whether a paragraph is a heading: by its outline level or by the name of a style."""
        outline = value(paragraph, "pPr/outlineLvl")
        if outline is not None and outline.isdigit() and int(outline) < 9:
            return True
        return any((value(style, "name") or "").lower().startswith(_TITLES) for style in self.of(paragraph))

    def is_contents(self, paragraph: Any) -> bool:
        """Say whether a paragraph is a line of a table of contents, or its title."""
        return any(_CONTENTS.fullmatch(value(style, "name") or "") for style in self.of(paragraph))

    def has_bold_first_row(self, table: Any) -> bool:
        """Say whether the style of a table prints its first row in bold."""
        look = table.find(f"{W}tblPr/{W}tblLook")
        if look is None:
            return False
        flags = whole(look.get(f"{W}val"), default=0, base=16)
        first = look.get(f"{W}firstRow") or ("1" if flags & 0x20 else "0")
        rows = (
            row.find(f"{W}rPr/{W}b")
            for style in self.chain(value(table, "tblPr/tblStyle"))
            for row in style.findall(f"{W}tblStylePr")
            if row.get(f"{W}type") == "firstRow"
        )
        return first in ("1", "true", "on") and any(bold is not None and is_on(bold) for bold in rows)


class Lists:
    """The lists of a document, counted on as its paragraphs come by."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._levels = {} if root is None else _definitions(root)
        self._styles = styles
        self._counters = Counters()

    def mark(self, paragraph: Any) -> tuple[int, str] | None:
        """Return level and mark of a list item: its number, or "-" for a bullet; None for what is no list item."""
        places = (_place(each) for each in (paragraph, *self._styles.of(paragraph)))
        key, level = next((place for place in places if place[0] is not None), (None, 0))
        if key is None or key == "0":
            return None
        levels = self._levels.get(key)
        if not levels or level not in levels:
            return level, "-"
        form, pattern, start = levels[level]
        if form in ("bullet", "none"):
            return level, "-"
        numbers = self._counters.advance(key, level, start)
        forms = [levels[i][0] if i in levels else "decimal" for i in range(level + 1)]
        return level, label(pattern, numbers, forms) or "-"


def _place(element: Any) -> tuple[str | None, int]:
    """Return the list and the level that a paragraph or style names."""
    level = value(element, "pPr/numPr/ilvl")
    depth = min(int(level[:9]), _LAST_LEVEL) if level and level.isdigit() else 0
    return value(element, "pPr/numPr/numId"), depth


def _definitions(root: Any) -> dict[str, _Levels]:
    abstract = {item.get(f"{W}abstractNumId"): item for item in root.findall(f"{W}abstractNum")}
    lists: dict[str, _Levels] = {}
    for number in root.findall(f"{W}num"):
        definition = abstract.get(value(number, "abstractNumId"))
        levels = {}
        for level in definition.findall(f"{W}lvl") if definition is not None else ():
            start = value(level, "start") or "1"
            form, pattern = value(level, "numFmt") or "decimal", value(level, "lvlText") or ""
            levels[whole(level.get(f"{W}ilvl"), default=0)] = (form, pattern, int(start) if start.isdigit() else 1)
        lists[number.get(f"{W}numId") or ""] = levels
    return lists
