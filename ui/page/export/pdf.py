"""An answer on paper as a PDF for everybody: tagged for screen readers (PDF/UA-1), with its fonts inside."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst

from ui.page.export.paper import Paper

_TEMPLATE = Path(__file__).with_name("answer.typ").read_bytes()


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF.

    The fonts have Latin, Greek, Cyrillic and Arabic letters. With a sign that they lack the file is tagged all the
    same, but cannot be called PDF/UA, and the sign is a blank.
    """
    said = {"paper": json.dumps(asdict(paper))}
    compiler = typst.Compiler(ignore_system_fonts=True)  # the same on each machine
    try:
        made = compiler.compile(_TEMPLATE, format="pdf", sys_inputs=said, pdf_standards=["ua-1"])
    except typst.TypstError:
        made = compiler.compile(_TEMPLATE, format="pdf", sys_inputs=said)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one piece")
    return made
