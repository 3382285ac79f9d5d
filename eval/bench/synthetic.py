"""Letters that read like Dutch ones to a search, made by chance from a seed: a corpus of any size, anywhere.

They say nothing. What counts is what a search meets in real ones: letterheads, paragraphs, common words that are
everywhere, and many compounds that are rare (Zipf's law).
"""

from __future__ import annotations

import random
from pathlib import Path

SEED = 2009

_PARTS = """onderwijs school ouder leerling leraar zorg jeugd gemeente regio stichting bestuur toezicht
budget subsidie vervoer gebouw plaats ondersteuning samenwerking plan beleid raad commissie overleg advies
klacht aanvraag besluit termijn wet regeling kwaliteit expertise begeleiding leer werk taal lees reken
muziek sport buurt wijk bibliotheek water energie woning huur verkeer fiets weg brug park boom afval markt
winkel horeca vergunning controle milieu lucht geluid veiligheid politie brand ambulance ziekenhuis huisarts
apotheek wachtlijst medicijn vaccin onderzoek cijfer rapport bijlage brief vergadering motie begroting
rekening belasting toeslag uitkering schuld inkomen pensioen arbeid stage diploma""".split()
_LINKS = ("", "", "s", "en")
_COMMON = """de het een van in op voor met aan bij door over uit naar om te dat die dit deze er ook niet nog wel al
en of maar want als omdat zodat wanneer hoewel terwijl na tussen binnen zonder per tot""".split()
_VERBS = """krijgt vraagt betaalt regelt ondersteunt onderzoekt meldt verwacht besluit bespreekt organiseert
verandert verlengt beëindigt vergoedt begeleidt controleert beoordeelt plaatst informeert kan moet mag wil
zal heeft is wordt""".split()
_ADJECTIVES = (
    "nieuwe passende tijdelijke gezamenlijke landelijke lokale extra vaste zware inclusieve speciale jonge".split()
)
_SENDERS = ("de wethouder Onderwijs", "Stichting De Brug", "de minister", "Vereniging Samen Leren", "dienst Wonen")
_READERS = ("de gemeenteraad", "de Tweede Kamer", "alle ouders", "de schoolbesturen")
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()

_COMPOUNDS = 6_000
_PARAGRAPHS = 8


def write_letters(folder: Path, *, count: int, seed: int = SEED) -> None:
    """Write `count` letters of about ten passages into `folder`, which must not exist: always the same for a seed."""
    chance = random.Random(seed)
    nouns = _nouns(chance)
    unfinished = folder.with_name(f"{folder.name}.new")
    unfinished.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (unfinished / f"brief-{number:05}.txt").write_text(_letter(number, nouns, chance), encoding="utf-8")
    unfinished.rename(folder)  # a run that was stopped leaves no folder that looks whole


def _nouns(chance: random.Random) -> list[str]:
    """Return nouns by falling frequency: the plain ones first, then compounds of two."""
    plain = chance.sample(_PARTS, len(_PARTS))
    compounds = {chance.choice(_PARTS) + chance.choice(_LINKS) + chance.choice(_PARTS) for _ in range(_COMPOUNDS)}
    return plain + chance.sample(sorted(compounds), len(compounds))


def _letter(number: int, nouns: list[str], chance: random.Random) -> str:
    subject = " ".join(_phrase(nouns, chance))
    date = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(2005, 2025)}"
    head = (
        f"Aan: {chance.choice(_READERS)}\nVan: {chance.choice(_SENDERS)}\nDatum: {date}\n"
        f"Kenmerk: SYN-{number:05}\nOnderwerp: {subject}"
    )
    paragraphs = [" ".join(_sentence(nouns, chance) for _ in range(chance.randint(4, 7))) for _ in range(_PARAGRAPHS)]
    return "\n\n".join([head, "Geachte lezer,", *paragraphs, "Met vriendelijke groet,\n\nA. de Wit"]) + "\n"


def _sentence(nouns: list[str], chance: random.Random) -> str:
    words = [*_phrase(nouns, chance), chance.choice(_VERBS)]
    for _ in range(chance.randint(1, 4)):
        words += [chance.choice(_COMMON), *_phrase(nouns, chance)]
    return " ".join(words).capitalize() + "."


def _phrase(nouns: list[str], chance: random.Random) -> list[str]:
    # a rank whose logarithm is spread evenly is about as frequent as one divided by it
    rank = int(len(nouns) ** chance.random()) - 1
    return [chance.choice(("de", "een", "het")), chance.choice(_ADJECTIVES), nouns[rank]]
