"""What the terminal prints of an answer, and of one that was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from rich.console import Console

from index.records import Letter
from qa.as_json import answer_line
from qa.exchanges import exchange
from qa.records import Answer, cite
from tests.support.records import hit_on
from ui.cli.exchanges import print_exchanges
from ui.cli.print_answers import print_answer

BUILT = hit_on("De aanleg begint in\nseptember.", title="Nieuwe speeltuinen", date="2024-05-03")
QUOTE = cite(BUILT.document, BUILT.hit.letter, 0, 30)
NOT_FOUND = Answer(
    "Hoe lang duurt de aanleg?",
    "Hoe lang duurt de aanleg?",
    "not_found",
    "quotes",
    notice="Dit staat er niet met zoveel woorden.",
    nearest=(QUOTE,),
)


def document_of(letter: Letter) -> object:
    return BUILT.documents[letter.document_id]


LIBRARY: Any = SimpleNamespace(document_of=document_of)


def printed(answer: Answer) -> list[str]:
    console = Console(width=120, no_color=True)
    with console.capture() as capture:
        print_answer(console, answer, LIBRARY)
    return capture.get().splitlines()


def test_what_is_nearest_is_quoted_under_a_heading_of_its_own() -> None:
    assert printed(NOT_FOUND) == [
        "Niet gevonden, wel iets in de buurt",
        "Dit staat er niet met zoveel woorden.",
        "",
        "Dit komt het dichtst in de buurt:",
        "[1] Nieuwe speeltuinen, 3 mei 2024 — brief.txt, pagina 1",
        "    “De aanleg begint in september.”",
    ]


def test_it_is_announced_in_the_readers_language() -> None:
    assert "This comes closest:" in printed(replace(NOT_FOUND, language="en"))


def test_where_nothing_is_near_nothing_is_quoted() -> None:
    assert printed(replace(NOT_FOUND, nearest=())) == [
        "Niet gevonden in de brieven",
        "Dit staat er niet met zoveel woorden.",
    ]


def kept(line: dict[str, Any]) -> str:
    console = Console(width=120, no_color=True)
    with console.capture() as capture:
        print_exchanges(console, [(exchange(line, asked_at=datetime.now(UTC)), ())], whole=True)
    return capture.get()


def test_an_exchange_keeps_what_was_nearest_and_one_of_before_has_none() -> None:
    line = answer_line(NOT_FOUND, library=LIBRARY)
    near = "  Dichtst in de buurt: brief.txt, pagina 1: “De aanleg begint in september.”"
    assert near in kept(line).splitlines()
    del line["nearest"]
    assert "Dichtst in de buurt" not in kept(line)
