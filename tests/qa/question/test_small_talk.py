"""What is no question, and what asks for advice."""

from __future__ import annotations

import pytest

from qa.question.small_talk import asks_advice, small_talk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hallo!", ("greeting", "nl")),
        ("dank je wel", ("thanks", "nl")),
        ("Wat ben je dom", ("insult", "nl")),
        ("you are useless", ("insult", "en")),
        ("Guten Tag", ("greeting", "de")),
        ("Merci beaucoup !", ("thanks", "fr")),
        ("Teşekkürler", ("thanks", "tr")),
        ("السلام عليكم", ("greeting", "ar")),
        ("Дякую!", ("thanks", "uk")),
        ("Dzień dobry", ("greeting", "pl")),
        ("Goedemorgen, wat zegt de brief?", None),
        ("Is dit het antwoord?", None),
        ("Dag van de leraar", None),
        ("?!", None),
    ],
)
def test_small_talk_is_nothing_but_small_talk(text: str, found: tuple[str, str] | None) -> None:
    assert small_talk(text) == found


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Mag de school mijn dochter schorsen?", True),
        ("Mijn zoon zit thuis, wat moet ik doen?", True),
        ("What are my rights?", True),
        ("Que faire ?", True),
        ("ماذا أفعل؟", True),
        ("Wat is passend onderwijs?", False),
        ("Wat moet de minister doen?", False),
    ],
)
def test_advice_is_what_somebody_should_do_or_may(text: str, asks: bool) -> None:
    assert asks_advice(text) is asks
