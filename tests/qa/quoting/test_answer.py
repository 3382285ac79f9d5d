"""Questions answered from the sentences of letters of the test's own, with the bundled embedder."""

from __future__ import annotations

import pytest

from index.search.library import Library
from index.settings import Settings
from qa.ask import ask
from qa.notices import notice
from qa.question.question import understand
from qa.quoting.answer import Selection, matcher_of, select_sentences
from tests.support.letter_index import index_letters

pytestmark = pytest.mark.embedder

LETTERS = {
    "pont.txt": """Aan: bewoners van de Veerkade
Van: Veerdienst De Maas
Datum: 4 maart 2024
Onderwerp: De pont

Beste bewoners,

De pont vaart vanaf april elke tien minuten. Een overtocht kost 2 euro. Fietsen gaan gratis mee. De pont ligt stil bij \
harde
wind. Schipper Maaike Bos beslist of de pont vaart. In 2023 namen 12.000 mensen de pont.

Met vriendelijke groet,

Veerdienst De Maas
""",
    "park.txt": """Aan: bewoners van de Veerkade
Van: Gemeente Grave
Datum: 9 maart 2024
Onderwerp: Het park

Beste bewoners,

Het park krijgt een vijver, omdat het water bij regen niet weg kan. Er komen 35 nieuwe bomen. Honden mogen niet los. De
werkgroep telt zes leden.

Met vriendelijke groet,

Gemeente Grave
""",
    "museum.txt": """Van: Museum Het Vliet
Datum: 2 mei 2024
Onderwerp: Het museum

Beste bewoners,

Met ingang van de zomer bedraagt de toegangsprijs van de molenzaal zeven euro per persoon.

Met vriendelijke groet,

Museum Het Vliet
""",
    "museum-kort.txt": """Van: Museum Het Vliet
Datum: 2 mei 2024
Onderwerp: Het museum in het kort

Dit is een samenvatting in eigen woorden van de brief van Museum Het Vliet van 2 mei 2024.

Een kaartje voor de molenzaal kost vanaf de zomer zeven euro. Fotograferen in de molenzaal mag elke dag.
""",
    "bus.txt": """Aan: bewoners van de Veerkade
Van: Busbedrijf Rijk
Datum: 11 maart 2024
Onderwerp: De bus

Beste bewoners,

De bus stopt niet meer bij de kerk. Wie slecht ter been is, kan een taxi aanvragen. De halte bij de school blijft.

Met vriendelijke groet,

Busbedrijf Rijk
""",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters(LETTERS, tmp_path_factory.mktemp("home"))


def test_one_of_which_it_is_not_sure_is_nearest(library: Library, settings: Settings) -> None:
    answer = ask("Mogen honden los in het park?", library=library, settings=settings)
    assert answer.sentences or answer.nearest[0].quote == "Honden mogen niet los."


def test_what_denies_the_question_is_told_as_such(library: Library, settings: Settings) -> None:
    answer = ask("Waarom stopt de bus bij de kerk?", library=library, settings=settings)
    assert [each.text for each in answer.sentences] == ["De bus stopt niet meer bij de kerk."]
    assert answer.notice == notice("denied", "nl")


def test_a_sentence_of_the_other_polarity_is_no_answer(library: Library, settings: Settings) -> None:
    answer = ask("Welke fietsen gaan niet gratis mee op de pont?", library=library, settings=settings)
    assert "Fietsen gaan gratis mee." not in [each.text for each in answer.sentences]


@pytest.mark.parametrize("question", ["Wat staat er over dyslexie?", "dyslexie", "iets over dyslexie"])
def test_a_subject_that_stands_nowhere_is_not_found(question: str, library: Library, settings: Settings) -> None:
    answer = ask(question, library=library, settings=settings)
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert "“dyslexie”" in answer.notice


def test_a_word_that_stands_nowhere_is_named_beside_an_answer(library: Library, settings: Settings) -> None:
    answer = ask("Hoe vaak vaart de pont voor reizigers met dyslexie?", library=library, settings=settings)
    assert "“dyslexie”" in answer.notice


def tell(question: str, library: Library, settings: Settings, *, over: str = "") -> Selection:
    whole = f"{question} (over: {over})" if over else question
    hits = library.search(whole, 10)
    return select_sentences(understand(question), whole, hits, library=library, settings=settings)


@pytest.mark.parametrize(
    ("question", "words", "marked"),
    [
        ("Hoe vaak vaart de pont?", "elke tien minuten", "elke tien minuten"),
        ("Wat kost een overtocht met de pont?", "Een overtocht kost 2 euro.", "2 euro"),
        ("Hoeveel mensen namen de pont in 2023?", "12.000 mensen", "12.000 mensen"),
        ("Wie beslist of de pont vaart?", "Schipper Maaike Bos", "Schipper Maaike Bos"),
        ("Vanaf wanneer vaart de pont?", "vanaf april", "april"),
        ("Hoeveel nieuwe bomen krijgt het park?", "35 nieuwe bomen", "35 nieuwe bomen"),
        ("Waarom krijgt het park een vijver?", "niet weg kan", "omdat het water bij regen niet weg kan."),
        ("waar stopt de bus niet meer", "De bus stopt niet meer bij de kerk.", None),
        ("mag mn fiets mee op de pont", "Fietsen gaan gratis mee.", None),
    ],
)
def test_the_sentence_that_answers_comes_first(
    question: str, words: str, marked: str | None, library: Library, settings: Settings
) -> None:
    told = tell(question, library, settings)
    assert words in told.sentences[0].text
    citation = told.sentences[0].citations[0]
    if marked:
        assert marked in [citation.quote[start:end] for start, end in citation.marks]
    assert library.document_of(citation.letter).text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel stoelen heeft de pont?",
        "Wat is het telefoonnummer van de veerdienst?",
        "Hoe lang duurt de overtocht met de pont?",
        "Hoeveel mensen namen de pont in 2019?",
        "Wat vindt de ANWB van de pont?",
        "Wie is de koning van Spanje?",
    ],
)
def test_what_the_letters_do_not_say_is_withheld(question: str, library: Library, settings: Settings) -> None:
    told = tell(question, library, settings)
    assert told.sentences == ()
    assert not told.judgement.answers


def test_what_is_lacking_is_named_weightiest_first(library: Library, settings: Settings) -> None:
    assert tell("Heeft de pont een zwembad?", library, settings).judgement.lacking == ("zwembad",)
    assert tell("Hoe vaak vaart de pont?", library, settings).judgement.lacking == ()


def test_what_a_follow_up_leans_on_helps_to_choose(library: Library, settings: Settings) -> None:
    told = tell("En wat kost dat?", library, settings, over="Wanneer vaart de pont")
    assert told.sentences[0].text == "Een overtocht kost 2 euro."


def test_and_is_no_evidence_for_what_is_asked(library: Library, settings: Settings) -> None:
    told = tell("En hoeveel zwembaden hebben ze?", library, settings, over="Wanneer vaart de pont")
    assert told.sentences == ()
    assert "zwembaden" in told.judgement.lacking


def test_only_the_best_of_what_was_found_is_shown(library: Library, settings: Settings) -> None:
    told = tell("Hoe vaak vaart de pont?", library, settings)
    assert len(told.sentences) <= len(told.best_first)


def test_what_is_read_is_kept_as_long_as_the_library(library: Library, settings: Settings) -> None:
    assert matcher_of(library) is matcher_of(library)


MAIL = """Beste mensen,

Wij wonen sinds een jaar aan de Veerkade, en mijn moeder is slecht ter been. Er is ons veel verteld, maar wij weten niet
wat er klopt. Daarom deze vragen. Wat kost een overtocht met de pont? Hoeveel nieuwe bomen krijgt het park? Ook hoor ik
graag wat er over dyslexie staat. Wie heeft de brief over de bus getekend?

Met vriendelijke groet,
A. de Wit
"""


def test_each_question_of_a_mail_is_answered_or_named(library: Library, settings: Settings) -> None:
    answer = ask(MAIL, library=library, settings=settings)
    said = [each.text for each in answer.sentences]
    assert "Een overtocht kost 2 euro." in said
    assert "Er komen 35 nieuwe bomen." in said
    assert any("Busbedrijf Rijk" in each for each in said)
    assert answer.status == "partial"
    assert notice("half", "nl", half="wat er over dyslexie staat.") in answer.notice


def test_a_sheet_adds_nothing_to_the_letter_that_it_tells_in_other_words(library: Library, settings: Settings) -> None:
    answer = ask("Wat kost de molenzaal per persoon?", library=library, settings=settings)
    assert [each.citations[0].letter.title for each in answer.sentences] == ["Het museum"]
    alone = ask("Mag je fotograferen in de molenzaal?", library=library, settings=settings)
    assert "Fotograferen in de molenzaal mag elke dag." in [each.text for each in alone.sentences]
    about = ask("Van wanneer is de samenvatting in eigen woorden?", library=library, settings=settings)
    assert not any(each.text.startswith("Dit is een samenvatting") for each in about.sentences)
