"""Why a drafted sentence was dropped, in Dutch, for staff and for the model that wrote it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from qa.check.rules.table import RULES
from qa.records import Dropped

MEANING: Mapping[str, str] = {
    "empty_sentence": "Er staat niets in de zin.",
    "no_citation": "De zin heeft geen citaat.",
    "unknown_source": "Deze bron bestaat niet.",
    "quote_not_found": "Het citaat staat niet letterlijk in deze bron.",
    "quote_too_short": "Het citaat is te kort om iets te bewijzen.",
    **{rule.name: rule.meaning for rule in RULES},
    "not_answerable": "Het taalmodel zei zelf dat de brieven geen antwoord geven.",
    "verifier_contradicts": "Een tweede controle vindt dat het citaat dit tegenspreekt.",
    "verifier_not_supported": "Een tweede controle vindt dat het citaat dit niet bewijst.",
}
"""What each reason means, one Dutch sentence each, in the order in which a sentence meets them."""


def explain(dropped: Dropped) -> str:
    """Return why a sentence was dropped, with the words that it is about."""
    said = MEANING.get(dropped.reason, dropped.reason)
    return f"{said} ({dropped.words})" if dropped.words and dropped.words != dropped.text else said
