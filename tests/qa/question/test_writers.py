"""From whom letters are, by their head and their signature."""

from __future__ import annotations

import pytest

from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from qa.question.writers import office_and_signer, said_by, signers
from tests.support.letter_index import index_letters

WROTE = {
    "pont": frozenset({"m", "verhoef", "wethouder", "verkeer"}),
    "brug": frozenset({"l", "bakker", "wethouder", "zorg"}),
    "raad": frozenset[str](),
}


@pytest.mark.parametrize(
    ("question", "words", "ids"),
    [
        ("Wat schreef wethouder Verhoef over de pont?", "schreef wethouder Verhoef", {"pont"}),
        ("Wat vindt de heer Bakker van de pont?", "vindt de heer Bakker", {"brug"}),
        ("Wat zegt L. Bakker over Zorg?", "zegt L. Bakker", {"brug"}),
        ("Wat schreef de wethouder over de pont?", "", set()),
        ("Wat schreef Jansen over de pont?", "", set()),
        ("Wanneer vaart de pont van Verhoef?", "", set()),
    ],
)
def test_who_is_asked_to_have_said_it_has_signed_letters(question: str, words: str, ids: set[str]) -> None:
    assert said_by(question, WROTE.items()) == (words, ids)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    letter = (
        "{office}\nDatum: {day} mei 2022\nOnderwerp: Het veer\n\nBeste bewoners,\n\n{text}\n\n"
        "Hoogachtend,\n\n{signer}\n"
    )
    letters = {
        "pont.txt": letter.format(
            office="Gemeente Duinrand", day=3, text="De pont vaart elke dag.", signer="M. Verhoef\nwethouder Verkeer"
        ),
        "boot.txt": letter.format(
            office="Stichting De Boot", day=4, text="De pont vaart in mei niet.", signer="Stichting De Boot"
        ),
    }
    return index_letters(letters, tmp_path_factory.mktemp("wie schreef"))


@pytest.mark.embedder
def test_a_letter_says_itself_from_whom_it_is(library: Library, settings: Settings) -> None:
    found = {letter.date: letter for letter in library.letters.values()}
    pont, boot = found["2022-05-03"], found["2022-05-04"]
    assert {"gemeente", "duinrand", "verhoef", "wethouder"} <= office_and_signer(library.document_of(pont), pont)
    assert {"verhoef", "verkeer"} <= signers(library.document_of(pont), pont)
    assert signers(library.document_of(boot), boot) == frozenset()
    answer = ask("Wat schreef wethouder Verhoef over de pont?", library=library, settings=settings)
    assert [each.text for each in answer.sentences] == ["De pont vaart elke dag."]
    for question in ("Hoeveel brieven zijn er van de gemeente Duinrand?", "Wat is de nieuwste brief van Duinrand?"):
        answer = ask(question, library=library, settings=settings)
        assert [each.citations[0].letter.date for each in answer.sentences] == ["2022-05-03"], question
