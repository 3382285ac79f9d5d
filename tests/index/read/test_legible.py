"""Gibberish is told from text, and short, odd but real text is left alone."""

import random
import string

import pytest

from index.read.legible import legible
from tests.support.paths import SHARED, needs_shared

DUTCH = (
    "Een school moet binnen zes weken laten weten of een leerling kan worden toegelaten. Duurt het onderzoek langer, "
    "dan mag de school deze tijd met vier weken verlengen. Ouders krijgen daarover bericht, met de reden erbij. "
    "Blijft een besluit uit, dan mag het kind voorlopig naar de school gaan waar het is aangemeld."
)


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        DUTCH.upper(),
        "Ja.",
        "",
        "Inclusieverstellers",
        "5.1.2.e\n5.1.2.e\n5.1.2.e\n5.1.2.e",
        "2019 12.345,67 18%\n2020 23.456,78 19%\n" * 20,
        "Jan Jansen, Piet de Vries, Fatima el Amrani, Nguyen Thi Hoa, Agnieszka Kowalska, Mehmet Yılmaz, " * 3,
        "OCW VWS SZW BZK VNG PO VO MBO SWV LPO IVHO DUO UWV SVB GGD GGZ BSN WMO WLZ ZVW " * 4,
        "COS/U202300228 36222735 ah-tk-20232024-1999 ISSN 0921-7398 2020-198503/RdB " * 4,
        "Inhoud ............................ 3\nBijlagen ________________ 12\n" * 5,
        "The school has to decide within six weeks whether a child can be admitted, and must say why. " * 2,
        "Die Schule muss innerhalb von sechs Wochen entscheiden, ob ein Kind aufgenommen wird. " * 2,
        "Школа должна принять решение в течение шести недель после подачи заявления родителями.",
    ],
)
def test_real_text(text: str) -> None:
    assert legible(text)


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(c) + by) if c.strip() else c for c in text)


@pytest.mark.parametrize(
    "text",
    [
        *(shifted(DUTCH, by) for by in (-29, -3, 1, 3, 29)),
        shifted(DUTCH, 0xE000 - 32),
        "".join("\ufffd" if c.isalpha() else c for c in DUTCH),
        " ".join(f"(cid:{ord(c)})" for c in DUTCH),
        "".join(f"/gid{ord(c):05d}" for c in DUTCH),
        "".join(chr(1 + ord(c) % 8) if c.isalpha() else c for c in DUTCH),
        "\ufffd\ufffd\ufffd\ufffd",
        "!\"#$%&'()*+,-./:;<=>?@" * 10,
    ],
)
def test_gibberish(text: str) -> None:
    assert not legible(text)


def test_random_letters_are_gibberish() -> None:
    random.seed(7)
    words = ("".join(random.choices(string.ascii_lowercase, k=random.randint(2, 10))) for _ in range(60))
    assert not legible(" ".join(words))


@pytest.mark.letters
@needs_shared
def test_every_part_of_the_public_letters_is_text() -> None:
    for path in sorted((SHARED / "letters").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        parts = [text[i : i + 400] for i in range(0, len(text), 400)]
        assert [part for part in parts if not legible(part)] == []


def test_a_table_of_contents_is_text() -> None:
    leader = " ." * 60
    assert legible("\n".join(f"{n} Wat wij gaan doen voor scholen{leader} {n}" for n in range(1, 9)))
