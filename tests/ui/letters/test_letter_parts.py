from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from index.letters.find import find_letters
from index.read.file import read
from index.records import Document, Span
from index.settings import Settings
from tests.support.paths import ROOT
from tests.ui.letters.shelf import FIRST, TEXT, shelf, span
from ui.letters.letter_parts import LetterPart, TextMark, letter_parts, outline_of


def words_of(part: LetterPart) -> str:
    cells = chain.from_iterable(row.cells for row in part.rows)
    return " ".join("".join(piece.words for piece in cell) for cell in cells)


def parts_of(*marks: TextMark, media_type: str = "text/plain", within: Span | None = None) -> list[LetterPart]:
    library = shelf(media_type=media_type)
    letter = library.letters["brief-1"]
    return letter_parts(library.documents[letter.document_id], letter, marks=marks, within=within)


def marked(parts: list[LetterPart], number: int = 1) -> list[str]:
    pieces = chain.from_iterable(chain.from_iterable(row.cells) for part in parts for row in part.rows)
    return [piece.words for piece in pieces if number in [mark.number for mark in piece.marks]]


def test_no_word_of_the_letter_is_left_out_or_said_twice() -> None:
    said = " ".join(words_of(part) for part in parts_of(media_type="application/pdf"))
    assert said.split() == FIRST.replace(" | ", " ").split()


def test_the_letter_has_its_head_headings_lists_and_tables() -> None:
    parts = parts_of()
    assert [part.role for part in parts] == ["head", "heading", "text", "list", "table", "text"]
    assert [heading.words for heading in outline_of(parts)] == ["Waarom zwemles"]
    items, table = parts[3], parts[4]
    assert len(items.rows) == 2
    assert [len(row.cells) for row in table.rows] == [2, 2]


def test_the_lines_of_a_signature_stay_lines() -> None:
    library = shelf()
    letter = library.letters["brief-2"]
    parts = letter_parts(library.documents[letter.document_id], letter)
    assert (parts[-1].role, words_of(parts[-1])) == ("lines", "Met groet,\nJet de Wit\nDe Sterrenbos")


def test_pages_are_marked_in_a_pdf_alone() -> None:
    assert not any(part.role == "page" for part in parts_of())
    parts = parts_of(media_type="application/pdf")
    assert parts[0].page == 1
    assert [piece.page for part in parts[1:] for row in part.rows for cell in row.cells for piece in cell if piece.page]
    assert [piece.page for piece in parts[-1].rows[0].cells[0]] == [None, 2, None]


def test_a_mark_goes_on_over_paragraphs_cells_and_pages() -> None:
    start, _ = span("badpak voor")
    _, end = span("zwemt, doet")
    parts = parts_of(TextMark("quote", 1, (start, end)), media_type="application/pdf")
    assert "".join(chain(*map(str.split, marked(parts)))) == "".join(TEXT[start:end].replace(" | ", "").split())


def test_marks_begin_once_also_where_they_overlap() -> None:
    long, short = span("De gemeente betaalt\nde les"), span("betaalt")
    parts = parts_of(TextMark("quote", 1, long), TextMark("found", 1, short))
    pieces = [piece for piece in parts[2].rows[0].cells[0] if piece.marks]
    assert [piece.words for piece in pieces] == ["De gemeente ", "betaalt", "\nde les"]
    assert [[mark.kind for mark in piece.opens] for piece in pieces] == [["quote"], ["found"], []]


def test_a_part_of_the_letter_can_be_had() -> None:
    parts = parts_of(within=span("kosten."))
    assert [words_of(part) for part in parts] == ["kosten."]


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_letter_without_words_has_no_parts(text: str) -> None:
    letter = shelf().letters["brief-1"]
    document = Document("b" * 64, "leeg.txt", "text/plain", text)
    assert letter_parts(document, letter, within=(0, len(text))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "letters").iterdir()), ids=lambda path: path.suffix)
def test_every_word_of_the_bundled_letters_is_shown_once(path: Path) -> None:
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    document = read(path, name=path.name, settings=settings).document
    for letter in find_letters(document):
        said = "".join(words_of(part) for part in letter_parts(document, letter))
        assert "".join(said.split()) == "".join(document.text[letter.start : letter.end].split()).replace("|", "")
