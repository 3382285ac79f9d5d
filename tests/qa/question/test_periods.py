"""What time a question asks about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.dutch.language import Spoken
from qa.question.periods import asks_now, period_in, relative_time


@pytest.mark.parametrize(
    ("question", "said", "first", "last"),
    [
        ("Wat kostte de bus voor 1 mei 2024?", "voor 1 mei 2024", None, "2024-04-30"),
        ("Wat was de wachtlijst voor 2023?", "voor 2023", None, "2022-12-31"),
        ("Hoeveel is er vóór juni 2022 betaald?", "vóór juni 2022", None, "2022-05-31"),
        ("Wat zegt de raad sinds 1 januari 2023?", "sinds 1 januari 2023", "2023-01-01", None),
        ("Welke brieven zijn er van na 2022?", "na 2022", "2023-01-01", None),
        ("Hoeveel leden waren er tot en met 2022?", "tot en met 2022", None, "2022-12-31"),
        ("Wat kostte het tussen 2020 en 2022?", "tussen 2020 en 2022", "2020-01-01", "2022-12-31"),
        ("Wat kostte het van 2020 tot en met 2022?", "van 2020 tot en met 2022", "2020-01-01", "2022-12-31"),
        ("Wat schreef de raad in het voorjaar van 2023?", "in het voorjaar van 2023", "2023-03-01", "2023-06-30"),
        ("Wat kostte het in de periode 2020 t/m 2022?", "periode 2020 t/m 2022", "2020-01-01", "2022-12-31"),
        ("Wat kostte het in het schooljaar 2020-2021?", "in het schooljaar 2020-2021", "2020-08-01", "2021-07-31"),
    ],
)
def test_a_question_places_what_it_asks_in_time(question: str, said: str, first: str | None, last: str | None) -> None:
    found = period_in(question)
    assert found is not None
    assert found.said == said
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het budget voor 2024?",
        "Welke bedragen zijn voor 2024 begroot?",
        "Wat zegt de brief over het budget voor 2024?",
        "Wie had toegang tot de school in mei 2024?",
        "Wat staat er in de brief van 3 mei 2022?",
        "Wat kostte de bus in 2019?",
        "Wat is het verschil tussen 2019 en 2024?",
        "Wat is het verschil tussen de brieven van 2020 en 2024?",
        "Wie moet er voor 1 mei iets aanvragen?",
        "Wat gebeurt er na de vakantie?",
        "Are there any letters from 2015?",
    ],
)
def test_a_date_alone_is_no_time_that_is_asked_about(question: str) -> None:
    assert period_in(question) is None


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What did it cost before 2022?", "en", None, date(2021, 12, 31)),
        ("Was hat es nach 2022 gekostet?", "de", date(2023, 1, 1), None),
        ("Combien coûtait le bus avant 2022 ?", "fr", None, date(2021, 12, 31)),
        ("2023'ten önce kaç euroydu?", "tr", None, date(2022, 12, 31)),
        ("2022 ile 2024 arasında kaç euroydu?", "tr", date(2022, 1, 1), date(2024, 12, 31)),
        ("كم كانت التكلفة قبل عام 2023؟", "ar", None, date(2022, 12, 31)),
        ("Скільки це коштувало після 2022 року?", "uk", date(2023, 1, 1), None),
        ("Ile to kosztowało przed 2022 rokiem?", "pl", None, date(2021, 12, 31)),
    ],
)
def test_it_is_read_in_each_language(question: str, language: Spoken, first: date | None, last: date | None) -> None:
    found = period_in(question, language)
    assert found is not None
    assert (found.first, found.last) == (first, last)


DATES = {
    "2022": ("2022-01-01", "2022-12-31"),
    "mei 2022": ("2022-05-01", "2022-05-31"),
    "mei '22": ("2022-05-01", "2022-05-31"),
    "de zomer van 2022": ("2022-06-01", "2022-09-30"),
    "3 mei 2022": ("2022-05-03", "2022-05-03"),
    "3-5-2022": ("2022-05-03", "2022-05-03"),
    "3-5-22": ("2022-05-03", "2022-05-03"),
    "2022-05-03": ("2022-05-03", "2022-05-03"),
}


@pytest.mark.parametrize("asked", ["Welke brieven zijn er {}?", "Welke brieven zijn van {}?", "Wat kostte de bus {}?"])
@pytest.mark.parametrize("form", DATES)
def test_every_preposition_goes_with_every_form_of_a_date(asked: str, form: str) -> None:
    first, last = map(date.fromisoformat, DATES[form])
    day = timedelta(days=1)
    before, since, after = (None, first - day), (first, None), (last + day, None)
    expected = {"voor": before, "vóór": before, "tot": before, "sinds": since, "vanaf": since, "na": after}
    for preposition, (begin, end) in expected.items():
        found = period_in(asked.format(f"{preposition} {form}"))
        assert found is not None, preposition
        assert (found.first, found.last) == (begin, end), preposition
    between = period_in(asked.format(f"tussen {form} en 4 mei 2024"))
    assert between is not None
    assert (between.first, between.last) == (first, date(2024, 5, 4))


@pytest.mark.parametrize(
    ("question", "said", "first", "last"),
    [
        (
            "Wat kostte het voordat de prijs in mei 2024 steeg?",
            "voordat de prijs in mei 2024 steeg",
            None,
            "2024-04-30",
        ),
        ("Totdat het op 1 mei 2024 steeg, wat kostte het?", "Totdat het op 1 mei 2024 steeg", None, "2024-04-30"),
        ("Wat kostte het tot de prijs in 2024 daalde?", "tot de prijs in 2024 daalde", None, "2023-12-31"),
        ("Wat kost het nadat het in mei 2024 steeg?", "nadat het in mei 2024 steeg", "2024-05-01", None),
        ("Wat kostte het toen in mei 2024 alles daalde?", "toen in mei 2024 alles daalde", "2024-05-01", "2024-05-31"),
    ],
)
def test_a_clause_with_a_date_places_in_time(question: str, said: str, first: str | None, last: str | None) -> None:
    found = period_in(question)
    assert found is not None
    assert found.said == said
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)


def test_a_month_lies_in_a_period_only_as_a_whole() -> None:
    found = period_in("Wat kostte de bus voor 15 mei 2024?")
    assert found is not None
    assert found.has("2024-05-14")
    assert found.has("2024-04")
    assert not found.has("2024-05")
    assert not found.has(None)


def test_now_is_asked_for() -> None:
    assert asks_now("Wat kost de bus op dit moment?", "nl")
    assert asks_now("What does it cost now?", "en")
    assert not asks_now("Wat kost de bus?", "nl")


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("Wat kostte de bus Vorig jaar?", "nl", "Vorig jaar"),
        ("Wat kost de bus dit schooljaar?", "nl", "dit schooljaar"),
        ("Wat kostte de bus in het jaar 2023?", "nl", ""),
        ("What did the bus cost last year?", "en", "last year"),
    ],
)
def test_a_year_that_is_told_from_today_is_known_as_such(question: str, language: Spoken, said: str) -> None:
    assert relative_time(question, language) == said
