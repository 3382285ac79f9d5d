"""Which letters a question names."""

import pytest

from index.dutch.words import initials
from index.records import Letter
from index.search.named import likely_letters, named_letters, without_names


def letter(number: int, **data: str | None) -> Letter:
    fields: dict[str, str | None] = {"kind": "brief", "title": None, "sender": None, "recipient": None, "date": None}
    fields |= {"reference": None} | data
    return Letter(f"l{number}", "d", start=number, end=number + 1, **fields)  # type: ignore[arg-type]


VNG = letter(1, sender="Vereniging van Nederlandse Gemeenten", date="2023-03-24", reference="COS/U202300228")
RAAD = letter(2, sender="PO-Raad, VO-raad", date="2020-02-03", reference="2020-198503/RdB", title="Onderwijs en Zorg")
NOTE = letter(3, kind="notitie", title="Inclusieverstellers", date="2020-01")
ALL = [VNG, RAAD, NOTE]


JANUARY = letter(4, kind="nota", date="2023-01-18", reference="35510596")
PLAN = letter(5, kind="bijlage", title="Actieplan")
ANSWERS = letter(6, kind="kamervragen", date="2024-02-20", reference="1076")
MORE = [*ALL, JANUARY, PLAN, ANSWERS]


def test_a_full_date_names_a_letter() -> None:
    assert named_letters("Wat staat er in de brief van 24 maart 2023?", ALL) == {"l1"}
    assert named_letters("en op 24-03-2023?", ALL) == {"l1"}


def test_a_month_names_a_letter_only_next_to_a_word_for_one() -> None:
    assert named_letters("Wat zegt de notitie van januari 2020?", ALL) == {"l3"}
    assert named_letters("Wat gebeurde er in januari 2020?", ALL) == frozenset()


def test_a_reference_or_a_telling_part_of_it_names_a_letter() -> None:
    assert named_letters("Wie tekende COS/U202300228?", ALL) == {"l1"}
    assert named_letters("en kenmerk U202300228", ALL) == {"l1"}
    assert named_letters("en in 2020?", ALL) == frozenset()


SPACED = [
    letter(7, reference="DR 2022 / 0310"),
    letter(8, reference="DR 2024 / 0155"),
    letter(9, reference="2023 1187 B"),
    letter(10, reference="W-2302"),
    letter(11, reference="2023"),
]


@pytest.mark.parametrize("typed", ["DR 2022 / 0310", "DR 2022/0310", "dr 2022-0310", "DR2022/0310"])
def test_a_reference_with_blanks_names_its_letter_however_it_is_typed(typed: str) -> None:
    assert named_letters(f"Waar gaat de brief met kenmerk {typed} over?", SPACED) == {"l7"}
    assert named_letters(f"Wat kost het volgens {typed}1?", SPACED) == frozenset()


def test_what_names_a_letter_is_not_asked() -> None:
    asked = "Wat zegt de brief met kenmerk 2023 1187 B over kluisjes?"
    assert named_letters(asked, SPACED) == {"l9"}
    assert named_letters("Wat is het verschil tussen brief W-2302 en de rest in 2023?", SPACED) == {"l10"}
    assert without_names(asked, SPACED) == "Wat zegt de brief over kluisjes?"
    assert without_names("Wat kost het?", SPACED) == "Wat kost het?"


@pytest.mark.parametrize(
    "date",
    ["van 24 maart 2023", "d.d. 24-3-23", "van 24/03/2023", "uit maart 2023", "van 2023-03-24", "van 24 mrt '23"],
)
def test_the_date_by_which_a_letter_is_named_is_not_asked(date: str) -> None:
    asked = f"Wat staat in de brief {date} over de bus?"
    assert named_letters(asked, ALL) == {"l1"}
    assert without_names(asked, ALL[:1]) == "Wat staat in de brief over de bus?"


def test_a_date_of_something_else_is_asked() -> None:
    asked = "Wat verandert er op 24 maart 2023?"
    assert without_names(asked, ALL) == asked


def test_a_date_without_a_letter_names_none() -> None:
    assert named_letters("Wat gebeurde er op 5 april 2023?", ALL) == frozenset()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("brief van 24/3/2023 over schoolgebouwen", {"l1"}),
        ("Wat schreef de VNG op 24-3-2023?", {"l1"}),
        ("the letter of 24 March 2023", {"l1"}),
        ("Wat staat er in de brief van 24 maart?", {"l1"}),
        ("Wat gebeurt er op 24 maart?", set()),
        ("Wat schrijft de VNG-brief van maart 2023?", {"l1"}),
        ("Welk kenmerk heeft de brief van de PO-Raad en VO-raad uit 2020?", {"l2", "l3"}),
        ("Welke brieven uit 2020 en 2023 gaan over geld?", {"l1", "l2", "l3", "l4"}),
        ("What does the 2020 letter say?", {"l2", "l3"}),
        ("Welke brief is in januari 2020 verstuurd?", {"l3"}),
        ("Wat is het verschil tussen de nota van 24 maart 2023 en die van 18 januari 2023?", {"l1", "l4"}),
        ("Wat is het verschil tussen de brieven van 24 maart en 18 januari 2023?", {"l1", "l4"}),
        ("Wat zegt de brief over de vergadering van januari 2020?", set()),
        ("Welke plannen voor 2023 staan in de brief?", set()),
        ("Hoeveel thuiszitters waren er in 2023?", set()),
        ("Zijn er brieven van voor 2020?", set()),
        ("Wat zegt de notitie over schooljaar 2020/2021?", set()),
        ("Wat zegt de brief van 25 maart 2023 over geld?", set()),
    ],
)
def test_a_date_names_letters_where_it_dates_them(question: str, named: set[str]) -> None:
    assert named_letters(question, MORE) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Wat staat er in 35510596?", {"l4"}),
        ("kenmerk 2020-198503/rdb", {"l2"}),
        ("en 198503?", {"l2"}),
        ("Wat staat er in kamervragen nummer 1076?", {"l6"}),
        ("Wat staat er onder kenmerk: 1076?", {"l6"}),
        ("Wat kosten 1076 plaatsen?", set()),
        ("Wat staat er in de brief van 24 maart 2023 met kenmerk 35510596?", {"l4"}),
    ],
)
def test_a_short_reference_names_a_letter_only_where_it_is_called_one(question: str, named: set[str]) -> None:
    assert named_letters(question, MORE) == named


def test_the_attachment_of_a_letter_is_named_by_that_letter() -> None:
    assert named_letters("Wat staat er in de bijlage bij de nota van 18 januari 2023?", MORE) == {"l5"}
    assert named_letters("Welke bijlagen noemt de nota van 18 januari 2023?", MORE) == {"l4"}
    assert named_letters("Wat staat er in de bijlage bij de brief van 24 maart 2023?", MORE) == {"l1"}


def test_an_organisation_is_known_by_its_initials() -> None:
    assert initials("Vereniging van Nederlandse Gemeenten") == {"vng"}
    assert likely_letters("Wat is het kenmerk van de brief van de VNG?", ALL)[0][0].id == "l1"
    assert likely_letters("Welk kenmerk heeft de brief van de PO-Raad?", ALL)[0][0].id == "l2"
    assert likely_letters("Wat is het kenmerk van de VNG-brief?", ALL)[0][0].id == "l1"
