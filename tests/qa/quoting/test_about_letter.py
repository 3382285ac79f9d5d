"""Questions about letters themselves, answered from the data of the bundled letters."""

from __future__ import annotations

import pytest

from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from qa.notices import notice
from qa.records import Answer
from tests.support.letter_index import index_letters

pytestmark = pytest.mark.embedder

GROEN = """Aan: bewoners van de Veerkade
Van: Gemeente Grave
Onderwerp: Groen in de straat

Beste bewoners,

Er komen {n} nieuwe bomen. De werkgroep telt zes leden.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    letters = {
        "pont.txt": "Van: Veerdienst De Maas\nAan: bewoners van de Veerkade\nDatum: 4 maart 2024\nOnderwerp: De pont\n"
        "Kenmerk: VM-2024-17\n\nBeste bewoners,\n\nDe pont vaart vanaf april elke tien minuten.\n\n"
        "Met vriendelijke groet,\n\nMaaike Bos\n",
        "park.txt": "Van: Gemeente Grave\nAan: bewoners van de Veerkade\nDatum: 9 maart 2023\nOnderwerp: Het park\n\n"
        "Beste bewoners,\n\nHet park krijgt een vijver. Honden mogen niet los.\n",
        **{f"groen{n}.txt": GROEN.format(n=n) for n in range(10)},
    }
    return index_letters(letters, tmp_path_factory.mktemp("over brieven"))


def said(question: str, library: Library, settings: Settings) -> Answer:
    answer = ask(question, library=library, settings=settings)
    for citation in (citation for sentence in answer.sentences for citation in sentence.citations):
        text = library.document_of(citation.letter).text
        assert text[citation.start : citation.end] == citation.quote
    return answer


def test_each_field_of_a_double_question_is_answered_with_its_line(library: Library, settings: Settings) -> None:
    answer = said("Wie stuurde de brief over de pont, en op welke dag?", library, settings)
    assert answer.status == "answered"
    assert [sentence.text for sentence in answer.sentences] == [
        "De brief van 4 maart 2024 is afkomstig van Veerdienst De Maas.",
        "De brief van Veerdienst De Maas heeft als datum 4 maart 2024.",
    ]
    quotes = [sentence.citations[0].quote for sentence in answer.sentences]
    assert quotes == ["Van: Veerdienst De Maas", "Datum: 4 maart 2024"]


def test_what_a_letter_lacks_is_told_beside_what_it_has(library: Library, settings: Settings) -> None:
    answer = said("Wat zijn de datum en het kenmerk van de brief over het park?", library, settings)
    assert (answer.status, len(answer.sentences)) == ("partial", 1)
    assert answer.notice == "De brief van 9 maart 2023 noemt geen kenmerk."
    answer = said("Wat is het kenmerk van de brief van 9 maart 2023?", library, settings)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert "noemt geen kenmerk" in answer.notice


def test_a_list_begins_with_the_newest_and_tells_how_many_there_are(library: Library, settings: Settings) -> None:
    answer = said("Welke brieven zijn er?", library, settings)
    assert answer.status == "answered"
    assert len(answer.sentences) == 10
    assert [sentence.text for sentence in answer.sentences[:2]] == [
        "Brief “De pont” van Veerdienst De Maas, 4 maart 2024.",
        "Brief “Het park” van Gemeente Grave, 9 maart 2023.",
    ]
    assert answer.sentences[2].text.endswith("zonder datum.")
    assert answer.sentences[0].citations[0].quote == "Onderwerp: De pont"
    assert answer.notice == "Aantal brieven en andere stukken: 12. U ziet de nieuwste."


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Hoeveel brieven zijn er uit 2024?", ["De pont"]),
        ("Heb je brieven van de gemeente Grave uit 2023?", ["Het park"]),
    ],
)
def test_a_list_has_what_sender_and_year_leave(
    question: str, shown: list[str], library: Library, settings: Settings
) -> None:
    answer = said(question, library, settings)
    assert [sentence.citations[0].letter.title for sentence in answer.sentences] == shown
    assert answer.notice == "Aantal brieven en andere stukken: 1."


def test_there_is_no_such_letter(library: Library, settings: Settings) -> None:
    answer = said("Are there any letters from 2015?", library, settings)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert answer.notice == "There is no such letter or document."


def test_the_newest_and_the_oldest(library: Library, settings: Settings) -> None:
    newest = said("Wie ondertekende de nieuwste brief?", library, settings)
    assert newest.sentences[0].text == "Het nieuwste stuk is de brief “De pont” van Veerdienst De Maas, 4 maart 2024."
    assert "Maaike Bos" in newest.sentences[1].text
    oldest = said("wat is de oudste?", library, settings)
    assert [citation.quote for citation in oldest.sentences[0].citations] == [
        "Onderwerp: Het park",
        "Datum: 9 maart 2023",
    ]


def test_the_sender_of_a_letterhead_has_not_signed(library: Library, settings: Settings) -> None:
    answer = said("Wie heeft de brief over het park ondertekend?", library, settings)
    assert answer.status == "partial"
    assert [sentence.text for sentence in answer.sentences] == [
        "De brief van 9 maart 2023 is van Gemeente Grave; wie tekende, staat er niet in."
    ]
    assert answer.sentences[0].citations[0].quote == "Van: Gemeente Grave"
    assert answer.notice == notice("incomplete", "nl")


def test_readers_of_another_language_are_told_that_quotes_are_dutch(library: Library, settings: Settings) -> None:
    answer = said("Wann wurde der Brief der Veerdienst De Maas geschrieben?", library, settings)
    assert [sentence.citations[0].quote for sentence in answer.sentences] == ["Datum: 4 maart 2024"]
    assert answer.notice == notice("own_words", "de")


def test_asked_of_many_letters_it_says_how_to_name_one(library: Library, settings: Settings) -> None:
    answer = said("Van wanneer is de brief?", library, settings)
    assert len(answer.sentences) == 2
    assert answer.notice.endswith("Noem de afzender, de datum of het onderwerp van de brief die u bedoelt.")


def test_what_letters_say_is_searched(library: Library, settings: Settings) -> None:
    answer = said("Hoeveel leden telt de werkgroep in de brief?", library, settings)
    assert "zes leden" in answer.sentences[0].text


def test_a_follow_up_is_answered_from_the_letter_that_answered_before(library: Library, settings: Settings) -> None:
    before = ["Hoe vaak vaart de pont vanaf april?"]
    answer = ask("Wie heeft dat ondertekend?", library=library, settings=settings, history=before)
    assert [each.text for each in answer.sentences] == ["De brief van 4 maart 2024 is ondertekend door Maaike Bos."]
