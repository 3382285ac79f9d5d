"""Sentences of real letters without what only a printed page needs, and numbers that must stay."""

from __future__ import annotations

import pytest

from ui.wording.running_text import footnote_marks, items, without_marks


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "vervalt door uitvoering te geven aan de motie Joseph-Agema,7 blijft de keuze aan de zorgaanbieders",
            "vervalt door uitvoering te geven aan de motie Joseph-Agema, blijft de keuze aan de zorgaanbieders",
        ),
        (
            "naar aanleiding van de door uw Kamer aangenomen\nmotie Joseph-Agema3, weer contact opnemen",
            "naar aanleiding van de door uw Kamer aangenomen motie Joseph-Agema, weer contact opnemen",
        ),
        (
            "- De motie van het lid Van Meenen² uit juli 2019.",
            "De motie van het lid Van Meenen uit juli 2019.",
        ),
        (
            "- De toezegging om te komen met een gezamenlijke route naar inclusief onderwijs.¹",
            "De toezegging om te komen met een gezamenlijke route naar inclusief onderwijs.",
        ),
        ("AD 2018–23–51 was an\ninterim corrective action.6", "AD 2018–23–51 was an interim corrective action."),
        ("9. Kinderen, jongeren en ouders worden gehoord.", "Kinderen, jongeren en ouders worden gehoord."),
        ("5. bouwen aan toegankelijkere en diverse huisvesting", "bouwen aan toegankelijkere en diverse huisvesting"),
    ],
)  # fmt: skip
def test_marks_of_footnotes_and_lists_go_and_lines_run_on(printed: str, read: str) -> None:
    assert without_marks(printed) == read


@pytest.mark.parametrize(
    "text",
    [
        "De leden Sneller (D66) en Vermue (J42) vroegen ernaar.",
        "Het lokaal is 40 m² groot en het terrein 2 km².",
        "Zie art.5 en artikel 5.1 van de wet.",
        "In 2035 is scenario4 bereikt, in groep8 en fase2.",
        "Dat staat in covid19-regels en op pagina 12.",
        "Op dinsdag 17 mei is gesproken over punt 3, 4 en 5.",
        "De brief met kenmerk VD-2023-118 en rekening NL12ABCD.",
    ],
)
def test_numbers_that_say_something_stay(text: str) -> None:
    assert footnote_marks(text) == ()
    assert without_marks(text) == text


def test_a_list_is_its_lead_in_and_its_items_without_marks() -> None:
    text = "Daarvoor is nodig:\n- geld;\n- een wet,\nvoor alle scholen\n 2. b) ruimte."
    assert [text[start:end] for start, end in items(text)] == [
        "Daarvoor is nodig:",
        "geld;",
        "een wet,\nvoor alle scholen",
        "ruimte.",
    ]


def test_a_dash_inside_a_sentence_is_no_list() -> None:
    text = "Wij vragen - en dat\nis veel - geld."
    assert items(text) == ((0, len(text)),)
