"""Whether words have the kind of thing that a question asks for: a number of something, a date, a name, a reason.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.dutch.dates import MONTHS, find_dates
from index.dutch.words import content_words, fold, stem
from index.records import Span
from qa.question.question import Expected, Question

MUST_HAVE: tuple[Expected, ...] = ("number", "amount", "date", "moment", "contact")
"""What an answer must have to be one: *hoeveel* is not answered without a number."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_COUNTED = (r"(?:\d(?:[\d.,]*\d)?|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|"
            r"\w*honderd|\w*duizend|helft|kwart|derde|anderhal(?:f|ve)|dubbel\w*|miljoen|miljard)\b)")  # fmt: skip
_NUMBER = re.compile(
    r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|\w*honderd|\w*duizend|helft|"
    r"kwart|derde|"
    r"dubbel\w*|miljoen|miljard|procent)\b"
)
_UNIT: dict[str, str] = {
    "duration": r"(?:\w*jaar|\w*jaren|\w*maand(?:en)?|\w*we(?:ek|ken)|\w*dag(?:en)?|\w*uur|\w*uren|minu(?:ut|ten)|"
    r"kwartier)",
    "share": r"(?:%|procent\w*|percentage)",
    "times": r"(?:(?:keer|maal|keren)(?: per (?:jaar|maand|week|dag))?|per (?:jaar|maand|week|dag))",
    "age": r"(?:jaar|jarige?n?|leeftijd)",
}
_ASKED_UNIT: tuple[tuple[str, str], ...] = (
    (r"\b(?:hoe ?lang|how long|welke termijn|hoeveel (?:jaar|maanden?|weken|dagen|uur|tijd))\b", "duration"),
    (r"\b(?:hoeveel procent|welk (?:percentage|deel)|what percentage)\b", "share"),
    (r"\b(?:hoe ?vaak|hoeveel keer|how often)\b", "times"),
    (r"\b(?:hoe oud|welke leeftijd|how old)\b", "age"),
)
_EVERY = (
    rf"\b(?:(?:elke?|iedere?)\s+(?:\w+\s+)?(?:{_UNIT['duration']}|keer)|"
    rf"\w*(?:jaar|maande|weke|dage)lijks\w*|om de \w+ \w+|eenmaal|tweemaal)\b"
)
_HALF = r"\b(?:een )?hal(?:f|ve) ?(?:jaar|maand|dag|uur)\b"
_PART = re.compile(r"\b(?:\d+ op de \d+|een op de \w+|helft|kwart|derde)\b")
_NEAR = 5  # words between a number and what it counts: `42 verschillende regionale netwerken`
_NUMBERED = frozenset(
    "aanbeveling artikel beslispunt bijlage bijlagen fase groep hoofdstuk klas nr nummer pagina paragraaf punt "
    "scenario".split()
)
"""Words whose number tells which one, not how many."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+\d{2}|\(?\b0)(?:[\s()-]*\d){8,}")
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]+"
_MORE = rf"(?: (?:(?:van|de|der|den|ten|ter|het|voor) ){{0,2}}{_CAPITAL})"
_NAME = re.compile(
    rf"\b(?:(?:dr|mr|drs|ir|ing|prof)\.? )*(?:(?:[A-Z]\.)+ ?(?:(?:van|de|der|den|ten|ter) ){{0,2}})?{_CAPITAL}{_MORE}*|"
    rf"\b[A-Z]{{2,}}\b"
)
_OPENS = re.compile(r"(?:\A|[.!?:•])[\s\"'“‘(]*\Z")  # a word behind it has its capital from the sentence
_MOMENT = re.compile(
    rf"\b(?:(?:begin|eind|half|medio) )?(?:{'|'.join(MONTHS)})\b(?: \d{{4}}\b)?|\b(?:maan|dins|woens|donder|vrij|zater|"
    rf"zon)dag(?:en)?\b|"
    r"\b(?:voorjaar|lente|zomer|najaar|herfst|winter)\b|\bom \w+ uur\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:als|indien|zodra|voordat|nadat|totdat|tijdens|elke?|ieder jaar|jaarlijks|wanneer|komende?|volgende?|"
    r"(?:dag|dagen|week|maand|moment|jaar|uur) (?:dat|waarop|waarin|voor|na|nadat|voordat)|gelijk met)\b"
)
_SIGNS: dict[Expected, re.Pattern[str]] = {
    "amount": re.compile(rf"(?:€|\beuro\b).{{0,20}}?{_COUNTED}(?: (?:miljoen|miljard)\b)?|"
                         rf"{_COUNTED}.{{0,20}}?(?:€|\beuro\b|\b(?:miljoen|miljard)\b(?: euro\b)?)|\bgratis\b|"
                         r"\bgeen (?:\w+ ){0,3}(?:geld|budget|middelen|kosten)\b"),
    "list": re.compile(r"[,:;][^,:;]{2,80}(?:[,;]|\ben\b|\bof\b)[^,:;]{2,}"),
    "reason": re.compile(
        r"\b(?:omdat|want|doordat|daarom|vanwege|wegens|zodat|reden|immers|namelijk|dankzij|gevolg)\b"
    ),
    "definition": re.compile(
        r"\b(?:verstaan|verstaat|betekent|houdt in|bedoel\w*|definitie|dat wil zeggen|noemen|oftewel|ofwel)\b"
    ),
    "choice": re.compile(
        r"^(?:ja|nee)\b|\b(?:mag|mogen|moet|moeten|kan|kunnen|niet|geen|wel|verplicht\w*|toegestaan|verboden|recht op|"
        r"dient|dienen)\b"
    ),
}  # fmt: skip

Means = Callable[[str, str], bool]
"""Whether a folded word of a text says what a folded word of a question says."""


def same_stem(asked: str, word: str) -> bool:
    """The plainest `Means`: the same word in another form."""
    return stem(asked) == stem(word)


def has_kind(question: Question, words: str, means: Means = same_stem) -> float:
    """Return 1 when `words` have the kind of thing that is asked for, 0 when not, 0.5 when nothing special is."""
    folded = fold(words)
    if question.expects in _SIGNS:
        return float(_SIGNS[question.expects].search(folded) is not None)
    present: dict[Expected, Callable[[], bool]] = {
        "number": lambda: bool(_counts(question, folded, means)),
        "date": lambda: bool(_dates(words)),
        "moment": lambda: bool(_moments(words) or _CONDITION.search(folded)),
        "contact": lambda: _CONTACT.search(words) is not None,
        "person": lambda: bool(_names(words)),
        "place": lambda: bool(_names(words)),
    }
    return float(present[question.expects]()) if question.expects in present else 0.5


def years_in(text: str) -> set[str]:
    """Return the years that `text` names."""
    return set(_YEAR.findall(text))


def answering_words(question: Question, words: str, means: Means = same_stem) -> list[Span]:
    """Return the spans of `words` that are the kind of thing that is asked for, in order: the number with what it
    counts, the date, the name, the reason; empty where the whole sentence is the answer, or would be one mark.
    """
    folded = fold(words)
    if len(folded) != len(words):  # accents written apart: places would not be the same
        return []
    found: list[Span] = []
    if question.expects == "number":
        found = _counts(question, folded, means)
    elif question.expects in ("date", "moment"):
        found = _dates(words) if question.expects == "date" else _moments(words)
    elif question.expects == "reason":
        found = [(match.start(), len(words)) for match in [_SIGNS["reason"].search(folded)] if match]
    elif question.expects == "amount":
        found = [match.span() for match in _SIGNS["amount"].finditer(folded)]
    elif question.expects in ("contact", "person", "place"):
        found = _names(words) if question.expects != "contact" else [m.span() for m in _CONTACT.finditer(words)]
        asked = set(content_words(question.text))
        found = [span for span in found if not set(content_words(words[slice(*span)])) <= asked]
    apart = [span for i, span in enumerate(sorted(found)) if not any(span[0] < end for _, end in sorted(found)[:i])]
    if question.expects in ("date", "moment"):
        apart = _phrases(apart, words)
    rest = words if not apart else words[: apart[0][0]] + words[apart[-1][1] :]
    return apart if re.search(r"\w", rest) or len(apart) > 1 else []


def _phrases(spans: Sequence[Span], words: str) -> list[Span]:
    """Return the spans with those as one that say one time together: `zomer van 2022`."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and re.fullmatch(r"\s+van\s+", words[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def is_dated(words: str) -> bool:
    """True when `words` name a date, a year, a month, a day of the week, a season or an hour."""
    return bool(_moments(words))


def _counts(question: Question, folded: str, means: Means) -> list[Span]:
    """Return the numbers that count what is asked: `hoe lang` time, `hoeveel netwerken` networks; any
    where that is unclear.
    """
    asked = fold(question.text)
    unit = next((name for pattern, name in _ASKED_UNIT if re.search(pattern, asked)), None)
    if unit == "share":
        patterns = [rf"{_COUNTED}\s*{_UNIT['share']}", _PART.pattern]
    elif unit:
        more = {"times": [_EVERY], "duration": [_HALF]}.get(unit, [])
        often = "" if unit == "times" else r"(?<!\belke )(?<!\biedere )(?<!\bom de )"
        patterns = [rf"{often}{_COUNTED}(?:\W+\w+){{0,3}}?\W*{_UNIT[unit]}", *more]
    elif question.counted is None:
        patterns = [rf"\d[\d.,]*\d|{_NUMBER.pattern}"]
    else:
        return _counted(question.counted, folded, means)
    found = [match for pattern in patterns for match in re.finditer(pattern, folded)]
    return [match.span() for match in found if not _in_date(match.start(), folded) or len(match[0].split()) == 2]


def _counted(noun: str, folded: str, means: Means) -> list[Span]:
    """Return the number with the word that says `noun` nearest to it; none that numbers a thing
    (`bijlage 4`) or dates it.
    """
    tokens = list(re.finditer(r"\d[\d.,]*\d|\d|\w+(?:[-'’]\w+)*", folded))
    numbers = [
        i
        for i, token in enumerate(tokens)
        if re.fullmatch(_COUNTED, token[0]) and not (i and tokens[i - 1][0] in _NUMBERED)
    ]
    nouns = [i for i, token in enumerate(tokens) if means(noun, token[0])] if numbers else []
    pairs = [(abs(n - i), n, i) for n in nouns for i in numbers if n != i and abs(n - i) <= _NEAR]
    for _, n, i in sorted(pairs):
        if n == i + 1 or not _in_date(
            tokens[i].start(), folded
        ):  # `2000 scholen` are counted, `in 2000 de scholen` not
            last = next(j for j in range(max(n, i), len(tokens)) if j + 1 not in nouns)  # `42 jeugdhulp regio's`
            return [(tokens[min(n, i)].start(), tokens[last].end())]
    return []


def _in_date(place: int, folded: str) -> bool:
    return any(start <= place < end for start, end in _dates(folded))


def _names(words: str) -> list[Span]:
    """Return the spans of names of people, organisations and places, but no word that only opens a sentence."""
    found = []
    for match in _NAME.finditer(words):
        start, end = match.span()
        first, space, rest = match[0].partition(" ")
        if _OPENS.search(words[:start]) and not content_words(first):
            start += len(first + space)
        opens = _OPENS.search(words[:start]) and not rest and not re.search(r"\w[A-Z]", first)
        if content_words(words[start:end]) and not opens:
            found.append((start, end))
    return found


def _moments(words: str) -> list[Span]:
    return _dates(words) + [match.span() for match in _MOMENT.finditer(words)]


def _dates(words: str) -> list[Span]:
    dates = [(date.start, date.end) for date in find_dates(words)]
    years = [match.span() for match in re.finditer(r"\b(?:19|20)\d{2}(?:[/–-](?:19|20)?\d{2})?\b", words)]
    return dates + [year for year in years if not any(start <= year[0] < end for start, end in dates)]
