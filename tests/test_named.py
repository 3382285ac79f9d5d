"""Which letters a question names."""

from index.dutch.words import initials
from index.named import likely_letters, named_letters
from index.records import Letter


def letter(number: int, **data: str | None) -> Letter:
    fields: dict[str, str | None] = {"kind": "brief", "title": None, "sender": None, "recipient": None, "date": None}
    fields |= {"reference": None} | data
    return Letter(f"l{number}", "d", start=0, end=1, **fields)  # type: ignore[arg-type]


VNG = letter(1, sender="Vereniging van Nederlandse Gemeenten", date="2023-03-24", reference="COS/U202300228")
RAAD = letter(2, sender="PO-Raad, VO-raad", date="2020-02-03", reference="2020-198503/RdB", title="Onderwijs en Zorg")
NOTE = letter(3, kind="notitie", title="Inclusieverstellers", date="2020-01")
ALL = [VNG, RAAD, NOTE]


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


def test_a_date_without_a_letter_names_none() -> None:
    assert named_letters("Wat gebeurde er op 5 april 2023?", ALL) == frozenset()


def test_an_organisation_is_known_by_its_initials() -> None:
    assert initials("Vereniging van Nederlandse Gemeenten") == {"vng"}
    assert likely_letters("Wat is het kenmerk van de brief van de VNG?", ALL)[0][0].id == "l1"
    assert likely_letters("Welk kenmerk heeft de brief van de PO-Raad?", ALL)[0][0].id == "l2"
    assert likely_letters("Wat is het kenmerk van de VNG-brief?", ALL)[0][0].id == "l1"
