"""Where a quote stands in a text, however either of them is printed."""

from __future__ import annotations

import pytest

from index.dutch.sentences import sentences
from qa.check.find_quote import find_quote
from tests.support.paths import SHARED, needs_shared


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("2 maanden", "Dat duurt 12 maanden."),
        ("000 euro", "Het kost 25.000 euro."),
        ("5 procent", "Het is 2,5 procent."),
        ("artikel 3", "Zie artikel 3.2 van de wet."),
        ("05-2024", "Datum 12-05-2024."),
        ("plichtig zijn", "Wie niet leerplichtig zijn."),
        ("leerplichtige kinderen", "Voor niet-leerplichtige kinderen geldt dit."),
        ("leerplichtige kinderen", "Voor niet-\nleerplichtige kinderen geldt dit."),
        ("de kine", "de kiné"),
        ("de kine", "de kine\u0301"),
    ],
)
def test_a_quote_never_starts_or_ends_inside_a_word_or_number(quote, text):
    assert find_quote(quote, text) == ()


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        ("het schoolbestuur helpt", "Zie: het school-\n  bestuur helpt.", "het school-\n  bestuur helpt"),
        ("het school-\nbestuur helpt", "Zie: het schoolbestuur helpt.", "het schoolbestuur helpt"),
        ("zorg- en hulpverleners", "de zorg-\nen hulpverleners", "zorg-\nen hulpverleners"),
        ("de PO-Raad", "van de PO-\nRaad", "de PO-\nRaad"),
        ("in 2024-2025", "in 2024-\n2025 dus", "in 2024-\n2025"),
        ("'passend' onderwijs", "is “passend”\u00a0onderwijs", "“passend”\u00a0onderwijs"),
        ('"is passend"', "dat is passend.", "is passend"),
        ("leerling - en ouder", "de leerling – en ouder", "leerling – en ouder"),
        ("één coördinator", "is e\u0301e\u0301n coo\u0308rdinator hier", "e\u0301e\u0301n coo\u0308rdinator"),
        ("leerplichtig kind", "een leer\u00adplichtig kind", "leer\u00adplichtig kind"),
        ("drie maanden", "drie maanden² duren", "drie maanden"),
        ("2 weken", "Dus 12 weken, of 2 weken.", "2 weken"),
    ],
)
def test_what_printing_changes_does_not_count(quote, text, shown):
    ((start, end),) = find_quote(quote, text)
    assert text[start:end] == shown


@pytest.mark.letters
@needs_shared
def test_every_sentence_of_the_real_letters_is_found_on_one_line():
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "letters").glob("*.txt"))]
    assert texts
    for text in texts:
        for start, end in sentences(text):
            spans = find_quote(" ".join(text[start:end].split()), text[max(0, start - 300) : end + 300])
            assert "".join(text[max(0, start - 300) :][a:b] for a, b in spans).split() == text[start:end].split()
