from __future__ import annotations

from ui.web.links import letter_link, original_link, page_image_link, page_link


def test_a_letter_is_linked_by_its_id_and_at_a_quote_by_its_span() -> None:
    assert letter_link("0a1b-1") == "/brieven/0a1b-1"
    assert letter_link("0a1b-1", start=0, end=42) == "/brieven/0a1b-1?van=0&tot=42#citaat"


def test_half_a_span_is_none() -> None:
    assert letter_link("a", start=3) == letter_link("a", end=3) == "/brieven/a"


def test_a_page_its_image_and_the_file_lie_below_the_letter() -> None:
    assert page_link("a", 3) == "/brieven/a/pagina/3"
    assert page_link("a", 3, start=5, end=9) == "/brieven/a/pagina/3?van=5&tot=9#citaat"
    assert page_image_link("a", 3, start=5, end=9) == "/brieven/a/pagina/3.png?van=5&tot=9"
    assert original_link("a") == "/brieven/a/origineel"
    assert original_link("a", page=2) == "/brieven/a/origineel#page=2"


def test_an_id_cannot_leave_its_place_in_the_address() -> None:
    assert letter_link("a/../b?c#d é") == "/brieven/a%2F..%2Fb%3Fc%23d%20%C3%A9"
