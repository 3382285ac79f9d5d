"""The words of a letter that may answer, and what speaks for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.quoting.candidates import MOST_CHARACTERS, Candidate
from qa.quoting.evidence import coverage
from tests.qa.quoting.quoting_steps import MATCHER, QuotingSteps, quoting_steps

FEATURES = {"covers", "says", "near", "found", "first", "kind", "asks"}
LETTER = """Gemeente Oudewater
Postbus 118
3420 AA Oudewater
Telefoon 0348 11 22 33

Aan: de raad
Datum: 3 mei 2024
Kenmerk: Z-2024-118
Onderwerp: De zomermarkt op het plein

Geachte leden van de raad,

De zomermarkt op het plein duurt dit jaar drie dagen. Dat is langer dan vorig jaar¹. Wat kost de zomermarkt? \
De kosten van
de zomermarkt zijn 4.500 euro.

Afspraken over de markt

Op de zomermarkt staan:

- kramen met kaas;
- kramen met vis.

¹ Raadsbesluit over de zomermarkt, 2022–2023, 12 345, nr. 6.
2 Raadsbesluit over de zomermarkt, www.oudewater.example/markt

Hoogachtend,

Gemeente Oudewater
A.B. de Wit
burgemeester
"""


def words(question: str, text: str = LETTER) -> list[str]:
    steps = quoting_steps(question, text)
    return [steps.words(each) for each in steps.candidates]


def the(steps: QuotingSteps, start: str) -> Candidate:
    """Return the candidate whose words begin with `start`."""
    (found,) = [each for each in steps.candidates if steps.words(each).startswith(start)]
    return found


@pytest.mark.parametrize(
    "question", ["Wat kost de zomermarkt?", "Wat zegt de raad over de zomermarkt op het plein in Oudewater?"]
)
def test_letterhead_salutation_headings_and_footnotes_are_no_candidates(question: str) -> None:
    found = words(question)
    for line in ("Gemeente Oudewater", "Postbus", "Telefoon", "3420", "Aan: ", "Datum", "Kenmerk", "Onderwerp",
                 "Z-2024-118", "Geachte", "Afspraken", "¹ Raadsbesluit", "2 Raadsbesluit", "Raadsbesluit",
                 "Hoogachtend", "A.B. de Wit"):  # fmt: skip
        assert not [each for each in found if each.startswith(line)], line
    assert "De zomermarkt op het plein duurt dit jaar drie dagen." in found


def test_who_signed_is_a_candidate_only_where_people_are_asked_for() -> None:
    assert any("A.B. de Wit" in each for each in words("Wie is de burgemeester?"))
    assert not any("A.B. de Wit" in each for each in words("Wat doet de burgemeester?"))


def test_a_marked_heading_is_no_candidate() -> None:
    text = "Brief\n\nDe zomermarkt op het plein komt terug.\n\nDe zomermarkt duurt drie dagen."
    heading = "De zomermarkt op het plein komt terug."
    start = text.index(heading)
    steps = quoting_steps("Komt de zomermarkt terug?", text, headings=[(start, start + len(heading))])
    assert [steps.words(each) for each in steps.candidates] == ["De zomermarkt duurt drie dagen."]


def test_a_question_in_a_letter_is_known_as_one() -> None:
    steps = quoting_steps("Wat kost de zomermarkt?", LETTER)
    assert the(steps, "Wat kost").features["asks"] == 1
    assert the(steps, "De kosten").features["asks"] == 0
    noted = quoting_steps(
        "Wat kost de zomermarkt?",
        LETTER.replace("Wat kost de zomermarkt?", "\n\nWat kost de zomermarkt op het plein?²\n\n"),
    )
    assert the(noted, "Wat kost").features["asks"] == 1


def test_what_covers_more_of_the_question_covers_more() -> None:
    steps = quoting_steps("Hoe lang duurt de zomermarkt op het plein?", LETTER)
    best, other = the(steps, "De zomermarkt op het plein").features, the(steps, "De kosten").features
    assert best["covers"] > other["covers"]
    assert best["says"] > other["says"]
    assert (best["kind"], other["kind"]) == (1, 0)


def test_a_sentence_that_points_back_speaks_of_what_the_one_before_speaks_of() -> None:
    steps = quoting_steps("Hoe lang duurt de zomermarkt op het plein?", LETTER)
    before, that = the(steps, "De zomermarkt op het plein"), the(steps, "Dat is langer")
    assert that.led_by == before.spans[0]
    assert 0 <= that.features["says"] < that.features["covers"] < before.features["covers"]
    assert the(steps, "De kosten").led_by is None


def test_a_list_is_a_candidate_where_its_lead_in_is_asked_for() -> None:
    steps = quoting_steps("Welke kramen staan op de zomermarkt?", LETTER)
    whole = the(steps, "Op de zomermarkt staan:")
    assert steps.words(whole).endswith("kramen met vis.")
    assert whole.features["kind"] == 1
    assert not [each for each in words("Hoe hoog is de toren?") if each.startswith("Op de zomermarkt")]


def test_nearness_is_that_of_the_window_in_which_most_of_the_words_lie() -> None:
    plain = quoting_steps("Wat kost de zomermarkt?", LETTER)
    costs = the(plain, "De kosten").spans[0]
    (passage,) = {hit.passage.id for hit in plain.hits if hit.passage.start <= costs[0] < hit.passage.end}
    windows = [((costs[0] - 400, costs[0] + 2), 0.9), ((costs[0], costs[1]), 0.4), ((costs[1], costs[1] + 50), -0.5)]
    steps = quoting_steps("Wat kost de zomermarkt?", LETTER, nearness={passage: windows})
    assert the(steps, "De kosten").features["near"] == 0.4
    assert the(plain, "De kosten").features["near"] == 0
    below = quoting_steps("Wat kost de zomermarkt?", LETTER, nearness={passage: [(costs, -0.3)]})
    assert the(below, "De kosten").features["near"] == 0


def test_a_sentence_too_long_to_show_is_cut() -> None:
    long = "De zomermarkt kent regels: " + "; ".join(
        f"regel {n} gaat over kraam {n} van de zomermarkt" for n in range(40)
    )
    steps = quoting_steps("Waarover gaat regel 7 van de zomermarkt?", f"Brief\n\n{long}.")
    assert steps.candidates
    assert all(end - start <= MOST_CHARACTERS for each in steps.candidates for start, end in each.spans)


SENTENCES = st.sampled_from(
    ["De markt duurt drie dagen.", "Dat is lang.", "Wie komt er?", "Datum: 3 mei 2024", "- kaas;", "- vis.",
     "Op de markt staan:", "# Kop", "¹ Nota, 2020–2021, 31, nr. 4.", "Geachte raad,", "Hoogachtend,", "A. de Wit",
     "De markt, " + "en de kraam, " * 80 + "is open."]
)  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=12),
    st.sampled_from(["Hoe lang duurt de markt?", "Welke kramen staan op de markt?", "Wie is A. de Wit?", "markt"]),
)
def test_candidates_lie_in_the_letter_and_features_between_0_and_1(said: list[tuple[str, str]], question: str) -> None:
    steps = quoting_steps(question, "Brief\n\n" + "".join(map("".join, said)))
    for each in steps.candidates:
        assert set(each.features) == FEATURES
        assert all(0 <= value <= 1 + 1e-9 for value in each.features.values())
        assert each.features["says"] <= each.features["covers"] + 1e-9
        for start, end in [*each.spans, *([each.led_by] if each.led_by else [])]:
            assert each.letter.start <= start < end <= each.letter.end
    assert (
        len({(each.letter.id, each.spans) for each in steps.candidates}) >= len(steps.candidates) - 2
    )  # a list and a sentence at most


def test_what_a_sentence_says_by_itself_is_its_coverage() -> None:
    steps = quoting_steps("Hoe lang duurt de zomermarkt op het plein?", LETTER)
    each = the(steps, "De kosten")
    assert each.features["says"] == coverage(steps.terms, MATCHER.read(steps.words(each)))
