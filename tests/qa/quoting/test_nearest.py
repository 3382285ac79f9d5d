"""What comes nearest to a question: how many quotes, in which order, and when none is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Document, Letter
from qa.quoting.calibration import calibration
from qa.quoting.candidates import Candidate
from qa.quoting.nearest import MOST_NEAREST, nearest
from tests.qa.quoting.quoting_steps import quoting_steps

SENTENCES = [
    "De brug over de Vecht gaat in mei open.",
    "Fietsers rijden tot die tijd om langs de molen.",
    "Dat kost hun tien minuten.",
    "De gemeente betaalt de bussen voor schoolkinderen.",
    "Op zondag rijdt geen enkele bus.",
]
TEXT = "Brief\n\n" + " ".join(SENTENCES)
DOCUMENT = Document("d", "brief.txt", "text/plain", TEXT, (0,))
LETTER = Letter("d-1", "d", "brief", None, None, None, None, None, 0, len(TEXT))
LEARNED = calibration()
FEATURES = ("covers", "says", "near", "found", "first", "kind", "asks")


def candidate(sentence: str, strength: float, *, after: str = "") -> Candidate:
    """Return a sentence of the letter with all that speaks for it at `strength`; `after` is what it points back to."""
    start = TEXT.index(sentence)
    features = {**dict.fromkeys(FEATURES, strength), "asks": 0.0}
    led_by = (TEXT.index(after), TEXT.index(after) + len(after)) if after else None
    return Candidate(LETTER, ((start, start + len(sentence)),), features, led_by)


def quotes(found: Sequence[Candidate]) -> list[str]:
    return [citation.quote for citation in nearest(found, {"d": DOCUMENT})]


def test_the_nearest_come_first_whatever_their_order_and_at_most_three() -> None:
    found = [candidate(words, 0.9 - n / 100) for n, words in enumerate(SENTENCES)]
    assert quotes(found) == quotes(found[::-1]) == SENTENCES[:MOST_NEAREST]


def test_where_nothing_is_near_there_is_nothing() -> None:
    assert quotes([]) == []
    assert quotes([candidate(words, LEARNED.floor - 0.01) for words in SENTENCES]) == []
    assert quotes([candidate(SENTENCES[0], LEARNED.floor + 0.01)]) == SENTENCES[:1]


def test_what_is_much_less_near_than_the_best_is_left_out() -> None:
    assert quotes([candidate(SENTENCES[0], 0.99), candidate(SENTENCES[1], 0.57)]) == SENTENCES[:1]


def test_a_sentence_comes_with_the_one_that_it_leans_on() -> None:
    leaning = candidate(SENTENCES[2], 0.9, after=SENTENCES[1])
    assert quotes([leaning]) == [f"{SENTENCES[1]} {SENTENCES[2]}"]


def test_one_thing_is_quoted_once() -> None:
    leaning = candidate(SENTENCES[2], 0.9, after=SENTENCES[1])
    assert quotes([leaning, candidate(SENTENCES[1], 0.89)]) == [f"{SENTENCES[1]} {SENTENCES[2]}"]


def test_heads_of_a_list_apart_are_no_quote() -> None:
    first, second = (candidate(words, 0.9) for words in SENTENCES[:2])
    assert quotes([replace(first, spans=(*first.spans, *second.spans))]) == []


def test_what_lacks_the_kind_of_thing_that_is_asked_for_can_be_near() -> None:
    question = "Hoeveel kost de brug over de Vecht?"
    hits = quoting_steps(question, TEXT).hits
    steps = quoting_steps(question, TEXT, nearness={hit.passage.id: [((0, len(TEXT)), 0.9)] for hit in hits})
    assert steps.best_first == []
    assert nearest(steps.candidates, steps.documents)[0].quote == SENTENCES[0]


ASKED = st.sampled_from(
    ["Wanneer gaat de brug open?", "Wie betaalt de bussen?", "Hoeveel kost het?", "Waarom?", "Wat eten vissen?"]
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), ASKED)
def test_quotes_are_exact_and_near_and_never_the_same_place_twice(said: list[str], question: str) -> None:
    steps = quoting_steps(question, "Brief\n\n" + " ".join(said))
    found = nearest(steps.candidates, steps.documents)
    assert len(set(found)) == len(found) <= MOST_NEAREST
    for citation in found:
        assert steps.document.text[citation.start : citation.end] == citation.quote
        assert citation.letter.start <= citation.start < citation.end <= citation.letter.end
    best = max((LEARNED.score(each.features) for each in steps.candidates), default=0.0)
    assert bool(found) == (best >= LEARNED.floor)
