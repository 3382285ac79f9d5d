"""Plurals for the senders of a letter."""

from __future__ import annotations

import pytest

from qa.question.leaning.groups import with_group_named

_SENDERS = [
    "PO-Raad en VO-raad",
    "VO-Raad, PO-Raad",
    "Netwerk LPO, Netwerk Kust en Sectorraad PrO",
    "Gemeente Grave",
    "Gemeente Urk",
]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("wat vragen de raden van de politiek", "wat vragen PO-Raad en VO-raad van de politiek"),
        ("Wat willen de twee raden?", "Wat willen PO-Raad en VO-raad?"),
        ("Wat willen de netwerken?", "Wat willen Netwerk LPO en Netwerk Kust?"),
        ("Wat willen de gemeenten?", "Wat willen de gemeenten?"),  # each wrote a letter of its own
        ("Wat doet de raad van Urk?", "Wat doet de raad van Urk?"),
        ("Wat doen de raden van Urk?", "Wat doen de raden van Urk?"),
        ("Wat willen de ouders en leraren?", "Wat willen de ouders en leraren?"),
    ],
)
def test_a_plural_stands_for_the_senders_of_one_letter(question: str, meant: str) -> None:
    assert with_group_named(question, _SENDERS) == meant


def test_a_plural_of_senders_of_several_letters_stays() -> None:
    assert with_group_named("Wat willen de raden?", [*_SENDERS, "MBO Raad en HO-Raad"]) == "Wat willen de raden?"
