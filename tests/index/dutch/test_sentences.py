"""Sentences of Dutch text: where they end, where they do not, and that nothing gets lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.sentences import LIST_MARK, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "De brief is van mr. L.K. Geluk, algemeen directeur.",
        "Zie Kamerstukken II, 2018-2019, 31 497, nr. 327.",
        "De school krijgt o.a. geld, i.p.v. regels, d.w.z. minder werk.",
        "Het debat is a.s. woensdag 5 april om 10.30 uur.",
        "De naam 5.1.2.e is weggelaten.",
        "Er zijn zes doelen: 1. Toerusten van leraren, 2. Hulp dichtbij en 3. Meer ruimte.",
        "Volgens art. 24 lid 2 mag dat niet.",
        "Dit kost € 1.250,50 per leerling per jaar.",
        "Kijk op www.school.example voor meer.",
        "Hij vroeg zich af... en ging toch.",
        "Dit geldt voor het p.o. en het v.o. in Nederland.",
        "De J. van Dam-school ligt in de St. Jansstraat.",
        "Bij dr. Bert Wienen en prof. dr. A. de Vries is het bekend.",
        "De bijeenkomst van t.a.v. mevr. Smit gaat door.",
        "Wij gingen op 1 januari jl. naar school.",
        "Dat staat in het Besluit van 3 mei 2024, nr. 12, blz. 4 e.v. van de toelichting.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is zo. Dit niet.", ["Dat is zo.", "Dit niet."]),
        (
            "Leeftijd | Bijdrage\n6 tot 8 | € 75\n9 en 10 | € 50",
            ["Leeftijd | Bijdrage", "6 tot 8 | € 75", "9 en 10 | € 50"],
        ),
        ("Mag dat? Ja! Graag.", ["Mag dat?", "Ja!", "Graag."]),
        ('Zij zei: "Kom binnen." Daarna ging zij.', ['Zij zei: "Kom binnen."', "Daarna ging zij."]),
        ("Zij gaan naar school (met hulp). ’s Avonds niet.", ["Zij gaan naar school (met hulp).", "’s Avonds niet."]),
        ("Zij lezen, schrijven, enz. Daarna is er pauze.", ["Zij lezen, schrijven, enz.", "Daarna is er pauze."]),
        ("Dat staat in de wet.¹ De Kamer wil meer.", ["Dat staat in de wet.¹", "De Kamer wil meer."]),
        ("Dat staat in de wet.2 De Kamer wil meer.", ["Dat staat in de wet.2", "De Kamer wil meer."]),
        ("Het telt nu 12 scholen. 40 scholen volgen.", ["Het telt nu 12 scholen.", "40 scholen volgen."]),
        ("Dit begon in 2019. In 2020 stopte het.", ["Dit begon in 2019.", "In 2020 stopte het."]),
        ("Een kop\n\nDaaronder tekst.", ["Een kop", "Daaronder tekst."]),
        ("Nodig is:\n- tijd\n- geld.\n1. rust", ["Nodig is:", "- tijd", "- geld.", "1. rust"]),
        ("Een zin die\nover twee regels loopt. En nog een.", ["Een zin die\nover twee regels loopt.", "En nog een."]),
        ("De AOb stopt. CNV niet. VO-raad wel.", ["De AOb stopt.", "CNV niet.", "VO-raad wel."]),
        ("Vraag 1 en 2. Antwoord volgt.", ["Vraag 1 en 2.", "Antwoord volgt."]),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Eerste zin. Tweede zin. Derde zin."
    assert sentences(text, 12, 23) == [(12, 23)]
    assert sentences(text, 12) == [(12, 23), (24, 34)]
    assert sentences("") == []


@pytest.mark.parametrize("mark", ["- ", "• ", "✓ ", "2. ", "12) ", "(3) ", "a. ", "b) ", "- a) ", "– ", "o "])
def test_list_marks(mark: str) -> None:
    match = LIST_MARK.match(mark + "eten")
    assert match is not None
    assert match.group() == mark


@pytest.mark.parametrize("words", ["2024 was druk", "-5 graden", "op school", "A. de Vries", "1.250 euro"])
def test_what_is_no_list_mark(words: str) -> None:
    assert LIST_MARK.match(words) is None


PIECES = st.sampled_from(
    [
        *"aBé19.,;:!?…()\"'’“”-–•\n\t ",
        "\n\n",
        ". ",
        "nr. ",
        "o.a. ",
        "5.1.2.e",
        "\n- ",
        "\n1. ",
        " De ",
        " het ",
        "\xa0",
        "\u2028",
    ]
)


@given(st.lists(PIECES, max_size=80).map("".join))
def test_spans_are_ordered_disjoint_stripped_and_cover_all_words(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_a_part_gives_spans_inside_that_part(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    spans = sentences(text, start, end)
    assert all(start <= left < right <= end for left, right in spans)
    assert "".join(text[slice(*span)] for span in spans).split() == text[start:end].split() or spans


def test_a_line_of_list_marks_takes_no_time_to_speak_of() -> None:
    text = "- a) " * 2_000 + "Zo is het. Dan verder."
    assert [text[start:end] for start, end in sentences(text)][-1] == "Dan verder."
