"""What is offered before a question with personal data is asked."""

from __future__ import annotations

from ui.wording.personal import personal_offer


def test_it_names_what_there_is() -> None:
    said = personal_offer("Mail a@b.nl of bel 06-12345678", "nl")
    assert said.startswith("In uw vraag zien wij een e-mailadres en een telefoonnummer.")
    assert "a phone number" in personal_offer("Call 06-12345678", "en")


def test_nothing_is_offered_where_there_is_none_or_somebody_is_in_distress() -> None:
    assert personal_offer("Wat is passend onderwijs?", "nl") == ""
    assert personal_offer("Ik wil dood, bel 06-12345678", "nl") == ""
