"""Whose words a sentence of a letter is said to be."""

from __future__ import annotations

import pytest

from index.dutch.letter_words import KINDS
from index.records import Document, Letter
from qa.records import cite
from ui.wording.attribution import attribution
from ui.wording.display import kind_name
from ui.wording.interface import LANGUAGES, texts

_NETWORKS = "Netwerk LPO, LECSO, SBOwerkverband, Sectorraad PrO, Sectorraad SWV VO en Platform VMBO-basis/kader"
_ANSWERS = """Vragen van de leden Sneller en Chakor aan de minister over kampen.

Vraag 1
Klopt het dat het kamp dicht is?

Antwoord 1
Ja, het kamp is sinds mei dicht.
"""


def _attributed(
    words: str,
    *,
    text: str = "",
    kind: str = "brief",
    sender: str | None = None,
    recipient: str | None = None,
    date: str | None = None,
    title: str | None = None,
    language: str = "nl",
) -> str:
    text = text or words
    document = Document("d1", "brief.txt", "text/plain", text)
    letter = Letter("l1", "d1", kind, title, sender, recipient, date, None, 0, len(text))
    start = text.index(words)
    return attribution(cite(document, letter, start, start + len(words)), document, language)


def test_a_wish_of_many_is_counted() -> None:
    said = "De netwerken willen dat iedereen naar school kan."
    assert _attributed(said, sender=_NETWORKS, date="2020-01") == "Wens van zes organisaties, januari 2020"
    english = _attributed(said, sender=_NETWORKS, date="2020-01", language="en")
    assert english == "Wish of six organisations, January 2020"


@pytest.mark.parametrize(
    "recipient", ["MPVO", "MOCW, MPVO", "MPVO via MOCW", "de Minister voor Primair en Voortgezet Onderwijs"]
)
def test_a_memo_is_to_the_minister_whatever_its_department_calls_him(recipient: str) -> None:
    said = _attributed("De ambitie wordt gedragen.", kind="nota", sender="K&O", recipient=recipient, date="2023-03-15")
    assert said == "Nota aan de minister, 15 maart 2023"


def test_what_officials_ask_for_is_no_wish_of_theirs() -> None:
    said = _attributed("Wij vragen u om akkoord.", kind="nota", sender="K&O", recipient="MPVO", date="2023-03-15")
    assert said == "Nota aan de minister, 15 maart 2023"


def test_a_printed_question_is_not_the_ministers_answer() -> None:
    sender = "Minister van Binnenlandse Zaken, Koninkrijksrelaties, Wonen en Rijksdienst"
    question = _attributed("Klopt het dat het kamp dicht is?", text=_ANSWERS, sender=sender, date="2024-06-28")
    answer = _attributed("Ja, het kamp is sinds mei dicht.", text=_ANSWERS, sender=sender, date="2024-06-28")
    assert question == "Vraag van Kamerleden, 28 juni 2024"
    assert answer == "Antwoord van de minister, 28 juni 2024"


def test_questions_that_a_leaflet_prints_are_nobodys_in_parliament() -> None:
    text = "Vraag 1\nWat kost de bus?\n\nAntwoord 1\nDe bus is gratis.\n"
    assert _attributed("De bus is gratis.", text=text, sender="Gemeente Vlieterdam") == "Brief van Gemeente Vlieterdam"


def test_what_is_not_sure_is_kind_sender_and_date_as_far_as_known() -> None:
    said = "De zwemles kost tien euro."
    assert _attributed(said, sender="Gemeente Vlieterdam", date="2023-03-24") == (
        "Brief van Gemeente Vlieterdam, 24 maart 2023"
    )
    assert _attributed(said, kind="notitie") == "Notitie"
    assert _attributed(said, kind="bijlage", title="Actieplan") == "Bijlage “Actieplan”"
    assert _attributed(said, kind="kamervragen", sender="Minister Van Hijum", date="2024-08-22") == (
        "Kamervragen, 22 augustus 2024"
    )
    assert _attributed(said, kind="rondschrijven") == "Rondschrijven"


def test_one_minister_with_a_long_name_is_not_counted() -> None:
    sender = "Minister van Landbouw, Natuur, Voedselkwaliteit en Visserij"
    assert _attributed("De regeling is gewijzigd.", sender=sender) == f"Brief van {sender}"


def test_a_vision_is_said_to_be_one() -> None:
    said = "- In het droombeeld kan elk kind in 2035 naar een school in de buurt."
    assert _attributed(said, kind="nota", recipient="MPVO", date="2022-08-29") == (
        "Droombeeld voor 2035, 29 augustus 2022"
    )
    titled = _attributed("Elk kind kan naar school.", kind="bijlage", title="Droombeeld inclusief onderwijs 2035")
    assert titled == "Droombeeld voor 2035"


def test_each_kind_that_is_found_has_a_name_and_another_one_keeps_its_own() -> None:
    for language in LANGUAGES:
        assert {f"kinds.{kind}" for kind in (*KINDS.values(), "kamervragen", "e-mail")} <= set(texts(language))
    assert kind_name("kamervragen", "en") == "Questions of parliament"
    assert kind_name("rondschrijven", "en") == "Rondschrijven"


def test_an_item_of_what_somebody_asks_for_is_a_wish() -> None:
    text = (
        "De VNG doet de Kamer twee verzoeken:\n\n1. Laat het Rijk meer geld geven.\n2. Maak één wet.\n\nHet regent.\n"
    )
    sender = "Vereniging van Nederlandse Gemeenten"
    assert _attributed("Maak één wet.", text=text, sender=sender) == f"Wens van {sender}"
    assert _attributed("Het regent.", text=text, sender=sender) == f"Brief van {sender}"
    assert _attributed("Maak één wet.", text=text.replace("doet de Kamer", "krijgt van de Kamer"), sender=sender) == (
        f"Brief van {sender}"
    )


def test_the_sentence_of_a_sheet_that_tells_a_letter_in_other_words_says_so() -> None:
    text = "Dit is een samenvatting in eigen woorden van de brief over de bus.\n\nDe bus is gratis.\n"
    said = _attributed("De bus is gratis.", text=text, sender="Gemeente Vlieterdam", date="2023-03-24")
    assert said == "Brief van Gemeente Vlieterdam, 24 maart 2023, in een samenvatting"
    other = text.replace("Dit is een", "Op de site staat een")
    assert _attributed("De bus is gratis.", text=other, sender="Gemeente Vlieterdam") == "Brief van Gemeente Vlieterdam"


def test_a_year_told_from_the_date_of_the_letter_is_named() -> None:
    said = "De bus was vorig jaar gratis."
    assert _attributed(said, sender="Gemeente Vlieterdam", date="2023-03-24") == (
        "Brief van Gemeente Vlieterdam, 24 maart 2023 (vorig jaar is 2022)"
    )
    assert _attributed(said, sender="Gemeente Vlieterdam") == "Brief van Gemeente Vlieterdam, zonder datum"
