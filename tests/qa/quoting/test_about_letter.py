"""Which questions are about a letter itself."""

import pytest

from qa.quoting.about_letter import asked_field


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Wat is het kenmerk van de brief van de VNG?", "reference"),
        ("Welk referentienummer heeft de nota van 15 maart 2023?", "reference"),
        ("wat is het nummer van de nota van 29 augustus 2022?", "reference"),
        ("Wie hebben de brief van 25 juni 2021 ondertekend?", "signature"),
        ("Door wie is de brief getekend?", "signature"),
        ("Aan wie is de brief gericht?", "recipient"),
        ("Wie stuurde de brief?", "sender"),
        ("Wanneer is de brief verstuurd?", "date"),
        ("Wat is het onderwerp van de notitie?", "title"),
        ("Wanneer begint de regeling?", None),
        ("Wie neemt mijn kind mee naar theaterles?", None),
        ("Wat vraagt de brief van de VNG?", None),
        ("Wanneer moet ik de school een brief sturen?", None),
        ("Wie is volgens de brief van de VNG verantwoordelijk voor schoolgebouwen?", None),
        ("Wie heeft volgens de brief recht op inclusief onderwijs?", None),
        ("Wie zijn in de notitie de inclusieverstellers?", None),
        ("Hoe lang mag dat volgens kenmerk COS/U202300228?", None),
        ("Wat is het onderwerp waarover ouders in de brief klagen?", None),
        ("Welk onderwerp heeft de nota?", "title"),
        ("Wie heeft het stuk opgesteld?", "sender"),
    ],
)
def test_tells_questions_about_a_letter_from_questions_about_what_it_says(question: str, field: str | None) -> None:
    assert asked_field(question) == field


def test_a_letter_may_be_called_by_its_title() -> None:
    assert asked_field("Wanneer is Inclusieverstellers verschenen?", ["Inclusieverstellers"]) == "date"
    assert asked_field("Wanneer is Inclusieverstellers verschenen?") is None
