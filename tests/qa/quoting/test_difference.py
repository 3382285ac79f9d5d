"""Letters that mention something, and what letters that are compared differ in."""

from __future__ import annotations

import pytest

from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from qa.notices import notice
from tests.support.letter_index import index_letters

pytestmark = pytest.mark.embedder

LETTER = """Stichting De Waard
Datum: {date}
Kenmerk: {reference}
Onderwerp: Taalklassen

Beste ouders,

{text}

Met vriendelijke groet,

F. Aydin
bestuurder Stichting De Waard
"""
LETTERS = {
    "w2302.txt": LETTER.format(
        date="3 februari 2023", reference="W-2302", text="Een leerling blijft ten hoogste een jaar in de taalklas."
    ),
    "w2501.txt": LETTER.format(
        date="20 januari 2025",
        reference="W-2501",
        text="Een leerling blijft ten hoogste anderhalf jaar in de taalklas. De wachtlijst telt twaalf leerlingen.",
    ),
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters(LETTERS, tmp_path_factory.mktemp("home"))


def test_letters_that_are_compared_are_each_quoted(library: Library, settings: Settings) -> None:
    question = "Wat is het verschil tussen brief W-2302 en brief W-2501 over de tijd in de taalklas?"
    answer = ask(question, library=library, settings=settings)
    assert [each.citations[0].letter.reference for each in answer.sentences] == ["W-2501", "W-2302"]
    assert answer.sentences[0].text == "Een leerling blijft ten hoogste anderhalf jaar in de taalklas."
    assert notice("side_by_side", "nl") in answer.notice


@pytest.mark.parametrize(
    "question", ["Welke brieven noemen de wachtlijst?", "Hoeveel brieven gaan over de wachtlijst?"]
)
def test_letters_that_mention_something_are_listed_and_counted(
    question: str, library: Library, settings: Settings
) -> None:
    answer = ask(question, library=library, settings=settings)
    cited = [citation for each in answer.sentences for citation in each.citations]
    assert [(each.letter.reference, each.quote) for each in cited] == [
        ("W-2501", "De wachtlijst telt twaalf leerlingen.")
    ]
    assert answer.notice == notice("letters_mention", "nl", n="1")


def test_of_what_no_letter_mentions_none_is_listed(library: Library, settings: Settings) -> None:
    assert ask("Welke brieven noemen de zwemles?", library=library, settings=settings).status == "not_found"
