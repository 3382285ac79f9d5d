"""What becomes of a table: records on a line each, layout in reading order."""

import pytest

from index.read.blocks import Block, join_blocks
from index.read.tables import TableCell, table_blocks


def cell(*paragraphs: str, **options: int | bool) -> TableCell:
    return TableCell(tuple(Block(text) for text in paragraphs if text), **options)  # type: ignore[arg-type]


def text_of(*rows: tuple[str | TableCell, ...]) -> str:
    made = [[each if isinstance(each, TableCell) else cell(each) for each in row] for row in rows]
    return join_blocks([table_blocks(made)])[0]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ((("Datum", "12 maart 2024"), ("Kenmerk", "A-1")), "Datum | 12 maart 2024\nKenmerk | A-1"),
        ((("Naam", "Bedrag"), ("Ali", "€ 5")), "Naam | Bedrag\nAli | € 5"),
        (
            (("Leeftijd", "Bijdrage"), ("6 tot en met 8", "75 euro"), ("9 en 10", "50 euro")),
            "Leeftijd | Bijdrage\n6 tot en met 8 | Bijdrage: 75 euro\n9 en 10 | Bijdrage: 50 euro",
        ),
        (
            (("Grond", "2021", "2022"), ("Geslacht", "66", "73"), ("Ras", "12", "")),
            "Grond | 2021 | 2022\nGeslacht | 2021: 66 | 2022: 73\nRas | 2021: 12",
        ),
        (
            (("Naam", "Gemeente"), ("Telefoon", "070 12"), ("Fax", "070 13")),
            "Naam | Gemeente\nTelefoon | 070 12\nFax | 070 13",
        ),
        ((("1", "2"), ("3", "4"), ("5", "6")), "1 | 2\n3 | 4\n5 | 6"),
        (
            (("Locatie", "Kade 5"), ("Groep 3", "22 kinderen"), ("Groep 4", "25 kinderen")),
            "Locatie | Kade 5\nGroep 3 | 22 kinderen\nGroep 4 | 25 kinderen",
        ),
        (
            (("Actie", "Uitleg", "Kosten"), ("Lezen", "Wij lezen. " * 40, "€ 5"), ("Zwemmen", "Wij zwemmen.", "€ 7")),
            "Actie | Uitleg | Kosten\n\nLezen\n\nUitleg: " + ("Wij lezen. " * 40).strip() + "\n\nKosten: € 5\n\n"
            "Zwemmen | Uitleg: Wij zwemmen. | Kosten: € 7",
        ),
    ],
)
def test_records_keep_their_heads(rows: tuple[tuple[str, ...], ...], text: str) -> None:
    assert text_of(*rows) == text


def test_heads_that_the_file_marks_need_no_numbers() -> None:
    heads = (cell("School", head=True), cell("Directeur", head=True))
    assert text_of(heads, ("De Vlinder", "A. Bos")) == "School | Directeur\nDe Vlinder | Directeur: A. Bos"
    bold, row = (cell("School", bold=True), cell("Directeur", bold=True)), ("De Vlinder", "A. Bos")
    assert text_of(bold, row) == "School | Directeur\nDe Vlinder | A. Bos"
    assert text_of(bold, row, ("De Es", "B. Vos")).endswith("\nDe Es | Directeur: B. Vos")
    groups = (cell("", head=True), cell("Kosten", head=True, columns=2))
    below = (cell("School", head=True), cell("2021", head=True), cell("2022", head=True))
    assert text_of(groups, below, ("De Es", "5", "6")).endswith("De Es | Kosten 2021: 5 | Kosten 2022: 6")


def test_a_first_cell_that_spans_rows_leads_each_of_them() -> None:
    rows = ((cell("Groep 3", rows=2), "maandag", "gym"), ("dinsdag", "zwemmen"), ("Groep 4", "vrijdag", "muziek"))
    assert text_of(*rows) == "Groep 3 | maandag | gym\nGroep 3 | dinsdag | zwemmen\nGroep 4 | vrijdag | muziek"


def test_layout_is_read_cell_by_cell_with_its_paragraphs() -> None:
    inner = TableCell(tuple(table_blocks([[cell("Datum"), cell("1 mei 2024")]])), nested=True)
    body = cell("Geachte ouders,", "De school is dicht.", columns=2)
    assert text_of(("Gemeente Duinrand", inner), (body,)) == (
        "Gemeente Duinrand\n\nDatum | 1 mei 2024\n\nGeachte ouders,\n\nDe school is dicht."
    )
    left, right = "De avond begint om acht uur in de aula van de school, aan de Kade.", "U krijgt " + "koffie en " * 6
    assert text_of((left, right)) == f"{left}\n\n{right.strip()}"
    assert text_of((cell("Postbus 1\n1234 AB Duinrand"), "Zwolle")) == "Postbus 1\n1234 AB Duinrand\n\nZwolle"


def test_an_empty_table_is_nothing() -> None:
    assert table_blocks([]) == table_blocks([[cell("")], []]) == []
