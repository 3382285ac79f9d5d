"""Of which letters a question speaks without naming them outright."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from index.letters.find import find_letters
from index.letters.short_forms import initials_of, short_forms
from index.read.file import read
from index.records import Letter
from index.search.mentioned import Mentions
from index.search.named import named_letters
from index.settings import Settings
from tests.index.search.test_named import letter
from tests.support.paths import SHARED, needs_shared

MINISTER = letter(1, kind="kamervragen", sender="Minister De Jonge (Binnenlandse Zaken en Koninkrijksrelaties)",
                  recipient="het lid Van Haga (Groep Van Haga)", date="2024-02-20")  # fmt: skip
WATER = letter(2, sender="Ministerie van Infrastructuur en Waterstaat", recipient="Tweede Kamer der Staten-Generaal")
BRIDGE = letter(3, kind="nota", sender="Stichting Brug en Water", recipient="ouders van De Regenboog", date="2023-01")
CAUSE = letter(4, kind="notitie", sender="Autoriteit Vliet", title="Actieplan bruggen", date="2023-05-06")
ALL = [MINISTER, WATER, BRIDGE, CAUSE]
TEXTS = ["Wij spraken met de Autoriteit Vliet (AV) en het lid Dobbe (SP) over de brug (NAP)."]


@pytest.mark.parametrize(
    ("question", "spoken_of"),
    [
        ("Wat vindt BZK van de brug?", {"l1"}),
        ("wat vindt binnenlandse zaken en koninkrijksrelaties van de brug", {"l1"}),
        ("Wat zegt minister de jonge over de brug?", {"l1"}),
        ("Wat zei De Jonge over de brug?", {"l1"}),
        ("Mogen de jonge kinderen over de brug?", set()),
        ("Wat vroeg het lid Van Haga over de brug?", {"l1"}),
        ("Wat antwoordde de minister aan Van Haga?", {"l1"}),
        ("Wat schrijft IenW over de brug?", {"l2"}),
        ("Wat schreef de Autoriteit Vliet?", {"l4"}),
        ("Wat vindt de AV van de brug?", {"l4"}),
        ("Wat schreef de stichting aan IenW over de brug?", set()),
        ("Wat staat er in de brief aan de Tweede Kamer?", {"l2"}),
        ("Wat vindt de Tweede Kamer van de brug?", set()),
        ("Wat werd er aan ouders gevraagd?", {"l3"}),
        ("Wat vinden ouders van de brug?", set()),
        ("Wat zegt de memo over de brug?", {"l3", "l4"}),
        ("Wat zegt de AV-notitie over de brug?", {"l4"}),
        ("Wat staat er in het actieplan?", {"l4"}),
        ("Wat gebeurde er in 2023?", {"l3", "l4"}),
        ("Wat gebeurde er in januari 2023?", {"l3"}),
        ("Is de brug al klaar?", set()),
    ],
)
def test_a_sender_an_addressee_a_kind_or_a_time_speaks_of_letters(question: str, spoken_of: set[str]) -> None:
    assert most_spoken_of(Mentions(ALL, TEXTS), question) == spoken_of


def test_what_all_letters_have_tells_nothing() -> None:
    mentions = Mentions([letter(1, sender="VNG"), letter(2, sender="VNG")], [])
    assert not mentions.count("Wat schrijft de VNG in de brief?")


def test_every_way_counts_once() -> None:
    assert (
        Mentions(ALL, TEXTS).count("Wat zei BZK of De Jonge in 2024 in de kamervragen van het lid Van Haga?")["l1"] == 4
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de Vereniging van Nederlandse Gemeenten (VNG)", {"vng": "vereniging van nederlandse gemeenten"}),
        ("bij de Nederlandse Zorgautoriteit (hierna: NZa)", {"nza": "nederlandse zorgautoriteit"}),
        ("Justitie en\\nVeiligheid (JenV)", {"jenv": "justitie en veiligheid"}),
        ("gemeenten (VNG) en Van Nispen (SP)", {}),
        ("het aanbod (OK)", {}),
    ],
)
def test_short_forms_are_learnt_where_they_are_spelled_out(text: str, found: dict[str, str]) -> None:
    assert short_forms([text.replace("\\n", "\n")]) == {short: frozenset([long]) for short, long in found.items()}


def test_initials_are_those_of_words_with_a_capital() -> None:
    assert initials_of("Vereniging van Nederlandse Gemeenten".split()) == {"vng"}
    assert initials_of("Justitie en Veiligheid".split()) == {"jv", "jenv"}


def most_spoken_of(mentions: Mentions, question: str) -> set[str]:
    counted = mentions.count(question)
    return {id for id, ways in counted.items() if ways == max(counted.values())}


@cache
def public_letters(folder: str) -> tuple[dict[str, Letter], Mentions]:
    """The public letters by reference, else date, else the first word of the title."""
    paths = [path for path in sorted((SHARED / folder).iterdir()) if path.suffix in (".txt", ".pdf")]
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    documents = [read(Path(path), name=path.name, settings=settings).document for path in paths]
    letters = [each for document in documents for each in find_letters(document)]
    called = {each.reference or each.date or (each.title or "").split()[0].lower(): each for each in letters}
    assert len(called) == len(letters)
    return called, Mentions(letters, [document.text for document in documents])


LPO, VNG, NETWORKS, RAAD = "2021-06-25", "COS/U202300228", "2020-01", "2020-198503/RdB"
MARCH, FEBRUARY, JANUARY, AUGUST = "37318203", "36222735", "35510596", "33760339"


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("brief van 24 maart 2023 over schoolgebouwen", {VNG}),
        ("Wat schreven de netwerken op 25/6/2021 over de intern begeleider?", {LPO}),
        ("Wat staat er in de brief van 03-02-2020 over jeugdzorg?", {RAAD}),
        ("Wat zegt de notitie van januari 2020 over stages?", {NETWORKS}),
        ("Wat zegt de brief van de VNG van maart 2023 over pilots?", {VNG, MARCH}),
        ("Welke nota's uit 2022 gaan over werkbezoeken?", {AUGUST}),
        ("Wat zeggen de nota's van 20 februari en 18 januari 2023 over de CWIZO?", {FEBRUARY, JANUARY}),
        ("Wat staat er over SZW in nota 36222735?", {FEBRUARY}),
        ("Hoe denkt kenmerk U202300228 over leerlingenvervoer?", {VNG}),
        ("Wie tekende 2020-198503/RdB?", {RAAD}),
        ("Wat zegt de bijlage bij de nota van 29 augustus 2022 over huisvesting?", {"actieplan", "droombeeld"}),
        ("Wat zegt de VNG over het debat van 5 april 2023?", set()),
        ("Hoeveel thuiszitters waren er in 2022?", set()),
        ("Met ingang van welk schooljaar na 2023 start de regeling?", set()),
    ],
)
def test_public_letters_are_named(question: str, named: set[str]) -> None:
    called, _ = public_letters("letters")
    assert named_letters(question, called.values()) == {called[each].id for each in named}


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize(
    ("question", "spoken_of"),
    [
        ("Wat vindt de VNG van de Cito-toetsen?", {VNG}),
        ("wat wil de vereniging van nederlandse gemeenten met kinderopvang", {VNG}),
        ("Wat schreef de VNG-brief over wachtlijsten?", {VNG}),
        ("Wat willen de PO-Raad en de VO-raad met thuiszitters?", {RAAD}),
        ("Hoe denkt LECSO over labels?", {NETWORKS}),
        ("Wat zegt het Netwerk LPO over geld?", {LPO, NETWORKS}),
        ("Wat schreef het Netwerk Leidinggevenden Passend Onderwijs?", {LPO}),
        ("Welke brief aan de Tweede Kamer gaat over thuiszitters?", {LPO, VNG, RAAD}),
        ("Wat zei de brief van de PO-Raad aan de Tweede Kamer over jeugdzorg?", {RAAD}),
        ("Wat werd MPVO gevraagd over werkbezoeken?", set()),
        ("Welke nota aan MOCW gaat over de CWIZO?", {FEBRUARY, JANUARY}),
        ("Wat zegt het actieplan over huisvesting?", {"actieplan"}),
        ("Wat schreven de gemeenten in 2021 aan de Kamer?", {LPO}),
        ("Hoe lang mag een kind thuis zitten?", set()),
    ],
)
def test_public_letters_are_spoken_of(question: str, spoken_of: set[str]) -> None:
    called, mentions = public_letters("letters")
    assert most_spoken_of(mentions, question) == {called[each].id for each in spoken_of}


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize(
    ("question", "spoken_of"),
    [
        ("Wat antwoordt minister Heinen over toezicht?", {"2367"}),
        ("Wat zegt de minister van Financiën over boetes?", {"2367"}),
        ("Wat zegt VWS over Buurtzorg?", {"1980"}),
        ("Wat vindt SZW van het onderzoek?", {"2313"}),
        ("Wat kreeg het lid Van Haga te horen over subsidie?", {"1076"}),
        ("Wat was het antwoord aan Koekkoek?", {"1481"}),
        ("Wat vroegen de leden Bushoff en Patijn?", {"2313"}),
        ("Welke minister antwoordde sneller?", set()),
    ],
)
def test_answers_to_parliament_are_spoken_of(question: str, spoken_of: set[str]) -> None:
    called, mentions = public_letters("pdfs/kamervragen")
    assert most_spoken_of(mentions, question) == {called[each].id for each in spoken_of}
