"""HTML pages: letters, e-mails and pages of sites as people save them."""

from pathlib import Path

import pytest

from index.errors import ReadError
from index.letters.find import find_letters
from index.read.file import read
from index.read.html.page import html_blocks
from index.records import Document
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


def reading(path: Path) -> Document:
    return read(path, name=path.name, settings=SETTINGS).document


def headings(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.headings]


def text(html: str) -> str:
    return "\n".join(block.text for block in html_blocks(html.encode())[0])


def left_out(html: str) -> dict[str, int]:
    return {part.kind: part.count for part in html_blocks(html.encode())[1]}


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(
        """<!doctype html><html><head><title>Site</title><style>p {color: red}</style></head><body><nav>Menu</nav>
        <h1>Brief  aan <em>ouders</em></h1>Losse tekst met <b>vet</b>,<br>en een <a href="x">verwijzing</a>.
        <div><p>Eerste
        alinea.</p><p hidden>weg</p></div><script>alert(1)</script><!-- weg -->
        <ul><li>een punt<ul><li>dieper</li></ul></li><li><p>nog een</p></li></ul>
        <ol start="3" type="a"><li>derde</li><li>vierde</li></ol>
        <table><tr><th>Naam</th><th>Bedrag</th></tr><tr><td>Ali</td><td>&euro; 5</td></tr></table>
        <h2>Slot</h2><pre>  vaste
  tekst</pre></body></html>""",
        encoding="utf-8",
    )
    document = reading(path)
    assert document.text == (
        "Brief aan ouders\n\nLosse tekst met vet,\nen een verwijzing.\n\nEerste alinea.\n\n- een punt\n  - dieper\n"
        "- nog een\nc. derde\nd. vierde\n\nNaam | Bedrag\nAli | Bedrag: € 5\n\nSlot\n\n  vaste\n  tekst"
    )
    assert headings(document) == ["Brief aan ouders", "Slot"]


def test_html_title_and_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "brief.htm"
    path.write_bytes('<meta charset="iso-8859-1"><title>Één brief</title><p>Coördinatie'.encode("iso-8859-1"))
    document = reading(path)
    assert document.text == "Één brief\n\nCoördinatie"
    assert headings(document) == ["Één brief"]


def test_deep_html_ends(tmp_path: Path) -> None:
    path = tmp_path / "diep.html"
    path.write_text("<div>" * 20_000 + "tekst")
    try:
        assert "tekst" in reading(path).text
    except ReadError as error:
        assert error.reason in ("damaged", "empty")  # noqa: PT017  both are right, as long as it ends


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none;max-height:0">weg</div>',
        '<p style="VISIBILITY : Hidden !important">weg</p>',
        "<p hidden>weg</p>",
        '<div aria-hidden="true">weg</div>',
        '<div style="max-height:0px;overflow:hidden"><p>weg</p></div>',
        '<span style="font-size:0">weg</span>',
        '<div style="mso-hide:all">weg</div>',
        '<p style="position:absolute;left:-9999px">weg</p>',
        "<style>@media print {.x {top: 0}} .weg, .y {color: red; display: none}</style><p class=weg>weg</p>",
        "<style><!-- p {display: block} #weg {clip: rect(0, 0, 0, 0)} --></style><p id=weg>weg</p>",
        "<template><p>weg</p></template>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert text(f"<body>{hidden}<p>Beste ouders, de school is dicht.</p>") == "Beste ouders, de school is dicht."
    assert left_out(f"<body>{hidden}<p>Beste ouders") == ({} if "template" in hidden else {"hidden text": 1})


@pytest.mark.parametrize(
    "seen",
    [
        "<style>@media print {p {display: none}}</style><p>te zien</p>",
        "<style>.a {display: none} .a.open {display: block}</style><p class='a open'>te zien</p>",
        "<style>.a {display: none}</style><p class=a style='display:block'>te zien</p>",
        "<style>body {visibility: hidden}</style><p>te zien</p>",
        "<button aria-expanded=false aria-controls=p1>Kop</button><div id=p1 hidden>te zien</div>",
        "<h3><button aria-expanded data-bs-target='#p'>Kop</button></h3><div id=p style=display:none>te zien</div>",
        "<td style='font-size:0px'><p style='font-size:13px'>te zien</p></td>",
        "<div aria-hidden=true><h1>Brief</h1><p>te zien</p></div><div role=dialog>Wilt u een enquête?</div>",
    ],
)
def test_what_is_seen_or_can_be_opened_is_text(seen: str) -> None:
    assert text(seen).endswith("te zien")


def test_struck_text_is_left_out_and_said() -> None:
    struck = "<p>Het duurt <s>tien</s> <span style='text-decoration: line-through'>vijftien</span> twintig minuten."
    assert text(struck) == "Het duurt twintig minuten."
    assert left_out(struck) == {"struck text": 2}


@pytest.mark.parametrize(
    "sheet",
    [
        ".weg { text-decoration: line-through }",
        ".weg { text-decoration: underline; } p .weg { text-decoration-line: line-through }",
        "p del { text-decoration: none } span.weg { text-decoration: line-through solid red }",
    ],
)
def test_what_a_style_sheet_strikes_through_is_left_out(sheet: str) -> None:
    page = f"<style>{sheet}</style><p>Het kost <span class='weg'>10</span> 12 euro."
    assert text(page) == "Het kost 12 euro."
    assert left_out(page) == {"struck text": 1}


def test_what_no_line_goes_through_is_read() -> None:
    sheet = "del { text-decoration: none } .a:hover { text-decoration: line-through }"
    kept = "<del>10</del> <span class='a'>euro</span> <s style='text-decoration: none'>nu</s>"
    page = f"<style>{sheet}</style><p>Het kost {kept}."
    assert text(page) == "Het kost 10 euro nu."


SITE = """<html><head><title>Brief over fietsroutes | Gemeente Duinrand</title></head><body>
<a class="skip" href="#main">Naar de inhoud</a>{head}
<div id="cookiebalk">Wij gebruiken koekjes. <button>Akkoord</button></div>
<{main}><h1>Brief over fietsroutes</h1><p>Geachte ouders,</p><p>De route langs het kanaal is dicht. Lees
<a href="x">de kaart</a>.</p><p>Zie ook:</p>
<ul><li><a href=a>Kaart</a></li><li><a href=b>Foto</a></li><li><a href=c>Lijst</a></li></ul>
<p>Met vriendelijke groet,<br>E. Prins</p></{main}>
{foot}</body></html>"""
LETTER = (
    "Brief over fietsroutes\nGeachte ouders,\nDe route langs het kanaal is dicht. Lees de kaart.\nZie ook:\n- Kaart\n"
    "- Foto\n- Lijst\nMet vriendelijke groet,\nE. Prins"
)
MENU = "<ul class=menu><li><a href=/>Home</a></li><li><a href=/b>Bestuur</a></li><li><a href=/c>Contact</a></li></ul>"


@pytest.mark.parametrize(
    ("main", "head", "foot"),
    [
        (
            "main",
            f"<header>Duinrand<form><label>Zoek</label><input></form>{MENU}</header>",
            "<footer>Volg ons</footer>",
        ),
        ("main", f"<div>{MENU}</div>", "<aside><h2>Ook interessant</h2><p>Afval</p></aside><div>Colofon</div>"),
        ("article", f"<nav>{MENU}</nav><div><a href=/>Home</a> › Nieuws</div>", "<div role=contentinfo>Privacy</div>"),
    ],
)
def test_what_is_around_the_text_of_a_web_page_is_no_text(main: str, head: str, foot: str) -> None:
    page = SITE.format(main=main, head=head, foot=foot)
    assert text(page) == LETTER
    assert left_out(page)["web page part"] >= 3


def test_without_a_main_part_menus_and_landmarks_are_left_out() -> None:
    page = SITE.format(main="div", head=f"<header>{MENU}</header>", foot=f"<footer>{MENU}<p>Privacy</p></footer>")
    assert text(page).endswith(LETTER)
    assert "Home" not in text(page)
    assert "Privacy" not in text(page)


def test_a_letter_with_landmarks_of_its_own_is_read_whole() -> None:
    letter = """<header>Gemeente Duinrand<br>3 mei 2024</header><main><p>Geachte ouders,</p></main>
    <footer>Met vriendelijke groet,<br>E. Prins</footer>"""
    assert text(letter) == "Gemeente Duinrand\n3 mei 2024\nGeachte ouders,\nMet vriendelijke groet,\nE. Prins"
    only_links = "<ul><li><a href=a>Brief 1</a></li><li><a href=b>Brief 2</a></li><li><a href=c>Brief 3</a></li></ul>"
    assert text(only_links) == "- Brief 1\n- Brief 2\n- Brief 3"  # better than nothing


def test_the_title_of_a_page_leads_where_its_heading_is_around_the_text() -> None:
    page = (
        f"<nav>{MENU}</nav><div><h1>Brief over fietsen</h1></div><main><p>Geachte ouders, de route is dicht.</p></main>"
    )
    blocks, _ = html_blocks(page.encode())
    assert (blocks[0].text, blocks[0].heading) == ("Brief over fietsen", True)


def test_two_line_ends_part_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "mail.html"
    path.write_text(
        "Gemeente Duinrand<br>Datum: 11 juni 2024<br /> <br>\n<br>Beste ouders,<br><br>De gymles verhuist.<br>"
        "Naar Oost.<br><br><ul><li>een<br><br>verder</li></ul>"
    )
    assert reading(path).text == (
        "Gemeente Duinrand\nDatum: 11 juni 2024\n\nBeste ouders,\n\nDe gymles verhuist.\nNaar Oost.\n\n- een\n  verder"
    )


def test_an_email_laid_out_in_nested_tables_is_read_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "mail.html"
    inner = """<table><tr><td><p>Beste ouders,</p><p>De schoolfotograaf komt op 8 oktober 2024.</p></td></tr>
    <tr><td><table><tr><th>Groep</th><th>Tijd</th></tr><tr><td>1 en 2</td><td>9.00 uur</td></tr></table></td></tr>
    <tr><td><p>Met vriendelijke groet,<br>Anja Smit</p></td></tr></table>"""
    path.write_text(f"<body><table><tbody><tr><td><table><tr><td>{inner}</td></tr></table></td></tr></tbody></table>")
    assert reading(path).text == (
        "Beste ouders,\n\nDe schoolfotograaf komt op 8 oktober 2024.\n\nGroep | Tijd\n1 en 2 | Tijd: 9.00 uur\n\n"
        "Met vriendelijke groet,\nAnja Smit"
    )


def test_a_form_is_read_as_it_was_filled_in() -> None:
    form = """<label><input type=checkbox checked> Ja, graag</label><br><label><input type=radio>Nee</label>
    <p>Naam: <input value="Sam"><input type=hidden value=weg><input type=submit value=weg></p>
    <p>Groep: <select><option>1<option selected>2</select></p><textarea>Om 9 uur</textarea>"""
    assert text(form) == "☒ Ja, graag\n☐ Nee\nNaam: Sam\nGroep: 2\nOm 9 uur"
    assert [(part.kind, part.count, part.read) for part in html_blocks(form.encode())[1]] == [("check box", 2, True)]


def test_terms_stand_with_what_is_said_of_them() -> None:
    terms = "<dl><dt>Wanneer<dd>1 mei<dt>Waar<dd>Aula<dt>Wat<dd><p>Een lange uitleg.</p><p>In twee alinea’s.</p></dl>"
    assert text(terms) == "Wanneer | 1 mei\nWaar | Aula\nWat\nEen lange uitleg.\nIn twee alinea’s."


@pytest.mark.parametrize(
    ("heading", "title"),
    [("Brief over fietsroutes", "Brief over fietsroutes"), ("Gemeente Duinrand aan Zee", None), ("Brief", None)],
)
def test_the_heading_above_a_letter_is_its_title(heading: str, title: str | None, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(f"<h1>{heading}</h1><p>Geachte ouders,</p><h2>Wat er verandert</h2><p>De route is dicht.</p>")
    assert [letter.title for letter in find_letters(reading(path))] == [title]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("In 2023<sup>1</sup>, 10<sup>6</sup> en de 2<sup>e</sup> CO<sub>2</sub>", "In 2023¹, 10⁶ en de 2e CO2"),
        ("2<sup>1</sup>/<sub>2</sub> uur", "2¹/₂ uur"),
        ("2<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> uur", "2¹/₂ uur"),
        ("<math><msqrt><mi>x</mi></msqrt><mo>+</mo><msup><mi>y</mi><mi>n</mi></msup></math>", "√x+y^n"),
    ],
)
def test_what_stands_above_or_below_the_line_is_no_other_number(html: str, line: str) -> None:
    assert text(f"<p>{html}</p>") == line


def test_a_list_keeps_the_numbers_that_its_page_shows() -> None:
    assert text('<ol><li value="4">a<li>b<li value="9">c</ol>') == "4. a\n5. b\n9. c"
    assert text("<ol reversed><li>a<li>b</ol>") == "2. a\n1. b"


@pytest.mark.parametrize(("mark", "read_as"), [("§", "-"), ("o", "-"), ("·", "-"), ("2.", "2."), ("b)", "b)")])
def test_list_items_that_word_writes_as_paragraphs(mark: str, read_as: str) -> None:
    item = (
        '<p class="MsoListParagraph" style="text-indent:-18pt;mso-list:l0 level2 lfo1"><![if !supportLists]>'
        f'<span style="mso-list:Ignore">{mark}<span>&nbsp; </span></span><![endif]>Zwemmen</p>'
    )
    assert text(item * 2) == f"  {read_as} Zwemmen\n  {read_as} Zwemmen"


@pytest.mark.parametrize(
    "foot",
    [
        '<div class="site-footer"><div><a href="/c">Contact</a></div><div>Postbus 12, Voorbeeld</div></div>',
        '<div><div><a href="/c">Contact</a> <a href="/p">Privacy</a></div><p>© 2024 Gemeente Voorbeeld</p></div>',
    ],
)
def test_the_foot_of_a_site_that_is_no_landmark_is_left_out(foot: str) -> None:
    page = f"<div><div><h1>Zwemmen</h1><p>{'Het zwembad is open op dinsdag. ' * 6}</p></div>{foot}</div>"
    assert text(page) == f"Zwemmen\n{('Het zwembad is open op dinsdag. ' * 6).strip()}"
    assert left_out(page) == {"web page part": 1}


def test_a_short_letter_with_a_link_and_a_copyright_is_no_foot() -> None:
    letter = '<p>Het zwembad is dicht.</p><p><a href="/l">Lees meer</a></p><p>© Gemeente Voorbeeld</p>'
    assert text(f"<p>Beste ouders,</p><div>{letter}</div>").startswith("Beste ouders,\nHet zwembad is dicht.")


def test_a_foot_without_links_belongs_to_a_letter() -> None:
    page = '<p>Beste ouders</p><div class="footer">Postbus 12, Voorbeeld</div><div>© Anja Smit</div>'
    assert text(page) == "Beste ouders\nPostbus 12, Voorbeeld\n© Anja Smit"
