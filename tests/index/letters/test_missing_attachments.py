"""Attachments that letters name and that are not there."""

import pytest

from index.letters.find import find_letters
from index.letters.missing_attachments import missing_attachments
from index.records import Document

HEAD = "Gemeente Duinrand\n\nDatum: 3 mei 2024\nKenmerk: A-1\n{}\n\nGeachte ouders,\n\nHet zwembad is open."
CLOSED = "\n\nHoogachtend,\n\nA. Smit"
ATTACHED = "\n\nBijlage 1: Tarieven\n\n" + "Een kaartje kost drie euro, voor kinderen een euro. " * 4


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (HEAD.format("Bijlagen: 2") + CLOSED, 2),
        (HEAD.format("Bijlage(n): twee") + CLOSED, 2),
        (HEAD.format("Onderwerp: Zwembad") + CLOSED + "\n\nBijlagen: 1", 1),
        (HEAD.format("Bijlagen: 2") + CLOSED + ATTACHED, 1),
        (HEAD.format("Bijlagen: 1") + CLOSED + ATTACHED, 0),
        (HEAD.format("Bijlagen: geen") + CLOSED, 0),
        (HEAD.format("Bijlagen: 2024") + CLOSED, 0),
    ],
)
def test_what_is_named_and_does_not_follow_is_missing(text: str, missing: int) -> None:
    document = Document("0" * 64, "brief.txt", "text/plain", text)
    assert missing_attachments(document, find_letters(document)) == missing
