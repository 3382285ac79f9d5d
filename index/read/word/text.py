"""The visible text of one paragraph of a Word file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from index.read.inventory import Tally
from index.read.marks import CHECKED, UNCHECKED, NoteKind, NoteNumbers, raised
from index.read.numbering import whole
from index.read.page_edges import PAGE_NUMBER
from index.read.word.formula import formula
from index.read.word.package import MATH, MC, W14, R, W, chosen, is_on
from index.read.word.styles import Styles
from index.read.word.symbols import is_symbol_font, symbol

_CHARACTERS = {
    f"{W}{tag}": text
    for tag, text in {
        "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad",
    }.items()
}  # fmt: skip
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_PASSED = frozenset(f"{W}{tag}" for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "txbxContent", "instrText", "delText"))
_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_GRAPHS = ("chart", "diagram")  # last words of a graphic's URI


@dataclass(frozen=True)
class NoteReference:
    """A mark that leads to a note: `kind` is footnote or endnote, `mark` is "" where the author wrote one."""

    kind: NoteKind
    id: str
    mark: str


@dataclass
class _WordField:
    """A field (a page number, a condition): its instruction comes first, what is seen of it after `shown`. Of one that
    `stands` already, where it begins, nothing more is.
    """

    instruction: str = ""
    shown: bool = False
    stands: bool = False


class TextReader:
    """Reads paragraphs of one part, in order: a field can begin in one and end in another."""

    def __init__(self, styles: Styles, tally: Tally, numbers: NoteNumbers, *, with_fields: bool) -> None:
        self._styles = styles
        self._tally = tally
        self._numbers = numbers
        self._with_fields = with_fields
        self._fields: list[_WordField] = []
        self._paragraph: Any = None
        self._unseen = ""  # why the run before was left out: a stretch of several runs counts once
        self.boxes: list[Any] = []
        self.notes: list[NoteReference] = []

    def text(self, paragraph: Any) -> str:
        """Return what is seen of a paragraph; `boxes` and `notes` are then the text boxes and the notes in it."""
        self._paragraph, self._unseen, self.boxes, self.notes = paragraph, "", [], []
        before = self._tally.left_out.total()
        text = "".join(self._walk(paragraph))
        return text if self._tally.left_out.total() == before else re.sub(" {2,}", " ", text)  # no gap where it stood

    def is_bold(self, paragraph: Any) -> bool:
        """Say whether all that is seen of a paragraph is bold."""
        runs = [run for run in paragraph.iter(f"{W}r") if any((text.text or "").strip() for text in run.iter(f"{W}t"))]
        return bool(runs) and all(self._styles.is_on("b", run, paragraph) for run in runs)

    def _walk(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _DELETED:
                self._leave_out("deleted text", child)
            elif child.tag == f"{W}sdt":
                yield from self._control(child)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._walk(chosen(child))
            elif child.tag == f"{W}fldSimple":
                pages = (child.get(f"{W}instr") or "").split()[:1]
                yield from [PAGE_NUMBER] if _PAGES.intersection(pages) else self._walk(child)
            elif child.tag == f"{MATH}oMath":
                yield formula(child)
            elif child.tag not in _PASSED:
                yield from self._walk(child)

    def _control(self, control: Any) -> Iterator[str]:
        """A content control: a box to tick, or text that may still have to be filled in."""
        box = control.find(f"{W}sdtPr/{W14}checkbox")
        if box is not None:
            checked = box.find(f"{W14}checked")
            self._tally.read["check box"] += 1
            on = checked is not None and (checked.get(f"{W14}val") or "1").lower() in ("1", "true", "on")
            yield CHECKED if on else UNCHECKED
        elif is_placeholder(control):
            self._leave_out("placeholder", control)
        else:
            yield from self._walk(control)

    def _run(self, run: Any) -> Iterator[str]:
        if unseen := self._styles.unseen(run, self._paragraph):
            self._leave_out(unseen, run)
            for mark in run.iter(f"{W}fldChar"):  # what begins or ends here, others may see
                self._field(mark)
            if unseen != "hidden text":  # a colour or a line is that of the letters, not of a text box
                self.boxes += chain.from_iterable(map(self._boxes, run))
            return
        font = run.find(f"{W}rPr/{W}rFonts")
        name = None if font is None else font.get(f"{W}ascii") or font.get(f"{W}hAnsi")
        is_raised = self._styles.is_raised(run, self._paragraph)
        for child in run:
            pieces = self._piece(child, name)
            yield from map(raised, pieces) if is_raised else pieces

    def _piece(self, child: Any, font: str | None) -> Iterator[str]:
        if child.tag == f"{W}fldChar":
            yield from self._field(child)
        elif child.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].instruction += child.text or ""
        elif self._with_fields and not all(each.shown for each in self._fields):
            return
        elif child.tag == f"{MC}AlternateContent":
            for each in chosen(child):
                yield from self._piece(each, font)
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield self._note(child)
        elif child.tag == f"{W}sym":
            yield self._symbol(child.get(f"{W}font"), whole(child.get(f"{W}char"), default=0, base=16))
        elif child.tag == f"{W}t":
            self._unseen = ""
            text = child.text or ""
            yield "".join(self._symbol(font, ord(c)) for c in text) if is_symbol_font(font) else text
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{W}ruby":  # words with how they are said above them
            yield from chain.from_iterable(map(self._walk, child.findall(f"{W}rubyBase")))
        else:
            self.boxes += self._boxes(child)

    def _field(self, mark: Any) -> Iterator[str]:
        """Follow a field; yield the box to tick that it is, what is chosen of its list, or a mark for the page number
        that it shows.
        """
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_WordField())
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                ticked = next(
                    (each for tag in ("checked", "default") if (each := box.find(f"{W}{tag}")) is not None), None
                )
                self._tally.read["check box"] += 1
                return iter([CHECKED if ticked is not None and is_on(ticked) else UNCHECKED])
            choices = mark.find(f"{W}ffData/{W}ddList")
            if choices is not None:
                self._tally.read["form field"] += 1
                self._fields[-1].stands = True
                return iter([_chosen_of(choices)])
        elif kind == "separate" and self._fields:
            pages = _PAGES.intersection(self._fields[-1].instruction.split()[:1])
            self._fields[-1].shown = not pages and not self._fields[-1].stands
            return iter([PAGE_NUMBER] if pages else [])
        elif kind == "end" and self._fields:
            self._fields.pop()
        return iter(())

    def _note(self, reference: Any) -> str:
        kind: NoteKind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        own = reference.get(f"{W}customMarkFollows")
        mark = "" if own and own not in ("0", "false") else self._numbers.next(kind)
        self.notes.append(NoteReference(kind, reference.get(f"{W}id") or "", mark))
        return mark

    def _symbol(self, font: str | None, code: int) -> str:
        shown = symbol(font, code)
        if shown is None:
            self._tally.left_out["symbol"] += 1
        elif shown in (CHECKED, UNCHECKED):
            self._tally.read["check box"] += 1
        return shown or ""

    def _boxes(self, element: Any) -> Iterator[Any]:
        """Yield the text boxes in a drawing, and count what in it cannot be read."""
        if element.tag == f"{W}txbxContent":
            yield element
            return
        name = element.tag.rsplit("}", 1)[-1]
        if name == "graphicData" and (element.get("uri") or "").endswith(_GRAPHS):
            self._tally.left_out["chart"] += 1
        elif name == "pic" or (name == "imagedata" and element.get(f"{R}id")):
            self._tally.left_out["picture"] += 1
        elif name == "textpath" and element.get("string"):
            self._tally.left_out["word art"] += 1
        elif name == "OLEObject":
            self._tally.left_out["embedded object"] += 1
        for child in chosen(element) if element.tag == f"{MC}AlternateContent" else element:
            yield from self._boxes(child)

    def _leave_out(self, kind: str, element: Any) -> None:
        if kind != self._unseen and any(
            (text.text or "").strip() for tag in ("t", "delText") for text in element.iter(f"{W}{tag}")
        ):
            self._tally.left_out[kind] += 1
            self._unseen = kind


def _chosen_of(choices: Any) -> str:
    """Return what a list to choose from shows: what was chosen, else what it begins with."""
    places = (each for tag in ("result", "default") if (each := choices.find(f"{W}{tag}")) is not None)
    place = whole(next((each.get(f"{W}val") for each in places), None), default=0)
    entries = [each.get(f"{W}val") or "" for each in choices.findall(f"{W}listEntry")]
    return entries[place] if 0 <= place < len(entries) else ""


def is_placeholder(control: Any) -> bool:
    """Say whether a content control still shows its invitation to fill it in."""
    showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return showing is not None and is_on(showing)


def is_contents(control: Any) -> bool:
    """Say whether a content control is the table of contents of the document."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def is_drop_cap(paragraph: Any) -> bool:
    """Say whether a paragraph is the large first letter of the next one."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def fields_are_whole(root: Any) -> bool:
    """Say whether every field of a part that begins also ends: else none of them can be followed."""
    kinds = Counter(mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar"))
    return kinds["begin"] == kinds["end"]


def footnotes_in(root: Any) -> int:
    """Return how many footnotes of a document have a number."""
    return sum(mark.get(f"{W}customMarkFollows") is None for mark in root.iter(f"{W}footnoteReference"))


def paper_is_white(root: Any) -> bool:
    """Say whether nothing lies behind the text of a document: no coloured page, no picture."""
    anchors = (each for each in root.iter() if each.tag.endswith("}anchor"))
    return root.find(f"{W}background") is None and all(each.get("behindDoc") in (None, "0") for each in anchors)
