"""An answer that is taken along says what the page says, and quotes only what stands in a letter."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import docx
import pypdfium2
import pytest
from pypdf import PdfReader

from index.records import Document, Letter
from qa.records import Answer, Sentence, cite
from ui.page.export.paper import Paper, paper
from ui.page.export.pdf import as_pdf
from ui.page.export.plain import as_markdown, as_text
from ui.page.export.sent import as_sent
from ui.page.export.word import as_word

_TEXT = "- De les kost €10,50 per kind*.² De les is op maandag <b>."
_DOCUMENT = Document("d1", "zwemles.pdf", "application/pdf", _TEXT)
_LETTER = Letter(
    "l 1", "d1", "brief", "Zwemles & meer", "Gemeente Vlieterdam", None, "2023-03-24", "V-1", 0, len(_TEXT)
)
_DAY = date(2026, 3, 31)


def _paper(page_language: str = "nl", **parts: object) -> Paper:
    price = cite(_DOCUMENT, _LETTER, 0, _TEXT.index(" De les is"))
    day = cite(_DOCUMENT, _LETTER, _TEXT.index("De les is"), len(_TEXT))
    sentences = tuple(Sentence(" ".join(each.quote.split()), (each,)) for each in (price, day))
    fields: dict[str, object] = {"status": "answered", "mode": "quotes", "sentences": sentences, **parts}
    question = fields.pop("question", "Wat kost de les?")
    answer = Answer(question, question, **fields)  # type: ignore[arg-type]
    documents = {"d1": _DOCUMENT}
    return paper(
        answer, documents=documents, language=page_language, day=_DAY, address=lambda path: f"https://x.nl{path}"
    )


def test_the_text_has_question_state_whose_words_sources_links_and_date() -> None:
    assert as_text(_paper()) == (
        "Wat kost de les?\n\n"
        "Beantwoord: dit staat in de brieven\n\n"
        "Brief van Gemeente Vlieterdam, 24 maart 2023:\n"
        "- De les kost €10,50 per kind*. [1]\n"
        "- De les is op maandag <b>. [2]\n\n"
        "Dit komt uit de brieven. Bij elke bron staan de letterlijke woorden.\n\n"
        "Waar dit staat:\n\n"
        "[1] Zwemles & meer\n"
        "Brief · van Gemeente Vlieterdam · 24 maart 2023 · kenmerk V-1 · pagina 1\n"
        "“- De les kost €10,50 per kind*.²”\n"
        "https://x.nl/brieven/l%201?van=0&tot=32#citaat\n\n"
        "[2] Zwemles & meer\n"
        "Brief · van Gemeente Vlieterdam · 24 maart 2023 · kenmerk V-1 · pagina 1\n"
        "“De les is op maandag <b>.”\n"
        "https://x.nl/brieven/l%201?van=33&tot=58#citaat\n\n"
        "Antwoord van Briefwijzer, 31 maart 2026. "
        "Briefwijzer zoekt in brieven; wat er geldt, staat in de brieven zelf.\n"
    )


def test_in_markdown_no_word_of_a_letter_is_a_mark() -> None:
    said = as_markdown(_paper("en"))
    assert "- De les kost €10,50 per kind\\*. \\[1\\]" in said
    assert "> De les is op maandag \\<b\\>." in said
    assert "[Zwemles & meer](<https://x.nl/brieven/l%201?van=0&tot=32#citaat>)" in said
    assert "Answer by Briefwijzer, 31 March 2026." in said


def test_the_word_file_has_headings_a_list_quotes_and_links() -> None:
    file = docx.Document(io.BytesIO(as_word(_paper())))
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs if paragraph.style is not None}
    assert styles["Wat kost de les?"] == "Heading 1"
    assert styles["[1] Zwemles & meer"] == "Heading 3"
    assert styles["De les is op maandag <b>. [2]"] == "List Bullet"
    assert styles["“De les is op maandag <b>.”"] == "Quote"
    links = [link.url for paragraph in file.paragraphs for link in paragraph.hyperlinks]
    assert links == [f"https://x.nl/brieven/l%201?van={van}&tot={tot}#citaat" for van, tot in ((0, 32), (33, 58))]
    assert file.core_properties.language == "nl-NL"


def _tags(node: Any) -> list[str]:
    """Return the kinds of all parts of a tagged PDF below `node`, in reading order, with the language of each that
    says so.
    """
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for each in node for tag in _tags(each)]
    if not isinstance(node, dict) or "/S" not in node:
        return []
    return [f"{node['/S']} {node.get('/Lang', '')}".rstrip(), *_tags(node.get("/K", []))]


@pytest.mark.parametrize(
    ("language", "question", "notice"),
    [
        ("ar", "كم تكلفة دروس السباحة؟", "الرسائل مكتوبة بالهولندية."),
        ("uk", "Скільки коштує урок плавання?", "Листи написані нідерландською мовою."),
        ("tr", "Yüzme dersi kaça mal oluyor, ücreti kim öder? Şğİı", "Mektuplar Felemenkçe yazılmıştır."),
        ("pl", "Ile kosztuje lekcja pływania? Łódź", "Listy są napisane po niderlandzku."),
    ],
)
def test_the_pdf_is_tagged_in_the_languages_that_it_is_in(language: str, question: str, notice: str) -> None:
    made = as_pdf(_paper(question=question, language=language, notice=notice))
    file = PdfReader(io.BytesIO(made))
    root: Any = file.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tags = _tags(root["/StructTreeRoot"]["/K"])
    assert tags[:2] == ["/Document", f"/H1 {language}"]
    assert [tag for tag in tags if tag.startswith("/H")][1:] == ["/H2", "/H3", "/H3"]
    assert {"/L", "/LI", "/BlockQuote", "/Link"} <= {tag.split()[0] for tag in tags}
    fonts = [font.get_object() for page in file.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert all("/FontFile" in str(each["/DescendantFonts"][0]["/FontDescriptor"]) for each in fonts)
    with pypdfium2.PdfDocument(made) as drawn:
        said = drawn[0].get_textpage().get_text_range()
    assert question in said
    assert notice in said


def test_the_pdf_can_be_read_and_leads_to_the_letters() -> None:
    file = PdfReader(io.BytesIO(as_pdf(_paper(notice="Kom 😀 #zwemmen *nu* $x$"))))
    said = " ".join(" ".join(page.extract_text() for page in file.pages).split())
    for words in (
        "Wat kost de les?",
        "De les kost €10,50 per kind*. [1]",
        "De les is op maandag <b>. [2]",
        "31 maart 2026",
    ):
        assert words in said
    assert "#zwemmen *nu* $x$" in said
    links = [note.get_object()["/A"]["/URI"] for page in file.pages for note in page.get("/Annots", [])]
    assert "https://x.nl/brieven/l%201?van=0&tot=32#citaat" in links
    assert file.metadata is not None
    assert file.metadata.title == "Wat kost de les?"


def test_what_comes_near_is_said_to_be_no_answer() -> None:
    near = (cite(_DOCUMENT, _LETTER, 0, 32),)
    said = as_text(_paper(status="not_found", sentences=(), nearest=near, notice="Dit staat er niet."))
    assert "Niet gevonden, wel iets in de buurt" in said
    assert "Het is niet zeker dat ze uw vraag beantwoorden." in said


def test_a_browser_is_given_places_and_only_words_that_are_nobodys_quote() -> None:
    quote = cite(_DOCUMENT, _LETTER, 0, 32)
    sentences = (Sentence(" ".join(quote.quote.split()), (quote,)), Sentence("De les kost tien euro.", (quote,)))
    sent = json.loads(as_sent(Answer("Wat?", "Wat?", "answered", "model", sentences), day=_DAY))
    assert sent["sentences"] == [
        {"text": "", "places": [["l 1", 0, 32]]},
        {"text": "De les kost tien euro.", "places": [["l 1", 0, 32]]},
    ]
    assert sent["day"] == "2026-03-31"
