"""What each rule means, in one Dutch sentence, for staff and for the model that broke it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from qa.records import Dropped

MEANING: Mapping[str, str] = {
    "empty_sentence": "Er staat niets in de zin.",
    "own_voice": "Het taalmodel spreekt voor zichzelf.",
    "no_citation": "De zin heeft geen citaat.",
    "unknown_source": "Deze bron bestaat niet.",
    "quote_not_found": "Het citaat staat niet letterlijk in deze bron.",
    "quote_too_short": "Het citaat is te kort om iets te bewijzen.",
    "number_not_in_quote": "Een getal, datum of bedrag staat niet zo in het citaat.",
    "name_not_in_quote": "Een naam staat niet in het citaat of in de gegevens van de brief.",
    "question_no_answer": "Het citaat is een vraag; de brief zegt dit niet.",
    "wrong_speaker": "Het citaat zegt niet dat deze persoon of organisatie dit zegt.",
    "roles_swapped": "Wie iets doet en wie het overkomt, zijn verwisseld.",
    "polarity": "Het citaat zegt het tegendeel.",
    "modality_raised": "De zin is stelliger dan het citaat.",
    "quantity_raised": "De zin zegt het van meer dan het citaat.",
    "bound_changed": "De grens bij een getal of datum is anders dan in het citaat.",
    "condition_dropped": "De voorwaarde uit het citaat ontbreekt.",
    "reason_added": "De reden of het gevolg staat niet in het citaat.",
    "not_in_quote": "De zin zegt iets wat niet in het citaat staat.",
    "not_answerable": "Het taalmodel zei zelf dat de brieven geen antwoord geven.",
    "verifier_contradicts": "Een tweede controle vindt dat het citaat dit tegenspreekt.",
    "verifier_not_supported": "Een tweede controle vindt dat het citaat dit niet bewijst.",
}


def explain(dropped: Dropped) -> str:
    """Return why a sentence was dropped, with the words that it is about."""
    said = MEANING.get(dropped.reason, dropped.reason)
    return f"{said} ({dropped.words})" if dropped.words and dropped.words != dropped.text else said
