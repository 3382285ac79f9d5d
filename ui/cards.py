"""An answer as HTML: its sentences with numbered citations, and a card for every letter that they rest on.

Pure. Every text from a letter, a question or a model passes through `shown`, which escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from index.dutch.dates import written_out
from index.records import Document, Hit, Letter
from qa.records import Answer, Citation, Sentence, Status
from ui.also import also_in, letters_with
from ui.asked import with_asked
from ui.context import in_context

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

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-–•*]|\d{1,2}[.)])\s)")

_LABEL: dict[Status, str] = {
    "answered": "Dit staat in de brieven",
    "partial": "Een deel van het antwoord",
    "not_found": "Niet gevonden in de brieven",
    "refused": "Geen vraag over de brieven",
}
_NO_NOTICE: dict[Status, str] = {
    "answered": "",
    "partial": "Niet op elk deel van uw vraag geven de brieven antwoord.",
    "not_found": "De brieven geven geen antwoord op deze vraag. Probeer andere woorden.",
    "refused": "Briefwijzer beantwoordt alleen vragen over de brieven. Stel uw vraag anders.",
}
_QUOTED = "Dit zijn letterlijke zinnen uit de brieven."
_FROM_DATA = "Dit komt uit de gegevens van de brief. Bij de bron staan de letterlijke woorden."
_WRITTEN = "Een taalmodel schreef deze zinnen. Bij elke zin staat de plek in de brief waarop de zin rust."
_NEAREST = 3
_TEASER = 90

Key = tuple[str, int, int]


@dataclass(frozen=True)
class Shown:
    """Two pieces of escaped HTML: the answer, and the cards that it cites (empty when it cites nothing)."""

    answer: str
    sources: str


def answer_html(answer: Answer, *, documents: Mapping[str, Document], key: str) -> Shown:
    """Return `answer` as HTML. `key` makes the ids on the page unique: letters, digits and dashes only."""
    numbers = _numbers(answer.sentences)
    parts = [f"<h2>{shown(answer.question)}</h2>"]
    if _plain(answer.searched_for) != _plain(answer.question):
        parts.append(f'<p class="bw-searched">Ik zocht op: {shown(answer.searched_for)}</p>')
    parts.append(f'<p class="bw-status">{_LABEL[answer.status]}</p>')
    parts.append(_sentences(answer, numbers, key))
    nearest = _nearest(answer.hits) if answer.status == "not_found" else []
    notice = _without(answer.notice, nearest) or _NO_NOTICE[answer.status]
    if notice:
        parts.append(f'<p class="bw-notice">{shown(notice)}</p>')
    if nearest:
        parts.append(_list(nearest))
    if answer.sentences:
        parts.append(f'<p class="bw-mode">{_origin(answer)}</p>')
    body = "\n".join(part for part in parts if part)
    article = f'<article class="bw-answer bw-{answer.status}" id="{key}" tabindex="-1">\n{body}\n</article>'
    return Shown(article, _sources(numbers, answer, documents, key))


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


def letter_name(letter: Letter) -> str:
    """Return what a letter is called: its title, else `Brief van` its sender."""
    if letter.title:
        return letter.title
    return f"{letter.kind.capitalize()} {f'van {letter.sender}' if letter.sender else 'zonder titel'}"


def letter_facts(letter: Letter) -> str:
    """Return as one plain line what is known of a letter and not already in its name."""
    facts = [
        letter.kind.capitalize() if letter.title else "",
        f"van {letter.sender}" if letter.title and letter.sender else "",
        written_out(letter.date) if letter.date else "zonder datum",
        f"kenmerk {letter.reference}" if letter.reference else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _numbers(sentences: Iterable[Sentence]) -> dict[Key, int]:
    """Number the cited spans from 1 in the order in which a reader meets them."""
    keys = (_key(citation) for sentence in sentences for citation in sentence.citations)
    return {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}


def _key(citation: Citation) -> Key:
    return citation.letter.id, citation.start, citation.end


def _sentences(answer: Answer, numbers: Mapping[Key, int], key: str) -> str:
    if not answer.sentences:
        return ""
    lines = [f"{_words(sentence)} {_marks(sentence, numbers, key)}" for sentence in answer.sentences]
    if answer.mode == "model":
        return f'<p class="bw-text">{" ".join(lines)}</p>'
    # Sentences taken from several places do not run on: each stands by itself.
    return '<ul class="bw-text">' + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _words(sentence: Sentence) -> str:
    """Return a sentence for display; where it is a quote as it stands, with what was asked for in it shown strong."""
    first = sentence.citations[0]
    literal = len(sentence.citations) == 1 and shown(sentence.text) == shown(first.quote)
    return with_asked(first, shown) if literal else shown(sentence.text)


def _marks(sentence: Sentence, numbers: Mapping[Key, int], key: str) -> str:
    cited = {numbers[_key(citation)]: citation for citation in sentence.citations}
    links = []
    for number, citation in sorted(cited.items()):
        label = f"Bron {number}: {shown(letter_name(citation.letter))}, pagina {citation.page}"
        links.append(f'<a class="bw-cite" href="#{key}-{number}" aria-label="{label}">[{number}]</a>')
    return "".join(links)


def _origin(answer: Answer) -> str:
    """Return whose words the sentences are."""
    if answer.mode == "model":
        return _WRITTEN
    literal = all(
        any(shown(sentence.text) in shown(citation.quote) for citation in sentence.citations)
        for sentence in answer.sentences
    )
    return _QUOTED if literal else _FROM_DATA


def _nearest(hits: Sequence[Hit]) -> list[Letter]:
    return list({hit.letter.id: hit.letter for hit in hits}.values())[:_NEAREST]


def _without(notice: str, letters: Sequence[Letter]) -> str:
    """Return the sentences of a notice before the one that names `letters`: a list says that better."""
    names = [letter.title or letter.sender for letter in letters]
    places = [notice.find(name) for name in names if name]
    if not places or min(places) < 0:
        return notice
    return notice[: notice.rfind(". ", 0, min(places)) + 1]


def _list(letters: Sequence[Letter]) -> str:
    items = "".join(
        f"<li><strong>{shown(letter_name(letter))}</strong><br>{shown(letter_facts(letter))}</li>" for letter in letters
    )
    return f"<p>Deze brieven komen er het dichtst bij:</p><ul>{items}</ul>"


def _sources(numbers: Mapping[Key, int], answer: Answer, documents: Mapping[str, Document], key: str) -> str:
    cited = {_key(citation): citation for sentence in answer.sentences for citation in sentence.citations}
    by_letter: dict[str, list[tuple[int, Citation]]] = {}
    for span, number in numbers.items():
        by_letter.setdefault(span[0], []).append((number, cited[span]))
    if not by_letter:
        return ""
    cards = "".join(_card(citations, answer.hits, documents, key) for citations in by_letter.values())
    return f'<section class="bw-sources" aria-label="Bronnen"><h2>Waar dit staat</h2>{cards}</section>'


def _card(
    citations: Sequence[tuple[int, Citation]], hits: Sequence[Hit], documents: Mapping[str, Document], key: str
) -> str:
    letter = citations[0][1].letter
    document = documents[letter.document_id]
    places = "".join(_place(number, citation, hits, document, key) for number, citation in citations)
    return (
        f'<section class="bw-card"><h3>{shown(letter_name(letter))}</h3>'
        f'<p class="bw-facts">{shown(letter_facts(letter))}</p>'
        f'<p class="bw-facts">Bestand: {shown(document.path)}</p>{places}</section>'
    )


def _place(number: int, citation: Citation, hits: Sequence[Hit], document: Document, key: str) -> str:
    letter = (citation.letter.start, citation.letter.end)
    around = in_context(document.text, start=citation.start, end=citation.end, within=letter)
    before = ("… " if around.more_before else "") + _edge(around.before, left=False)
    after = _edge(around.after, left=True) + (" …" if around.more_after else "")
    also = also_in(letters_with(citation, hits))
    return (
        f'<details id="{key}-{number}"><summary><span class="bw-number">[{number}]</span> '
        f"Pagina {citation.page}: <q>{_teaser(citation.quote)}</q></summary>"
        f"<blockquote>{before}<mark>{with_asked(citation, _in_paragraphs)}</mark>{after}</blockquote>"
        + (f'<p class="bw-facts">{shown(also)}.</p>' if also else "")
        + f'<a class="bw-back" href="#{key}">Terug naar het antwoord</a></details>'
    )


def _edge(text: str, *, left: bool) -> str:
    """Return `text` for display, with the space or line break that stands between it and the quote."""
    white = text[: len(text) - len(text.lstrip())] if left else text[len(text.rstrip()) :]
    starts = _PARAGRAPH.match(text.lstrip(" ")) if left else _PARAGRAPH.search(white)
    between = "<br>" if starts else " " if white else ""
    words = _in_paragraphs(text)
    return f"{between}{words}" if left else f"{words}{between}"


def _in_paragraphs(text: str) -> str:
    """Return `text` as `shown` does, with a line break where a paragraph or list item starts."""
    return "<br>".join(filter(None, map(shown, _PARAGRAPH.split(text))))


def _teaser(quote: str) -> str:
    words = " ".join(readable(quote).split())
    if len(words) > _TEASER:
        words = words[:_TEASER].rsplit(" ", 1)[0] + " …"
    return escape(words)


def _plain(question: str) -> str:
    return " ".join(question.split()).casefold().rstrip(" ?.!")
