"""What Briefwijzer itself says around an answer: one text for each outcome. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.dutch.dates import written_out
from index.records import Hit, Letter

_NEAREST = 3

REFUSED = (
    "Dit is een opdracht, geen vraag over de brieven. Briefwijzer vertelt alleen wat er in de brieven staat. "
    "Stel uw vraag zoals u die aan een medewerker zou stellen."
)
INSTEAD = "Daarom ziet u nu zinnen uit de brieven zelf."
UNPROVEN = "Wat het taalmodel schreef, was niet met de brieven te bewijzen."
CUT_SHORT = "Het taalmodel maakte zijn antwoord niet af; u ziet wat ervan gecontroleerd is."
HALF = "Op een deel van uw vraag geven de brieven geen antwoord: {half}"
PARTIAL = "De brieven beantwoorden een deel van uw vraag. Stel het andere deel apart, dan wordt er opnieuw gezocht."
CONFLICT = "De brieven zeggen hierover niet hetzelfde: de nieuwste staat bovenaan, met datum."
NO_QUESTION = "Er staat nog geen vraag. Typ een vraag over de brieven."
NO_SUBJECT = (
    "Hierin staat niet waar de vraag over gaat. Noem het onderwerp, bijvoorbeeld: Wat staat er over schoolgebouwen?"
)
ENGLISH = "The letters are in Dutch. These are their own sentences; without a language model they cannot be translated."
ENGLISH_HALF = "The letters do not answer a part of your question: {half}"
ENGLISH_NOT_FOUND = (
    "The letters do not seem to answer this. They are in Dutch: try other words, or ask your question in Dutch."
)


def not_found(hits: Sequence[Hit], lacking: Sequence[str] = ()) -> str:
    """Return that the letters do not answer, with the words that none of them has and the nearest letters."""
    nearest = list({hit.letter.id: hit.letter for hit in hits}.values())[:_NEAREST]
    if not nearest:
        return "De brieven zeggen hier niets over. Probeer het met andere woorden."
    lacks = list(dict.fromkeys(lacking))[:_NEAREST]
    about = f" Niet gevonden: {', '.join(f'“{word}”' for word in lacks)}." if lacks else ""
    return (
        f"De brieven geven hier geen antwoord op.{about} Het dichtst in de buurt: {'; '.join(map(describe, nearest))}."
    )


def describe(letter: Letter) -> str:
    """Return a letter in a few Dutch words: kind, title, sender and date, as far as they are known."""
    parts = [letter.kind, f"“{letter.title}”" if letter.title else "", f"van {letter.sender}" if letter.sender else ""]
    parts.append(f"({written_out(letter.date)})" if letter.date else "")
    return " ".join(part for part in parts if part)
