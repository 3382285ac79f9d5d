"""Plain text and Markdown lose their marks and keep their words, lists and codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.blocks import join_blocks
from index.read.text import text_blocks


def shown(text: str, *, markdown: bool = True) -> tuple[str, list[str]]:
    canonical, _, headings = join_blocks([text_blocks(text, markdown=markdown)])
    return canonical, [canonical[start:end] for start, end in headings]


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("een **vet** en *schuin* en ***beide*** woord", "een vet en schuin en beide woord"),
        ("een __vet__ en _schuin_ woord", "een vet en schuin woord"),
        ("**Vet over\ntwee regels**", "Vet over\ntwee regels"),
        ("zie [de site](https://x.nl/a_(b)) en [top](#)", "zie de site en top"),
        ("voor ![logo](logo.png) na", "voor  na"),
        ("voor<!-- weg\nermee --> na", "voor na"),
        ("regel  \nregel", "regel\nregel"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a | b\n1 | b: 2"),
        ("```\nx = 1\n```", "x = 1"),
        ("motie (#327) en #zorg", "motie (#327) en #zorg"),
        ("a * b * c en 2*3*4", "a * b * c en 2*3*4"),
        ("snake_case_naam en map__x__y", "snake_case_naam en map__x__y"),
        ("Prijs* en kosten*, *) zie onder", "Prijs* en kosten*, *) zie onder"),
        ("5.1.2.e […] [bijlage 1]", "5.1.2.e […] [bijlage 1]"),
        ("Naam: ______ Datum: ____", "Naam: ______ Datum: ____"),
        ("- een\n  - twee\n1. drie\n✓ vier\no vijf\n* zes", "- een\n  - twee\n1. drie\n✓ vier\no vijf\n* zes"),
    ],
)
def test_marks_go_and_words_stay(raw: str, clean: str, markdown: bool) -> None:
    assert shown(raw, markdown=markdown)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"2\*3 en \_x\_ en \# geen kop", "2*3 en _x_ en # geen kop"),
        ("`code` en <b>vet</b> en <https://x.nl>", "code en vet en https://x.nl"),
        ("> citaat\n> tweede", "citaat\ntweede"),
    ],
)
def test_marks_that_only_markdown_has(raw: str, clean: str) -> None:
    assert shown(raw, markdown=True)[0] == clean
    assert shown(raw, markdown=False)[0] == raw


@pytest.mark.parametrize("markdown", [True, False])
def test_headings(markdown: bool) -> None:
    text, headings = shown(
        "# Titel van **de** brief #\n\ntekst\n### [Wat nu?](#)\n**Onderwerp:**\nmeer\n\n#geen "
        "kop\n\nOuderwets\n=====\n",
        markdown=markdown,
    )
    assert headings == ["Titel van de brief", "Wat nu?", "Onderwerp:", "Ouderwets"]
    assert "tekst\nWat nu?\nOnderwerp:\nmeer" in text


def test_a_long_bold_line_is_a_sentence() -> None:
    assert shown(f"**{'Dit is een zin met nadruk. ' * 8}Einde.**")[1] == []


@pytest.mark.parametrize(
    "raw",
    [
        piece * 50_000
        for piece in (
            "`",
            "**",
            "*a ",
            "[",
            "[a](",
            "_",
            "__a ",
            "![",
            "# ",
            "<a ",
            "<!--",
            "**a\n",
            "*a\n",
            "> ",
            "\\*",
        )
    ]
    + ["|" + "-" * 100_000 + "x", "\n \n" * 50_000],
)
def test_hostile_marks_come_to_an_end(raw: str) -> None:
    text, _, headings = join_blocks([text_blocks(raw, markdown=True)])  # what is not linear takes hours here
    assert len(text) <= len(raw)
    assert all(0 <= start < end <= len(text) for start, end in headings)


@given(st.text(alphabet="ab *_#[]()!`<>-=|\\\n~", max_size=80), st.booleans())
def test_headings_lie_inside_the_text(raw: str, markdown: bool) -> None:
    text, _, headings = join_blocks([text_blocks(raw, markdown=markdown)])
    assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in headings)
    assert list(headings) == sorted(headings)


@given(st.lists(st.sampled_from(["ouders", "school", "één", "2023", "zorgplicht,", "“ja”"]), min_size=1))
def test_plain_words_come_out_as_they_are(words: list[str]) -> None:
    assert shown(" ".join(words), markdown=False)[0] == " ".join(words)


def test_a_table_keeps_its_rows_and_heads() -> None:
    table = "Kosten:\n| Groep | 2021 | 2022 |\n|:--|--:|---|\n| **Zes** | 66 | 73 |\n| Zeven \\| acht | | 5 |\n\nNa."
    assert shown(table)[0] == (
        "Kosten:\n\nGroep | 2021 | 2022\nZes | 2021: 66 | 2022: 73\nZeven | acht | 2022: 5\n\nNa."
    )


def test_tables_in_html_and_named_characters_are_read_in_markdown() -> None:
    table = "<table><tr><th>Jaar</th><th>Kind</th></tr><tr><td>2021</td><td>66</td></tr></table>"
    raw = f"Voor &amp; caf&eacute;.\n{table}\nNa."
    assert shown(raw)[0] == "Voor & café.\n\nJaar | Kind\n2021 | Kind: 66\n\nNa."
    assert shown(raw, markdown=False)[0] == raw
    assert shown("a &lt;b&gt; c &onbekend; d")[0] == "a <b> c &onbekend; d"
