"""Canonical text and the joining of blocks: one form, exact page starts, whole words and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.blocks import Block, join_blocks, runs_on
from index.read.canonical import canonical


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("een onder-\nwijsplan", "een onderwijsplan"),
        ("een onder- \n   wijsplan", "een onderwijsplan"),
        ("een samenwerkings\u00ad\nverband", "een samenwerkingsverband"),
        ("zorg\u00adplicht", "zorgplicht"),
        ("de PO-\nRaad", "de PO-Raad"),
        ("een WIA-\nuitkering", "een WIA-uitkering"),
        ("een 12-\njarige", "een 12-jarige"),
        ("2023-\n2024", "2023-2024"),
        ("non-\nprofit", "non-profit"),
        ("taal-\nen rekenonderwijs", "taal-\nen rekenonderwijs"),
        ("in-\nof uitstroom", "in-\nof uitstroom"),
        ("jeugd-\n- en zorg", "jeugd-\n- en zorg"),
        ("een streepje -\nen meer", "een streepje -\nen meer"),
        ("ook front-end. De front-\nend", "ook front-end. De front-end"),
        ("zie https://voorbeeld.nl/een-\nadres", "zie https://voorbeeld.nl/een-adres"),
        ("ﬁnanciën, ﬂexibel, eﬃciënt, ĳs, ſchool", "financiën, flexibel, efficiënt, ijs, school"),
        ("e\u0301e\u0301n", "één"),
        ("een\u00a0getal\u202f3\u2009000", "een getal 3 000"),
        ("nul\u200bbreed\ufeff", "nulbreed"),
        ("\u202eom\u2069ge\u3164ke\ufe0f\U000e0041erd\U000e01ef\u0600", "omgekeerd\u0600"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a  \n\n \n\t\nb\n\n", "a\n\nb"),
        ("- een\n\t- twee", "- een\n    - twee"),
        ("\uf0b7 punt", "• punt"),
        ("", ""),
    ],
)
def test_clean_up(raw: str, clean: str) -> None:
    assert canonical(raw) == clean


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [
                "-\n",
                "onder-\n",
                "wijs",
                "\u00ad\n",
                " ",
                "\n",
                "PO-",
                "en",
                "e\u0301",
                "\u0301",
                "ﬁ",
                "\t",
                "www.",
                "//",
            ]
        ),
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_a_second_pass_changes_nothing(raw: str) -> None:
    once = canonical(raw)
    assert canonical(once) == once


@given(PIECES)
def test_nothing_odd_is_left(raw: str) -> None:
    text = canonical(raw)
    assert not set(text) & set("\r\t\u00ad\u00a0\u200b\ufeffﬁ\x00")
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "raw",
    ["a" * 1_000_000, "ab-\n" * 200_000, "-" * 1_000_000, "\u00ad \n" * 200_000, "a-" * 500_000, " " * 10**6 + "x"],
)
def test_hostile_text_comes_to_an_end(raw: str) -> None:
    once = canonical(raw)  # a pass that is not linear takes hours here
    assert canonical(once) == once


def test_pages_blocks_and_headings_have_exact_places() -> None:
    text, starts, headings = join_blocks(
        [[Block("Kop", heading=True), Block("Eerste alinea.")], [], [Block("- een"), Block("- twee", tight=True)]]
    )
    assert text == "Kop\n\nEerste alinea.\n\n- een\n- twee"
    assert [text[start:end] for start, end in headings] == ["Kop"]
    assert starts == (0, text.index("- een"), text.index("- een"))


def test_a_sentence_goes_on_over_the_page_end() -> None:
    text, starts, _ = join_blocks(
        [[Block("Dit besluit van de")], [Block("minister geldt.")], [Block("Een nieuwe zin.")]]
    )
    assert text == "Dit besluit van de\nminister geldt.\n\nEen nieuwe zin."
    assert [text[start:][:3] for start in starts] == ["Dit", "min", "Een"]


def test_a_word_broken_over_the_page_end_belongs_to_the_page_where_it_starts() -> None:
    text, starts, _ = join_blocks([[Block("Dit is een dienstver-")], [Block("lener van de staat.")]])
    assert text == "Dit is een dienstverlener van de staat."
    assert text[starts[1] :] == "van de staat."


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("de brief van de", "Minister", True),
        ("er is een plan", "waarin staat", True),
        ("Er is een plan.", "waarin staat", False),
        ("Er is een plan.2", "dus", False),
        ("Vraag 3", "Deelt u de mening", False),
        ("", "iets", False),
    ],
)
def test_middle_of_a_sentence(before: str, after: str, whole: bool) -> None:
    assert runs_on(before, after) is whole


@given(st.lists(st.lists(st.builds(Block, PIECES, heading=st.booleans(), tight=st.booleans()), max_size=4), max_size=5))
def test_page_starts_ascend_and_headings_lie_inside(pages: list[list[Block]]) -> None:
    text, starts, headings = join_blocks(pages)
    assert starts[0] == 0
    assert list(starts) == sorted(starts)
    assert len(starts) == max(len(pages), 1)
    assert starts[-1] <= len(text)
    assert all(0 <= start < end <= len(text) for start, end in headings)
