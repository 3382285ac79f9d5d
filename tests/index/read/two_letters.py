"""What a file with two letters and a letterhead in the page header of each reads as, whatever program made it."""

from index.read.file import ReadDocument

_PARAGRAPHS = [
    "Gemeente Duinrand", "Kenmerk: A-1", "Brief een.", "Vervolgblad", "Havenkade 3",
    "Gemeente Duinrand", "Kenmerk: A-2", "Brief twee.",
]  # fmt: skip


def assert_two_letters(result: ReadDocument) -> None:
    """Each letter begins with its own letterhead and a page; what pages show beside that stands once."""
    text = result.document.text
    assert text.split("\n\n") == _PARAGRAPHS
    assert result.document.page_of(text.index("A-2")) == 2
