"""Questions about a letter itself: who signed it, its reference, its date, to whom. Answered from the letter's data,
with the line that says so as the quote. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.dutch.dates import written_out
from index.dutch.words import fold
from index.letters.lines import lines_of
from index.records import Document, Field, Hit, Letter
from index.search.library import Library
from index.search.named import likely_letters
from qa.inquiry import Inquiry, SearchResult
from qa.notices import not_found
from qa.records import Conclusion, Sentence, cite

_LETTER = r"(brief|brieven|nota|notitie|memo|stuk|bijlage|document|letter|note)"
_NUMBER = r"(kenmerk|referentie|referentienummer|zaaknummer|briefnummer|documentnummer|reference( number)?)"
_WHAT_IT_SAYS = re.compile(rf"\b(volgens|according to)\b|\bin (de|het|deze|dit|die|dat) (\w+ )?{_LETTER}\b")
_MADE = (
    r"(geschreven|verstuurd|verzonden|gestuurd|gedateerd|gedagtekend|getekend|gepubliceerd|verschenen|uitgekomen|"
    r"opgesteld|gemaakt|written|sent|dated)"
)
_ASKS: tuple[tuple[str, Field], ...] = (
    (rf"\b{_NUMBER}\b.*\b{_LETTER}\b|\b{_LETTER}\b.*\b{_NUMBER}\b|\bwelke? {_NUMBER}\b|\bhet {_NUMBER} van\b",
     "reference"),
    (rf"\bnummer van (de|het|die|deze) {_LETTER}\b", "reference"),
    (rf"\b(onderteken\w*|getekend|handtekening\w*|signed?)\b.*\b{_LETTER}\b", "signature"),
    (rf"\b{_LETTER}\b.*\b(ondertekend|getekend|signed)\b", "signature"),
    (rf"\b(aan wie|voor wie|naar wie|aan welke|to whom|geadresseerd\w*|ontvangers?)\b.*\b{_LETTER}\b", "recipient"),
    (rf"\b{_LETTER}\b.*\b(aan wie|gericht aan|ontvangers?)\b", "recipient"),
    (rf"\bvan wie (is|komt|was|kwam) (de|het|deze|dit|die|dat) (\w+ )?{_LETTER}\b|\bafzenders?\b.*\b{_LETTER}\b",
     "sender"),
    (rf"\b(wie (schreef|schreven|stuurde|stuurden|verstuurde|maakte|maakten)|who (sent|wrote))\b.*\b{_LETTER}\b",
     "sender"),
    (rf"\b(wie|welke organisaties?|welke partijen) (heeft|hebben)\b.*\b{_LETTER}\b.*\b{_MADE}\b", "sender"),
    (rf"\b(wanneer|welke datum|op welke dag|van welke dag|hoe oud|when)\b.*\b{_LETTER}\b.*\b{_MADE}\b", "date"),
    (rf"\b(van|uit) (wanneer|welk jaar|welke datum) (is|komt|was)\b.*\b{_LETTER}\b", "date"),
    (rf"\b(datum|dagtekening)\b.*\b{_LETTER}\b", "date"),
    (rf"\b(onderwerp|titel|subject) (van|of) (de|het|deze|dit|die|dat|the) (\w+ )?{_LETTER}\b", "title"),
    (rf"\b(welk onderwerp|welke titel) heeft\b.*\b{_LETTER}\b", "title"),
)  # fmt: skip
_SAYS: dict[str, str] = {
    "reference": "Het kenmerk van {letter} is {value}.",
    "signature": "{letter} is ondertekend door {value}.",
    "recipient": "{letter} is gericht aan {value}.",
    "sender": "{letter} is afkomstig van {value}.",
    "date": "{letter} heeft als datum {value}.",
    "title": "Het onderwerp van {letter} is: {value}.",
}
_LACKS: dict[str, str] = {
    "reference": "geen kenmerk",
    "signature": "niet wie tekende",
    "recipient": "geen geadresseerde",
    "sender": "geen leesbare afzender",
    "date": "geen datum",
    "title": "geen onderwerp",
}
_MOST_LETTERS = 3
_SHORTEST_TITLE = 8


def asked_field(question: str, titles: Collection[str] = ()) -> Field | None:
    """Return the field of a letter that the question asks for, or None for a question about what letters say.

    A letter may be called by one of `titles` instead of "de brief".
    """
    folded = fold(question)
    if _WHAT_IT_SAYS.search(folded):
        return None
    for title in titles:
        if len(title) >= _SHORTEST_TITLE and fold(title) in folded:
            folded = folded.replace(fold(title), "het stuk")
    return next((field for pattern, field in _ASKS if re.search(pattern, folded)), None)


def answer_about_letter(inquiry: Inquiry, found: SearchResult) -> Conclusion | None:
    """Answer a question about a letter itself from the letter's data; None for any other question,
    and where that is not known.
    """
    titles = [letter.title for letter in inquiry.library.letters.values() if letter.title]
    field = asked_field(inquiry.asks.text, titles)
    if field is None:
        return None
    translatable = inquiry.language != "nl" and inquiry.settings.model
    if sentences := _sentences(inquiry, field, found):
        kept = inquiry.say("quotes_kept") if translatable else ""
        return Conclusion("answered", tuple(sentences), kept, "quotes")
    lack = _lacking(field, inquiry.library, found.named)
    if lack and translatable:
        lack = not_found(found.hits, language=inquiry.language)
    return Conclusion("not_found", notice=lack, mode="quotes") if lack else None


def _sentences(inquiry: Inquiry, field: Field, found: SearchResult) -> list[Sentence]:
    """Return one sentence for each letter that is asked about and says it; empty when none can be told or none says
    it.
    """
    sentences = []
    for letter in _asked_about(inquiry.searched_for, inquiry.library, found.named, found.hits):
        span = letter.spans.get(field) or (letter.spans.get("sender") if field == "signature" else None)
        document = inquiry.library.document_of(letter)
        value = _value(document, letter, field)
        if span and value:
            text = _SAYS[field].format(letter=_name(letter, field), value=value)
            sentences.append(Sentence(text[0].upper() + text[1:], (cite(document, letter, *span),)))
    return sentences


def _lacking(field: Field, library: Library, named: Collection[str]) -> str:
    """Return in Dutch that the letters which a question names do not say `field`; "" when it names none."""
    letters = [library.letters[each] for each in library.letters if each in named]
    if not letters or field not in _LACKS:
        return ""
    names = " en ".join(_name(letter, field) for letter in letters[:_MOST_LETTERS])
    return f"{names[0].upper()}{names[1:]} {'noemt' if len(letters) == 1 else 'noemen'} {_LACKS[field]}."


def _asked_about(question: str, library: Library, named: Collection[str], hits: Sequence[Hit]) -> list[Letter]:
    letters = [letter for letter in library.letters.values() if letter.id in named]
    if letters:
        fitting = likely_letters(question, letters)
        return [fitting[0][0]] if fitting else letters[:_MOST_LETTERS]
    if len(library.letters) == 1:
        return list(library.letters.values())
    fitting = likely_letters(question, library.letters.values())
    if not fitting or fitting[0][1] < 1 / 3:
        return []
    equals = [letter for letter, fits in fitting if fits == fitting[0][1]]
    if len(equals) == 1:
        return equals
    # the data alone do not decide: the letter whose text was found first does
    ranked = [hit.letter.id for hit in hits]
    equals.sort(key=lambda letter: ranked.index(letter.id) if letter.id in ranked else len(ranked))
    return equals[:1]


def _value(document: Document, letter: Letter, field: Field) -> str | None:
    if field == "signature":
        return _signers(document, letter) or letter.sender
    if field == "date":
        return written_out(letter.date) if letter.date else None
    value: str | None = getattr(letter, field)
    return value


def _signers(document: Document, letter: Letter) -> str:
    span = letter.spans.get("signature")
    lines = lines_of(document.text, start=span[0], end=span[1]) if span else []
    names = [line.label.value if line.label else line.words for line in lines if "closing" not in line.roles]
    return ", ".join(name.strip(" ,.") for name in names if name)


def _name(letter: Letter, field: Field) -> str:
    """Return how a sentence speaks of the letter, by something else than the field it tells."""
    article = {"brief": "de brief", "nota": "de nota", "notitie": "de notitie", "bijlage": "de bijlage"}
    names = {
        "date": f"van {written_out(letter.date)}" if letter.date else "",
        "sender": f"van {letter.sender}" if letter.sender else "",
        "title": f"“{letter.title}”" if letter.title else "",
    }
    by = next((name for known, name in names.items() if name and known != field), "")
    return f"{article.get(letter.kind, 'het stuk')} {by}".strip()
