"""What kind of letter or note it is: the word that names it, a banner of a memo, or the signs of a letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.letter_words import KINDS, SENT_LABELS, WEAK_KINDS
from index.letters.fields.field_value import FieldValue, LetterFields
from index.letters.labelled_values import LabelledValue
from index.letters.letterhead import MOST_LINES
from index.letters.lines import TextLine, closes_letter
from index.records import Document

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 14  # of a line that names a kind among its first
_FIRST = 5


def kind(
    document: Document,
    lines: Sequence[TextLine],
    top: Sequence[TextLine],
    items: Sequence[LabelledValue],
    free: Sequence[bool],
    *,
    fields: LetterFields,
) -> FieldValue:
    """Return the kind of the letter of `lines`; `top` are its head, `items` the labelled values
    there, `fields` its other data.

    `free[i]`: no label takes `top[i]`.
    """
    unlabelled = [line for i, line in enumerate(top) if free[i]]
    for i, line in enumerate(unlabelled):
        named = _named(line.words)
        if named and ("kind" in line.roles or i == 0 or document.is_heading(line.start)):
            return FieldValue(named, (line.start, line.end))
    return FieldValue(_by_signs(lines, top, items, fields), None)


def _named(words: str) -> str | None:
    """Return the kind that a short line names among its first words."""
    found = _WORD.findall(words.lower())
    named = [word for word in found[:_FIRST] if word in KINDS]
    if not named or len(found) > _MOST_WORDS:
        return None
    return KINDS[min(named, key=lambda word: word in WEAK_KINDS)]


def _by_signs(
    lines: Sequence[TextLine], top: Sequence[TextLine], items: Sequence[LabelledValue], fields: LetterFields
) -> str:
    labels = {item.label for item in items if item.value}
    if labels & SENT_LABELS and {item.field for item in items} >= {"sender", "recipient"}:
        return "e-mail"
    if any("banner" in line.roles for line in top):
        return "nota"
    return "brief" if _is_letter(lines, fields) else "notitie"


def _is_letter(lines: Sequence[TextLine], fields: LetterFields) -> bool:
    """True for two of the signs of a letter, salutation or addressee among them: addressee,
    reference, salutation, closing.
    """
    addressed = "recipient" in fields and bool(fields["recipient"].value)
    salutes = any("salutation" in line.roles for line in lines[:MOST_LINES])
    closed = any(closes_letter(lines, i) for i in range(len(lines)))
    return (salutes and closed) or (addressed and (salutes or closed or "reference" in fields))
