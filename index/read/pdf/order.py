"""Reading order of a page whose file draws it in another: what stands elsewhere is drawn between the lines of a text.
Pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.read.blocks import runs_on
from index.read.pdf.line import NOTE, PdfLine, typography, width

_INITIAL = 1.6  # times the letter size of its text
_MOST_BETWEEN = 8  # lines
_RUNNING = 30  # characters of a line of running text
_LEADING = 1.8  # times the letter size: the next line of a text is not further below
_ELSEWHERE = 2.0  # times the letter size above or below
_MARGIN = 0.95  # of a full line: what begins further to the right stands in the margin


def in_reading_order(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of a page with large first letters in their words, and behind the others what is drawn in the
    middle of a text and stands elsewhere: a strip at the foot, small print in the margin.
    """
    return _margin_last(_strips_last(_with_initials(page)))


def _with_initials(page: Sequence[PdfLine]) -> list[PdfLine]:
    lines: list[PdfLine] = []
    initial: PdfLine | None = None
    for line in page:
        if initial is not None and _begins_with(line, initial):
            lines[-1] = replace(line, text=initial.text + line.text)
        else:
            lines.append(line)
        initial = line if len(line.text) == 1 and line.text.isupper() else None
    return lines


def _begins_with(line: PdfLine, initial: PdfLine) -> bool:
    beside = initial.turn == line.turn and 0 < line.x - initial.x < initial.size + line.size
    reaches = -line.size * 0.2 < line.y - initial.y < initial.size
    return beside and reaches and initial.size > line.size * _INITIAL and line.text[0].islower()


def _strips_last(page: Sequence[PdfLine]) -> list[PdfLine]:
    lines, last = list(page), list[PdfLine]()
    i = 0
    while i < len(lines):
        following = range(i + 2, min(i + 2 + _MOST_BETWEEN, len(lines)))
        end = next((j for j in following if _goes_on_below(lines[i], lines[j])), None)
        if end is not None and all(_is_elsewhere(line, lines[i], lines[end]) for line in lines[i + 1 : end]):
            last += lines[i + 1 : end]
            del lines[i + 1 : end]
        i += 1
    return lines + last


def _goes_on_below(above: PdfLine, line: PdfLine) -> bool:
    """Say whether a sentence of running text goes on in `line`, right below `above`."""
    return (
        len(above.text) >= _RUNNING
        and above.turn == line.turn
        and abs(above.size - line.size) <= above.size * 0.05
        and abs(above.x - line.x) <= above.size
        and 0 < above.y - line.y <= above.size * _LEADING
        and runs_on(above.text, line.text)
    )


def _is_elsewhere(line: PdfLine, above: PdfLine, below: PdfLine) -> bool:
    return line.y < below.y - above.size * _ELSEWHERE or line.y > above.y + above.size * _ELSEWHERE


def _margin_last(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Put small print in the margin last where it is drawn in pieces, between the lines beside it."""
    print_size = typography([page]).body * NOTE
    texts = [line for line in page if line.size >= print_size and len(line.text) >= _RUNNING]
    if not texts:
        return list(page)
    left = min(line.x for line in texts)
    right = left + (max(line.x + width(line.text, line.size) for line in texts) - left) * _MARGIN
    small = [line.size < print_size and (line.x > right or _ends(line) < left) for line in page]
    pieces = sum(here and not before for before, here in zip([False, *small], small, strict=False))
    if pieces < 2:
        return list(page)
    return [line for line, is_small in zip(page, small, strict=True) if not is_small] + [
        line for line, is_small in zip(page, small, strict=True) if is_small
    ]


def _ends(line: PdfLine) -> float:
    return line.x + width(line.text, line.size)
