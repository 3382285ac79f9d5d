"""The sentences of an answer as HTML, each with its numbered citations. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.records import Sentence
from ui.page.marks_html import with_asked
from ui.page.sources_html import Key, cite_link, cited, key_of, numbered
from ui.page.translation_html import Translation, translation_html
from ui.wording.display import foreign, in_language, newest_date, older_note, shown


def sentences_html(
    sentences: Sequence[Sentence],
    key: str,
    *,
    running: bool,
    language: str,
    translation: Translation | None = None,
    more: str = "",
    dated: bool = False,
) -> str:
    """Return the sentences, `running` on in `language`, else as a list of what letters say, with `more` at the end.

    `dated`: the letters do not say the same, so each sentence shows the date of the newest letter that it cites.
    """
    if not sentences:
        return ""
    numbers = numbered(cited(sentences))
    lines = [
        f'<span class="bw-say">{_words(sentence)}</span> '
        f"{_marks(sentence, numbers, key)}{_date(sentence) if dated else ''}{_older(sentence)}"
        for sentence in sentences
    ]
    if running:
        text = " ".join(f'<span class="bw-line">{line}</span>' for line in lines)
        return f'<p class="bw-text"{foreign(language)}>{text} {more}</p>'
    # Sentences taken from several places do not run on: each stands by itself.
    beside = [_beside(sentence, translation) for sentence in sentences]
    items = "".join(f"<li>{line}{words}</li>" for line, words in zip(lines, beside, strict=True))
    return f'<ul class="bw-text"{in_language("nl")}>{items}</ul>'


def _words(sentence: Sentence) -> str:
    """Return a sentence for display; where it is a quote as it stands, with what was asked for in it shown strong."""
    first = sentence.citations[0]
    return with_asked(first, shown) if _is_quote(sentence) else shown(sentence.text)


def _is_quote(sentence: Sentence) -> bool:
    return len(sentence.citations) == 1 and shown(sentence.text) == shown(sentence.citations[0].quote)


def _beside(sentence: Sentence, translation: Translation | None) -> str:
    return translation_html(translation, sentence.citations[0].quote) if translation and _is_quote(sentence) else ""


def _marks(sentence: Sentence, numbers: Mapping[Key, int], key: str) -> str:
    by_number = {numbers[key_of(citation)]: citation for citation in sentence.citations}
    return "".join(cite_link(citation, number, key) for number, citation in sorted(by_number.items()))


def _date(sentence: Sentence) -> str:
    date = newest_date(sentence)
    return f' <span class="bw-date bw-say"{in_language("nl")}>({shown(date)})</span>' if date else ""


def _older(sentence: Sentence) -> str:
    if sentence.older is None:
        return ""
    return f'<span class="bw-older bw-say"{in_language("nl")}>{shown(older_note(sentence.older))}</span>'
