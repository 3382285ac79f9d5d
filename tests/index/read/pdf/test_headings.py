"""PDFs made on the spot: what people see as a heading or a paragraph is one, and an address or a
letterhead stays whole.
"""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.letters.find import find_letters
from index.records import Document
from tests.index.read.pdf.test_extract import Draw, body, both, lines, pdf, reading

ROMAN, BOLD = "Helvetica", "Helvetica-Bold"
Styled = tuple[str, str, float]
LONG = (
    "Alle scholen in de gemeente maken samen een plan voor leerlingen die thuis zitten,",
    "en zij bespreken dat plan elk jaar met de ouders en met de leerlingen zelf, zodat",
    "niemand langer dan nodig zonder onderwijs is. Het plan gaat in januari naar de raad,",
    "en de wethouder vertelt daarna wat er van de afspraken terecht is gekomen.",
)


def styled(*texts: Styled, x: float = 80, y: float = 760, leading: float = 14) -> Draw:
    """Draw (text, font, size) below each other, all at the same distance; an empty text leaves a line open."""

    def draw(canvas: Canvas) -> None:
        at = y
        for text, font, size in texts:
            canvas.setFont(font, size)
            canvas.drawString(x, at, text)
            at -= leading

    return draw


def plain(*texts: str) -> list[Styled]:
    return [(text, ROMAN, 11) for text in texts]


def document(path: Path, *pages: Draw) -> Document:
    return reading(pdf(path / "a.pdf", *pages)).document


def headings(document: Document) -> list[str]:
    ends = [0, *(end for span in document.headings for end in span)]
    assert ends == sorted(ends)
    return [document.text[start:end] for start, end in document.headings]


@pytest.mark.parametrize(("font", "size"), [(BOLD, 11), (ROMAN, 12), (BOLD, 16)])
def test_a_heading_is_set_apart_and_recorded(tmp_path: Path, font: str, size: float) -> None:
    page = styled(*plain(*LONG), ("Wat de gemeente doet", font, size), *plain(*LONG))
    found = document(tmp_path, page)
    assert headings(found) == ["Wat de gemeente doet"]
    assert found.text == "\n".join(LONG) + "\n\nWat de gemeente doet\n\n" + "\n".join(LONG)


def test_a_heading_of_two_lines_is_one_and_its_words_are_cleaned_up(tmp_path: Path) -> None:
    title = [("Afspraken over samen-", BOLD, 14), ("werking tussen scholen", BOLD, 14)]
    assert headings(document(tmp_path, styled(*title, *plain(*LONG)))) == ["Afspraken over samenwerking tussen scholen"]


def test_spans_hold_after_a_page_end(tmp_path: Path) -> None:
    page = styled(*plain(*LONG), ("Tot slot", BOLD, 11), *plain(LONG[0], "en over de ver-"))
    following = styled(*plain("deling van het geld."), ("Bijlagen bij dit plan", BOLD, 11), *plain(*LONG))
    found = document(tmp_path, page, following)
    assert "de verdeling van het geld.\n\nBijlagen bij dit plan\n\nAlle" in found.text
    assert headings(found) == ["Tot slot", "Bijlagen bij dit plan"]


def test_a_heading_at_the_foot_of_a_page_goes_with_its_text(tmp_path: Path) -> None:
    note = styled(("1 Zie het plan van vorig jaar.", ROMAN, 7), y=60)
    first = both(styled(*plain(*LONG), ("Het geld", BOLD, 14)), note)
    found = document(tmp_path, first, lines(*body(1)))
    assert found.text.endswith("vorig jaar.\n\nHet geld\n\n" + "\n".join(body(1)))
    assert found.page_of(found.headings[0][0]) == 1


def test_what_is_no_heading(tmp_path: Path) -> None:
    emphasis = [(LONG[1], BOLD, 11)]  # in the middle of a sentence
    found = document(tmp_path, styled(*plain(LONG[0]), *emphasis, *plain(*LONG[2:], *LONG)))
    assert headings(found) == []
    found = document(tmp_path, styled(*plain(*LONG), ("Let op: de school is dan dicht.", BOLD, 11), *plain(*LONG)))
    assert headings(found) == []
    whole = [(text, BOLD, 11) for text in LONG]
    assert headings(document(tmp_path, styled(("Alles vet", BOLD, 11), *whole))) == []
    page = styled(("Kop", BOLD, 14), *whole)
    assert headings(document(tmp_path, page)) == ["Kop"]


def test_a_page_in_bold_among_others(tmp_path: Path) -> None:
    bold = [(text, BOLD, 11) for text in ("Samenvatting", *LONG)]
    found = document(tmp_path, styled(*bold), *[lines(*body(n)) for n in range(3)])
    assert headings(found) == []


def test_large_print(tmp_path: Path) -> None:
    large = [(text[:50], ROMAN, 18.0) for text in LONG]
    page = styled(*large, ("Wat er verandert", ROMAN, 22), *large, ("klein gedrukt", ROMAN, 11), leading=24)
    assert headings(document(tmp_path, page)) == ["Wat er verandert"]


def test_running_headers_are_no_headings(tmp_path: Path) -> None:
    pages = [
        both(styled(("Gemeente Voorbeeld", BOLD, 16), y=800), styled(("Deel " + "ABC"[n], BOLD, 14), *plain(*body(n))))
        for n in range(3)
    ]
    assert headings(document(tmp_path, *pages)) == ["Deel A", "Deel B", "Deel C"]


def test_a_letterhead_stays_whole(tmp_path: Path) -> None:
    def labelled(canvas: Canvas) -> None:
        for n, (label, value) in enumerate((("Aan:", "alle ouders"), ("Datum:", "3 mei 2024"), ("Kenmerk:", "A-12"))):
            line = canvas.beginText(80, 650 - 14 * n)
            line.setFont(BOLD, 11)
            line.textOut(label)
            line.setFont(ROMAN, 11)
            line.textOut(f" {value}")
            canvas.drawText(line)

    address = styled(("Gemeente Voorbeeld", BOLD, 11), *plain("Mevrouw A. de Vries", "Postbus 12", "1234 AB Stad"))
    page = both(address, labelled, styled(*plain("Geachte mevrouw De Vries,"), y=590), styled(*plain(*LONG), y=560))
    signed = [*plain("Hoogachtend,"), ("Jan Jansen", BOLD, 11), *plain("Wethouder Onderwijs")]
    found = document(tmp_path, both(page, styled(*signed, y=460)))
    assert headings(found) == []
    assert "Gemeente Voorbeeld\nMevrouw A. de Vries\nPostbus 12\n1234 AB Stad\n\n" in found.text
    assert "Aan: alle ouders\nDatum: 3 mei 2024\nKenmerk: A-12\n\n" in found.text
    (letter,) = find_letters(found)
    assert (letter.recipient, letter.date, letter.reference) == ("alle ouders", "2024-05-03", "A-12")


def test_labels_in_bold_above_their_values(tmp_path: Path) -> None:
    side = [
        ("Datum", BOLD, 11),
        *plain("3 mei 2024"),
        ("Onze referentie", BOLD, 11),
        *plain("40123456"),
        ("", BOLD, 11),
    ]
    found = document(tmp_path, styled(*side, *plain(*LONG)))
    assert headings(found) == []
    assert found.text.startswith("Datum\n3 mei 2024\nOnze referentie\n40123456\n\n")


def test_questions_and_answers_under_a_number(tmp_path: Path) -> None:
    asked = plain("Vraag 1", LONG[0][:-1] + "?", "", "Antwoord 1", "Ja.", "", "Vraag 2, 3 en 4", *LONG)
    found = document(tmp_path, styled(*asked))
    assert headings(found) == ["Vraag 1", "Antwoord 1", "Vraag 2, 3 en 4"]
    assert "Antwoord 1\n\nJa.\n\n" in found.text


def test_a_line_that_stops_short_ends_its_paragraph(tmp_path: Path) -> None:
    text = (*LONG[:2], "niemand achterblijft.", *LONG, *LONG[:2], "en daarna de", "Tweede Kamer het plan heeft gezien.")
    found = document(tmp_path, styled(*plain(*text)))
    assert found.text.split("\n\n") == ["\n".join(text[:3]), "\n".join(text[3:])]


def test_a_line_stops_where_a_long_word_did_not_fit(tmp_path: Path) -> None:
    text = (*LONG[:3], "Lees meer hierover op de site van de gemeente:", "https://www.voorbeeld.nl/" + "onderwijs/" * 5)
    assert "\n\n" not in document(tmp_path, styled(*plain(*text, *LONG))).text


def test_rows_of_a_table_stay_together(tmp_path: Path) -> None:
    rows = plain(
        "Zwolle 12 34", "Samenwerkingsverband Midden-Nederland en omgeving, met alle 56 scholen 78", "Ede 9 10"
    )
    found = document(tmp_path, styled(*plain(*LONG), *plain(""), *rows))
    assert "\n".join(text for text, _, _ in rows) in found.text


def test_nested_list_items_are_indented(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(ROMAN, 11)
        for n, (x, text) in enumerate(
            ((80, "- Geld voor scholen:"), (100, "- in 2024"), (100, "- in 2025"), (80, "- Meer plek"))
        ):
            canvas.drawString(x, 600 - 14 * n, text)

    found = document(tmp_path, both(styled(*plain(*LONG)), draw))
    assert found.text.endswith("\n\n- Geld voor scholen:\n  - in 2024\n  - in 2025\n- Meer plek")


def test_recognised_text_in_which_no_two_lines_have_one_size(tmp_path: Path) -> None:
    sizes = (10.6, 11.9, 11.2, 12.6, 10.9, 12.2, 11.5, 13.0)
    lines_of_sizes = [(text, ROMAN, size) for text, size in zip(LONG * 2, sizes, strict=True)]
    found = document(tmp_path, styled(*lines_of_sizes, leading=16))
    assert headings(found) == []
    assert found.text == "\n".join(LONG * 2)
