"""Who prints a letterhead, where nobody signs the letter. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.dutch.letter_words import OWN_LABELS
from index.letters.fields.field_value import FieldValue
from index.letters.fields.name_kinds import is_person, is_public_body, names_organisation, without_article
from index.letters.lines import TextLine, paragraphs_of

_OWN = frozenset({"senders_own", "contact"})
_NOT = frozenset({"to", "personal", "banner", "kind", "kind_title", "salutation", "closing"})


def printed_head(top: Sequence[TextLine], free: Sequence[bool]) -> FieldValue | None:
    """Return whom the first line of a letter names, when that is surely not the addressee: an organisation that has no
    postal address below it, or anybody with what only a sender prints with one.

    `top` are the lines above the text; `free[i]`: no label takes `top[i]`.
    """
    if not top or not free[0]:
        return None
    block = paragraphs_of(top)[0]
    name = without_article(block[0].words.strip(" ,."))
    own = any(line.roles & _OWN for line in block)
    address = any(line.roles & {"street", "postcode"} for line in block)
    named = names_organisation(name) or (own and is_person(name))
    if not named or any(line.roles & _NOT for line in block) or (address and not own):
        return None
    if is_public_body(name) and not own and not any(map(_has_own_reference, top)):
        return None  # people write to it as often as it writes
    return FieldValue(name, (block[0].start, block[0].end))


def _has_own_reference(line: TextLine) -> bool:
    return line.label is not None and line.label.field == "reference" and line.label.name in OWN_LABELS
