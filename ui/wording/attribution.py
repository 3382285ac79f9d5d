"""Whose words a sentence of a letter is, and how firm: `Wens van zes organisaties, januari 2020`. Pure."""

from __future__ import annotations

import re

from index.records import Document, Letter
from qa.quoting.lists import lists_of
from qa.quoting.retold import is_retold
from qa.records import Citation
from ui.wording.dates import date_in_words
from ui.wording.display import kind_name
from ui.wording.interface import text
from ui.wording.mood import mood
from ui.wording.offices import member_of_government
from ui.wording.relative_years import relative_years
from ui.wording.running_text import without_marks

_SHORT = 60  # characters of a title that stands before a sentence
_FEW = 3  # senders that are named; more are counted
_ONE_NAME = re.compile(r"\s*(?:de |het )?(?:minister|staatssecretaris|ministerie|directie|college)", re.IGNORECASE)
# over a question or an answer that a letter prints: `Vraag 3`, `Antwoorden op de vragen 3 en 4:`
_HEADED = re.compile(
    r"^[ \t]*(?P<kind>vraag|vragen|antwoord|antwoorden)(?: op)?(?: de)?(?: vra(?:ag|gen))?"
    r"[\d\s,.;–-]*(?:en \d+)?[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BY_MEMBERS = re.compile(
    r"\b(?:kamervragen|schriftelijke vragen|(?:vragen|vraag) van (?:het lid|de leden))\b", re.IGNORECASE
)
_HEAD = 4_000  # characters of a letter in which it says that it answers members of parliament
_TITLED = re.compile(r"\s*(?P<word>droombeeld|streefbeeld)\b", re.IGNORECASE)
_VISION = re.compile(r"\s*(?:in|volgens) (?:het|ons|dit) (?P<word>droombeeld|streefbeeld)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")


def attribution(citation: Citation, document: Document, language: str) -> str:
    """Return in plain text of a page in `language` whose words `citation` has, how firm they are, and of when; of a
    sheet that tells a letter in other words, that it does; of a year told from the letter's date, which it is.

    What they are (wish, plan, vision, printed question or answer) is said only where the letter leaves no doubt; else
    this is the letter's kind, sender and date.
    """
    letter = citation.letter
    said = (
        _printed(citation, document, language) or _wanted(citation, document, language) or _of_letter(letter, language)
    )
    years = relative_years(citation.quote, letter.date)
    if letter.date:
        said = f"{said}, {date_in_words(letter.date, language)}"
    elif years:
        said = f"{said}, {text('facts.undated', language)}"
    if is_retold(document, letter):
        said = text("whose.retold", language, what=said)
    known = [text("whose.year", language, words=words, year=year) for words, year in years.items() if year]
    return f"{said} ({'; '.join(known)})" if known else said


def _printed(citation: Citation, document: Document, language: str) -> str:
    """Return whose question or answer it is, where the letter prints both; "" where it does not."""
    letter, before = citation.letter, document.text[citation.letter.start : citation.start]
    headed = [match["kind"].lower() for match in _HEADED.finditer(before)]
    by_members = _BY_MEMBERS.search(f"{letter.title or ''}\n{document.text[letter.start : letter.start + _HEAD]}")
    if not headed or not (by_members or letter.kind == "kamervragen"):
        return ""
    if headed[-1].startswith("vra"):
        return text("whose.question", language)
    office = member_of_government(letter.sender or "")
    return text(f"whose.answer_{office}" if office else "whose.answer", language)


def _wanted(citation: Citation, document: Document, language: str) -> str:
    letter = citation.letter
    words = without_marks(citation.quote)
    if vision := _TITLED.match(letter.title or "") or _VISION.match(words):
        year = _YEAR.search(letter.title or "") or _YEAR.search(words)
        for_year = text("whose.for_year", language, year=year[0]) if year else ""
        return text(f"whose.{vision['word'].lower()}", language) + for_year
    if letter.kind == "nota" or not letter.sender:  # of officials, who ask for a decision
        return ""
    found = mood(words, sender=letter.sender) or mood(_lead_in(citation, document), sender=letter.sender)
    if found is None:
        return ""
    return text("whose.by", language, what=text(f"whose.{found}", language), who=_senders(letter.sender, language))


def _lead_in(citation: Citation, document: Document) -> str:
    """Return the sentence that leads in the list of which `citation` has an item; "" outside of lists. An item of what
    somebody asks for is a wish, whatever its own words are.
    """
    for each in lists_of(document, citation.letter):
        lead = document.text[slice(*each.lead)]
        if lead.endswith(":") and any(start <= citation.start and citation.end <= end for start, end in each.items):
            return lead
    return ""


def _of_letter(letter: Letter, language: str) -> str:
    what = kind_name(letter.kind, language)
    if letter.kind == "nota" and (office := member_of_government(letter.recipient or "")):
        return text("whose.to", language, what=what, who=text(f"whose.{office}", language))
    if letter.kind == "kamervragen":  # of members and of a minister
        return what
    if not letter.sender:
        return f"{what} “{letter.title}”" if letter.title and len(letter.title) <= _SHORT else what
    return text("whose.by", language, what=what, who=_senders(letter.sender, language))


def _senders(sender: str, language: str) -> str:
    """Return who sent it; several organisations by their number, as nobody reads ten names before a sentence."""
    names = [name for name in re.split(r",\s*|\s+en\s+", sender) if name.strip()]
    if len(names) <= _FEW or _ONE_NAME.match(sender):
        return sender
    numbers = text("whose.numbers", language).split()
    number = numbers[len(names)] if len(names) < len(numbers) else str(len(names))
    return text("whose.several", language, number=number)
