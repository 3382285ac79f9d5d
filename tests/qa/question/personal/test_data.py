"""What tells who somebody is; numbers of letters, laws and helplines do not."""

from __future__ import annotations

import pytest

from index.dutch.word_lists import read_rows
from qa.question.personal.data import masked, personal_data, personal_words, without_words
from tests.support.paths import ROOT

TABLE = read_rows(ROOT / "tests" / "data" / "personal_data.tsv")


@pytest.mark.parametrize(
    ("text", "kinds", "left"),
    [
        ("Mijn BSN is 111222333, wat nu?", ["bsn"], "Mijn BSN is …, wat nu?"),
        ("bsn 1112.22.333", ["bsn"], "bsn …"),
        ("Het nummer 111222334 klopt niet", [], "Het nummer 111222334 klopt niet"),
        ("000000000", [], "000000000"),
        ("Bel mij op 06-12345678.", ["phone"], "Bel mij op …."),
        ("Bel 06 12 34 56 78", ["phone"], "Bel …"),
        ("Bel +31 6 12345678 of 0031612345678", ["phone", "phone"], "Bel … of …"),
        ("+31 (0)20 123 45 67", ["phone"], "…"),
        ("(020) 123 45 67", ["phone"], "…"),
        ("Is 0800-0113 gratis? En 0900 8844? En 088-6050101?", [], None),
        ("Mail naar ouder.van+x@school-de-brug.nl svp", ["email"], "Mail naar … svp"),
        ("NL91 ABNA 0417 1643 00 is mijn rekening", ["iban"], "… is mijn rekening"),
        ("nl91abna0417164300", ["iban"], "…"),
        ("NL92 ABNA 1417 1643 00", [], None),
        ("Ik woon op Kerkstraat 12a, 1234 AB Utrecht", ["address"], "Ik woon op … Utrecht"),
        ("Van der Helstplein 3", ["address"], "…"),
        ("1234ab 12", ["address"], "…"),
        ("postcode 1234 AB, huisnummer 5", ["address"], "postcode …"),
        ("nummer 5, 1234 AB", ["address"], "nummer …"),
        ("De brief met kenmerk 35510596 van 18 januari 2023", [], None),
        ("Kamerstuk 31 497, nr. 412", [], None),
        ("Wat verandert er in 2035 en wat kost 1 234 567 890 euro?", [], None),
        ("Woo artikel 5.1.2.e, schooljaar 2024/2025, 12-03-2024", [], None),
        ("Wat zegt de nota van 2022 op pagina 12?", [], None),
        ("Waar ligt de onderweg 3 keer genoemde school?", [], None),
    ],
)
def test_what_is_personal(text: str, kinds: list[str], left: str | None) -> None:
    assert [each.kind for each in personal_data(text)] == kinds
    if left is not None:
        assert masked(text) == left


def test_what_is_left_out_holds_nothing_personal() -> None:
    text = "Ik, 06-12345678, a@b.nl, NL91ABNA0417164300, BSN 111222333, Kerkstraat 1, 1234 AB"
    assert personal_data(masked(text)) == ()
    assert not any(character.isdigit() for character in masked(text))


def test_nothing_personal_of_the_table_is_left() -> None:
    unmasked = [
        (said, text)
        for _, kind, text, personal in _read_table()
        for said in personal
        if kind != "none" and said in masked(text)
    ]
    assert unmasked == []


def test_few_look_alikes_of_the_table_are_masked() -> None:
    harmless = [text for _, kind, text, _ in _read_table() if kind == "none"]
    changed = [text for text in harmless if masked(text) != text]
    assert len(harmless) >= 120
    assert len(changed) <= 0.02 * len(harmless), changed


def test_the_table_has_what_it_says() -> None:
    table = _read_table()
    assert {part for part, *_ in table} == {"seen", "unseen", "hard", "harder"}
    assert sum(kind != "none" for _, kind, *_ in table) >= 120
    assert all(said in text for _, _, text, personal in table for said in personal)
    assert {kind for _, kind, *_ in table} == {"none", "bsn", "phone", "email", "iban", "address", "name", "birth_date"}


@pytest.mark.parametrize("part", ["mijn zoon ", "ik ben Aa ", "geboren aap ", "1 ", "A. ", "a punt ", "woon ", "\n"])
def test_a_text_without_end_takes_no_time_without_end(part: str) -> None:
    assert personal_data(part * 2_000) is not None  # quadratic patterns take minutes of this


def test_a_name_is_taken_out_by_itself_and_not_out_of_a_longer_word() -> None:
    words = personal_words("Mijn zoon Bas van Dam belt 06-12345678")
    text = "Basisschool, Bas' juf, van Dams school, 0612345678, 06 12345678, de bas"
    assert without_words(text, words) == "Basisschool, …' juf, van … school, …, …, de bas"


def _read_table() -> list[tuple[str, str, str, list[str]]]:
    return [
        (part, kind, text.replace("\\n", "\n"), personal[0].split("|") if personal else [])
        for part, kind, text, *personal in TABLE
    ]
