"""How far a run is, where there is no terminal for a bar."""

from __future__ import annotations

from index.run.report import IndexProgress
from ui.cli.frame import progress_lines


def test_a_line_comes_when_ten_seconds_have_passed() -> None:
    said: list[str] = []
    times = iter([0.0, 1.0, 10.0, 19.0, 20.0, 31.0])
    step = progress_lines(said.append, clock=lambda: next(times))
    for done, name in enumerate(("a.pdf", "b.pdf", "c.pdf", "d.pdf")):
        step(IndexProgress("read", done, 41, name))
    step(IndexProgress("ask", 7, 30))
    assert said == [
        "Bestanden lezen: 1 van 41 (b.pdf)\n",
        "Bestanden lezen: 3 van 41 (d.pdf)\n",
        "Vragen bedenken: 7 van 30\n",
    ]
