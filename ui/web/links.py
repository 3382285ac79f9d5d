"""Addresses of a letter's pages, each from the server's root path on: in a template, put `base` before them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

MARK = "citaat"
"""The fragment under which the first marked words of a page stand."""


def letter_link(letter_id: str, *, start: int | None = None, end: int | None = None) -> str:
    """Return the address of the whole letter, at the quote that is `[start, end)` of its document's text, if any."""
    return _letter(letter_id) + _at(start, end)


def page_link(letter_id: str, page: int, *, start: int | None = None, end: int | None = None) -> str:
    """Return the address of `page` of the letter's document, from 1, as it looks on paper, with the quote marked."""
    return f"{_letter(letter_id)}/pagina/{page}" + _at(start, end)


def page_image_link(letter_id: str, page: int, *, start: int | None = None, end: int | None = None) -> str:
    """Return the address of the image on that page."""
    return f"{_letter(letter_id)}/pagina/{page}.png" + _at(start, end, fragment="")


def original_link(letter_id: str, *, page: int | None = None) -> str:
    """Return the address of the file in which the letter was handed in, for PDFs at `page`, from 1."""
    return f"{_letter(letter_id)}/origineel" + (f"#page={page}" if page is not None else "")


def _letter(letter_id: str) -> str:
    return f"/brieven/{quote(letter_id, safe='')}"


def _at(start: int | None, end: int | None, *, fragment: str = f"#{MARK}") -> str:
    if start is None or end is None:
        return ""
    return "?" + urlencode({"van": start, "tot": end}) + fragment
