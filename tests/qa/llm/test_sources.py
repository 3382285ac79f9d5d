"""Sources that fit what a language model can take: the last go first, and none is cut in a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.dutch.sentences import sentences
from qa.llm.sources import fitting, source_elements
from tests.support.records import DocumentHit, hit_on

TEXT = "De school meldt het dhr. De Vries. Dat duurt hooguit 3 weken. Daarna volgt een besluit."
FIRST, SECOND = "De school meldt het dhr. De Vries.", " Dat duurt hooguit 3 weken."


def words(text: str) -> int:
    return len(text.split())


def tokens(*texts: str) -> int:
    """The words of the elements of sources that say `texts`."""
    return words(source_elements([hit_on(text).hit for text in texts]))


texts = st.lists(
    st.sampled_from(["De school meldt het.", "Ja!", "Op 3 mei a.s. is er les", "\n- punt", "o.a. dit & <dat>"])
)


@st.composite
def sources(draw: st.DrawFn) -> list[DocumentHit]:
    bodies = draw(st.lists(texts.map(" ".join).filter(str.strip), max_size=5))
    return [hit_on(body, before="Kop\n", after=" Slot.", name=f"brief{i}") for i, body in enumerate(bodies)]


def test_all_are_kept_where_all_fit():
    hits = [hit_on(TEXT).hit, hit_on(FIRST).hit]
    assert fitting(hits, budget=tokens(TEXT, FIRST), count=words) == hits


def test_the_last_goes_first():
    hits = [hit_on(TEXT).hit, hit_on(FIRST).hit, hit_on(FIRST).hit]
    assert fitting(hits, budget=tokens(TEXT, FIRST, FIRST) - 1, count=words) == hits[:2]
    assert fitting(hits, budget=tokens(TEXT), count=words) == hits[:1]


def test_a_single_one_ends_with_a_whole_sentence():
    source = hit_on(TEXT, before="Kop. ")
    (hit,) = fitting([source.hit, source.hit], budget=tokens(TEXT) - 1, count=words)
    assert hit.passage.text == FIRST + SECOND
    assert source.document.text[hit.passage.start : hit.passage.end] == FIRST + SECOND
    (hit,) = fitting([source.hit], budget=tokens(FIRST + SECOND) - 1, count=words)
    assert hit.passage.text == FIRST


def test_a_sentence_that_does_not_fit_is_not_cut():
    assert fitting([hit_on(TEXT).hit], budget=tokens(FIRST) - 1, count=words) == []
    assert fitting([], budget=100, count=words) == []


@given(sources(), st.integers(-5, 60), st.sampled_from([words, len]))
def test_what_is_kept_fits_and_is_the_documents_own_text(given_sources, budget, count):
    budget *= 8 if count is len else 1
    hits = [source.hit for source in given_sources]
    kept = fitting(hits, budget=budget, count=count)
    assert not kept or count(source_elements(kept)) <= budget
    if kept != hits[: len(kept)]:
        assert len(kept) == 1
        whole = hits[0].passage.text
        assert kept[0].passage.end in {hits[0].passage.start + end for _, end in sentences(whole)}
    for hit, source in zip(kept, given_sources, strict=False):
        passage = hit.passage
        assert passage.text == source.document.text[passage.start : passage.end]
        assert (passage.start, hit.letter, hit.score) == (source.hit.passage.start, source.hit.letter, source.hit.score)


@given(sources(), st.integers(0, 60))
def test_as_much_is_kept_as_fits(given_sources, budget):
    hits = [source.hit for source in given_sources]
    kept = fitting(hits, budget=budget, count=words)
    if len(kept) < len(hits):
        assert words(source_elements(hits[: len(kept) + 1])) > budget
    assert fitting(kept, budget=budget, count=words) == kept
