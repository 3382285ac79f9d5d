"""Words across a page are no text of it; titles, chart labels and askew scans are."""

from __future__ import annotations

import pytest

from index.read.pdf.line import PdfLine
from index.read.pdf.watermarks import without_watermarks

BODY = [PdfLine(f"Dit is regel {n} van een gewone brief.", 80, 700 - 15 * n, 11) for n in range(9)]


@pytest.mark.parametrize(
    "mark",
    [
        PdfLine("CONCEPT", 200, 300, 70, turn=45),
        PdfLine("VERTROUWELIJK", 200, 300, 11, turn=30, pale=True),
        PdfLine("CONCEPT", 90, 600, 80, pale=True),
        PdfLine("KOPIE", 200, 300, 40, turn=-60),
    ],
)
def test_a_watermark_is_left_out_and_told(mark: PdfLine) -> None:
    assert without_watermarks([[mark, *BODY], BODY, [*BODY, mark]]) == ([BODY, BODY, BODY], {mark.text: [1, 3]})


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(PdfLine("Jaarverslag 2024", 80, 760, 40, pale=True), id="a title in light letters"),
        pytest.param(PdfLine("januari", 200, 300, 8, turn=45), id="a label of a chart"),
        pytest.param(PdfLine("Dit is askew gescand.", 200, 300, 22, turn=3), id="a scan that lies askew"),
        pytest.param(PdfLine("Zijkant", 30, 300, 30, turn=90), id="on its side"),
        pytest.param(PdfLine("D", 70, 680, 40), id="a large first letter"),
        pytest.param(PdfLine("lichtgrijs bijschrift", 80, 650, 9, pale=True), id="small and pale"),
    ],
)
def test_other_lines_stay(line: PdfLine) -> None:
    assert without_watermarks([[line, *BODY]]) == ([[line, *BODY]], {})
