"""Texts of letters, questions and models for display: escaped, with redaction marks in words. Pure."""

from __future__ import annotations

import re
from html import escape

from index.dutch.dates import written_out
from index.records import Letter
from qa.records import NewerCitation, Sentence
from ui.wording.dates import date_in_words
from ui.wording.interface import text, texts
from ui.wording.offices import is_code, member_of_government

# Grounds for leaving words out of a published letter: Woo articles 5.1 and 5.2, until May 2022 Wob 10.
# A mark stands by itself; behind "artikel" or before the law's name it is a reference to the law.
_GROUND = r"5\.1\.[1-5]\.?[a-i]|5\.1\.[45]|5\.2\.[1-5](?:\.?[a-i])?|10\.[12]\.?[a-g]"
_MARK = re.compile(
    rf"(?<![\w./-])(?<!artikel )(?<!artikelen )(?<!art\. )(?<!§ )(?<!paragraaf )(?P<ground>{_GROUND})"
    rf"(?:\s+(?P=ground))*(?![\w/-]|[.,]\w|\s+(?:van de\s+)?(?:Woo|Wob|Wet)\b)",
    re.IGNORECASE,
)
# Without a letter at its end (5.2.1) a mark looks like a section number, unless it has a line for itself.
_BARE = re.compile(r"[\d.]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")
_FOR_OPERATORS = re.compile(r"\bBRIEFWIJZER_|`briefwijzer ")
_RIGHT_TO_LEFT = frozenset(("ar",))


def readable(text: str) -> str:
    """Return `text` with its redaction marks in words: `5.1.2.e` as `onleesbaar gemaakt (Woo art. 5.1.2.e)`.

    For display only. Repeats of one mark become one.
    """

    def in_words(match: re.Match[str]) -> str:
        ground = match["ground"]
        line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        if _BARE.fullmatch(ground) and line.strip() != ground:
            return match[0]
        return f"onleesbaar gemaakt ({'Woo' if ground.startswith('5') else 'Wob'} art. {ground})"

    return _MARK.sub(in_words, text)


def shown(text: str) -> str:
    """Return `text` escaped for HTML (attributes too), as running text, with redaction marks in words."""
    return escape(" ".join(readable(text).split()))


def for_readers(notice: str) -> str:
    """Return a notice without the sentences that only whoever runs Briefwijzer can act on: those that
    name a setting or command.
    """
    return " ".join(sentence for sentence in _SENTENCE.split(notice) if not _FOR_OPERATORS.search(sentence))


def for_operators(notice: str) -> str:
    """Return the part of a notice that ends with what only whoever runs Briefwijzer can act on, or ""."""
    said = _SENTENCE.split(notice)
    ends = [place for place, sentence in enumerate(said, 1) if _FOR_OPERATORS.search(sentence)]
    return " ".join(said[: max(ends, default=0)])


def in_language(language: str) -> str:
    """Return the HTML attributes of text in `language` (ISO 639-1), with a space before each."""
    direction = ' dir="rtl"' if language in _RIGHT_TO_LEFT else ""
    return f' lang="{escape(language)}"{direction}'


def foreign(language: str, page_language: str = "nl") -> str:
    """Return the attributes of text in `language` on a page in `page_language`."""
    return "" if language == page_language else in_language(language)


def letter_name(letter: Letter, language: str = "nl") -> str:
    """Return what a letter is called on a page in `language`: its title, else `Brief van` its sender."""
    if letter.title:
        return letter.title
    kind = kind_name(letter.kind, language)
    if letter.sender:
        return text("whose.by", language, what=kind, who=letter.sender)
    return text("facts.untitled", language, kind=kind)


def letter_facts(letter: Letter, language: str = "nl") -> str:
    """Return as one plain line what is known of a letter and not already in its name: who sent it when first, what an
    office calls it last.
    """
    facts = [
        kind_name(letter.kind, language) if letter.title else "",
        text("facts.from", language, who=letter.sender) if letter.title and letter.sender else "",
        text("facts.in_file", language, who=letter.file_of) if letter.file_of else "",
        text("facts.to", language, who=_addressee(letter.recipient, language)) if letter.recipient else "",
        date_in_words(letter.date, language) if letter.date else text("facts.undated", language),
        text("facts.reference", language, reference=letter.reference) if letter.reference else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def kind_name(kind: str, language: str) -> str:
    """Return what a kind of letter is called, with a capital, in Dutch where `language` has no word for it."""
    named = texts(language).get(f"kinds.{kind}", kind)
    return named[:1].upper() + named[1:]


def _addressee(recipient: str, language: str) -> str:
    """Return whom a letter is to; behind a minister the code that the ministry writes."""
    if not is_code(recipient):
        return recipient
    return f"{text(f'whose.{member_of_government(recipient)}', language)} ({recipient})"


def older_note(later: NewerCitation, language: str = "nl") -> str:
    """Return, as plain text, that a statement is older than what a newer letter says; that letter's words follow it."""
    date = f" ({date_in_words(later.letter.date, language)})" if later.letter.date else ""
    return text("answer.older", language, date=date, page=later.citation.page)


def replaced_note(newer: Letter, language: str = "nl") -> str:
    """Return, as plain text, that a letter was replaced by `newer`."""
    date = f" ({date_in_words(newer.date, language)})" if newer.date else ""
    return text("answer.replaced", language, name=letter_name(newer, language), date=date)


def newest_date(sentence: Sentence) -> str:
    """Return the date of the newest letter that a sentence cites, in words, "" where none has a date."""
    date = max(citation.letter.date or "" for citation in sentence.citations)
    return written_out(date) if date else ""
