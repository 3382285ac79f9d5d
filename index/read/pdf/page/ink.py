"""Which glyphs of a page nobody can see: the page is drawn with its text and without it, and they make no difference.

So it does not matter why: a layer that is off, a bar or picture on top, letters in the colour of what is behind them,
text that is clipped, beyond the edge or not drawn at all. Where a page is a scan, its picture is what people read, and
text that cannot be seen is what a program recognised in it.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np

from index.read.pdf.page.drawn import DrawnPage
from index.read.pdf.page.glyphs import Glyph
from index.read.pdf.page.objects import PageObject

Unseen = Literal["covered", "hidden"]
"""Why a glyph cannot be seen: something lies on top of it, or another cause."""

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
PageBoxes = np.ndarray[Any, np.dtype[np.float64]]
"""float64[n, 4]: two opposite corners of n boxes on the page, x and y of one and x and y of the other, in points."""
PixelBoxes = np.ndarray[Any, np.dtype[np.int64]]
"""int64[4, n]: left, top, right and bottom of n boxes in a picture."""

_SCALE, _CLOSER = 1.0, 2.0  # pixels a point; the second look is for what seems to have no ink at the first
_LONGEST = 3000  # pixels of the longer side
_X_HEIGHT = 0.5  # of the letter size: letters and digits have ink between this and their baseline
_DIFFERENCE = 12  # of 255: less than that is no ink to any eye
_CONTRAST = 40  # of 255: that a scan shows between letters and paper
_SCANNED = 0.5  # of the page: so much do pictures cover where it is a scan
_MOST_LAYERS = 8  # that are looked at apart
_APART = 0.2  # of the letter size: glyphs further apart are not one word


def unseen(drawn: DrawnPage) -> dict[int, Unseen]:
    """Return the indices of the glyphs that cannot be seen, and why."""
    letters = [i for i, glyph in enumerate(drawn.glyphs) if not glyph.character.isspace()]
    suspects = _in_rows(drawn, letters, _without_ink(drawn, letters, _x_heights(drawn, letters), scale=_SCALE))
    suspects = _in_rows(drawn, letters, _without_ink(drawn, suspects, _ink_boxes(drawn, suspects), scale=_CLOSER))
    suspects = _drawable(drawn, suspects)
    if suspects and _is_scan(drawn):
        suspects = _not_in_picture(drawn, suspects)
    covered = _covered(drawn, suspects)
    return {i: "covered" if i in covered else "hidden" for i in suspects}


def _without_ink(drawn: DrawnPage, of: Sequence[int], look: PageBoxes, *, scale: float) -> list[int]:
    """Return those glyphs `of` the page in whose box, of `look`, it looks the same without the text of their layer."""
    if not of:
        return []
    boxes = _in_pixels(drawn, look, scale)
    if not boxes.any():  # beyond the edge
        return list(of)
    whole = _picture(drawn, scale)
    by_object = defaultdict(list)
    for n, i in enumerate(of):
        by_object[drawn.glyphs[i].style.drawn_by].append(n)
    blank: list[int] = []
    for layer in _layers(drawn):
        ours = [n for each in layer for n in by_object.get(each.address, ())]
        if ours:
            with _switched_off(layer):
                without = _picture(drawn, scale)
            inked = _any_in(boxes[:, ours], lambda region: _differ(whole[region], without[region]))  # noqa: B023
            blank += [of[n] for n, ink in zip(ours, inked, strict=True) if not ink]
    return sorted(blank)


def _layers(drawn: DrawnPage) -> list[list[PageObject]]:
    """Return the texts of the page, apart by what is switched on and off together."""
    layers: dict[tuple[str, ...], list[PageObject]] = defaultdict(list)
    for each in drawn.objects:
        if _is_text(each):
            layers[each.layer if len(layers) < _MOST_LAYERS or each.layer in layers else ()].append(each)
    return list(layers.values())


def _differ(one: Picture, other: Picture) -> Mask:
    differ = np.maximum(one, other) - np.minimum(one, other) >= _DIFFERENCE
    anywhere: Mask = differ[:, :, 0] | differ[:, :, 1] | differ[:, :, 2]
    return anywhere


def _any_in(boxes: PixelBoxes, seen: Callable[[tuple[slice, slice]], Mask]) -> list[bool]:
    """Return for each box whether something is `seen` in it; that is asked once, for the region of all boxes."""
    left, top, right, bottom = boxes
    here = right > left
    if not here.any():
        return [False] * len(left)
    x, y = int(left[here].min()), int(top[here].min())
    mask = seen((slice(y, int(bottom[here].max())), slice(x, int(right[here].max()))))
    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = mask.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    left, top, right, bottom = (boxes - np.array([[x], [y], [x], [y]])) * here
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return [bool(n) for n in inside > 0]


def _x_heights(drawn: DrawnPage, of: Sequence[int]) -> PageBoxes:
    """Return where each glyph has ink if it is a letter or digit: between its baseline and half its height."""
    boxes = []
    style = None
    for i in of:
        glyph = drawn.glyphs[i]
        if glyph.style is not style:
            style = glyph.style
            (a, b), (c, d), low, high = style.along, style.up, style.y, style.y + style.size * _X_HEIGHT
            low_x, low_y, high_x, high_y = low * c, low * d, high * c, high * d
        boxes.append((glyph.x * a + low_x, glyph.x * b + low_y, glyph.end * a + high_x, glyph.end * b + high_y))
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def _ink_boxes(drawn: DrawnPage, of: Sequence[int]) -> PageBoxes:
    """Return what each glyph fills for pdfium, which knows its outline."""
    return np.array([drawn.text.get_charbox(drawn.glyphs[i].number) for i in of], dtype=np.float64).reshape(-1, 4)


def _in_pixels(drawn: DrawnPage, boxes: PageBoxes, scale: float) -> PixelBoxes:
    """Return `boxes` in pixels of the page's picture; they are all 0 beyond its edges."""
    import pypdfium2.raw as pdfium_c

    scale = _fitting(drawn, scale)
    height, width = math.ceil(drawn.page.get_height() * scale), math.ceil(drawn.page.get_width() * scale)
    fine = 64  # pdfium gives whole pixels
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((0, 0), (1000, 0), (0, 1000)):
        pdfium_c.FPDF_PageToDevice(drawn.page, 0, 0, width * fine, height * fine, 0, across, up, x, y)
        corners.append((x.value / fine, y.value / fine))
    origin = np.array(corners[0])
    to_right, upwards = (np.array(corners[1]) - origin) / 1000, (np.array(corners[2]) - origin) / 1000
    one = origin + boxes[:, :1] * to_right + boxes[:, 1:2] * upwards
    other = origin + boxes[:, 2:3] * to_right + boxes[:, 3:] * upwards
    low = np.clip(np.floor(np.minimum(one, other)), 0, (width, height)).astype(np.int64)
    high = np.clip(np.ceil(np.maximum(one, other)), 0, (width, height)).astype(np.int64)
    here = (high > low).all(axis=1, keepdims=True)
    pixels: PixelBoxes = (np.concatenate([low, high], axis=1) * here).T
    return pixels


def _in_rows(drawn: DrawnPage, letters: Sequence[int], suspects: Sequence[int]) -> list[int]:
    """Return the suspects that stand in a row with a letter or digit: a mark alone may just be very small."""
    named = set(suspects)
    rows: list[list[int]] = [[]]
    for i in letters:
        if i in named:
            rows[-1].append(i)
        elif rows[-1]:
            rows.append([])
    return [i for row in rows if any(drawn.glyphs[n].character.isalnum() for n in row) for i in row]


def _drawable(drawn: DrawnPage, suspects: Sequence[int]) -> list[int]:
    """Return the suspects that pdfium can draw, or that are not to be drawn: it may lack the font for others."""
    handles = {each.address: each.handle for each in drawn.objects if _is_text(each)}
    known: dict[int, bool] = {}
    for i in suspects:
        drawn_by = drawn.glyphs[i].style.drawn_by
        if not known.get(drawn_by):
            known[drawn_by] = _has_shape(drawn, handles[drawn_by], drawn.glyphs[i])
    return [i for i in suspects if known[drawn.glyphs[i].style.drawn_by]]


def _has_shape(drawn: DrawnPage, handle: Any, glyph: Glyph) -> bool:
    """Say whether a glyph, or the text object of `handle` that it is in, makes ink on a page of its own."""
    import pypdfium2
    import pypdfium2.raw as pdfium_c

    if pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    font = pdfium_c.FPDFTextObj_GetFont(handle)
    outline = pdfium_c.FPDFFont_GetGlyphPath(font, ord(glyph.character), glyph.style.size)
    if outline and pdfium_c.FPDFGlyphPath_CountGlyphSegments(outline) > 0:
        return True
    bitmap = pdfium_c.FPDFTextObj_GetRenderedBitmap(drawn.document, drawn.page, handle, _SCALE)  # fonts of drawings
    return bool(bitmap) and bool(pypdfium2.PdfBitmap.from_raw(bitmap).to_numpy().any())


def _is_scan(drawn: DrawnPage) -> bool:
    """Say whether pictures cover most of the page. Those inside forms count by the size of the form."""
    import pypdfium2.raw as pdfium_c

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covers = 0.0
    for place in {each.place for each in drawn.objects if each.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE}:
        if pdfium_c.FPDFPageObj_GetBounds(pdfium_c.FPDFPage_GetObject(drawn.page, place), left, bottom, right, top):
            covers += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
    return covers >= float(drawn.page.get_width() * drawn.page.get_height()) * _SCANNED


def _not_in_picture(drawn: DrawnPage, suspects: Sequence[int]) -> list[int]:
    """Return the suspects of words in whose place the picture of a scan shows nothing."""
    picture = _picture(drawn, _CLOSER)
    left, top, right, bottom = _in_pixels(drawn, _ink_boxes(drawn, suspects), _CLOSER)
    kept: list[int] = []
    for word in _words(drawn, suspects):
        part = picture[top[word].min() : bottom[word].max(), left[word].min() : right[word].max()]
        if not part.size or int(part.max()) - int(part.min()) < _CONTRAST:
            kept += [suspects[n] for n in word]
    return kept


def _words(drawn: DrawnPage, suspects: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places in `suspects` of glyphs that follow each other on one line without a space."""
    word: list[int] = []
    for n, i in enumerate(suspects):
        if word:
            before, glyph = drawn.glyphs[suspects[n - 1]], drawn.glyphs[i]
            gap = glyph.x - before.end
            if suspects[n - 1] + 1 != i or abs(gap) > before.style.size * _APART:
                yield word
                word = []
        word.append(n)
    if word:
        yield word


def _covered(drawn: DrawnPage, suspects: Sequence[int]) -> set[int]:
    """Return the suspects that show once only text is drawn: what lies on top of them, or is as dark, is away."""
    with _switched_off([each for each in drawn.objects if not _is_text(each)]):
        blank = _without_ink(drawn, suspects, _ink_boxes(drawn, suspects), scale=_CLOSER)
    return set(suspects).difference(blank)


def _is_text(each: PageObject) -> bool:
    import pypdfium2.raw as pdfium_c

    return bool(each.kind == pdfium_c.FPDF_PAGEOBJ_TEXT)


@contextmanager
def _switched_off(objects: Sequence[PageObject]) -> Iterator[None]:
    import pypdfium2.raw as pdfium_c

    for each in objects:
        pdfium_c.FPDFPageObj_SetIsActive(each.handle, False)
    try:
        yield
    finally:
        for each in objects:
            pdfium_c.FPDFPageObj_SetIsActive(each.handle, True)


def _picture(drawn: DrawnPage, scale: float) -> Picture:
    picture: Picture = drawn.page.render(scale=_fitting(drawn, scale), may_draw_forms=False).to_numpy()
    return picture[:, :, :3]


def _fitting(drawn: DrawnPage, scale: float) -> float:
    return min(scale, _LONGEST / max(float(drawn.page.get_width()), float(drawn.page.get_height()), 1.0))
