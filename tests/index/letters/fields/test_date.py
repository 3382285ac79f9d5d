"""The date of a letter: its own, not one that it mentions, and none where that is not sure."""

from __future__ import annotations

import pytest

from index.letters.find import find_letters
from index.records import Document


def date_of(head: str, *, end: str = "") -> str | None:
    text = f"{head}\n\nGeachte ouders,\n\nDe proef met andere schooltijden begint.\n\nHoogachtend,\n\nA. de Boer\n{end}"
    [letter] = find_letters(Document("0" * 64, "brief.txt", "text/plain", text))
    return letter.date


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("d.d. 3-2-2020", "2020-02-03"),
        ("3-feb-2020", "2020-02-03"),
        ("3 mrt '20", "2020-03-03"),
        ("03-02-'20", "2020-02-03"),
        ("3-2-20", "2020-02-03"),
        ("3/2 2020", "2020-02-03"),
        ("2020/02/03", "2020-02-03"),
        ("20200203", "2020-02-03"),
        ("Utrecht, 3.2.20", "2020-02-03"),
        ("de derde februari 2020", "2020-02-03"),
        ("3 februari 2020 (verz. 5 februari 2020)", "2020-02-03"),
        ("3 februari jl.", None),
        ("volgt", None),
    ],
)
@pytest.mark.parametrize("label", ["Datum: ", "Datum "])
def test_a_label_announces_the_date(label: str, printed: str, date: str | None) -> None:
    assert date_of(f"Gemeente Duinrand\n{label}{printed}\nOnderwerp: Proef") == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Den Haag 3 februari 2020", "2020-02-03"),
        ("'s-Gravenhage, 3 febr. 2020", "2020-02-03"),
        ("Amsterdam, feb. 2020", "2020-02"),
        ("Duinrand, den 3den februari 2020", "2020-02-03"),
        ("Gemeente Duinrand\n\nDuinrand 3 februari 2020", "2020-02-03"),
        ("Kade 1\n1234 AB Oud Zand\n\nOud Zand 3 februari 2020", "2020-02-03"),
        ("Studiedag 3 februari 2020", None),
        ("Duinrand, 3 februari 2020\nVerzonden: 6 februari 2020", "2020-02-03"),
        ("Verzonden: 6 februari 2020", "2020-02-06"),
        ("Duinrand, 3 februari 2020\nUw brief van: 1 januari 2020", "2020-02-03"),
        ("Uw brief d.d. 3 februari 2020", None),
        ("3 februari 2020\n4 februari 2020", None),
        ("3 februari 2020\n\nDuinrand, 4 februari 2020", "2020-02-04"),
    ],
)
def test_a_line_of_its_own_dates_the_letter(head: str, date: str | None) -> None:
    assert date_of(head) == date


def test_the_date_below_the_signature_counts_where_the_head_has_none() -> None:
    assert date_of("Onderwerp: Proef", end="Duinrand, 3-II-2020") == "2020-02-03"
    assert date_of("3 mei 2020\n4 mei 2020", end="Duinrand, 3 februari 2020") is None
