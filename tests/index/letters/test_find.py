"""Letters that nobody has seen: each invented document falls apart into its letters, with their data
and nothing made up.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.letters.find import find_letters
from index.records import Document, Letter
from tests.index.letters.labelled_documents import LABELLED_DOCUMENTS, LabelledDocument, LetterLabels

FIELDS = ("kind", "title", "sender", "recipient", "date", "reference")


def labels(letter: Letter) -> LetterLabels:
    return LetterLabels(*(getattr(letter, name) for name in FIELDS))


def letters(text: str, *, pages: tuple[int, ...] = (0,)) -> list[Letter]:
    return find_letters(Document("0" * 64, "brief.txt", "text/plain", text, pages))


@pytest.mark.parametrize("labelled", LABELLED_DOCUMENTS, ids=lambda labelled: str(labelled.name))
def test_a_document_falls_apart_into_its_letters(labelled: LabelledDocument) -> None:
    document = labelled.document
    cut = find_letters(document)
    assert [labels(letter) for letter in cut] == [replace(each, begins=None) for each in labelled.letters]
    for letter, expected in zip(cut, labelled.letters, strict=True):
        assert document.text[letter.start : letter.end].startswith(expected.begins or "")


@pytest.mark.parametrize("labelled", LABELLED_DOCUMENTS, ids=lambda labelled: str(labelled.name))
def test_each_value_stands_where_its_span_says(labelled: LabelledDocument) -> None:
    text = labelled.document.text
    for letter in find_letters(labelled.document):
        said = {"title": letter.title, "recipient": letter.recipient, "reference": letter.reference}
        for field, value in said.items():
            if value is not None:
                start, end = letter.spans[field]  # type: ignore[index]
                assert value in " ".join(text[start:end].split())
        assert ("date" in letter.spans) == (letter.date is not None)
        assert letter.sender is None or "sender" in letter.spans
        assert all(letter.start <= start < end <= letter.end for start, end in letter.spans.values())


def test_letters_are_numbered_in_order() -> None:
    labelled = next(each for each in LABELLED_DOCUMENTS if each.name.startswith("bundel-van-drie"))
    cut = find_letters(labelled.document)
    assert [letter.id for letter in cut] == [f"{'0' * 16}-{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "label", ["Ondertekend door", "Ondertekenaar", "Ondertekenaars", "Ondertekenaar(s)", "Getekend door"]
)
def test_a_label_says_who_signed_and_leaves_the_sender_alone(label: str) -> None:
    head = "Aan: de raad\nVan: Vereniging Noord\nDatum: 3 mei 2024\n"
    text = f"{head}{label}: N. Haan (voorzitter)\n\nDe tekst van de brief."
    [letter] = letters(text)
    assert letter.sender == "Vereniging Noord"
    assert text[slice(*letter.spans["signature"])] == f"{label}: N. Haan (voorzitter)"


def test_a_signature_label_at_the_end_counts_too() -> None:
    text = (
        "Besluit over de schooltijden\n\n"
        + "Het bestuur besluit dit.\n\n" * 8
        + "Getekend door: N. Haan\nUtrecht, 3 mei 2024"
    )
    [letter] = letters(text)
    assert text[slice(*letter.spans["signature"])] == "Getekend door: N. Haan"
    assert letter.date == "2024-05-03"


def test_a_document_without_text_has_no_letters() -> None:
    assert letters("") == []
    assert letters(" \n\n ") == []


def test_one_line_is_a_note_with_that_title() -> None:
    assert [labels(letter) for letter in letters("Rooster")] == [LetterLabels("notitie", "Rooster")]


@pytest.mark.parametrize(
    "text",
    [
        "Datum\nKenmerk\nOnderwerp\nTelefoon\nE-mail\nBijlagen\n" * 3_000,
        "Telefoon: 12345\nE-mail: a@b.nl\n" * 6_000,
        "Betreft het een\n" * 20_000,
    ],
)
def test_long_blocks_of_labels_come_to_an_end(text: str) -> None:
    assert len(find_letters(Document("0" * 64, "brief.txt", "text/plain", text.strip()))) == 1


def test_a_letter_of_many_headings_comes_to_an_end() -> None:
    heading = "Zwemles op school\n\n"
    spans = tuple((i * len(heading), i * len(heading) + len(heading) - 2) for i in range(20_000))
    document = Document("0" * 64, "brief.md", "text/markdown", (heading * 20_000).strip(), (0,), spans)
    assert len(find_letters(document)) == 1
    assert document.is_heading(spans[-1][0])
    assert not document.is_heading(spans[-1][0] - 1)
