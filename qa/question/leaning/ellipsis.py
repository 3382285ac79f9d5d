"""Questions that leave out what the one before them said: `En de PO-Raad?`, `En in 2024?`, `Waarom?`. Pure.

What a follow-up names takes the place of what is of the same kind in the question before: a party that of a party, a
time that of a time, a letter that of a letter, a phrase that of one with the same preposition. All else carries over.
"""

from __future__ import annotations

import re

from index.dutch.word_lists import any_of, kinds, rows
from index.dutch.words import fold, question_words, stop_words
from index.search.named import dates_in
from qa.question.leaning.noun_phrases import (
    DETERMINERS,
    PREPOSITIONS,
    capital,
    is_office,
    is_party,
    is_phrase,
    is_plural,
    is_short_form,
    led,
    phrases,
)

_LEADS = re.compile(r"\A(?:(?:en|maar|dus|ook)\s+)+(?:dan\s+|ook\s+)?", re.IGNORECASE)
_TAIL = re.compile(r"[\s?!.]+$|\s+(?:dan|ook)[\s?!.]*$", re.IGNORECASE)
_THOSE_OF = re.compile(r"\A(?:\w+ )?(?:die|dat) (van|uit) ", re.IGNORECASE)  # en in die van 2024
_ADVERB = re.compile(r"waarom|wanneer|waar|hoe|hoe (?:lang|vaak|snel)|hoelang|door wie|voor wie", re.IGNORECASE)
_BELONGS = re.compile(r" (?:met|zonder|van|uit)\b", re.IGNORECASE)
_SWAPPED = re.compile(r"(?:waarom|wanneer)\b", re.IGNORECASE)
_WHETHER = re.compile(rf"{any_of(kinds('grammar/verbs.tsv', 'whether'))}\s", re.IGNORECASE)
_LETTER = re.compile(
    r"(?:de |het |een )?[\w-]*(?:brief|nota|notitie|memo)(?: van (?:de |het )?[A-Z][\w-]*)?(?: (?:van|uit) "
    r"[\d][\w .-]*?\d{4})?"
    r"(?= |$)"
)
_SAYS = {one: many for one, many, *_ in rows("grammar/plurals_of_verbs.tsv")}
_SAY = {**{one: one for one in _SAYS}, **{many: one for one, many in _SAYS.items()}}
_ASKS = frozenset("wat hoe hoeveel waarover waarom wanneer waarvoor".split())
_MOST = 8  # words of what is named


def filled_in(question: str, before: str) -> str | None:
    """Return the whole question that `question` stands for after `before`, or None where that is not sure."""
    named = _TAIL.sub("", _TAIL.sub("", _LEADS.sub("", question.strip(), count=1)))
    if _ADVERB.fullmatch(named):
        return _asked_by(named, before)
    named = _THOSE_OF.sub(r"\1 ", named)
    said, opening = named.split(), bool(_LEADS.match(question.strip()))
    if not opening or not 0 < len(said) <= _MOST or not _only_names(said):
        return None
    body = before.strip().rstrip(" ?!.")
    if len(fold(body)) != len(body):
        return None
    found = (
        _with_time(named, body) or _with_letter(named, body) or _with_party(named, body) or _with_phrase(named, body)
    )
    return f"{found}?" if found else None


def without_dates(text: str) -> str:
    """Return `text` without its dates and the prepositions before them."""
    for start, end, _ in reversed(dates_in(fold(text)) if len(fold(text)) == len(text) else []):
        lead = re.search(r"\s+(?:(?:in|op|van|uit|sinds|vanaf)\s+)?(?:het jaar\s+)?$", text[:start], re.IGNORECASE)
        text = text[: lead.start() if lead else start] + text[end:]
    return text


def _asked_by(adverb: str, before: str) -> str | None:
    """Return `before` asked by an adverb: Dutch keeps the verb where it is."""
    body = before.strip()
    if _WHETHER.match(body):
        return f"{adverb.capitalize()} {body[0].lower()}{body[1:]}"
    if (swapped := _SWAPPED.match(body)) and adverb.lower() in ("waarom", "wanneer", "waar", "hoe"):
        return adverb.capitalize() + body[swapped.end() :]
    return None


def _only_names(said: list[str]) -> bool:
    """True for what only names something: no verb, nothing that points back, no question word."""
    folded = [fold(word) for word in said]
    names_only = stop_words() - PREPOSITIONS - DETERMINERS
    rest = [word for word in folded if word not in PREPOSITIONS and word not in DETERMINERS]
    return (
        bool(rest)
        and not any(word in names_only or word in question_words() for word in rest)
        and not {"die", "dat", "dit", "deze"} & set(folded)
        and not (folded[-2:-1] == ["een"] and folded[-1].endswith("e"))  # voor een gezonde: what?
    )


def _with_time(named: str, body: str) -> str | None:
    lead, bare = led(named)
    times = dates_in(fold(bare))
    if len(times) != 1 or fold(re.sub(r"(?i)^het jaar ", "", bare)) != fold(bare)[slice(*times[0][:2])]:
        return None
    known = dates_in(fold(body))
    if not known:
        return f"{body} {lead or 'in'} {bare}"
    if len(known) > 1:
        return None
    start, end, _ = known[0]
    before = re.search(r"\b(in|op|sinds|vanaf)\s+(?:het jaar\s+)?$", body[:start], re.IGNORECASE)
    if before:
        return f"{body[: before.start()]}{lead or before[1]} {bare}{body[end:]}"
    return f"{body[:start]}{bare}{body[end:]}"


def _with_letter(named: str, body: str) -> str | None:
    _, bare = led(named)
    known = list(_LETTER.finditer(body))
    if not _LETTER.fullmatch(bare) or len(known) != 1:
        return None
    return body[: known[0].start()] + bare + body[known[0].end() :]


def _with_party(named: str, body: str) -> str | None:
    """Return `body` with another party behind the same preposition, or as the one who speaks or acts."""
    lead, bare = led(named)
    if not is_party(bare.split()) or lead not in ("", "van", "voor", "door", "aan", "volgens", "bij"):
        return None
    if not lead and (found := _with_actor(bare, body)):
        return found
    for start, end, preposition in phrases(body):
        old = body[start:end].split()
        if lead in (preposition, "") and preposition in ("van", "door", "aan", "volgens") and is_party(old):
            return body[:start] + bare + body[end:]
    return _with_actor(bare, body) if lead in ("van", "volgens") else None


def _with_actor(bare: str, body: str) -> str | None:
    said = body.split()
    if len(said) < 3 or said[0].lower() not in _ASKS or said[1].lower() not in _SAY:
        return None
    end = next((i for i, word in enumerate(said) if i > 1 and word.lower() in PREPOSITIONS), len(said))
    if end + 1 < len(said) and is_office(said[end - 1 : end + 2]):
        end += 2
    old, new = said[2:end], bare.split()
    if (
        not old
        or not is_party(old)
        or (len(new) == 1 and capital(new[0]) and not is_short_form(new[0]) and len(old) > 1)
    ):
        return None
    one = _SAY[said[1].lower()]
    return " ".join([said[0], _SAYS[one] if is_plural(new) else one, *new, *said[end:]])


def _with_phrase(named: str, body: str) -> str | None:
    lead, bare = led(named)
    if not lead or not is_phrase(bare.split()):
        return None
    same = [(start, end) for start, end, preposition in phrases(body) if preposition == lead]
    same = [
        (start, end)
        for start, end in same
        if not _LETTER.match(body[start:end]) and not dates_in(fold(body[start:end]))
    ]
    if not same:
        return f"{body} {named}" if not re.search(rf"\b{lead}\b (?!\d|\w*(?:brief|nota|notitie))", body) else None
    start, end = same[-1]
    ambiguous = _BELONGS.match(body[end:])  # leerlingen met dyslexie: is it of what is replaced?
    if ambiguous or not is_phrase(body[start:end].split()):
        return None
    return body[:start] + bare + body[end:]
