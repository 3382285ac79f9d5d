"""Dates as Dutch letters print them, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.dates import MONTHS, find_dates, whole_date, written_out

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))


def isos(text: str) -> list[str | None]:
    return [found.iso for found in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Utrecht, 25 juni 2021", "2021-06-25"),
        ("d.d. 3 mei 2024", "2024-05-03"),
        ("03-05-2024", "2024-05-03"),
        ("3/5/2024", "2024-05-03"),
        ("3.5.2024", "2024-05-03"),
        ("2024-05-03", "2024-05-03"),
        ("1 sept. 2023", "2023-09-01"),
        ("4 mrt 2023", "2023-03-04"),
        ("de 1e mei 2024", "2024-05-01"),
        ("MAART 2022", "2022-03"),
        ("januari 2020", "2020-01"),
        ("3 May 2024", "2024-05-03"),
        ("op maandag 12\nfebruari 2024 om tien uur", "2024-02-12"),
        ("29 februari 2024", "2024-02-29"),
        ("3-feb-2020", "2020-02-03"),
        ("3 mrt '20", "2020-03-03"),
        ("03-02-’98", "1998-02-03"),
        ("3 februari2020", "2020-02-03"),
        ("2020/02/03", "2020-02-03"),
        ("3-II-2020", "2020-02-03"),
        ("den 3den maart 2020", "2020-03-03"),
        ("de eenendertigste maart 2020", "2020-03-31"),
        ("drie maart 2020", "2020-03-03"),
    ],
)
def test_a_date_is_found(text: str, expected: str) -> None:
    assert isos(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-2-20", "2020-02-03"),
        ("3.2.20", "2020-02-03"),
        ("03 - 02 - 2020", "2020-02-03"),
        ("3/2 2020", "2020-02-03"),
        ("20200203", "2020-02-03"),
        ("maart 2020", "2020-03"),
        ("20-02-03", None),  # the third of February 2020, or the twentieth of February 2003
        ("31-2-20", None),
        ("12345678", None),
        ("op 3 maart 2020", None),
    ],
)
def test_a_date_by_itself_may_be_printed_in_more_ways(text: str, expected: str | None) -> None:
    found = whole_date(text)
    assert (found.iso if found else None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mei",
        "Het mag in maart.",
        "30 februari 2024",
        "29 februari 2023",
        "32 mei 2024",
        "00-05-2024",
        "12-13-2024",
        "nr. 2020-198503",
        "artikel 5.1.2",
        "het jaar 2024",
        "COS/U202300228",
        "3 meisjes",
        "een mei die warm was",
        "artikel 3-2-20",
        "3/2 2020",
        "20200203",
        "5 meter",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_day_without_a_year_has_no_iso_form() -> None:
    [found] = find_dates("vanaf 3 oktober")
    assert (found.day, found.month, found.year, found.iso) == (3, 10, None, None)


def test_dates_come_in_order_with_their_places() -> None:
    text = "Van 1 mei 2023 tot 02-06-2023 en in juli 2024."
    found = find_dates(text)
    assert [text[each.start : each.end] for each in found] == ["1 mei 2023", "02-06-2023", "juli 2024"]
    assert isos(text) == ["2023-05-01", "2023-06-02", "2024-07"]


@given(DAYS)
def test_a_date_that_is_written_out_is_found_again(day: date) -> None:
    text = f"Zwolle, {written_out(day.isoformat())}."
    [found] = find_dates(text)
    assert found.iso == day.isoformat()
    assert text[found.start : found.end] == written_out(day.isoformat())


@given(
    DAYS,
    st.sampled_from(
        ["{0.day}-{0.month}-{0.year}", "{0:%d-%m-%Y}", "{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}"]
    ),
)
def test_a_date_in_numbers_is_found_again(day: date, form: str) -> None:
    assert isos(f"Datum {form.format(day)}") == [day.isoformat()]


@given(st.integers(1800, 2200), st.integers(1, 12))
def test_a_month_keeps_its_precision(year: int, month: int) -> None:
    iso = f"{year}-{month:02}"
    assert written_out(iso) == f"{MONTHS[month - 1]} {year}"
    assert isos(written_out(iso)) == [iso]


def test_a_year_alone_is_written_as_it_is() -> None:
    assert written_out("2020") == "2020"


@given(st.text(alphabet="0123456789-/. jmfaeiurtnpdsko", max_size=60))
def test_no_text_gives_a_date_that_does_not_exist(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        if found.year and found.day:
            assert date(found.year, found.month, found.day).isoformat() == found.iso
