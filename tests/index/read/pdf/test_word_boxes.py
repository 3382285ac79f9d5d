"""Words of the canonical text on their page: pages made on the spot, with what pdfium finds on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.read.file import read
from index.read.pdf.page_picture import NoPictureError, PaperPage, make_room, page_picture, paper_page
from index.read.pdf.word_boxes import Box, PageCharacter, word_boxes
from index.records import Document, pages
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


def made(path: Path, *sheets: list[str], turned: bool = False) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for lines in sheets:
        canvas.setFont("Helvetica", 11)
        if turned:
            canvas.setPageRotation(90)
        for n, line in enumerate(lines):
            canvas.drawString(80, 560 - 15 * n, line)  # on a turned page too
        canvas.showPage()
    canvas.save()
    return path


def opened(path: Path, page: int = 1) -> tuple[Document, PaperPage]:
    document = read(path, name=path.name, settings=SETTINGS).document
    return document, paper_page(path, page, folder=path.parent / "pictures" / "a")


def found(path: Path, words: str, page: int = 1, *, nth: int = 0) -> tuple[list[Box], str]:
    """Return the boxes of `words` on `page`, and the characters whose middle lies in them."""
    document, paper = opened(path, page)
    start, end = list(pages(document))[page - 1]
    text = document.text[start:end]
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    boxes = word_boxes(text, (at, at + len(words)), paper.characters)
    return boxes, "".join(character for character, box in paper.characters if box[2] and within(box, boxes))


def within(box: Box, boxes: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def test_words_over_two_lines_get_a_box_on_each(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", ["De gemeente betaalt de zwemles voor ieder", "kind tot en met twaalf jaar in de stad."]
    )
    boxes, read_back = found(path, "voor ieder\nkind tot")
    assert len(boxes) == 2
    assert "".join(read_back.split()) == "voorieder" + "kindtot"
    assert boxes[0][1] < boxes[0][3] < boxes[1][3]


def test_a_word_that_the_line_end_broke_is_whole_in_the_text_and_marked_on_both_lines(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", ["Iedere leerling krijgt een eigen plek in het samenwer-", "kingsverband van de regio."]
    )
    boxes, read_back = found(path, "samenwerkingsverband")
    assert len(boxes) == 2
    assert "".join(c for c in read_back if c.isalpha()) == "samenwerkingsverband"


def test_of_two_places_the_one_with_the_same_words_around_it(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", ["Bijlage: de les is gratis.", "", "Wie komt, moet weten: de les is gratis. Het bad niet."]
    )
    first, second = found(path, "de les is gratis.")[0], found(path, "de les is gratis.", nth=1)[0]
    assert len(first) == len(second) == 1
    assert first[0][1] < second[0][1]


def test_where_two_places_are_alike_neither_is_marked(tmp_path: Path) -> None:
    lines = ["De les is gratis voor alle kinderen uit de hele stad en daarbuiten."] * 20
    path = made(tmp_path / "a.pdf", lines)
    document, paper = opened(path)
    middle = document.text.index("De les", len(document.text) // 2)
    assert word_boxes(document.text, (middle, middle + 16), paper.characters) == []


def test_a_page_on_its_side_is_marked_as_it_is_seen(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", ["De gemeente betaalt de zwemles voor ieder kind."], turned=True)
    boxes, read_back = found(path, "de zwemles")
    assert "".join(read_back.split()) == "dezwemles"
    assert len(boxes) == 1
    left, top, right, bottom = boxes[0]
    assert bottom - top > right - left


CHARACTERS: list[PageCharacter] = [
    (character, (10 * i, 0, 10 * i + 9, 10) if character != " " else (0, 0, 0, 0))
    for i, character in enumerate("de school betaalt geen 5-6 euro per les")
]


def place(words: str, text: str) -> list[Box]:
    return word_boxes(text, (text.index(words), text.index(words) + len(words)), CHARACTERS)


def test_every_character_must_align() -> None:
    text = "de school betaalt geen 5-6 euro per les"
    assert place("geen 5-6 euro", text) == [(180, 0, 309, 10)]
    for other in (text.replace("geen", "een"), text.replace("5-6", "56"), text.replace("euro", "cent")):
        assert place(other[18:-4], other) == []
    assert place("betaalt, geen", text.replace(" geen", ", geen")) == []


def test_nothing_between_the_words_is_marked_along() -> None:
    under: PageCharacter = ("x", (200, 2, 206, 8))
    text = "de school betaalt geen 5-6 euro per les"
    at = text.index("geen 5")
    assert word_boxes(text, (at, at + 6), [*CHARACTERS, under]) == []


@pytest.mark.parametrize("span", [(0, 0), (2, 3)])
def test_white_space_alone_has_no_place(span: tuple[int, int]) -> None:
    assert word_boxes("de school betaalt geen 5-6 euro per les", span, CHARACTERS) == []


def test_a_picture_is_drawn_once_with_its_marks_in_colour(tmp_path: Path) -> None:
    from PIL import Image

    path = made(tmp_path / "a.pdf", ["De gemeente betaalt."], ["Op de tweede bladzijde staat de rest."])
    folder = tmp_path / "pictures" / "a"
    boxes, _ = found(path, "tweede bladzijde", page=2)
    drawn = page_picture(path, 2, boxes, folder=folder)
    with Image.open(drawn) as image:
        paper = paper_page(path, 2, folder=folder)
        assert image.size == (paper.width, paper.height)
        left, top, right, _ = boxes[0]
        inside = {image.getpixel((x, top + 1)) for x in range(left, right)}
        assert (255, 226, 138) in inside
        assert image.getpixel((right + 40, top)) != (255, 226, 138)
    before = drawn.stat().st_ino
    assert page_picture(path, 2, boxes, folder=folder).stat().st_ino == before
    assert page_picture(path, 2, [], folder=folder) != drawn
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize("page", [2, 0])
def test_a_page_that_is_not_there_has_no_picture(tmp_path: Path, page: int) -> None:
    path = made(tmp_path / "a.pdf", ["De gemeente betaalt."])
    with pytest.raises(NoPictureError):
        page_picture(path, page, [], folder=tmp_path / "pictures" / "a")


def test_a_damaged_file_has_no_picture_and_the_next_one_has(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.pdf"
    broken.write_bytes(b"%PDF-1.7 niets")
    with pytest.raises(NoPictureError):
        paper_page(broken, 1, folder=tmp_path / "pictures" / "b")
    assert opened(made(tmp_path / "a.pdf", ["De gemeente betaalt."]))[1].characters


def test_what_was_longest_not_asked_for_makes_room(tmp_path: Path) -> None:
    import os

    for n in range(4):
        file = tmp_path / "a" / f"{n}.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * 100)
        os.utime(file, (n, n))
    make_room(tmp_path, most=400)
    assert len(list(tmp_path.glob("*/*"))) == 4
    make_room(tmp_path, most=399)
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["1.png", "2.png", "3.png"]
