"""What a document's pages show above and below its text: page headers and footers, each read once."""

from __future__ import annotations

from collections.abc import Iterable

from index.read.blocks import Block

PAGE_NUMBER = "\ufffe"
"""Stands where a page number is printed. No character: what is left of it, canonical text drops."""

_PAGE_WORDS = 3  # words beside a page number: "pagina 1 van 2"


class PageEdges:
    """Remembers which headers and footers were read."""

    def __init__(self) -> None:
        self._headers: set[str] = set()
        self._lines: set[str] = set()

    def letterhead(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the header with which a section begins, whole: nothing where an earlier section began with it."""
        kept = _without_page_numbers(blocks)
        header = "\n".join(_plain(block) for block in kept)
        if header in self._headers:
            return []
        self._headers.add(header)
        self._lines |= {_plain(block) for block in kept}
        return kept

    def others(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the lines of a later header or a footer that were not read yet."""
        kept = [block for block in _without_page_numbers(blocks) if _plain(block) not in self._lines]
        self._lines |= {_plain(block) for block in kept}
        return kept


def _plain(block: Block) -> str:
    return " ".join(block.text.split()).lower()


def _without_page_numbers(blocks: Iterable[Block]) -> list[Block]:
    """Return `blocks` without the parts, between tabs or cells, that only number the page."""
    kept = []
    for block in blocks:
        parts = [part for part in block.text.replace(" | ", "\t").split("\t") if not _numbers_page(part)]
        text = "\t".join(parts).strip() if PAGE_NUMBER in block.text else block.text
        if text.strip():
            kept.append(Block(text, heading=block.heading, tight=block.tight))
    return kept


def _numbers_page(part: str) -> bool:
    return PAGE_NUMBER in part and len(part.replace(PAGE_NUMBER, " ").split()) <= _PAGE_WORDS
