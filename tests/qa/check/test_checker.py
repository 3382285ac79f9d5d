"""Nothing that a model drafts is shown unless its letter says so, word for word."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.check.checker import Checker
from qa.llm.draft import DraftCitation, DraftSentence
from qa.llm.sources import as_in_letter
from qa.records import Sentence
from tests.support.records import DocumentHit, hit_on
from tests.support.records import claim as _claim

RULE = hit_on(
    "Een leerling mag zonder plek hooguit drie maanden thuis zitten. Dat geldt niet bij ziekte.",
    before="Aan de ouders\n\n",
    after=" De inspectie ziet daarop toe.",
    title="Afspraken over 2 regelingen",
    date="2024-05-12",
    reference="KLM/7781",
    page_starts=(0, 30),
)


def outcome(text: str, *citations: tuple[str, str], source: DocumentHit = RULE) -> Sentence | str:
    """Return the checked sentence, or the reason for which it was dropped."""
    cited = tuple(DraftCitation(source=key, quote=quote) for key, quote in citations)
    drafted = DraftSentence(text=text, citations=cited)
    only = Checker(without=("not_in_quote",)).sentence(drafted, hits=[source.hit], documents=source.documents)
    return only if isinstance(only, Sentence) else only.reason


def quotes(text: str, *citations: tuple[str, str], source: DocumentHit = RULE) -> list[str]:
    checked = outcome(text, *citations, source=source)
    assert isinstance(checked, Sentence), checked
    return [citation.quote for citation in checked.citations]


def test_a_sentence_keeps_its_words_and_gets_the_place_of_its_quote():
    checked = outcome("Dat mag hooguit drie maanden.", ("B1", "hooguit drie maanden thuis zitten"))
    assert isinstance(checked, Sentence)
    (citation,) = checked.citations
    assert checked.text == "Dat mag hooguit drie maanden."
    assert RULE.document.text[citation.start : citation.end] == citation.quote == "hooguit drie maanden thuis zitten"
    assert (citation.letter, citation.page) == (RULE.hit.letter, 2)


@pytest.mark.parametrize(
    ("reason", "text", "citations"),
    [
        ("empty_sentence", "  ", [("B1", "hooguit drie maanden")]),
        ("no_citation", "Dat mag.", []),
        ("unknown_source", "Dat mag.", [("B0", "hooguit drie maanden")]),
        ("unknown_source", "Dat mag.", [("B2", "hooguit drie maanden")]),
        ("unknown_source", "Dat mag.", [("B99", "x"), ("B1", "hooguit vier maanden")]),
        ("quote_not_found", "Dat mag.", [("B1", "hooguit vier maanden")]),
        ("quote_not_found", "Dat mag.", [("B1", "Hooguit drie maanden")]),
        ("quote_not_found", "Dat mag.", [("B1", "drie maanden thuis zitten, tenzij")]),
        ("quote_not_found", "Er is toezicht.", [("B1", "De inspectie ziet daarop toe.")]),  # beside the passage
        ("quote_not_found", "Dat mag.", [("B1", "")]),
        ("quote_not_found", "Dat mag.", [("B1", "…")]),
        ("quote_not_found", "Dat mag.", [("B1", "Dat geldt … hooguit drie maanden")]),  # the other way round
        ("quote_not_found", "Dat mag.", [("B1", "hooguit drie maanden … zonder toestemming")]),
        ("quote_too_short", "Dat mag.", [("B1", "maanden")]),
        ("quote_too_short", "Dat mag niet.", [("B1", "niet bij")]),
        ("quote_too_short", "Dat mag.", [("B1", "Een leerling mag … thuis")]),
        ("number_not_in_quote", "Dat mag 4 maanden.", [("B1", "hooguit drie maanden thuis zitten")]),
        ("number_not_in_quote", "Dat mag vier maanden.", [("B1", "hooguit drie maanden thuis zitten")]),
        ("number_not_in_quote", "Dat mag drie maanden.", [("B1", "Dat geldt niet bij ziekte")]),
        ("number_not_in_quote", "De brief van 13 mei 2024 zegt dat.", [("B1", "Dat geldt niet bij ziekte")]),
        ("number_not_in_quote", "De brief van 12 juni 2024 zegt dat.", [("B1", "Dat geldt niet bij ziekte")]),
    ],
)
def test_a_sentence_without_support_is_dropped_for_its_first_fault(reason, text, citations):
    assert outcome(text, *citations) == reason


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Dat mag 3 maanden.", "hooguit drie maanden thuis zitten"),
        ("De brief van 12 mei 2024 zegt dat.", "Dat geldt niet bij ziekte"),
        ("De brief van 12-05-2024 zegt dat.", "Dat geldt niet bij ziekte"),
        ("De brief uit mei 2024 zegt dat.", "Dat geldt niet bij ziekte"),
        ("De brief met kenmerk KLM/7781 zegt dat.", "Dat geldt niet bij ziekte"),
        ("De brief over 2 regelingen zegt dat.", "Dat geldt niet bij ziekte"),
    ],
)
def test_numbers_may_come_from_the_quote_or_from_the_letters_own_data(text, quote):
    assert quotes(text, ("B1", quote)) == [quote]


def test_citations_that_fail_go_and_the_others_carry_the_sentence():
    assert quotes(
        "Dat mag niet bij ziekte.", ("B7", "x y"), ("B1", "verzonnen woorden"), ("B1", "Dat geldt niet bij ziekte")
    ) == ["Dat geldt niet bij ziekte"]


def test_the_same_citation_twice_is_one():
    assert len(quotes("Dat mag.", *[("B1", "hooguit drie maanden")] * 2)) == 1


def test_keys_of_sources_are_not_shown():
    checked = outcome("Dat mag [B1], zegt de brief (B1, B2 en B3).", ("B1", "hooguit drie maanden"))
    assert isinstance(checked, Sentence)
    assert checked.text == "Dat mag, zegt de brief."


@pytest.mark.parametrize("dots", ["…", "...", " … ", "[…]", " (...) "])
def test_a_quote_that_leaves_words_out_gives_a_citation_for_each_piece(dots):
    quote = f"Een leerling mag{dots}drie maanden thuis"
    assert quotes("Dat mag.", ("B1", quote)) == ["Een leerling mag", "drie maanden thuis"]


def test_dots_at_an_end_leave_nothing_out():
    assert quotes("Dat mag.", ("B1", "… drie maanden thuis zitten…")) == ["drie maanden thuis zitten"]


def test_dots_that_the_letter_prints_are_its_own():
    letter = hit_on("Wie te laat komt … blijft buiten. Wie te laat is blijft buiten.")
    assert quotes("Dat mag.", ("B1", "laat komt … blijft buiten"), source=letter) == ["laat komt … blijft buiten"]


@pytest.mark.parametrize("number", ["2023", "KLM/7781", "12-05-2024"])
def test_one_number_or_reference_may_stand_alone(number):
    assert quotes("Dat staat er.", ("B1", number), source=hit_on(f"Zie {number} hierover")) == [number]


def test_a_short_number_may_not():
    assert outcome("Dat staat er.", ("B1", "12"), source=hit_on("Zie 12 hierover")) == "quote_too_short"


# Dutch words with everything that may stand in and between them.
WORDS = st.sampled_from(
    "de leerling niet thuis ’s zorg- PO-Raad één 12 2,5 25.000 3.2 2024-2025 “passend” 'x' – — - (a) école m² x… … "
    "leer\u00adplicht coo\u0308rdinator &amp; & < > € % ﬁ É Ǆ".split()
)
BLANKS = st.sampled_from([" ", "  ", "\n", "\u00a0", "-\n", "\n\n", ""])
TEXTS = st.lists(st.tuples(WORDS, BLANKS), min_size=1, max_size=25).map(lambda parts: "".join(a + b for a, b in parts))
ANY_TEXT = st.one_of(TEXTS, st.text(max_size=60))


def solid(text: str) -> str:
    """Return the letters, digits and accents of `text`, the part of it that no folding may touch."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] in "LMN")


def cited(quote: str, source: DocumentHit) -> list[str]:
    """Check that every citation that comes back is exact and inside its passage, and return the quotes."""
    drafted = DraftSentence(text="Zo is het.", citations=({"source": "B1", "quote": quote},))
    checked = Checker(without=("not_in_quote",)).sentence(drafted, hits=[source.hit], documents=source.documents)
    citations = checked.citations if isinstance(checked, Sentence) else ()
    passage = source.hit.passage
    for citation in citations:
        assert source.document.text[citation.start : citation.end] == citation.quote
        assert passage.start <= citation.start < citation.end <= passage.end
        assert citation.page == source.document.page_of(citation.start)
    return [citation.quote for citation in citations]


@given(text=ANY_TEXT, before=ANY_TEXT, after=ANY_TEXT, data=st.data())
def test_a_piece_of_a_passage_comes_back_exact_or_not_at_all(text, before, after, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    came_back = cited(text[start:end], hit_on(text, before=before, after=after))
    assert not came_back or solid("".join(came_back)) == solid(text[start:end])


@given(text=ANY_TEXT, quote=ANY_TEXT)
def test_no_quote_is_accepted_whose_letters_and_digits_do_not_stand_there(text, quote):
    came_back = cited(quote, hit_on(text))
    assert not came_back or solid("".join(came_back)) in (solid(quote), solid(as_in_letter(quote)))


@given(text=TEXTS, data=st.data())
def test_a_quote_with_a_letter_or_digit_changed_is_never_accepted(text, data):
    places = [i for i, c in enumerate(text) if c.isalnum()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("abcxyzABC0123456789é").filter(lambda c: solid(c) != solid(text[at])))
    changed = text[:at] + other + text[at + 1 :]
    assume(solid(changed) not in solid(text))
    assert cited(changed, hit_on(text)) == []


PLAIN = st.lists(
    st.sampled_from(
        "school leerling thuis toelaatbaar onderwijs zorgplicht overleg verlof ’t coördinator “plek” R&D <b>".split()
    ),
    min_size=2,
    max_size=12,
)


def reprint(words: list[str], data: st.DataObject) -> str:
    """Print `words` as another printer might: other blanks, other quotation marks, words broken over a line."""
    printed = []
    for word in words:
        if len(word) > 6 and word.isalpha() and data.draw(st.booleans()):
            at = data.draw(st.integers(2, len(word) - 2))
            word = word[:at] + data.draw(st.sampled_from(["-\n", "-\n  ", "\u00ad", "- "])) + word[at:]  # noqa: PLW2901
        printed.append(word.translate(str.maketrans("’“”", data.draw(st.sampled_from(["’“”", '\'""', "‘„‟", "'''"])))))
        printed.append(data.draw(st.sampled_from([" ", "\n", "  \n ", "\u00a0", "\u2009"])))
    return "".join(printed[:-1])


@given(words=PLAIN, before=PLAIN, after=PLAIN, data=st.data())
def test_whole_words_are_found_however_either_side_prints_them(words, before, after, data):
    printed = reprint(words, data)
    text = f"{' '.join(before)} – {printed} – {' '.join(after)}"
    dash = data.draw(st.sampled_from("–—-−"))
    asked = f"{before[-1]} {dash} {reprint(words, data)} {dash} {after[0]}"
    assert cited(escape(asked) if data.draw(st.booleans()) else asked, hit_on(text)) == [
        f"{before[-1]} – {printed} – {after[0]}"
    ]


STRICT = hit_on("Wij vinden dat de brug moet sluiten, tenzij de provincie betaalt. Wie betaalt de brug?")


@pytest.mark.parametrize(
    "text",
    [
        "Wij vinden dat de brug moet sluiten, tenzij de provincie betaalt.",
        "Wij vinden  dat de brug moet\nsluiten, tenzij de provincie betaalt",
    ],
)
def test_a_whole_sentence_of_the_letter_passes_by_definition(text):
    assert quotes(text, ("B1", "de brug moet sluiten"), source=STRICT) == ["de brug moet sluiten"]


def test_nor_does_one_that_rests_on_another_sentence_as_well():
    two = hit_on("De brug gaat dicht. De brug gaat in 2030 niet dicht, zegt de provincie.")
    both = [("B1", "De brug gaat dicht"), ("B1", "De brug gaat in 2030 niet dicht")]
    assert quotes("De brug gaat dicht.", both[0], source=two) == ["De brug gaat dicht"]
    assert not _claim("De brug gaat dicht.", "De brug gaat dicht.", "De brug gaat in 2030 niet dicht.").is_verbatim


def test_nor_one_that_may_be_cut_where_the_reading_ends():
    long = "De brug " + "en de weg " * 80 + "gaan dicht."
    assert not _claim(long, long).is_verbatim


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("De brug moet sluiten.", "de brug moet sluiten", "condition_dropped"),
        ("Wie betaalt de brug.", "Wie betaalt de brug", "question_no_answer"),
    ],
)
def test_a_piece_of_it_does_not_nor_a_question(text, quote, reason):
    assert outcome(text, ("B1", quote), source=STRICT) == reason
