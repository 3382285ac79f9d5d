"""Objects in their own wrapping: what lies in them comes out as a file, and nothing that is in them breaks a run."""

from __future__ import annotations

import pytest

from index.read.ole import packed_file
from tests.support.compound_files import compound_file, package

PDF = b"%PDF-1.7 tarieven"


@pytest.mark.parametrize(
    ("streams", "named"),
    [
        ({"\x01Ole10Native": package("lijst.pdf", PDF)}, "lijst.pdf"),
        ({"\x01CompObj": b"", "\x01Ole10Native": package("?.pdf", PDF, unicode="Žižek.pdf")}, "Žižek.pdf"),
        ({"CONTENTS": PDF}, "oleObject1.pdf"),
        ({"Package": b"PK\x03\x04 word/document.xml"}, "oleObject1.docx"),
        ({"EmbeddedOdf": b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text"}, "oleObject1.odt"),
        ({"\x01Ole": b"", "WordDocument": b"oud"}, "oleObject1.doc"),
        ({"Workbook": b"oud"}, "oleObject1.xls"),
    ],
)
def test_a_file_comes_out_with_its_name_or_one_of_its_kind(streams: dict[str, bytes], named: str) -> None:
    found = packed_file(compound_file(streams), "oleObject1.bin")
    assert found
    name, data = found
    assert name == named
    if name.endswith(".pdf"):
        assert data.rstrip(b"\0") == PDF


@pytest.mark.parametrize(
    "streams",
    [
        {"Equation Native": b"x"},
        {"CONTENTS": b"een tekening"},
        {"\x01Ole10Native": b"\x08\0\0\0\x03\0een koppeling\0"},
        {"\x01Ole10Native": package("a.pdf", PDF)[:20] + b"\xff" * 5000},
    ],
)
def test_what_is_no_file_gives_none(streams: dict[str, bytes]) -> None:
    assert packed_file(compound_file(streams), "oleObject1.bin") is None


def test_a_damaged_object_gives_none_or_its_file() -> None:
    whole = compound_file({"\x01Ole10Native": package("lijst.pdf", PDF)})
    for end in range(0, len(whole), 64):
        packed_file(whole[:end], "a.bin")
    for at in range(0, len(whole), 16):
        packed_file(whole[:at] + b"\xff\x00\x41\xff" * 4 + whole[at + 16 :], "a.bin")
    assert packed_file(whole, "a.bin")
