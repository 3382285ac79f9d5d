"""Where else the same words stand: on the page, in the terminal and as JSON."""

from __future__ import annotations

import io
import json
from typing import cast

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from index.records import Document, Hit, Letter, Passage, Twin
from index.search.library import Library
from qa.as_json import hit_line
from qa.records import Answer, Citation, Sentence
from ui.cli.print_answers import print_answer, print_hits
from ui.page.html.answer import answer_html
from ui.wording.also_in import also_in, letters_with

SAID = "De weg gaat veertien\nweken dicht."
TEXT = f"{SAID} De bakker blijft open. <b>Einde</b>"
DOCUMENT = Document("d", "weg.txt", "text/plain", TEXT)


def letter(number: int, **data: str | None) -> Letter:
    fields: dict[str, str | None] = {"kind": "nota", "title": None, "sender": None, "recipient": None, "date": None}
    return Letter(f"l{number}", "d", start=0, end=len(TEXT), **(fields | {"reference": None} | data))  # type: ignore[arg-type]


MARCH = letter(1, date="2023-03-15", reference="37318203")
JANUARY = letter(2, date="2023-01-18", reference="35510596")
ANNEX = letter(3, kind="bijlage", title="Plan <b>B</b>")
FULL = len("De weg gaat veertien\nweken dicht. De bakker blijft open.")


def found(*twins: Letter, text: str = TEXT[:FULL]) -> Hit:
    also = tuple(Twin(Passage(f"p{twin.id}", twin.id, 0, len(text), "", text), twin) for twin in twins)
    return Hit(Passage("p", "l1", 0, FULL, "", TEXT[:FULL]), MARCH, 1, 0.5, also=also)


def answered(hit: Hit, quote: str = SAID) -> Answer:
    sentence = Sentence(quote, (Citation(MARCH, 1, 0, len(quote), quote),))
    return Answer("Hoe lang?", "Hoe lang?", "answered", "quotes", (sentence,), hits=(hit,))


class OneDocument:
    """The part of a library that tells where a letter stands."""

    def document_of(self, letter: Letter) -> Document:
        return {"d": DOCUMENT}[letter.document_id]


LIBRARY = cast(Library, OneDocument())


def printed(hit: Hit, *, answer: bool) -> str:
    console = Console(file=io.StringIO(), width=200, no_color=True)
    if answer:
        print_answer(console, answered(hit), LIBRARY)
    else:
        print_hits(console, [hit], LIBRARY)
    return cast(io.StringIO, console.file).getvalue()


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("", []),
        ("Staat ook in: nota van 18 januari 2023 (kenmerk 35510596)", [JANUARY]),
        ("Staat ook in: bijlage “Plan <b>B</b>”", [ANNEX]),
        ("Staat ook in: brief van Gemeente Vliet", [letter(4, kind="brief", sender="Gemeente Vliet")]),
        ("Staat ook in: nota (kenmerk 7); nota", [letter(5, reference="7"), letter(6)]),
    ],
)
def test_other_letters_are_named_by_kind_date_and_reference(said: str, letters: list[Letter]) -> None:
    assert also_in(letters) == said


def test_other_letters_are_named_in_the_language_of_the_page() -> None:
    assert also_in([JANUARY], "en") == "Also in: memorandum of 18 January 2023 (reference 35510596)"


def test_only_letters_that_have_the_very_quote_are_named_beside_it() -> None:
    (sentence,) = answered(found()).sentences
    (citation,) = sentence.citations
    assert letters_with(citation, [found(JANUARY, ANNEX)]) == [JANUARY, ANNEX]
    assert letters_with(citation, [found(JANUARY, text="De weg gaat veertien weken dicht. Meer niet.")]) == [JANUARY]
    assert letters_with(citation, [found(JANUARY, text="De weg ging veertien weken dicht.")]) == []
    other = Citation(JANUARY, 1, 0, len(SAID), SAID)
    assert letters_with(other, [found(ANNEX)]) == [], "the hit is not of the letter that is cited"


def test_the_card_of_a_source_says_where_else_it_stands() -> None:
    shown = answer_html(answered(found(JANUARY, ANNEX)), documents={"d": DOCUMENT}, key="bw-1")
    soup = BeautifulSoup(shown.sources, "html.parser")
    assert [line.text for line in soup.select("details > p.bw-facts")] == [
        "Staat ook in: nota van 18 januari 2023 (kenmerk 35510596); bijlage “Plan <b>B</b>”."
    ]
    plain = answer_html(answered(found()), documents={"d": DOCUMENT}, key="bw-1")
    assert "Staat ook in" not in plain.sources


@pytest.mark.parametrize("answer", [True, False])
def test_the_terminal_says_where_else_it_stands(answer: bool) -> None:
    assert "Staat ook in: nota van 18 januari 2023 (kenmerk 35510596)\n" in printed(found(JANUARY), answer=answer)
    assert "Staat ook in" not in printed(found(), answer=answer)


def test_a_hit_as_json_has_the_places_where_else_it_stands() -> None:
    line = hit_line(found(JANUARY, ANNEX), library=LIBRARY)
    assert json.loads(json.dumps(line))["also"] == [
        {"file": "weg.txt", "letter_id": "l2", "reference": "35510596", "date": "2023-01-18", "page": 1, "start": 0,
         "end": FULL},
        {"file": "weg.txt", "letter_id": "l3", "reference": None, "date": None, "page": 1, "start": 0, "end": FULL},
    ]  # fmt: skip
    assert hit_line(found(), library=LIBRARY)["also"] == []
