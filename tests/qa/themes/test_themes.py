"""Themes of letters written here: which are found, what is quoted, what changed."""

from __future__ import annotations

import pytest

from index.records import Document, Letter
from qa.themes.records import Themes
from qa.themes.terms import find_terms
from qa.themes.themes import find_themes

_2021 = """Leerlingenvervoer en zwemles

Het leerlingenvervoer begint om acht uur. Ouders vragen het leerlingenvervoer aan bij de gemeente. De gemeente betaalt \
het leerlingenvervoer voor kinderen met een beperking.

De gemeente trekt 2 miljoen euro uit voor het opknappen van het dorpshuis.
"""
_2023 = """Sociale veiligheid

In het leerlingenvervoer zitten te veel kinderen. De sociale veiligheid in de bus is belangrijk voor de ouders. \
Een plan voor sociale veiligheid komt in mei.

De gemeente trekt 3 miljoen euro uit voor het opknappen van het dorpshuis.
"""
_2024 = """Plan voor de bus

Het plan voor de sociale veiligheid is klaar. De sociale veiligheid op het schoolplein hoort daarbij. Voor het \
leerlingenvervoer is nu een begeleider in dienst.
"""
_REPEATED = "De gemeente trekt 2 miljoen euro uit voor het opknappen van het dorpshuis.\n"


def read(*texts: tuple[str | None, str]) -> tuple[Themes, dict[str, Document]]:
    """Return the themes of letters of the same sender, by date and text."""
    documents, letters = {}, {}
    for i, (date, text) in enumerate(texts):
        documents[f"d{i}"] = Document(f"d{i}", f"{i}.txt", "text/plain", text)
        letters[f"b{i}"] = Letter(
            f"b{i}", f"d{i}", "brief", None, "Gemeente Dalfsen", None, date, None, 0, len(text)
        )  # fmt: skip
    return find_themes(letters, documents), documents


THEMES, DOCUMENTS = read(("2023-05-01", _2023), ("2021-05-01", _2021), ("2024-05-01", _2024))


def test_terms_that_come_back_in_several_letters_are_themes_under_their_own_name() -> None:
    assert {"leerlingenvervoer", "sociale veiligheid"} <= {theme.name for theme in THEMES.themes}
    assert {theme.id for theme in THEMES.themes} >= {"leerlingenvervoer", "sociale-veiligheid"}
    assert not {"gemeente dalfsen", "plan"} & {theme.name.lower() for theme in THEMES.themes}


def test_letters_speak_in_order_of_time_in_whole_sentences_of_their_own() -> None:
    theme = next(theme for theme in THEMES.themes if theme.id == "leerlingenvervoer")
    assert [each.letter.date for each in theme.letters] == ["2021-05-01", "2023-05-01", "2024-05-01"]
    for each in theme.letters:
        for citation in (*each.citations, *each.others):
            text = DOCUMENTS[each.letter.document_id].text
            assert text[citation.start : citation.end] == citation.quote
            assert "leerlingenvervoer" in citation.quote.lower()
            assert citation.quote.endswith(".")


def test_what_a_later_letter_says_otherwise_stands_beside_it() -> None:
    (change,) = THEMES.changes
    assert "2 miljoen" in change.older.quote
    assert "3 miljoen" in change.newer.quote
    assert (change.older.letter.date, change.newer.letter.date) == ("2021-05-01", "2023-05-01")
    assert change.same_sender


@pytest.mark.parametrize(
    "texts",
    [
        (("2021-05-01", _2021), ("2021-05-01", _2023)),
        (("2021-05-01", _2021), (None, _2023)),
        (("2021-05-01", _2021), ("2023-05-01", _2023), ("2024-01-01", _REPEATED)),
    ],
    ids=["of one day", "without a date", "said again later"],
)
def test_what_is_not_surely_changed_is_no_change(texts: tuple[tuple[str | None, str], ...]) -> None:
    found, _ = read(*texts)
    assert not [each for each in found.changes if "2 miljoen" in each.older.quote]


def test_a_copy_of_a_letter_counts_once() -> None:
    found, _ = read(("2021-05-01", _2021), ("2021-05-01", _2021), ("2023-05-01", _2023))
    theme = next(theme for theme in found.themes if theme.id == "leerlingenvervoer")
    assert [each.letter.date for each in theme.letters] == ["2021-05-01", "2023-05-01"]


def test_letters_without_anything_in_common_have_no_themes() -> None:
    assert read(("2021-01-01", "Dag."), ("2022-01-01", ""))[0] == Themes([], [])


def test_a_term_counts_where_it_is_no_part_of_a_longer_one() -> None:
    texts = ["Het speciaal onderwijs groeit."] * 4 + ["Over het onderwijs."] * 3
    named = {term.name: term for term in find_terms(texts, least=3)}
    assert named["speciaal onderwijs"].value > named["onderwijs"].value
    assert len(named["onderwijs"].texts) == 7


def test_verbs_and_words_of_offices_are_no_terms() -> None:
    texts = ["De minister verwacht een brief over de wachtlijsten."] * 5
    assert {term.name for term in find_terms(texts, least=3)} == {"wachtlijsten"}


def test_a_plain_word_that_most_letters_have_is_no_theme() -> None:
    rain = "Hier regent het al dagen en wij blijven binnen.\n\n" * 30
    school = "De school is open voor wie dat wil en kan. In de school is het overal warm en droog. "
    duck = "Hij voert de eend met wat er nog over is. Bij de eend is het altijd stil, en nu is het er koud. "
    texts = [(f"202{i}-01-01", school + duck * (2 * (i < 3)) + "\n\n" + rain) for i in range(6)]
    assert [theme.name for theme in read(*texts)[0].themes] == ["eend"]
