"""What a quote needs beside it to be read by itself."""

from __future__ import annotations

from index.records import Document, Letter
from qa.records import Citation, cite
from ui.wording.around import Around, around, lead

_CUT = (
    "- Naar aanleiding daarvan is een expliciete vraag opgenomen over hoe we er voor zorgen dat – gegeven\n\n"
    "het lerarentekort en de hoge werkdruk – leraren de juiste ondersteuning krijgen.\n\nDatum\n15 maart 2023\n"
)


def _quoted(words: str, text: str) -> tuple[Citation, Document]:
    document = Document("d1", "brief.txt", "text/plain", text)
    letter = Letter("l1", "d1", "brief", None, None, None, None, None, 0, len(text))
    start = text.index(words)
    return cite(document, letter, start, start + len(words)), document


def test_what_a_pronoun_points_to_stands_before_it() -> None:
    text = "U zet de ambitie voor 2035 neer.² Dit betekent niet dat het in 2035 af is."
    assert around(*_quoted("Dit betekent niet dat het in 2035 af is.", text)) == Around(
        "U zet de ambitie voor 2035 neer.", ""
    )


def test_a_pronoun_at_the_start_of_a_paragraph_points_to_nothing_that_is_sure() -> None:
    text = "Met groet aan allen.\n\nDit betekent niet dat het in 2035 af is."
    assert around(*_quoted("Dit betekent niet dat het in 2035 af is.", text)) == Around()


def test_a_sentence_that_a_page_break_cuts_is_read_to_its_end() -> None:
    quote = _CUT[: _CUT.index("\n\n")]
    assert around(*_quoted(quote, _CUT)) == Around(
        "", "het lerarentekort en de hoge werkdruk – leraren de juiste ondersteuning krijgen."
    )


def test_items_of_a_list_are_not_joined() -> None:
    text = "Nodig is:\n\ninclusievere opleidingen voor leraren\n\nfinanciële ruimte voor de scholen.\n"
    assert around(*_quoted("inclusievere opleidingen voor leraren", text)) == Around()


def test_a_quote_may_lead_with_what_it_points_to() -> None:
    quote = "De bus rijdt op maandag. Dat is gratis."
    assert quote[lead(quote) :] == "Dat is gratis."
    assert lead("De bus rijdt op maandag. De les is gratis.") == 0
    assert lead("Dat is gratis.") == 0
