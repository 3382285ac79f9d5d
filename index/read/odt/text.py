"""The visible text of one paragraph of an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.read.inventory import Tally
from index.read.marks import CHECKED, UNCHECKED, NoteKind, NoteNumbers, raised
from index.read.numbering import whole
from index.read.odt.styles import OdtStyles, attribute, descendants, is_drawn, is_hidden, kind_of
from index.read.page_edges import PAGE_NUMBER

PARAGRAPHS = ("p", "h")
"""The kinds of elements that are paragraphs."""

PASSED = frozenset(
    "tracked-changes annotation-end sequence-decls variable-decls user-field-decls forms title desc ruby-text".split()
)
_CHARACTERS = {"tab": "\t", "line-break": "\n", "page-number": PAGE_NUMBER, "page-count": PAGE_NUMBER}
_LEAVES = frozenset({*_CHARACTERS, "s", "note", "control"})


class OdtTextReader:
    """Reads paragraphs in order: notes are numbered as they come by."""

    def __init__(self, document: Any, styles: OdtStyles, tally: Tally) -> None:
        self._styles = styles
        self._tally = tally
        self._ticked = {
            id: attribute(box, "current-state") == "checked"
            for box in descendants(document.text)
            if kind_of(box) == "checkbox" and (id := attribute(box, "id"))
        }
        marks = [node for node in descendants(document.text) if kind_of(node) == "note"]
        self._numbers = NoteNumbers(footnotes=sum(note_kind(node) == "footnote" for node in marks))
        self._unseen = ""  # why the text before was left out: a stretch of several spans counts once
        self.frames: list[Any] = []
        self.notes: list[tuple[str, Any]] = []

    def text(self, paragraph: Any) -> str:
        """Return what is seen of a paragraph; `frames` are then those in it, `notes` its notes with their marks."""
        self._unseen, self.frames, self.notes = "", [], []
        if any(kind_of(each) == "hidden-paragraph" and is_hidden(each) for each in descendants(paragraph)):
            self._leave_out("hidden text", paragraph)
            return ""
        before = self._tally.left_out.total()
        text = "".join(self._texts(paragraph, self._styles.unseen("paragraph", paragraph, ""))).strip()
        return text if self._tally.left_out.total() == before else re.sub(" {2,}", " ", text)  # no gap where it stood

    def leave_out(self, kind: str, node: Any) -> None:
        """Count a part of the text that is left out as a whole, where it has words."""
        self._unseen = ""
        self._leave_out(kind, node)

    def _texts(self, parent: Any, unseen: str) -> Iterator[str]:
        """Yield what is seen of a paragraph; `unseen`: why the text in `parent` is not."""
        for node in parent.childNodes:
            kind = kind_of(node)
            if not kind:
                yield from self._words(node, unseen)
            elif kind == "span":
                texts = self._texts(node, self._styles.unseen("text", node, unseen))
                yield from map(raised, texts) if self._styles.is_raised(attribute(node, "style-name")) else texts
            elif kind == "placeholder" or attribute(node, "showing-place-holder") == "true":
                self._leave_out("placeholder", node)
            elif kind == "hidden-text" and is_hidden(node):
                self._leave_out("hidden text", node)
            elif kind == "annotation":
                self._tally.left_out["comment"] += 1
            elif (unseen and kind in _LEAVES) or (unseen == "hidden text" and is_drawn(node)):
                continue
            elif kind in _LEAVES or is_drawn(node):
                yield self._leaf(node, kind)
            elif kind not in PASSED and attribute(node, "display") != "none":
                yield from self._texts(node, unseen)

    def _words(self, node: Any, unseen: str) -> Iterator[str]:
        if node.nodeType not in (node.TEXT_NODE, node.CDATA_SECTION_NODE):
            return
        if unseen and node.data.strip():
            self._count(unseen)
        elif not unseen:
            self._unseen = ""
            yield node.data

    def _leaf(self, node: Any, kind: str) -> str:
        """Return the text of what is no running text: white space, a note's mark, a box to tick, a page number."""
        if kind == "s":
            return " " * min(whole(attribute(node, "c"), default=1), 100)
        if kind == "note":
            return self._note(node)
        if kind == "control":
            ticked = self._ticked.get(attribute(node, "control") or "")
            self._tally.read["check box"] += ticked is not None
            return "" if ticked is None else CHECKED if ticked else UNCHECKED
        if is_drawn(node):
            self.frames.append(node)
            return ""
        return _CHARACTERS[kind]

    def _note(self, node: Any) -> str:
        citation = next((each for each in node.childNodes if kind_of(each) == "note-citation"), None)
        own = attribute(citation, "label") if citation is not None else None
        mark = own or self._numbers.next(note_kind(node))
        self.notes.append((mark, node))
        return mark

    def _leave_out(self, kind: str, node: Any) -> None:
        if any(not kind_of(each) and str(each).strip() for each in descendants(node)):
            self._count(kind)

    def _count(self, kind: str) -> None:
        if kind != self._unseen:
            self._tally.left_out[kind] += 1
            self._unseen = kind


def note_kind(node: Any) -> NoteKind:
    """Return of which kind a note is."""
    return "endnote" if attribute(node, "note-class") == "endnote" else "footnote"
