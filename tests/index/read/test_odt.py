"""OpenDocument texts, written as XML: what somebody who opens one sees is read, and what is left out is said."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.errors import ReadError
from index.read.file import ReadDocument, read
from index.read.inside import files_inside
from index.settings import Settings
from tests.index.read.two_letters import assert_two_letters
from tests.support.compound_files import compound_file, package

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "form": "form",
        "fo": "xsl-fo-compatible", "manifest": "manifest",
    }.items()
)  # fmt: skip


def reading(
    tmp_path: Path,
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    masters: str = "",
    objects: Mapping[str, bytes | str] | None = None,
) -> ReadDocument:
    path = tmp_path / "brief.odt"
    media = "application/vnd.oasis.opendocument.text"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": media, "content.xml": "text/xml", "styles.xml": "text/xml"}.items()
    )
    parts = {
        "mimetype": media,
        "META-INF/manifest.xml": f"<manifest:manifest {NAMESPACES}>{entries}</manifest:manifest>",
        "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, **(objects or {})}.items():
            archive.writestr(name, content)
    return read(path, name=path.name, settings=SETTINGS)


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def style(name: str, properties: str, *, family: str = "text", more: str = "") -> str:
    inside = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inside}</style:style>'


def table(*rows: tuple[str, ...], cell: str = "<table:table-cell>{}</table:table-cell>") -> str:
    made = ["".join(cell.format(inside if inside.startswith("<") else p(inside)) for inside in row) for row in rows]
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in made)}</table:table>"


def counts(result: ReadDocument) -> dict[str, int]:
    """Return the inventory by kind, what was left out below zero."""
    return {each.kind: each.count if each.read else -each.count for each in result.inventory}


STYLES = (
    style("Weg", 'text:display="none"')
    + style("Wit", 'fo:color="#ffffff"')
    + style("Klein", 'fo:font-size="1pt"')
    + style("Streep", 'style:text-line-through-style="solid"')
    + style("Basis", 'text:display="none"', family="paragraph")
    + style("Intern", "", family="paragraph", more='style:parent-style-name="Basis"')
    + style("Zichtbaar", 'text:display="true"')
)


@pytest.mark.parametrize(
    ("unseen", "kind"),
    [
        ('<text:span text:style-name="Weg">41 euro</text:span>', "hidden text"),
        ('<text:hidden-text text:is-hidden="true" text:condition="x">41 euro</text:hidden-text>', "hidden text"),
        ('<text:hidden-text text:condition="ooow:1==1">41 euro</text:hidden-text>', "hidden text"),
        ('<text:span text:style-name="Streep">41 <text:span>euro</text:span></text:span>', "struck text"),
        ('<text:span text:style-name="Wit">41 euro</text:span>', "invisible text"),
        ('<text:span text:style-name="Klein">41 euro</text:span>', "invisible text"),
        ("<text:placeholder>&lt;bedrag&gt;</text:placeholder>", "placeholder"),
        ("<office:annotation><text:p>Klopt dit?</text:p></office:annotation>", "comment"),
    ],
)
def test_what_nobody_sees_is_left_out_and_said(unseen: str, kind: str, tmp_path: Path) -> None:
    result = reading(tmp_path, p(f"Het kost {unseen} 32 euro."), styles=STYLES)
    assert result.document.text == "Het kost 32 euro."
    assert counts(result) == {kind: -1}


def test_white_text_in_a_cell_is_read(tmp_path: Path) -> None:
    white = '<text:span text:style-name="Wit">Kop</text:span>'
    assert reading(tmp_path, table((p(white), "Twee")), styles=STYLES).document.text == "Kop | Twee"


def test_hidden_paragraphs_sections_and_deleted_text(tmp_path: Path) -> None:
    hidden = '<text:section text:name="a" text:display="none">{}</text:section>'.format(p("Weg."))
    condition = '<text:section text:name="b" text:display="condition" text:condition="ooow:a==b">{}</text:section>'
    deleted = "<text:changed-region><text:deletion>{}</text:deletion></text:changed-region>"
    body = (
        f"<text:tracked-changes>{deleted.format(p('Oud.'))}</text:tracked-changes>"
        + hidden
        + condition.format(p("Een."))
        + p("Intern.", "Intern")
        + p('Weg. <text:span text:style-name="Zichtbaar">Twee.</text:span>', "Intern")
        + p('Weg.<text:hidden-paragraph text:is-hidden="true"/>')
    )
    result = reading(tmp_path, body, styles=STYLES)
    assert result.document.text == "Een.\n\nTwee."
    assert counts(result) == {"deleted text": -1, "hidden text": -4}


def test_notes_stand_behind_their_paragraph_with_their_mark(tmp_path: Path) -> None:
    def note(kind: str, text: str) -> str:
        citation = "<text:note-citation>i</text:note-citation>"
        return f'<text:note text:note-class="{kind}">{citation}<text:note-body>{p(text)}</text:note-body></text:note>'

    both = p(f"Eén{note('footnote', 'Voet.')} en twee.{note('endnote', 'Eind.')}")
    body = both + table(("cel", p("drie" + note("footnote", "Cel."))))
    result = reading(tmp_path, body + p("Slot."))
    assert result.document.text == "Eén¹ en twee.³\n\n¹ Voet.\n\n³ Eind.\n\ncel | drie²\n\n² Cel.\n\nSlot."
    assert counts(result) == {"footnote": 2, "endnote": 1}


def test_page_headers_and_footers(tmp_path: Path) -> None:
    def master(name: str, inside: str, following: str = "") -> str:
        return (
            f'<style:master-page style:name="{name}" style:next-style-name="{following}">{inside}</style:master-page>'
        )

    footer = f"<style:footer>{p('Havenkade 3<text:tab/>Pagina <text:page-number>1</text:page-number>')}</style:footer>"
    masters = (
        master("Standard", f"<style:header>{p('Vervolgblad')}</style:header>{footer}")
        + master("Eerste", f"<style:header>{p('Gemeente Duinrand')}{p('Kenmerk: A-1')}</style:header>", "Standard")
        + master("Tweede", f"<style:header>{p('Gemeente Duinrand')}{p('Kenmerk: A-2')}</style:header>{footer}")
    )
    unnamed = reading(tmp_path, p("Brief een.") + p("Brief twee."), masters=masters)
    assert unnamed.document.text == "Vervolgblad\n\nBrief een.\n\nBrief twee.\n\nHavenkade 3"
    automatic = "".join(
        style(f"P{n}", "", family="paragraph", more=f'style:master-page-name="{name}"')
        for n, name in enumerate(("Eerste", "Tweede"))
    )
    result = reading(tmp_path, p("Brief een.", "P0") + p("Brief twee.", "P1"), automatic=automatic, masters=masters)
    assert_two_letters(result)
    assert counts(result) == {"header": 3, "footer": 2}


def test_text_boxes_pictures_and_boxes_to_tick(tmp_path: Path) -> None:
    def box(inside: str) -> str:
        return f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"

    body = (
        "<office:forms><form:form><form:checkbox form:id='c1' form:current-state='checked'/>"
        "<form:checkbox form:id='c2'/></form:form></office:forms>"
        + p("Tekst." + box(p("Buiten." + box(p("Binnen.")))) + "<draw:frame><draw:image/></draw:frame>")
        + p(f"<draw:custom-shape>{p('In een vorm.')}</draw:custom-shape>")
        + table(("Vertrek", p(box(p("8.15 uur")))))
        + p('<draw:control draw:control="c1"/> ja <draw:control draw:control="c2"/> nee')
    )
    result = reading(tmp_path, body)
    assert result.document.text == "Tekst.\n\nBuiten.\n\nBinnen.\n\nIn een vorm.\n\nVertrek | 8.15 uur\n\n☒ ja ☐ nee"
    assert counts(result) == {"text box": 4, "check box": 2, "picture": -1}


def test_tables_for_layout_and_with_heads(tmp_path: Path) -> None:
    prices = table(("Leeftijd", "Bijdrage"), ("6 tot 8", "75 euro"), ("9 en 10", "50 euro"))
    body = table(
        ("Gemeente Duinrand", table(("Datum", "1 mei 2024"))), (p("Geachte ouders,") + prices + p("Met groet,"),)
    )
    assert reading(tmp_path, body).document.text == (
        "Gemeente Duinrand\n\nDatum | 1 mei 2024\n\nGeachte ouders,\n\n"
        "Leeftijd | Bijdrage\n6 tot 8 | Bijdrage: 75 euro\n9 en 10 | Bijdrage: 50 euro\n\nMet groet,"
    )
    bold = style("Vet", 'fo:font-weight="bold"', family="paragraph")
    schools = table((p("School", "Vet"), p("Directeur", "Vet")), ("De Es", "A. Bos"), ("De Eik", "B. Vos"))
    assert reading(tmp_path, schools, styles=bold).document.text == (
        "School | Directeur\nDe Es | Directeur: A. Bos\nDe Eik | Directeur: B. Vos"
    )


def test_an_empty_text_is_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        reading(tmp_path, p(""))
    assert caught.value.reason == "empty"


def test_raised_digits_and_a_table_of_contents(tmp_path: Path) -> None:
    contents = f"<text:table-of-content><text:index-body>{p('Kosten 3')}</text:index-body></text:table-of-content>"
    styles = style("Hoog", 'style:text-position="super 58%"')
    result = reading(
        tmp_path, contents + p('In 2023<text:span text:style-name="Hoog">1</text:span>.'), automatic=styles
    )
    assert result.document.text == "In 2023¹."
    assert counts(result) == {"table of contents": -1}


def test_a_text_or_package_that_lies_inside_is_read_apart(tmp_path: Path) -> None:
    def held(kind: str, inside: str) -> str:
        body = f"<office:body><office:{kind}>{inside}</office:{kind}></office:body>"
        return f"<office:document-content {NAMESPACES}>{body}</office:document-content>"

    frames = "".join(f"<draw:frame><draw:object{kind}/></draw:frame>" for kind in ("", "", "", "-ole", "-ole"))
    objects = {
        "Object 1/content.xml": held("text", p("Tarieven.")),
        "Object 2/content.xml": held("spreadsheet", ""),
        "Object 3/content.xml": held("chart", ""),
        "Object 4": compound_file({"\x01Ole10Native": package("Lijst.pdf", b"%PDF-1.7")}),
        "Object 5": compound_file({"Equation Native": b"E=mc2"}),
    }
    result = reading(tmp_path, p(f"Zie de lijst.{frames}"), objects=objects)
    assert result.document.text == "Zie de lijst."
    assert [(each.kind, each.count, each.read) for each in result.inventory] == [
        ("embedded object", 2, False), ("attachment", 2, True), ("attachment", 1, False),
    ]  # fmt: skip
    assert "(Object 2.ods)" in result.inventory[-1].line
    inside = files_inside(tmp_path / "brief.odt", name="brief.odt")
    assert [name for name, _ in inside] == ["Object 1.odt", "Lijst.pdf"]
    (tmp_path / "Object 1.odt").write_bytes(inside[0][1])
    assert read(tmp_path / "Object 1.odt", name="Object 1.odt", settings=SETTINGS).document.text == "Tarieven."
