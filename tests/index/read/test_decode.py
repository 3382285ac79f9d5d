"""From bytes to characters: what says its encoding, what does not, and what was encoded twice."""

import pytest

from index.read.decode import NotTextError, decode

LETTER = "Onderwerp: Coördinatie crèche\n\nGeachte heer Çelik,\n\nEén dagdeel duurt zo’n vier uur – naïeve ideeën."
WITH_EURO = LETTER + " Het kost € 12,50."
TWICE = "twice encoded character"
DOS = LETTER.replace("’", "'").replace("–", "-")


@pytest.mark.parametrize(
    ("data", "text", "kind"),
    [
        (WITH_EURO.encode(), WITH_EURO, None),
        (WITH_EURO.encode("utf-8-sig"), WITH_EURO, None),
        (WITH_EURO.encode("utf-16"), WITH_EURO, None),
        (WITH_EURO.encode("utf-16-le"), WITH_EURO, None),
        (WITH_EURO.encode("utf-16-be"), WITH_EURO, None),
        (WITH_EURO.encode("cp1252"), WITH_EURO, None),
        (DOS.encode("cp850"), DOS, "older encoding"),
        (WITH_EURO.encode("mac-roman"), WITH_EURO, "older encoding"),
        ("Het kost € 5 bij de crèche.".encode("iso8859-15"), "Het kost € 5 bij de crèche.", "older encoding"),
        (WITH_EURO.encode().decode("cp1252").encode(), WITH_EURO, TWICE),
        (WITH_EURO.encode().decode("mac-roman").encode(), WITH_EURO, TWICE),
        ("Comité à Paris; naïef.".encode() + "\n crèche".encode("cp1252"), "Comité à Paris; naïef.\n crèche", TWICE),
        (b"Cr\xe8che en co\x94rdinatie, \x82\x82n.", None, "doubtful character"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_by_what_it_makes(data: bytes, text: str | None, kind: str | None) -> None:
    decoded = decode(data)
    assert text is None or decoded.text == text
    assert (decoded.remark and decoded.remark.kind) == kind


@pytest.mark.parametrize(
    "text",
    [
        "„België” – dé één; zo’n café’tje, 10 °C, ½ uur, § 3, m², ‚aap’, «noot», À la carte",
        "Şahin, Žižek, Łódź, Ñandú, ÉÉN, Ærø, Ó Briain, ÏJSSEL",
        "┌──┬──┐\n│ a│ b│\n└──┴──┘ √ 9 ≈ 3",
        "NAAR BELGIË” EN CAFÉ–RESTAURANT",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert decode(text.encode()).text == text
    assert decode(text.encode()).remark is None
    if not text.startswith("NAAR") and all(
        c in bytes(range(128, 256)).decode("cp1252", "ignore") or c.isascii() for c in text
    ):
        assert decode(text.encode("cp1252")).text == text


def test_what_a_page_declares_counts_where_it_can_be_true() -> None:
    assert decode("Het kost € 5".encode("cp1252"), declared="iso-8859-1").text == "Het kost € 5"
    assert decode("Şahin".encode("cp1254"), declared="windows-1254").text == "Şahin"
    assert decode("één".encode(), declared="iso-8859-1").text == "één"
    assert decode("één".encode("cp1252"), declared="utf-8").text == "één"
    assert decode(b"gewone tekst", declared="utf-16").text == "gewone tekst"
    assert decode("één".encode("cp1252"), declared="bestaat-niet").text == "één"


@pytest.mark.parametrize("data", [b"a\x00\x00b\x00c", b"abc\x00def", bytes(range(1, 32)) * 9, b"\xff\xfea"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)
