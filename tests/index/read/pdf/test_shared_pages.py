"""Quotes sampled over the public PDFs beside the checkout: what is marked is the quote, and nearly all are marked."""

from __future__ import annotations

import random
import unicodedata
from itertools import chain, islice, zip_longest
from pathlib import Path

import pytest

from index.dutch.sentences import sentences
from index.errors import ReadError
from index.read.canonical import canonical
from index.read.file import read
from index.read.pdf.page_picture import PaperPage, paper_page
from index.read.pdf.word_boxes import word_boxes
from index.records import Document, Span, pages
from index.settings import Settings
from tests.support.paths import SHARED, needs_shared

pytestmark = [pytest.mark.letters, needs_shared, pytest.mark.slow]

SAMPLE = 300
SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
Quote = tuple[Path, Document, Span]


def sampled() -> list[Quote]:
    """Return sentences of four words or more, of every file in turn."""
    order = random.Random(11)
    by_file: list[list[Quote]] = []
    for path in sorted(SHARED.glob("pdfs/*/*.pdf")):
        try:
            document = read(path, name=path.name, settings=SETTINGS).document
        except ReadError:
            continue
        spans = [(start, end) for start, end in sentences(document.text) if len(document.text[start:end].split()) > 3]
        order.shuffle(spans)
        by_file.append([(path, document, span) for span in spans])
    return list(islice((quote for quote in chain(*zip_longest(*by_file)) if quote), SAMPLE))


def bare(words: str) -> str:
    """Return `words` without white space and hyphens, each character in its plain form."""
    plain = unicodedata.normalize("NFKD", "".join(map(canonical, words)))
    return "".join(plain.split()).replace("-", "")


def under_marks(document: Document, span: Span, number: int, paper: PaperPage) -> str | None:
    """Return the characters of the page whose middle lies in a mark; None where nothing is marked."""
    start, end = list(pages(document))[number - 1]
    boxes = word_boxes(document.text[start:end], (span[0] - start, span[1] - start), paper.characters)
    if not boxes:
        return None
    middles = [(character, (x0 + x1) / 2, (y0 + y1) / 2) for character, (x0, y0, x1, y1) in paper.characters if x1 > x0]
    return "".join(c for c, x, y in middles if any(a <= x <= z and b <= y <= w for a, b, z, w in boxes))


def test_no_other_words_are_marked_and_nearly_all_quotes_are(tmp_path: Path) -> None:
    quotes = sampled()
    assert len(quotes) == SAMPLE
    wrong, unmarked = [], []
    for path, document, (start, end) in quotes:
        for number, (page_start, page_end) in enumerate(pages(document), 1):
            part = (max(start, page_start), min(end, page_end))
            if part[0] >= part[1] or not document.text[slice(*part)].strip():
                continue
            paper = paper_page(path, number, folder=tmp_path / document.id)
            marked = under_marks(document, part, number, paper)
            if marked is None:
                unmarked.append((path.name, start))
            elif bare(marked) != bare(document.text[slice(*part)]):
                wrong.append((path.name, number, document.text[slice(*part)], marked))
    assert wrong == []
    assert 1 - len(set(unmarked)) / SAMPLE >= 0.95
