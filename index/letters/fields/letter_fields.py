"""The data of one letter: kind, title, sender, recipient, date and reference, each with the place that says so. Pure.

What a letter does not say is left out: a date or a sender that is not sure is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dutch.letter_words import OWN_LABELS, SENT_LABELS
from index.letters.datelines import announced_date
from index.letters.fields.addressee import addressee
from index.letters.fields.date import LAST_LINES, date_above, date_below
from index.letters.fields.field_value import FieldValue, LetterFields
from index.letters.fields.kamervragen import kamervragen
from index.letters.fields.kind import kind
from index.letters.fields.name_kinds import is_office, is_public_body, is_redacted
from index.letters.fields.office_of import office_with_name
from index.letters.fields.printed_head import printed_head
from index.letters.fields.signatories import Signatories
from index.letters.fields.signature import signature
from index.letters.fields.title import title
from index.letters.labelled_values import LabelledValue, labelled_values
from index.letters.letterhead import head_lines
from index.letters.lines import TextLine
from index.letters.quoted_mail import quoted_mail
from index.records import Document, Field

_ANNOUNCED: dict[str, Field] = {
    "date": "date", "reference": "reference", "title": "title", "sender": "sender", "recipient": "recipient",
    "signature": "signature",
}  # fmt: skip
_BELOW = 8  # lines from where somebody signs on
_NEAR = 4  # lines between labels that stand together at most
_MOST = {"reference": 60, "sender": 119, "recipient": 159}  # characters


def letter_fields(document: Document, lines: Sequence[TextLine], *, attachment: str | None = None) -> LetterFields:
    """Return what the letter made up of `lines` says of itself. `attachment`: its title, when it was found as one."""
    found = kamervragen(document.text, lines)
    if found is not None:
        return found
    top = head_lines(lines)
    items = labelled_values(top, text=document.text)
    free = [not any(item.index <= i <= item.last for item in items) for i in range(len(top))]
    fields = _of_attachment(document, lines, attachment) if attachment else _of_quoted_mail(lines)
    _add_labelled(fields, [item for item in items if item.label not in SENT_LABELS])
    if not attachment:
        _add_labelled(fields, _beside(document, lines[len(top) :]))
    _add_signed(fields, document, lines)
    if "sender" not in fields and "signature" not in fields and not attachment:
        _add(fields, "sender", printed_head(top, free))
    if not attachment:
        _add(fields, "recipient", _addressee(lines, top, items, fields))
    _add_name_of_office(fields, lines, top)
    _add(fields, "date", date_above(lines, top, free))
    _add_labelled(fields, [item for item in items if item.label in SENT_LABELS])
    _add(fields, "date", date_below(lines, top, free))
    _add(fields, "title", title(document, lines, top, free))
    _add(fields, "kind", kind(document, lines, top, items, free, fields=fields))
    return fields


def _add(fields: LetterFields, name: Field, found: FieldValue | None) -> None:
    """Add what was found where the field is not yet known."""
    if found:
        fields.setdefault(name, found)


def _of_attachment(document: Document, lines: Sequence[TextLine], attachment: str) -> LetterFields:
    place = document.text.find(attachment, lines[0].start)
    return {"kind": FieldValue("bijlage", None), "title": FieldValue(attachment, (place, place + len(attachment)))}


def _of_quoted_mail(lines: Sequence[TextLine]) -> LetterFields:
    """Return what the line above an earlier e-mail says of it."""
    mail = quoted_mail(lines, 0)
    if mail is None:
        return {}
    span = (lines[0].start, lines[mail.lines - 1].end)
    said: dict[Field, str] = {"kind": "e-mail", "sender": mail.sender, "date": mail.date}
    return {name: FieldValue(value, span) for name, value in said.items() if value}


def _add_labelled(fields: LetterFields, items: Sequence[LabelledValue]) -> None:
    """Add what labels announce, the first that says it."""
    for item in items:
        name = _ANNOUNCED.get(item.field)
        if name and (value := _value(item)):
            _add(fields, name, FieldValue("" if name == "signature" else value, item.span))


def _value(item: LabelledValue) -> str | None:
    """Return the value of a label as the field has it, or None where it cannot be that."""
    one_line = item.field == "recipient"
    value = item.value.split("\n")[0].strip(" ,") if one_line else " ".join(item.value.split()).strip(" .,")
    if not value or is_redacted(value):
        return None
    if item.field == "date":
        return announced_date(value)
    if item.field == "reference" and not re.search(r"\d", value):
        return None
    return value if len(value) <= _MOST.get(item.field, len(value)) else None


def _beside(document: Document, lines: Sequence[TextLine]) -> list[LabelledValue]:
    """Return the labels of a reference or date below the letterhead: a column beside the text that came after it.

    Only where at least two labels stand together on the letter's first page, and no sentence with a colon announces
    them.
    """
    first_page = [line for line in lines if document.page_of(line.start) == document.page_of(lines[0].start)]
    items = labelled_values(first_page, text=document.text)
    found = []
    for n, item in enumerate(items):
        around = items[max(0, n - _NEAR) : n + _NEAR + 1]  # each on a line of its own
        near = [other for other in around if other.label != item.label and abs(other.index - item.index) <= _NEAR]
        first = min([item, *near], key=lambda other: other.index).index
        announced = first > 0 and first_page[first - 1].words.endswith(":")
        if item.label in OWN_LABELS and near and not announced:
            found.append(item)
    return found


def _add_signed(fields: LetterFields, document: Document, lines: Sequence[TextLine]) -> None:
    """Add who signs: a labelled line in the head or at the end, else the block below the closing."""
    for item in labelled_values(lines[-LAST_LINES:], text=document.text):
        if item.field == "signature" and item.value:
            _add(fields, "signature", FieldValue("", item.span))
    signed = signature(lines)
    if signed is None:
        return
    _add(fields, "signature", FieldValue("", signed.span))
    signers = signed.signers
    if "sender" in fields and _is_denied(fields["sender"].value, signers):
        del fields["sender"]
    elif names := signers.organisations or signers.people:
        _add(fields, "sender", FieldValue(", ".join(names), signed.span))


def _add_name_of_office(fields: LetterFields, lines: Sequence[TextLine], top: Sequence[TextLine]) -> None:
    """Tell of which municipality or other body an office is that sent the letter; whom it is to does not tell that."""
    if (sender := fields.get("sender")) is None:
        return
    addressed = fields["recipient"].span if "recipient" in fields else None
    head = [line for line in top if not (addressed and addressed[0] <= line.start < addressed[1])]
    signed = fields["signature"].span if "signature" in fields else None
    below = [line for line in lines if signed and line.start >= signed[0]][:_BELOW]
    fields["sender"] = replace(sender, value=office_with_name(sender.value, head=head, below=below))


def _is_denied(sender: str, signers: Signatories) -> bool:
    """True where a label names an office or a body of government and somebody else signs: a letter that is made to look
    like one of theirs.
    """
    if signers.private:
        return is_public_body(sender)
    return is_office(sender) and bool(signers.people) and not signers.organisations


def _addressee(
    lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[LabelledValue], fields: LetterFields
) -> FieldValue | None:
    following = lines[len(top)] if len(top) < len(lines) else None
    salutation = following if following and "salutation" in following.roles else None
    sender = fields["sender"].value if "sender" in fields else None
    return addressee(top, items, salutation=salutation, senders=[sender] if sender else [])
