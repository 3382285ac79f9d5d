"""Word files, written as XML: what somebody who opens one sees is read, and what is left out is said."""

from __future__ import annotations

import io
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
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "word/document.xml"


def word_file(
    body: str, parts: Mapping[str, str | bytes] | None = None, *, relations: str = "", main: str = MAIN
) -> bytes:
    """Return a Word file. `parts` are by name ("footnotes.xml"); the document points to each as `r:id` "footnotes"."""
    parts = parts or {}
    ids = {name: name.split(".")[0] for name in parts}
    pointed = "".join(
        f'<Relationship Id="{id}" Type="{R}/{id.rstrip("0123456789")}" Target="{name}"/>' for name, id in ids.items()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels", relations_xml(f'<Relationship Id="a" Type="{R}/officeDocument" Target="{main}"/>')
        )
        archive.writestr(f"word/_rels/{Path(main).name}.rels", relations_xml(pointed + relations))
        archive.writestr(main, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
    return buffer.getvalue()


def relations_xml(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def part(tag: str, inside: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>"


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(*paragraphs: str) -> str:
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{cell if cell.startswith('<') else p(r(cell))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def section(*references: str, first: bool = False) -> str:
    held = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{id}"/>' for kind, pages, id in map(str.split, references)
    )
    return f"<w:sectPr>{held}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def reading(data: bytes, tmp_path: Path) -> ReadDocument:
    path = tmp_path / "brief.docx"
    path.write_bytes(data)
    return read(path, name=path.name, settings=SETTINGS)


def counts(result: ReadDocument) -> dict[str, int]:
    """Return the inventory by kind, what was left out below zero."""
    return {each.kind: each.count if each.read else -each.count for each in result.inventory}


STYLES = part(
    "styles",
    '<w:style w:type="character" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Leeg"><w:name w:val="Placeholder Text"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Basis"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Intern"><w:basedOn w:val="Basis"/></w:style>',
)


@pytest.mark.parametrize(
    ("unseen", "kind"),
    [
        (r("41 euro", "<w:vanish/>"), "hidden text"),
        (r("41 euro", '<w:rStyle w:val="Weg"/>'), "hidden text"),
        (r("41", "<w:vanish/>") + r(" euro", "<w:vanish/>"), "hidden text"),
        (r("41 euro", "<w:strike/>"), "struck text"),
        (r("41 euro", "<w:dstrike/>"), "struck text"),
        (r("41 euro", '<w:color w:val="FFFFFF"/>'), "invisible text"),
        (r("41 euro", '<w:sz w:val="2"/>'), "invisible text"),
        (r("Klik of tik", '<w:rStyle w:val="Leeg"/>'), "placeholder"),
        ("<w:del><w:r><w:delText>41 euro</w:delText></w:r></w:del>", "deleted text"),
        ("<w:moveFrom><w:r><w:t>41 euro</w:t></w:r></w:moveFrom>", "deleted text"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Klik of tik')}</w:sdtContent></w:sdt>",
            "placeholder",
        ),
    ],
)
def test_what_nobody_sees_is_left_out_and_said(unseen: str, kind: str, tmp_path: Path) -> None:
    result = reading(word_file(p(r("Het kost "), unseen, r(" 32 euro.")), {"styles.xml": STYLES}), tmp_path)
    assert result.document.text == "Het kost 32 euro."
    assert counts(result) == {kind: -1}
    assert result.notes[0].startswith("Niet gelezen: 1 ")


def test_a_hidden_style_hides_a_paragraph_but_for_what_shows_itself(tmp_path: Path) -> None:
    shown = r("Dit wel.", '<w:vanish w:val="0"/>')
    result = reading(
        word_file(p(r("Intern."), style="Intern") + p(r("Ook. "), shown, style="Intern"), {"styles.xml": STYLES}),
        tmp_path,
    )
    assert result.document.text == "Dit wel."
    assert counts(result) == {"hidden text": -2}


def test_white_text_on_what_is_not_white_is_read(tmp_path: Path) -> None:
    white = '<w:color w:val="FFFFFF"/>'
    marked = r("Op blauw.", f'{white}<w:shd w:val="clear" w:fill="0000FF"/>')
    body = p(marked) + table((p(r("Kop", white)), p(r("Twee", white)))) + p(box(p(r("In een vak.", white))))
    assert reading(word_file(body), tmp_path).document.text == "Op blauw.\n\nKop | Twee\n\nIn een vak."
    struck = box(p(r("In een vak."))).replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>", 1)
    assert reading(word_file(p(struck)), tmp_path).document.text == "In een vak."
    behind = '<w:r><w:drawing><wp:anchor xmlns:wp="x" behindDoc="1"/></w:drawing></w:r>'
    assert reading(word_file(p(behind, r("Titel", white))), tmp_path).document.text == "Titel"


def test_hidden_and_deleted_rows(tmp_path: Path) -> None:
    rows = table(("A", "1"), ("B", "2"), ("C", "3"))
    rows = rows.replace(
        '<w:tr><w:tc><w:p><w:r><w:rPr></w:rPr><w:t xml:space="preserve">B',
        "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>B",
    )
    assert reading(word_file(rows), tmp_path).document.text == "A | 1\nC | 3"


def test_notes_stand_behind_their_paragraph_with_their_mark(tmp_path: Path) -> None:
    notes = {
        f"{kind}s.xml": part(
            f"{kind}s",
            f'<w:{kind} w:id="0" w:type="separator">{p(r("-"))}</w:{kind}>'
            + "".join(f'<w:{kind} w:id="{n}">{p(r(f" {kind} {n}."))}</w:{kind}>' for n in (1, 2)),
        )
        for kind in ("footnote", "endnote")
    }

    def mark(kind: str, n: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>'

    body = (
        p(r("Eén"), mark("footnote", 1), r(" en twee."), mark("endnote", 1))
        + table(("cel", p(r("drie"), mark("footnote", 2))))
        + p(r("Slot."))
    )
    result = reading(word_file(body, notes), tmp_path)
    assert (
        result.document.text
        == "Eén¹ en twee.³\n\n¹ footnote 1.\n\n³ endnote 1.\n\ncel | drie²\n\n² footnote 2.\n\nSlot."
    )
    assert counts(result) == {"footnote": 2, "endnote": 1}


def test_every_section_begins_with_its_own_header(tmp_path: Path) -> None:
    numbered = field("begin") + instruction("PAGE") + field("separate") + r("1") + field("end")
    parts = {
        "header1.xml": part("hdr", p(r("Gemeente Duinrand")) + p(r("Kenmerk: A-1"))),
        "header2.xml": part("hdr", p(r("Gemeente Duinrand")) + p(r("Kenmerk: A-2"))),
        "header3.xml": part("hdr", p(r("Gemeente Duinrand")) + p(r("Vervolgblad"))),
        "footer1.xml": part("ftr", p(r("Havenkade 3"), "<w:r><w:tab/></w:r>", r("Pagina "), numbered)),
    }
    first = section("header first header1", "header default header3", "footer default footer1", first=True)
    body = (
        p(r("Brief een."))
        + f"<w:p><w:pPr>{first}</w:pPr></w:p>"
        + p(r("Brief twee."))
        + section("header default header2")
    )
    result = reading(word_file(body, parts), tmp_path)
    assert_two_letters(result)
    assert counts(result) == {"header": 3, "footer": 1}


def test_text_boxes_are_read_once_also_in_cells(tmp_path: Path) -> None:
    new = f"<w:txbxContent>{p(r('Nieuw.'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{new}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{new}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    outer = box(p(r("Buiten."), box(p(r("Binnen.")))))
    result = reading(word_file(p(r("Tekst."), both, outer) + table(("Vertrek", p(box(p(r("8.15 uur"))))))), tmp_path)
    assert result.document.text == "Tekst.\n\nNieuw.\n\nBuiten.\n\nBinnen.\n\nVertrek | 8.15 uur"
    assert counts(result) == {"text box": 4}


def test_boxes_to_tick(tmp_path: Path) -> None:
    def sym(font: str, code: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    def control(on: int) -> str:
        box = f'<w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox>'
        return f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{r('?')}</w:sdtContent></w:sdt>"

    def form(on: str) -> str:
        box = f"<w:ffData><w:checkBox>{on}</w:checkBox></w:ffData>"
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{box}</w:fldChar></w:r>'
        return begin + instruction(" FORMCHECKBOX ") + field("end")

    drawn = r("þ", '<w:rFonts w:ascii="Wingdings"/>')
    body = "".join(
        p(yes, r(" ja "), no, r(" nee"))
        for yes, no in (
            (sym("Wingdings", "F0FE"), sym("Wingdings", "F0A8")),
            (sym("Wingdings 2", "F052"), sym("Wingdings 2", "F0A3")),
            (control(1), control(0)),
            (form("<w:checked/>"), form('<w:default w:val="0"/>')),
            (drawn, r("¨", '<w:rFonts w:ascii="Wingdings"/>')),
        )
    )
    result = reading(word_file(body), tmp_path)
    assert result.document.text.split("\n\n") == ["☒ ja ☐ nee"] * 5
    assert counts(result) == {"check box": 10}


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ('<w:result w:val="1"/>', "trein"),
        ('<w:result w:val="0"/><w:default w:val="1"/>', "bus"),
        ('<w:default w:val="1"/>', "trein"),
        ("", "bus"),
        ('<w:result w:val="7"/>', ""),
    ],
)
def test_what_is_chosen_of_a_list_is_read(tmp_path: Path, chosen: str, shown: str) -> None:
    entries = '<w:listEntry w:val="bus"/><w:listEntry w:val="trein"/>'
    data = f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    kept = field("separate") + r("oud")  # programs that keep what is shown as well
    for between in ("", kept):
        choice = begin + instruction(" FORMDROPDOWN ") + between + field("end")
        result = reading(word_file(p(r("Vervoer: "), choice, r("."))), tmp_path)
        assert result.document.text == f"Vervoer: {shown}."
        assert counts(result) == {"form field": 1}


def test_only_what_a_field_shows_is_read(tmp_path: Path) -> None:
    inner = field("begin") + instruction("MERGEFIELD a") + field("separate") + r("x") + field("end")
    condition = field("begin") + instruction("IF ") + inner + field("separate") + r("gratis") + field("end")
    assert reading(word_file(p(r("Het is "), condition, r("."))), tmp_path).document.text == "Het is gratis."
    assert reading(word_file(p(r("Het is "), field("begin"), r("stuk."))), tmp_path).document.text == "Het is stuk."


def test_inserted_files(tmp_path: Path) -> None:
    parts = {
        "aFChunk1.dat": "<p>Uit een pagina.<span hidden>Weg.</span></p>", "aFChunk2.txt": "Uit een tekst.",
        "aFChunk4.rtf": "{\\rtf1 weg}", "aFChunk3.docx": word_file(p(r("Uit een brief."))),
    }  # fmt: skip
    body = p(r("Begin.")) + "".join(f'<w:altChunk r:id="aFChunk{n}"/>' for n in (1, 2, 3, 4)) + p(r("Slot."))
    result = reading(word_file(body, parts), tmp_path)
    assert result.document.text == "Begin.\n\nUit een pagina.\n\nUit een tekst.\n\nUit een brief.\n\nSlot."
    assert [(each.kind, each.count, each.read) for each in result.inventory] == [
        ("inserted file", 3, True), ("inserted file", 1, False), ("hidden text", 1, False),
    ]  # fmt: skip


def test_comments_and_pictures_are_named(tmp_path: Path) -> None:
    comments = part("comments", f"<w:comment>{p(r('Klopt dit?'))}</w:comment>" * 2)
    picture = '<w:r><w:drawing><pic:pic xmlns:pic="x"/></w:drawing></w:r>'
    result = reading(word_file(p(r("Tekst."), picture), {"comments.xml": comments}), tmp_path)
    assert result.document.text == "Tekst."
    assert counts(result) == {"picture": -1, "comment": -2}


def test_a_letter_laid_out_in_tables(tmp_path: Path) -> None:
    inner = table(("Datum", "1 mei 2024"), ("Kenmerk", "A-1"))
    prices = table(("Leeftijd", "Bijdrage"), ("6 tot 8", "75 euro"), ("9 en 10", "50 euro"))
    body = p(r("Geachte ouders,")) + p(r("De gemeente betaalt mee.")) + prices + p(r("Met groet,"))
    result = reading(word_file(table(("Gemeente Duinrand", inner + p()), (body,))), tmp_path)
    assert result.document.text == (
        "Gemeente Duinrand\n\nDatum | 1 mei 2024\nKenmerk | A-1\n\nGeachte ouders,\n\nDe gemeente betaalt mee.\n\n"
        "Leeftijd | Bijdrage\n6 tot 8 | Bijdrage: 75 euro\n9 en 10 | Bijdrage: 50 euro\n\nMet groet,"
    )


def test_merged_cells_and_bold_heads(tmp_path: Path) -> None:
    def tc(inside: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{inside}</w:tc>"

    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        "".join(tc(p(r(text, "<w:b/>"))) for text in ("Groep", "Dag", "Les")),
        tc(p(r("3")), begins) + tc(p(r("maandag"))) + tc(p(r("gym"))),
        tc(p(), goes_on) + tc(p(r("dinsdag"))) + tc(p(r("muziek"))),
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert reading(word_file(body), tmp_path).document.text == (
        "Groep | Dag | Les\n3 | Dag: maandag | Les: gym\n3 | Dag: dinsdag | Les: muziek"
    )


def test_what_word_opens_is_not_called_damaged(tmp_path: Path) -> None:
    body = p(r("Geachte ouders,"))
    nowhere = "".join(f'<Relationship Id="{to}" Type="{R}/image" Target="{to}"/>' for to in ("../NULL", "#_top", ""))
    for data in (
        word_file(body, relations=nowhere),
        word_file(body, main="word/document2.xml"),
        rewritten(word_file(body), W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ):
        assert reading(data, tmp_path).document.text == "Geachte ouders,"


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """Return a zip file with `old` in its parts replaced by `new`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace(old.encode(), new.encode()))
    return buffer.getvalue()


def test_another_office_file_is_of_the_wrong_type(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        reading(word_file("", main="xl/workbook.xml"), tmp_path)
    assert caught.value.reason == "wrong_type"


def test_numbers_that_are_none_are_no_damage(tmp_path: Path) -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="x"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=""/></w:tcPr>'
    cell = p(r("Eén"), '<w:r><w:sym w:char="zz"/></w:r>')
    body = f"<w:tbl>{row}{cell}</w:tc></w:tr></w:tbl>" + p(r("Twee", '<w:sz w:val="?"/>'))
    result = reading(word_file(body), tmp_path)
    assert result.document.text == "Eén\n\nTwee"
    assert counts(result) == {"symbol": -1}


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RAISED = '<w:vertAlign w:val="superscript"/>'


def formula(inside: str) -> str:
    tagged = inside.replace("<", "<m:").replace("<m:/", "</m:")
    return f'<m:oMath xmlns:m="{MATH}">{tagged}</m:oMath>'


def test_raised_digits_are_not_glued_to_the_number_before_them(tmp_path: Path) -> None:
    body = p(r("In 2023"), r("1", RAISED), r(" was het 10"), r("6", RAISED), r(" euro voor 50 m"), r("2", RAISED))
    body += p(r("De 2"), r("e", RAISED), r(" Kamer koos CO"), r("2", '<w:vertAlign w:val="subscript"/>'))
    assert (
        reading(word_file(body), tmp_path).document.text
        == "In 2023¹ was het 10⁶ euro voor 50 m²\n\nDe 2e Kamer koos CO2"
    )


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<f><num><r><t>1</t></r></num><den><r><t>2</t></r></den></f>", "¹/₂"),
        ("<f><num><r><t>a+b</t></r></num><den><r><t>4</t></r></den></f>", "(a+b)/4"),
        ("<sSup><e><r><t>10</t></r></e><sup><r><t>-6</t></r></sup></sSup>", "10⁻⁶"),
        ("<rad><deg/><e><r><t>x+1</t></r></e></rad>", "√(x+1)"),
        ("<d><e><r><t>a</t></r></e></d>", "(a)"),
    ],
)
def test_a_formula_stands_on_one_line(inside: str, line: str, tmp_path: Path) -> None:
    assert reading(word_file(p(r("2"), formula(inside), r(" deel"))), tmp_path).document.text == f"2{line} deel"


def test_a_large_first_letter_is_part_of_its_word(tmp_path: Path) -> None:
    initial = f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{r("D")}</w:p>'
    assert reading(word_file(initial + p(r("e minister besluit."))), tmp_path).document.text == "De minister besluit."


def test_a_table_of_contents_is_left_out_and_said(tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>')
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{p(r('Inhoud'))}{p(r('Kosten 3'))}</w:sdtContent></w:sdt>"
    body = control + p(r("Tekst.")) + p(r("Kosten 3"), style="Inhopg1") + p(r("Duur 4"), style="Inhopg1")
    result = reading(word_file(body, {"styles.xml": styles}), tmp_path)
    assert result.document.text == "Tekst."
    assert counts(result) == {"table of contents": -2}


def test_a_file_that_lies_whole_inside_is_read_apart(tmp_path: Path) -> None:
    """A file of an Office of today, one that was dragged into the text, and a formula; also below a footnote."""
    shown = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'
    letter = word_file(p(r("Tarieven.")))
    dragged = compound_file({"\x01Ole10Native": package("Tarieven 2024.docx", letter)})
    in_note = f'<Relationship Id="a" Type="{R}/oleObject" Target="oleObject3.bin"/>'
    parts = {
        "package1.docx": letter,
        "package2.xlsx": letter,
        "oleObject1.bin": dragged,
        "oleObject2.bin": compound_file({"Equation Native": b"E=mc2"}),
        "footnotes.xml": part("footnotes", ""),
        "_rels/footnotes.xml.rels": relations_xml(in_note),
        "oleObject3.bin": compound_file({"CONTENTS": b"%PDF-1.7"}),
    }
    (tmp_path / "a.docx").write_bytes(word_file(p(r("Zie de lijst."), *[shown] * 5), parts))
    result = reading((tmp_path / "a.docx").read_bytes(), tmp_path)
    assert [(each.kind, each.count, each.read) for each in result.inventory] == [
        ("embedded object", 1, False), ("attachment", 3, True), ("attachment", 1, False),
    ]  # fmt: skip
    assert "(package2.xlsx)" in result.inventory[-1].line
    inside = files_inside(tmp_path / "a.docx", name="a.docx")
    assert [name for name, _ in inside] == ["package1.docx", "Tarieven 2024.docx", "oleObject3.pdf"]
    assert reading(inside[1][1], tmp_path).document.text == "Tarieven."
