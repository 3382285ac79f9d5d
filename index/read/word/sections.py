"""The page headers and footers of a Word file, section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from index.read.blocks import Block
from index.read.page_edges import PageEdges
from index.read.word.package import PartRelation, R, W, is_on


class Sections:
    """The page headers and footers of the sections of a body, one section after the other. `read` returns the blocks of
    the part of a kind (`header` or `footer`) and name. `has_even_pages`: even pages have their own.
    """

    def __init__(
        self,
        body: Any,
        relations: Mapping[str, PartRelation],
        *,
        has_even_pages: bool,
        read: Callable[[str, str], list[Block]],
    ) -> None:
        self._relations = relations
        self._has_even_pages = has_even_pages
        self._read = read
        self._left = [each for each in body.iter(f"{W}sectPr") if each.getparent().tag in (f"{W}pPr", f"{W}body")]
        self._shown: dict[tuple[str, str], str] = {}  # by kind and pages, the part that shows there now
        self._seen: set[str] = set()
        self._edges = PageEdges()

    def ends_in(self, element: Any) -> int:
        """Return how many sections end in an element of the body, with others to come."""
        return sum(each.getparent().tag == f"{W}pPr" for each in element.iter(f"{W}sectPr"))

    def letterhead(self) -> list[Block]:
        """Return the header of the first page of the section at hand."""
        if not self._left:
            return []
        for kind in ("header", "footer"):
            for reference in self._left[0].findall(f"{W}{kind}Reference"):
                relation = self._relations.get(reference.get(f"{R}id") or "")
                if relation is not None:
                    self._shown[kind, reference.get(f"{W}type") or "default"] = relation.target
        return self._edges.letterhead(self._part("header", self._pages_of_section()[0]))

    def others(self) -> list[Block]:
        """Return what else its pages show above and below the text, without what was seen; then the next is at hand."""
        if not self._left:
            return []
        pages = self._pages_of_section()
        blocks = [self._edges.others(self._part(kind, each)) for kind in ("header", "footer") for each in pages]
        self._left.pop(0)
        return list(chain(*blocks))

    def _pages_of_section(self) -> list[str]:
        """Return for which pages the section at hand has headers, that of its first page first."""
        first = self._left[0].find(f"{W}titlePg")
        pages = ["first", "default"] if first is not None and is_on(first) else ["default"]
        return [*pages, "even"] if self._has_even_pages else pages

    def _part(self, kind: str, pages: str) -> list[Block]:
        name = self._shown.get((kind, pages))
        if name is None or name in self._seen:
            return []
        self._seen.add(name)
        return self._read(kind, name)
