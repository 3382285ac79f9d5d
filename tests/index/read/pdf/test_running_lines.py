"""Running headers and footers go, the text proper and table headers stay."""

from index.read.pdf.running_lines import furniture, without_page_number

LONG = [f"Regel {n} van de lopende tekst van deze brief, elke keer anders" for n in range(400)]


def body(n: int, start: int) -> list[str]:
    return [f"{LONG[start + i]} {'abcdefghij'[i % 10] * (1 + i // 10)}{start}" for i in range(n)]


def kept(pages: list[list[str]]) -> list[list[str]]:
    return [
        [line for line, role in zip(page, roles, strict=True) if role != "repeat"]
        for page, roles in zip(pages, furniture(pages), strict=True)
    ]


def test_a_header_stays_where_it_first_stands() -> None:
    pages = [["Gemeente Voorbeeld", *body(12, 20 * n)] for n in range(4)]
    result = kept(pages)
    assert [page[0] == "Gemeente Voorbeeld" for page in result] == [True, False, False, False]
    assert [len(page) for page in result] == [13, 12, 12, 12]


def test_page_numbers_go_everywhere() -> None:
    for number in ("{0}", "- {0} -", "Pagina {0} van 3", "{0}/3", "Blad {0}", "pagina {0}"):
        pages = [[*body(10, 20 * n), number.format(n + 1)] for n in range(3)]
        assert kept(pages) == [page[:-1] for page in pages], number


def test_a_footer_that_counts_along_stays_once() -> None:
    pages = [[*body(10, 20 * n), f"Brief over passend onderwijs, bladzij {n + 7}"] for n in range(3)]
    assert [page[-1].startswith("Brief") for page in kept(pages)] == [True, False, False]


def test_a_first_footer_may_have_more_beside_it() -> None:
    pages = [
        [*body(10, 0), "Den Haag 2024 Tweede Kamer, vergaderjaar 2023-2024, Aanhangsel 1"],
        [*body(10, 20), "Tweede Kamer, vergaderjaar 2023-2024, Aanhangsel 2"],
    ]
    assert kept(pages) == [pages[0], pages[1][:-1]]
    assert furniture(pages)[0][-1] == "first"


def test_letterhead_fields_that_come_back_on_the_next_page() -> None:
    first = ["Ministerie van Voorbeelden", "Datum", "15 maart 2023", "Onze referentie", "12345678", *body(12, 0)]
    second = ["Datum", "15 maart 2023", *body(12, 20)]
    third = [*body(12, 40), "Onze referentie", "12345678"]
    assert kept([first, second, third]) == [first, second[2:], third[:-2]]


def test_a_second_letter_in_the_file_keeps_its_letterhead() -> None:
    def letter(number: int, start: int) -> list[list[str]]:
        head = ["TER ONDERTEKENING", f"Aan: M{'PQRS'[number]}VO", "Van", "5.1.2.e", "Datum", f"{number + 1} maart 2023"]
        return [[*head, *body(10, start)], ["Datum", f"{number + 1} maart 2023", *body(10, start + 20)]]

    pages = [page for n in range(3) for page in letter(n, 60 * n)]
    for page in kept(pages)[0::2]:
        assert "Datum" in page
        assert page[-10:] == pages[kept(pages).index(page)][-10:]
    assert all("Datum" not in page for page in kept(pages)[1::2])


def test_body_lines_that_look_alike_stay() -> None:
    pages = [[f"Vraag {n + 1}", *body(10, 20 * n), "Antwoord", "Ja."] for n in range(2)]
    assert kept(pages) == pages


def test_the_same_line_in_the_middle_of_pages_stays() -> None:
    pages = [[*body(10, 20 * n), "Naam | Bedrag | Jaar", *body(10, 200 + 20 * n)] for n in range(3)]
    assert kept(pages) == pages


def test_a_table_header_stays_where_the_table_starts() -> None:
    pages = [["Naam Bedrag Jaar", *body(9, 20 * n)] for n in range(3)]
    assert kept(pages)[0] == pages[0]


def test_a_number_that_is_not_a_page_number_stays() -> None:
    pages = [["Vragen van het lid", "1999", *body(10, 0)], [*body(10, 20), "37"], body(10, 40)]
    assert kept(pages) == pages


def test_one_page_and_no_pages() -> None:
    assert furniture([]) == []
    assert furniture([["Kop", "Tekst"]]) == [["body", "body"]]


def test_the_page_number_far_behind_a_line_goes() -> None:
    assert without_page_number("Feitenblad Pagina 1 van 8", pages=8) == "Feitenblad"
    for other in ("Pagina 1 van 8", "Zie Pagina 1 van 8 hieronder", "Feitenblad Pagina 1 van 9"):
        assert without_page_number(other, pages=8) == other
