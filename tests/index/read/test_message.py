"""E-mails and web pages saved in one file."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from index.letters.find import find_letters
from index.read.file import ReadDocument, read
from index.read.inside import files_inside
from index.settings import Settings

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
TEXT = "Beste ouders,\n\nDe crèche is dicht.\n\nMet vriendelijke groet,\nAnja Smit\n"


def reading(data: bytes, folder: Path, name: str = "mail.eml") -> ReadDocument:
    (folder / name).write_bytes(data)
    return read(folder / name, name=name, settings=SETTINGS)


def made() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Anja Smit <anja@voorbeeld.nl>"
    message["To"] = "ouders@voorbeeld.nl, Z. Çelik <z@voorbeeld.nl>"
    message["Subject"] = "Sluiting van de crèche"
    message["Date"] = "Mon, 04 Mar 2024 23:30:00 +0100"
    return message


def test_an_email_is_read_with_who_wrote_to_whom_and_when(tmp_path: Path) -> None:
    message = made()
    message.set_content(TEXT, charset="iso-8859-1")
    document = reading(bytes(message), tmp_path).document
    assert document.text == (
        "Van: Anja Smit\nAan: ouders@voorbeeld.nl, Z. Çelik\nDatum: 4 maart 2024\nOnderwerp: Sluiting van de crèche\n\n"
        + TEXT.strip()
    )
    assert document.media_type == "message/rfc822"
    (letter,) = find_letters(document)
    assert (letter.sender, letter.date, letter.title) == ("Anja Smit", "2024-03-04", "Sluiting van de crèche")


def test_of_two_forms_one_is_read_and_what_is_attached_is_named(tmp_path: Path) -> None:
    message = made()
    message.set_content("Kijk in uw browser.")
    message.add_alternative("<p>Beste ouders,</p><img src=cid:a><p hidden>weg</p><p>Dicht.</p>", subtype="html")
    message.get_payload()[1].add_related(b"x", "image", "png", cid="<a>", filename="logo.png")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../bij\u202elage.pdf")
    forwarded = EmailMessage()
    forwarded.set_content("Een ouder bericht.")
    message.add_attachment(forwarded)
    found = reading(bytes(message), tmp_path)
    assert found.document.text.endswith("crèche\n\nBeste ouders,\n\nDicht.")
    assert [(part.kind, part.count) for part in found.inventory] == [("hidden text", 1), ("attachment", 2)]
    assert "als eigen bestand: 2 bijlagen (bij\\u202elage.pdf, doorgestuurd bericht.eml)" in found.notes[1]


def test_texts_after_an_attachment_are_read_too(tmp_path: Path) -> None:
    message = made()
    message.set_content("Eerst.")
    message.add_attachment(b"x", maintype="image", subtype="jpeg", filename="foto.jpg")
    message.attach(EmailMessage())
    message.get_payload()[-1].set_content("Daarna.")
    assert reading(bytes(message), tmp_path).document.text.endswith("Eerst.\n\nDaarna.")


def test_broken_headers_are_missing_and_stop_nothing(tmp_path: Path) -> None:
    raw = b"From: \xe9\xe9n <\nDate: gisteren\nSubject: =?utf-8?q?Zwem?= les\n\nDe zwemles begint om 9 uur.\n"
    assert reading(raw, tmp_path).document.text.endswith("Onderwerp: Zwem les\n\nDe zwemles begint om 9 uur.")


def test_a_web_page_in_one_file_is_its_page_whatever_its_name(tmp_path: Path) -> None:
    page = b"""From: <Saved by Blink>
Subject: Zwemles
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body><nav>Menu</nav><p>De zwemles begint om =C3=A9=C3=A9n uur.</p></body></html>
--x
Content-Type: text/css

p {color: red}
--x--
"""
    for name in ("pagina.mhtml", "pagina.MHT", "pagina.html"):
        assert reading(page, tmp_path, name).document.text == "De zwemles begint om één uur."


def test_a_message_that_is_only_an_attachment_is_read_by_its_headers(tmp_path: Path) -> None:
    message = made()
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    found = reading(bytes(message), tmp_path)
    assert found.document.text.endswith("Onderwerp: Sluiting van de crèche")
    assert [part.kind for part in found.inventory] == ["encrypted text"]


@pytest.mark.parametrize("html", ["<img src=cid:x>", "<p> </p>", "<p hidden>weg</p>"])
def test_a_form_of_a_text_in_which_nothing_stands_is_not_chosen(html: str, tmp_path: Path) -> None:
    message = made()
    message.set_content("De zwemles begint om 9 uur.")
    message.add_alternative(html, subtype="html")
    assert reading(bytes(message), tmp_path).document.text.endswith("\n\nDe zwemles begint om 9 uur.")


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ('application/pkcs7-mime; smime-type="enveloped-data"', "MIAG", "encrypted text"),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", "encrypted text"),
        ("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\nEND:VCALENDAR", "other form"),
        ("text/rtf", "{\\rtf1 Hoi}", "other form"),
    ],
)
def test_a_text_that_cannot_be_read_is_said_to_be_so(kind: str, body: str, said: str, tmp_path: Path) -> None:
    raw = f"From: a@voorbeeld.nl\nSubject: Zwemles\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{body}\n"
    found = reading(raw.encode(), tmp_path)
    assert found.document.text == "Van: a@voorbeeld.nl\nOnderwerp: Zwemles"
    assert [(part.kind, part.read) for part in found.inventory] == [(said, False)]


@pytest.mark.parametrize(
    ("options", "body", "text"),
    [
        (
            "",
            "De zwemles is op \ndinsdag.\n From 9 uur.\n\n-- \nAnja",
            "De zwemles is op dinsdag.\nFrom 9 uur.\n\n--\nAnja",
        ),
        ("; delsp=yes", "De zwem \nles is dicht.", "De zwemles is dicht."),
    ],
)
def test_lines_that_a_mail_program_broke_are_whole(options: str, body: str, text: str, tmp_path: Path) -> None:
    raw = f"Subject: Zwemles\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed{options}\n\n{body}\n"
    assert reading(raw.encode(), tmp_path).document.text == f"Onderwerp: Zwemles\n\n{text}"


BELOW = "> Beste Anja,\n>\n> De zwemles kost 3 euro.\n> Op dinsdag.\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Op ma 4 mrt 2024 om 09:12 schreef Bram de Wit <bram@voorbeeld.nl>:", "2024-03-04"),
        ("Op 4 maart 2024 09:12 schreef Bram de Wit:", "2024-03-04"),
        ("On Mon, 4 Mar 2024 at 09:12, Bram de Wit <bram@voorbeeld.nl>\nwrote:", None),
    ],
)
def test_an_earlier_message_below_a_reply_is_that_of_its_writer(line: str, date: str | None, tmp_path: Path) -> None:
    message = made()
    message.set_content(f"{TEXT}\n{line}\n{BELOW}")
    document = reading(bytes(message), tmp_path).document
    reply, earlier = find_letters(document)
    assert (reply.sender, earlier.sender, earlier.date) == ("Anja Smit", "Bram de Wit", date)
    assert document.text[earlier.start : earlier.end].endswith("Beste Anja,\n\nDe zwemles kost 3 euro.\nOp dinsdag.")


@pytest.mark.parametrize(
    "text",
    [
        f"Op 4 maart 2024 om 09:12 schreef Bram <b@voorbeeld.nl>:\n{BELOW}\nDat klopt niet: 4 euro.",
        "Op 4 maart 2024 schreef de wethouder:\n\nDe zwemles kost 3 euro.",
    ],
)
def test_where_writers_take_turns_or_a_letter_is_cited_nothing_begins(text: str, tmp_path: Path) -> None:
    message = made()
    message.set_content(text)
    assert len(find_letters(reading(bytes(message), tmp_path).document)) == 1


def test_a_message_with_broken_headers_that_is_sent_on_takes_nothing_along(tmp_path: Path) -> None:
    raw = b"""Subject: Zwemles
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

De zwemles begint om 9 uur.
--x
Content-Type: message/rfc822

From: \xe9\xe9n <
Subject: =?utf-8?q?Zwem?= les
To: ;;<>@@
Content-Type: text/plain; charset=\xe9

Eerder bericht.
--x--
"""
    found = reading(raw, tmp_path)
    assert found.document.text.endswith("De zwemles begint om 9 uur.")
    assert [(part.kind, part.count) for part in found.inventory] == [("attachment", 1)]
    assert all(name == "Zwem les.eml" for name, _ in files_inside(tmp_path / "mail.eml", name="mail.eml"))
