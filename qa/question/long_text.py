"""A text around a question, as a mail that somebody pastes, brought back to what it asks. Pure."""

from __future__ import annotations

import re
from functools import cache

from index.dutch.sentences import sentences
from index.dutch.word_lists import any_of, rows
from index.dutch.words import content_words

LONGEST_QUESTION = 1_000
"""Characters that are searched at most."""

_MAIL = 250  # characters from which a text may have more in it than what it asks
_SUBJECT = 2  # content words from which a sentence asks something by itself: `Snapt u dat?` does not
_WRAPPED = re.compile(r"(?<=[^\n]{50})(?<![.!?:;\s])\s?\n(?=[ \t]*[a-zà-ÿ])")  # a full line that goes on in the next
_LINE = re.compile(r"\n+|(?<=[.!?؟])\s+(?=[^\x00-\u024f])")  # scripts whose capitals, if any, are not Latin
_ASKED = re.compile(r"[?؟][\"'’”»)\]]*\Z")
_STOP = re.compile(r"(?<=[.!?؟])\s+")
_OUTCRY = re.compile(r"!\W*\Z|\A\W*(?:wat een|what an?)\b.*[^?]\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:dat|of|en)\b|[,;:]")
_REQUESTS = "grammar/requests.tsv"
_KINDS = ("wish", "tell", "teller", "asks", "whether")


def question_in(text: str, *, longest: int = LONGEST_QUESTION) -> str:
    """Return what `text` asks: a short text without outcries, of a longer one the sentences that ask something, each
    once: those with a question mark before others, of those the last ones that fit; without those its last sentences
    where it has more than `longest` characters. What is returned stands in `text`, but for white space and outcries.
    """
    text = _WRAPPED.sub(" ", text.strip())
    if len(text) <= min(longest, _MAIL):
        return _without_outcries(text)
    said = [text[start:end] for line in _lines(text) for start, end in sentences(text, *line)]
    asking = asking_in(said)
    if not asking and len(text) <= longest:
        return text
    left = list(dict.fromkeys(asking or said))
    chosen: list[str] = []
    marked = [each for each in left if _ASKED.search(each)] if asking else []
    for sentence in [*reversed(marked), *(each for each in reversed(left) if each not in marked)]:
        if len(" ".join([sentence, *chosen])) > longest:
            break
        chosen.append(sentence)
    return " ".join(sorted(chosen, key=left.index)) or text[:longest].rsplit(maxsplit=1)[0]


def asking_in(said: list[str]) -> list[str]:
    """Return those of the sentences that ask something, from where they ask it, in order: `Graag hoor ik hoeveel het
    kost` asks *hoeveel het kost*.
    """
    asking = [asked for sentence in said if (asked := _asked(sentence))]
    with_subject = [each for each in asking if _opens(each) or len(content_words(each)) >= _SUBJECT]
    return with_subject or asking


def _without_outcries(text: str) -> str:
    """Return a text without the sentences that only cry out, as `Wat een onzin!`, where what is left asks something by
    itself.
    """
    said = _STOP.split(text)
    rest = [each for each in said if not _OUTCRY.search(each) or _asked(each)]
    asks = any(_ASKED.search(each) and len(content_words(each)) >= _SUBJECT for each in rest)
    return " ".join(rest) if asks and len(rest) < len(said) else text


def _lines(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(place for line in _LINE.finditer(text) for place in line.span()), len(text)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _asked(sentence: str) -> str:
    """Return a sentence from where it asks something; "" for one that asks nothing."""
    for wish, tell, teller, opens, whole in _languages():
        wished = wish.search(sentence) or _told_to(sentence, tell, teller)
        if wished is None:
            continue
        if asks := opens.search(sentence, wished.end()):
            return sentence[asks.start() :]
        if whole.search(sentence) or opens.search(sentence):
            return sentence
    return sentence if _ASKED.search(sentence) else ""


def _told_to(sentence: str, tell: re.Pattern[str], teller: re.Pattern[str]) -> re.Match[str] | None:
    """Return where somebody is told to tell: `leg uit waarom`; None where the writer does so, `ik leg uit waarom`."""
    if (found := tell.search(sentence)) is None:
        return None
    clause = _CLAUSE.split(sentence[: found.end()])[-1]
    return None if teller.search(clause) or teller.match(sentence, found.end() + 1) else found


def _opens(sentence: str) -> bool:
    """True when a sentence has a word that asks, or goes on with `en`: it need not have a subject of its own."""
    return any(opens.search(sentence) for *_, opens, _ in _languages()) or bool(_GOES_ON.match(sentence))


_GOES_ON = re.compile(r"(?:en|and|und|et|ve|و|і|та|i)\b", re.IGNORECASE)


@cache
def _languages() -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return, language by language, what finds a wish to know, a word for telling, the writer as the one who does that,
    a word that asks, and one that asks whether.
    """
    forms: dict[str, dict[str, list[str]]] = {}
    for language, kind, words in rows(_REQUESTS):
        forms.setdefault(language, {kind: [] for kind in _KINDS})[kind] += words.replace("_", " ").split(",")
    return tuple(tuple(_pattern(kinds[kind]) for kind in _KINDS) for kinds in forms.values())


def _pattern(forms: list[str]) -> re.Pattern[str]:
    if not forms:
        return re.compile(r"(?!)")
    either = any_of(each.strip() for each in forms).replace(r"\ …\ ", r"(?:\W+\w+){0,4}?\W+")
    return re.compile(rf"(?<!\w){either}(?!\w)", re.IGNORECASE)
