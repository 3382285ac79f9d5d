"""E-mails (.eml) and web pages saved in one file (MHTML) as blocks, read with Python's own `email`.

An e-mail begins with its headers as printed e-mails have them: from, to, date and subject. Of the same text in two
forms HTML is read, which has the tables, unless nothing stands in it. Attachments are named, as is a text that is
encrypted or in another form.
"""

from __future__ import annotations

import email
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from index.dutch.dates import written_out
from index.read.blocks import Block
from index.read.decode import NotTextError, decode
from index.read.html.page import html_blocks
from index.read.inside import attachments, plain_name
from index.read.inventory import FilePart
from index.read.mail.plain import flowed, without_quote_marks
from index.read.text import text_blocks

_SIGNED = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_CLOSED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_ARMOUR = b"-----BEGIN PGP MESSAGE-----"
_OTHER_FORMS = {"text/calendar": "een uitnodiging voor een agenda", "text/rtf": "een tekst in RTF"}


@dataclass
class _MessageParts:
    """The texts of a message, each HTML or plain, and what is attached to it. `closed`: how many texts are
    encrypted, or signed in a form in which they are packed; `others` names texts in other forms.
    """

    texts: list[EmailMessage] = field(default_factory=list)
    attached: list[EmailMessage] = field(default_factory=list)
    closed: int = 0
    others: list[str] = field(default_factory=list)

    def add(self, other: _MessageParts) -> None:
        """Add what is in `other`, but for its texts."""
        self.attached += other.attached
        self.closed += other.closed
        self.others += other.others


def message_blocks(data: bytes, *, headers: bool) -> tuple[list[Block], tuple[FilePart, ...]]:
    """Return the blocks of a message, and what of it is not in them. `headers`: begin with who wrote to whom and when.

    Raises index.read.decode.NotTextError where what should be text is none.
    """
    message = _message(data)
    parts = _gathered(message)
    blocks = _headers(message) if headers else []
    inventory: list[FilePart] = []
    for text in parts.texts:
        more, said = _text(text)
        blocks += [replace(block, tight=block.tight and n > 0) for n, block in enumerate(more)]
        inventory += said
    return blocks, (*inventory, *_unread(parts), *attachments(list(map(_name, parts.attached))))


def attached_files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is attached to a message, in order; a message that it sends on is a file of its own."""
    for part in _gathered(_message(data)).attached:
        if part.get_content_type() == "message/rfc822":
            with suppress(Exception):  # headers that the parser let pass can break the writer in many ways
                yield from [(_name(part), bytes(sent_on)) for sent_on in _children(part)[:1]]
        elif isinstance(content := part.get_payload(decode=True), bytes):
            yield _name(part), content


def _message(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise NotTextError("no message")
    return message


def _gather(part: EmailMessage, parts: _MessageParts) -> None:
    """Collect the texts and attachments of `part`, in order; of alternatives the richest."""
    kind = part.get_content_type()
    if kind in _CLOSED or kind == "multipart/encrypted":
        parts.closed += 1
    elif part.is_attachment() or kind == "message/rfc822" or (part.get_filename() and not part.is_multipart()):
        if kind not in _SIGNED and not part.get("Content-ID"):
            parts.attached.append(part)
    elif kind == "multipart/alternative":
        choices = [_gathered(choice) for choice in _children(part)]
        parts.texts += max(choices, key=_richness, default=_MessageParts()).texts
        for each in choices:
            parts.add(replace(each, others=[] if parts.texts else each.others))
    elif part.is_multipart():
        for child in _children(part)[: 1 if kind == "multipart/related" else None]:  # the others are its pictures
            _gather(child, parts)
    else:
        _gather_text(part, kind, parts)


def _gather_text(part: EmailMessage, kind: str, parts: _MessageParts) -> None:
    if kind in _OTHER_FORMS:
        parts.others.append(_OTHER_FORMS[kind])
    elif part.get_content_maintype() != "text":
        parts.attached += [part] if part.get_payload() else []
    elif _ARMOUR in (part.get_payload(decode=True) or b""):
        parts.closed += 1
    else:  # one of an unknown kind is read as plain text (RFC 2046, 4.1.4)
        parts.texts.append(part)


def _gathered(part: EmailMessage) -> _MessageParts:
    parts = _MessageParts()
    _gather(part, parts)
    return parts


def _richness(parts: _MessageParts) -> int:
    """Return how much there is to see in one form of a text: none for one without a word."""
    return sum(2 if text.get_content_type() == "text/html" else 1 for text in parts.texts if _has_words(text))


def _has_words(text: EmailMessage) -> bool:
    try:
        return any(block.text.strip() for block in _text(text)[0])
    except NotTextError:
        return False


def _children(part: EmailMessage) -> list[EmailMessage]:
    return [child for child in part.get_payload() if isinstance(child, EmailMessage)]


def _name(part: EmailMessage) -> str:
    if part.get_content_type() == "message/rfc822":
        own = part.get_filename() or next((_header(each, "Subject") for each in _children(part)), "")
        return plain_name(f"{own.removesuffix('.eml').replace('/', ' ').strip() or 'doorgestuurd bericht'}.eml")
    return plain_name(part.get_filename() or "een bestand zonder naam")


def _text(part: EmailMessage) -> tuple[list[Block], Sequence[FilePart]]:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return [], ()
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        return html_blocks(data, declared=charset)
    decoded = decode(data, declared=charset)
    text = decoded.text
    if str(part.get_param("format", "")).lower() == "flowed":
        text = flowed(text, without_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text_blocks(without_quote_marks(text), markdown=False), (decoded.remark,) if decoded.remark else ()


def _headers(message: EmailMessage) -> list[Block]:
    lines = {
        "Van": _people(message, "From"),
        "Aan": _people(message, "To"),
        "Datum": _date(message),
        "Onderwerp": _header(message, "Subject"),
    }
    return [Block(f"{label}: {value}", tight=n > 0) for n, (label, value) in enumerate(lines.items()) if value]


def _people(message: EmailMessage, name: str) -> str:
    return ", ".join(person or address for person, address in getaddresses([_header(message, name)]))


def _date(message: EmailMessage) -> str:
    try:
        return written_out(parsedate_to_datetime(_header(message, "Date")).date().isoformat())
    except ValueError:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001  the parser of headers raises many things on broken ones, which are then missing
        return ""


def _unread(parts: _MessageParts) -> list[FilePart]:
    found = []
    if parts.closed:
        line = (
            "Niet gelezen: de tekst van deze e-mail is versleuteld, of verpakt met een digitale handtekening. "
            "Open haar in uw mailprogramma en sla haar op als PDF of HTML."
        )
        found.append(FilePart("encrypted text", parts.closed, False, line))
    if parts.others:
        line = f"Niet gelezen: {', '.join(parts.others)}. Open de e-mail en sla op wat u nodig hebt."
        found.append(FilePart("other form", len(parts.others), False, line))
    return found
