"""Make the PDF, Word and OpenDocument fact sheets in letters/ from the sources in docs/letters/.

    python -m tests.support.fact_sheets.build [--out FOLDER]

The Markdown sheet in letters/ is its own source. The same sources give the same bytes, as long as the
libraries stay the same.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support.fact_sheets.opendocument import odt_bytes
from tests.support.fact_sheets.pdf import pdf_bytes
from tests.support.fact_sheets.sheet import Block, parse
from tests.support.fact_sheets.word import docx_bytes
from tests.support.paths import ROOT

SOURCES = ROOT / "docs" / "letters"
LETTERS = ROOT / "letters"
FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

Writer = Callable[[list[Block], str], bytes]


def without_clock(package: bytes) -> bytes:
    """Return the same zip package with one fixed date on every member: both libraries stamp the present."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, FIRST_ZIP_DATE)
            info.compress_type = member.compress_type
            new.writestr(info, old.read(member))
    return out.getvalue()


def write_word(blocks: list[Block], title: str) -> bytes:
    return without_clock(docx_bytes(blocks, title))


def write_opendocument(blocks: list[Block], title: str) -> bytes:
    return without_clock(odt_bytes(blocks, title))


SHEETS: tuple[tuple[str, str, Writer, str], ...] = (
    ("netwerk-lpo-brief-25-juni-2021", ".odt", write_opendocument, "Feitenblad: brief van 25 juni 2021"),
    ("vng-brief-24-maart-2023", ".docx", write_word, "Feitenblad: brief van de VNG, 24 maart 2023"),
    (
        "po-raad-vo-raad-brief-3-februari-2020",
        ".pdf",
        pdf_bytes,
        "Feitenblad: brief van PO-Raad en VO-raad, 3 februari 2020",
    ),
    (
        "ocw-bundel-inclusief-onderwijs-2022-2023",
        ".pdf",
        pdf_bytes,
        "Feitenblad: nota’s en bijlagen van OCW over inclusief onderwijs",
    ),
)
"""Source, ending, writer, and the title that the file carries (the PDFs also as running header)."""


def build(out: Path) -> None:
    """Write the four made sheets into `out`, over older ones."""
    out.mkdir(parents=True, exist_ok=True)
    for name, ending, write, title in SHEETS:
        blocks = parse((SOURCES / f"{name}.md").read_text(encoding="utf-8"))
        (out / f"{name}{ending}").write_bytes(write(blocks, title))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=LETTERS, help="folder to write to (letters/)")
    build(parser.parse_args().out)
