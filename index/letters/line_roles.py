"""What a line of a letter is by itself, by its form and its words: salutation, closing, part of an address … Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from index.dutch.dates import find_dates
from index.dutch.letter_words import KINDS, NUMBERED_KINDS, OFFICES
from index.dutch.sentences import LIST_MARK
from index.dutch.word_lists import any_of, kinds
from index.dutch.words import stop_words

LineRole = Literal[
    "banner",  # TER BESLUITVORMING
    "kind",  # nothing but the name of a kind: Memo
    "kind_title",  # a title that begins with the name of a kind: Nota over de scholen
    "salutation",  # Geachte …, Beste …, L.S.
    "group",  # speaks of several people: ouders, leden
    "closing",  # Hoogachtend, Met vriendelijke groet …
    "office",  # an office that can sign a letter without a closing: De minister van Financiën,
    "below_signature",  # a note, an attachment, a copy: it stands below who signs
    "contact",  # a telephone number, an address on the web
    "sentence",  # begins as a sentence does, not as a name
    "attachment",  # Bijlage 1: …
    "to",  # Aan de …
    "personal",  # Mevrouw …, t.a.v. …
    "street",  # begins with a street and a number, a postcode or Postbus
    "postcode",
    "delivery",  # Per post
    "senders_own",  # what only a sender prints with an address: Bezoekadres, KvK
    "page_foot",  # numbers the page, or says who printed it
    "item",  # opens a list item
    "heading",  # reads as a heading
]

_ADDRESSED = "letters/addressed.tsv"
_ADDRESSES = "letters/addresses.tsv"
_LINE_WORDS = "letters/line_words.tsv"
_SIGNATURES = "letters/signatures.tsv"

_LONGEST = 120  # characters; what is longer is running text and no part of an address or a signature
_LONGEST_HEADING = 90


@lru_cache(maxsize=4096)  # finding letters and cutting them into passages look at the same lines
def roles_of(words: str, *, gap: bool) -> frozenset[LineRole]:
    """Return what a line is that reads `words`, without white space around them: several things, one,
    or nothing special.

    `gap`: a blank line stands before it.
    """
    forms = _FORMS | _SHORT_FORMS if len(words) <= _LONGEST else _FORMS
    by_form = {role for role, has_form in forms.items() if has_form(words)}
    return frozenset(by_form | {role for role, fits in _RULES.items() if fits(words, gap)})


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FORMS: dict[LineRole, Callable[[str], object]] = {
    "delivery": _form(rf"{any_of(kinds(_ADDRESSES, 'delivery'))}\W*").fullmatch,
    "page_foot": _form(
        rf"{any_of(kinds(_LINE_WORDS, 'page'))}\s*\d+(?:\s*(?:van|of|/)\s*\d+)?|ISSN [\d -]+X?|ah-tk-[\d-]+"
        r"|.{0,40}vergaderjaar \d{4}–\d{4}, Aanhangsel ?\d*"
    ).fullmatch,
    "item": LIST_MARK.match,
}
_SHORT_FORMS: dict[LineRole, Callable[[str], object]] = {
    "group": _form(rf"\b{any_of(kinds(_ADDRESSED, 'group', 'both'))}\b").search,
    "below_signature": _form(rf"[¹²³\d]\s|{any_of(kinds(_SIGNATURES, 'below'))}(?:\b|(?<=\.))").match,
    "contact": _form(r"@|www\.|https?:|\d{5}|\d[\d -]{7}").search,
    "to": re.compile(rf"Aan (?:{any_of(kinds(_ADDRESSES, 'to', 'to_person'))}|[A-Z])(?!\w)").match,
    "personal": _form(rf"{any_of(kinds(_ADDRESSES, 'person', 'to_person'))}(?!\w)").match,
    "street": _form(
        rf"{any_of(kinds(_ADDRESSES, 'street'))}\b|\d{{4}}\s?[A-Z]{{2}}\b"
        rf"|.*\b\w*{any_of(kinds(_ADDRESSES, 'street_ending'))}\s+\d+"
    ).match,
    "postcode": re.compile(r"\b\d{4}\s?[A-Z]{2}\b").search,
    "senders_own": _form(
        rf"{any_of(kinds(_ADDRESSES, 'sender_part'))}|www\.|https?:|@|\b{any_of(kinds(_ADDRESSES, 'sender'))}\b"
    ).search,
}

_WORD = re.compile(r"[^\W\d_]+")
_ATTACHMENT = _form(
    rf"{any_of(NUMBERED_KINDS)}(?:\s+(?P<number>\d{{1,2}}|[A-Z]|[IVX]+))?(?:\s*[:.–-]\s*(?P<title>\S.*))?"
)
_BANNERS = kinds(_LINE_WORDS, "banner")
_ADDRESSED_WORDS = kinds(_ADDRESSED, "salutation", "both")
_SALUTATION = _form(rf"{any_of(kinds(_LINE_WORDS, 'salutation'))}(?!\w)")
_CLOSING = _form(rf"(?P<closing>{any_of(kinds(_LINE_WORDS, 'closing'))})(?P<rest>.*)")
_OPENS_NAME = kinds(_SIGNATURES, "opens_name")


def attachment_of(words: str) -> tuple[str | None, str | None] | None:
    """Return number and title where a line names an attachment, `("1", "begroting")` for
    `Bijlage 1: begroting`, else None.
    """
    match = _ATTACHMENT.fullmatch(words)
    return (match["number"], match["title"]) if match else None


def _is_banner(words: str, gap: bool) -> bool:
    return words.lower().rstrip(":. ") in _BANNERS


def _is_kind(words: str, gap: bool) -> bool:
    return words.lower().rstrip(":. ") in KINDS


def _is_kind_title(words: str, gap: bool) -> bool:
    first = _WORD.search(words.lower())
    if first is None or first[0] not in KINDS:
        return False
    return len(_WORD.findall(words)) <= 12 and words[-1] not in ".;,:" and words[:1].isupper()


def _is_salutation(words: str, gap: bool) -> bool:
    if len(words) >= 120 or not words[0].isupper() or not _SALUTATION.match(words):
        return False
    if words.lower().startswith("l.s"):
        return len(words) < 8
    addressed = {word.strip(",.:!") for word in re.split(r"[\s/]+", words.lower())} & _ADDRESSED_WORDS
    return words[-1] in ",:!" or (bool(addressed) and words[-1] != "." and len(words) < 60)


def _is_closing(words: str, gap: bool) -> bool:
    """True for Hoogachtend, Met vriendelijke groet …; what follows on the same line is a name, not a sentence."""
    match = _CLOSING.match(words)
    if not match or len(words) >= 60 or not words[0].isupper() or words.endswith("?"):
        return False
    if words.lower().startswith("namens"):
        named = match["closing"].lower() == "namens"  # without an article
        return (words.endswith(",") and gap) if named else (words.endswith(",") or gap)
    # one word closes a letter only by itself or with a name: `Groet,` and `Groet Noor`, not `Groet de juf van ons`
    return " " in match["closing"] or not re.match(r"\s*\w", match["rest"]) or _is_given_name(match["rest"])


def _is_given_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split()) and len(words.split()) <= 3


def _is_office(words: str, gap: bool) -> bool:
    return gap and words.lower().startswith(OFFICES) and words.endswith(",") and len(words) < 120


def _is_sentence(words: str, gap: bool) -> bool:
    first = words.split(maxsplit=1)[0].lower().strip(".,")
    return first in stop_words() and first not in _OPENS_NAME and len(words.split()) > 3


def _is_attachment(words: str, gap: bool) -> bool:
    return attachment_of(words) is not None


def _is_heading(words: str, gap: bool) -> bool:
    return (
        2 < len(words) <= _LONGEST_HEADING and words[0].isupper() and words[-1] not in ".;,:!" and not find_dates(words)
    )


_RULES: dict[LineRole, Callable[[str, bool], bool]] = {
    "banner": _is_banner,
    "kind": _is_kind,
    "kind_title": _is_kind_title,
    "salutation": _is_salutation,
    "closing": _is_closing,
    "office": _is_office,
    "sentence": _is_sentence,
    "attachment": _is_attachment,
    "heading": _is_heading,
}
