"""Who signs a letter: people, organisations, and what only stands near them."""

from __future__ import annotations

import pytest

from index.letters.fields.signature import Signature, signature
from index.letters.lines import cells_of, lines_of

BODY = "Dit is de tekst van de brief, met genoeg woorden om op een brief te lijken.\n\n" * 12


def signed(block: str) -> Signature | None:
    return signature(cells_of(lines_of(BODY + block)))


@pytest.mark.parametrize(
    ("block", "people", "organisations"),
    [
        ("Hoogachtend,\n\nNora Haan\nvoorzitter Platform Samen", ("Nora Haan",), ("Platform Samen",)),
        ("Met vriendelijke groet,\nVereniging van Scholen", (), ("Vereniging van Scholen",)),
        ("Met vriendelijke groet, Jan de Boer", ("Jan de Boer",), ()),
        ("Groet,\nJan de Boer\ndirecteur De Klimop", ("Jan de Boer",), ("De Klimop",)),
        ("Hoogachtend,\n\nmr. A.B. Jansen\nteammanager Jeugd", ("mr. A.B. Jansen",), ()),
        (
            "Hoogachtend,\n\nde minister van Financiën,\nnamens deze,\n\nmr. A.B. Jansen",
            ("mr. A.B. Jansen",),
            ("minister van Financiën",),
        ),
        (
            "Hoogachtend,\nnamens het college van burgemeester en wethouders,\n\nM. de Wit\nteammanager Jeugd en "
            "Onderwijs",
            ("M. de Wit",),
            ("college van burgemeester en wethouders",),
        ),
        (
            "Hoogachtend,\n\nIneke Smit            Freek van Dam\nvoorzitter PO-Raad    voorzitter VO-raad",
            ("Ineke Smit", "Freek van Dam"),
            ("PO-Raad", "VO-raad"),
        ),
        ("De minister van Financiën,\n\n\nA.B. Jansen", ("A.B. Jansen",), ("minister van Financiën",)),
        ("Hoogachtend,\n\n5.1.2.e", (), ()),
        (
            "Hoogachtend,\n\nKlaas Vaak\nDeze brief is digitaal gemaakt en daarom niet ondertekend.",
            ("Klaas Vaak",),
            (),
        ),
        ("Hoogachtend,\n\nKlaas Vaak\nT 030-1234567\nwww.school.example", ("Klaas Vaak",), ()),
        ("Hoogachtend,\n\nKlaas Vaak\n\nBijlage: begroting", ("Klaas Vaak",), ()),
        ("Kind regards,\nAnna Smith\nPrincipal, School of Utrecht", ("Anna Smith",), ("School of Utrecht",)),
        ("Namens de netwerken,\n\nKlaas Vaak", ("Klaas Vaak",), ("netwerken",)),
    ],
)
def test_a_signature(block: str, people: tuple[str, ...], organisations: tuple[str, ...]) -> None:
    found = signed(block)
    assert found is not None
    assert (found.signers.people, found.signers.organisations) == (people, organisations)
    assert (BODY + block)[slice(*found.span)].split()[0] == block.split(maxsplit=1)[0]


def test_names_at_the_end_sign_without_a_closing() -> None:
    found = signed("Els Bos\nStichting Noord\n\nPiet Kaper\nStichting Zuid")
    assert found is not None
    assert found.signers.organisations == ("Stichting Noord", "Stichting Zuid")


def test_organisations_with_a_date_sign_a_note() -> None:
    found = signed("De Stichting Noord, het Platform Zuid en de PO-Raad\n\njanuari 2022")
    assert found is not None
    assert found.signers.organisations == ("Stichting Noord", "Platform Zuid", "PO-Raad")


@pytest.mark.parametrize(
    "block", ["", "Wij groeten u.", "Dit was het.", "De minister van Financiën beslist hierover later."]
)
def test_what_signs_nothing(block: str) -> None:
    assert signed(block) is None
