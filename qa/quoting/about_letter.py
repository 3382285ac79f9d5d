"""Questions about letters themselves: who signed one, its reference, its date, to whom; which there are, the newest.

Answered from the letters' data, with the lines that say so as quotes. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.dutch.dates import written_out
from index.letters.lines import lines_of
from index.records import Document, Field, Letter
from index.search.library import Library
from qa.inquiry import HITS, Inquiry, SearchResult
from qa.notices import not_found, notice
from qa.question.about_letters import AboutLetters, about_letters
from qa.question.writers import office_and_signer, signature_lines
from qa.quoting.asked_letters import asked_letters, names_of
from qa.quoting.mentioning import letters_that_mention
from qa.records import Conclusion, Sentence, cite

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
_UNSIGNED = "{letter} is van {value}; wie tekende, staat er niet in."
_ARTICLES = {"brief": "de", "nota": "de", "notitie": "de", "bijlage": "de", "nieuwsbrief": "de"}
_LISTED: tuple[Field, ...] = ("title", "sender", "date")
"""The fields that a list of letters tells of each."""
_MOST_NAMED = 3
_MOST_LISTED = 10


def answer_about_letter(inquiry: Inquiry, found: SearchResult) -> Conclusion | None:
    """Answer a question about letters themselves from their data; None for any other question, and where it does not
    tell which letter is meant.
    """
    letters = inquiry.library.letters.values()
    titles, references = names_of(letters)
    leant_on = inquiry.leant_on
    about = about_letters(
        inquiry.own,
        titles=titles,
        references=references,
        first=inquiry.asks.language if inquiry.settings.model else inquiry.language,
        occurs=lambda word: inquiry.library.rarity(word) < 1,
        period=inquiry.period,
        before=leant_on,
    )
    if about is None:
        return None
    # what the question before was answered from, its own words find better than with these behind them
    hits = inquiry.library.search(leant_on, HITS) if leant_on else found.hits
    asked = asked_letters(
        about,
        letters,
        named=found.named,
        hits=hits,
        leant_on=leant_on,
        from_whom=lambda letter: office_and_signer(inquiry.library.document_of(letter), letter),
    )
    if asked is None:
        return _mentioning(inquiry, about)
    if not asked:
        return Conclusion(notice=inquiry.say("no_such_letter"), mode="quotes")
    if about.wanted in ("newest", "oldest"):
        return _utmost(inquiry, about, asked, found)
    if about.wanted == "letters":
        return _listed(inquiry, about, asked)
    return _told(inquiry, about.fields, asked, found)


def _told(
    inquiry: Inquiry, fields: Sequence[Field], letters: Sequence[Letter], found: SearchResult
) -> Conclusion | None:
    """Return what each letter has in each field, and which of them it does not have."""
    shown = sorted(letters, key=_date, reverse=True)[:_MOST_LISTED]
    told = [(letter, field, _sentence(inquiry.library, letter, field)) for letter in shown for field in fields]
    sentences = tuple(sentence for *_, sentence in told if sentence)
    known = {(_name(letter, of), of) for letter, of, said in told if said}  # a copy of a letter goes by the same name
    lacked = [(letter, of) for letter, of, said in told if not said and (_name(letter, of), of) not in known]
    lacking = [_lacks(field, [letter for letter, of in lacked if of == field]) for field in fields]
    lack = " ".join(filter(None, lacking)) if len(shown) <= _MOST_NAMED else ""
    if not sentences:
        if not lack:
            return None
        said = lack if _reads_dutch(inquiry) else not_found(found.hits, language=inquiry.language)
        return Conclusion(missing=said, mode="quotes")
    unsigned = "signature" in fields and not all(_signers(inquiry.library.document_of(each), each) for each in shown)
    missing = (lack if _reads_dutch(inquiry) else "") or inquiry.say("incomplete") if lack or unsigned else ""
    many = len(letters) > _MOST_NAMED
    said = f"{_counted(inquiry, letters)} {inquiry.say('which_letter')}" if many else ""
    return Conclusion(sentences, said, missing, mode="quotes")


def _utmost(inquiry: Inquiry, about: AboutLetters, letters: Sequence[Letter], found: SearchResult) -> Conclusion | None:
    """Return the newest or the oldest of the letters, all that are of that day, and what else is asked of it."""
    dated = [each for each in letters if each.date]
    if not dated:
        return Conclusion(notice=_lacks("date", letters) or inquiry.say("no_such_letter"), mode="quotes")
    utmost = (max if about.wanted == "newest" else min)(dated, key=_date)
    equals = [each for each in dated if each.date == utmost.date][:_MOST_LISTED]
    which = "nieuwste" if about.wanted == "newest" else "oudste"
    sentences = tuple(_item(inquiry.library, each, opening=f"Het {which} stuk is") for each in equals)
    further = [field for field in about.fields if field not in _LISTED]
    more = _told(inquiry, further, equals, found) if further else None
    if more is None:
        return Conclusion(sentences, mode="quotes")
    return replace(more, sentences=(*sentences, *more.sentences))


def _listed(inquiry: Inquiry, about: AboutLetters, letters: Sequence[Letter]) -> Conclusion:
    """Return the letters, newest first and undated ones last, and how many there are."""
    ordered = sorted(letters, key=_date, reverse=True)  # stable also in reverse
    shown = ordered[:_MOST_LISTED]
    sentences = [_item(inquiry.library, each) for each in shown]
    for letter in shown:
        further = (_sentence(inquiry.library, letter, field) for field in about.fields if field not in _LISTED)
        sentences += [sentence for sentence in further if sentence]
    first = inquiry.say("letters_first") if len(shown) < len(ordered) else ""
    return Conclusion(tuple(sentences), _joined([_counted(inquiry, ordered), first]), mode="quotes")


def _mentioning(inquiry: Inquiry, about: AboutLetters) -> Conclusion | None:
    """Return the letters in which the words of the question stand, newest first, each with the sentence that has them;
    None where that is not asked, and where there are none.
    """
    if about.wanted != "letters" or not (about.mentions and about.words) or about.fields:
        return None
    found, may_be_more = letters_that_mention(about, inquiry.library)
    if not found:
        return None
    ordered = sorted(found, key=lambda pair: _date(pair[0]), reverse=True)
    documents = inquiry.library.document_of
    told = [
        replace(_item(inquiry.library, letter), citations=(cite(documents(letter), letter, *span),))
        for letter, span in ordered[:_MOST_LISTED]
    ]
    name = "letters_mention_some" if may_be_more else "letters_mention"
    notices = [
        notice(name, inquiry.language, n=str(len(found))),
        inquiry.say("letters_first") if len(told) < len(found) else "",
    ]
    said = _joined(notices)
    return Conclusion(tuple(told), "" if may_be_more else said, said if may_be_more else "", mode="quotes")


def _item(library: Library, letter: Letter, opening: str = "") -> Sentence:
    """Return a letter by kind, title, sender and date, with the lines that have title and date as quotes; else the line
    by which it was found.
    """
    document = library.document_of(letter)
    places = [letter.spans[field] for field in ("title", "date") if field in letter.spans]
    if not places:
        first = lines_of(document.text, start=letter.start, end=letter.end)[0]
        places = [next(iter(letter.spans.values()), (first.start, first.end))]
    called = (letter.title or "").casefold().startswith(letter.kind)  # the title tells the kind
    kind = f"{_ARTICLES.get(letter.kind, 'het')} {letter.kind}" if opening else letter.kind.capitalize()
    words = [
        opening,
        "" if called else kind,
        f"“{letter.title}”" if letter.title else "",
        f"van {letter.sender}" if letter.sender else "",
    ]
    date = written_out(letter.date) if letter.date else "zonder datum"
    return Sentence(
        f"{_joined(words)}, {date}.", tuple(cite(document, letter, *span) for span in dict.fromkeys(places))
    )


def _sentence(library: Library, letter: Letter, field: Field) -> Sentence | None:
    """Return what a letter has in a field, with the line that says so; None where it does not say it. Of a letter that
    nobody signed it tells from whom it is: the sender of a letterhead is no signature.
    """
    document, says = library.document_of(letter), _SAYS[field]
    if field == "signature" and not _signers(document, letter):
        field, says = "sender", _UNSIGNED
    span = letter.spans.get(field)
    value = _value(document, letter, field)
    if not (span and value):
        return None
    text = says.format(letter=_name(letter, field), value=value)
    return Sentence(text[0].upper() + text[1:], (cite(document, letter, *span),))


def _lacks(field: Field, letters: Sequence[Letter]) -> str:
    """Return in Dutch that letters do not say `field`; "" for none and for too many to name."""
    if not letters or len(letters) > _MOST_NAMED or field not in _LACKS:
        return ""
    names = " en ".join(_name(letter, field) for letter in letters)
    return f"{names[0].upper()}{names[1:]} {'noemt' if len(letters) == 1 else 'noemen'} {_LACKS[field]}."


def _value(document: Document, letter: Letter, field: Field) -> str | None:
    if field == "signature":
        return _signers(document, letter)
    if field == "date":
        return written_out(letter.date) if letter.date else None
    value: str | None = getattr(letter, field)
    return value


def _signers(document: Document, letter: Letter) -> str:
    return ", ".join(name.strip(" ,.") for name in signature_lines(document, letter) if name)


def _name(letter: Letter, field: Field) -> str:
    """Return how a sentence speaks of the letter, by something else than the field it tells."""
    names = {
        "date": f"van {written_out(letter.date)}" if letter.date else "",
        "sender": f"van {letter.sender}" if letter.sender else "",
        "title": f"“{letter.title}”" if letter.title else "",
    }
    by = next((name for known, name in names.items() if name and known != field), "")
    kind = f"{_ARTICLES[letter.kind]} {letter.kind}" if letter.kind in _ARTICLES else "het stuk"
    return f"{kind} {by}".strip()


def _counted(inquiry: Inquiry, letters: Sequence[Letter]) -> str:
    return notice("letters_counted", inquiry.language, n=str(len(letters)))


def _reads_dutch(inquiry: Inquiry) -> bool:
    return inquiry.language == "nl" or not inquiry.settings.model


def _date(letter: Letter) -> str:
    return letter.date or ""


def _joined(notices: Sequence[str]) -> str:
    return " ".join(filter(None, notices))
