"""Why a file was not read and what to do about it, in Dutch. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import ReadError

GET_OCR = (
    "Installeer ocrmypdf met Nederlands (op Debian en Ubuntu: sudo apt install ocrmypdf tesseract-ocr-nld) "
    "en draai daarna: briefwijzer index --ocr"
)
USE_OCR = "Lees het met tekstherkenning: briefwijzer index --ocr"


def pages_named(numbers: Sequence[int]) -> str:
    """Name pages, in ascending order: "pagina 3", "pagina 3 en 5", "pagina 1, 4 t/m 6 en 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [
        name
        for run in runs
        for name in ([f"{run[0]} t/m {run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    ]
    return "pagina " + (", ".join(names[:-1]) + " en " if names[1:] else "") + names[-1]


def encrypted(name: str) -> ReadError:
    return ReadError(
        "encrypted",
        f"{name} is beveiligd met een wachtwoord.",
        help="Vraag de afzender om het bestand zonder wachtwoord, of sla het zelf zonder wachtwoord op.",
    )


def no_text_layer(name: str, numbers: Sequence[int], *, ocr_installed: bool, tried: bool = False) -> ReadError:
    what = "daar heeft ook de tekstherkenning geen tekst gevonden" if tried else "het zijn alleen plaatjes"
    how = "Vraag de afzender om het oorspronkelijke bestand." if tried else USE_OCR if ocr_installed else GET_OCR
    return ReadError("no_text_layer", f"{name} heeft geen tekstlaag op {pages_named(numbers)}: {what}.", help=how)


def ocr_failed(name: str, numbers: Sequence[int], complaint: str) -> ReadError:
    return ReadError(
        "no_text_layer",
        f"{name} heeft geen tekstlaag op {pages_named(numbers)}, en de tekstherkenning mislukte: {complaint}.",
        help=GET_OCR,
    )


def not_text(name: str) -> ReadError:
    return ReadError(
        "not_text",
        f"{name} bevat tekens die samen geen leesbare tekst zijn.",
        help="Vraag om het oorspronkelijke Word-bestand, of maak een nieuwe PDF met tekstherkenning: "
        "ocrmypdf --force-ocr -l nld OUD.pdf NIEUW.pdf",
    )


def damaged(name: str) -> ReadError:
    return ReadError(
        "damaged",
        f"{name} is beschadigd en kan niet worden gelezen.",
        help="Open het bestand in het programma waarin het is gemaakt, sla het opnieuw op en probeer het nog eens.",
    )


def empty(name: str) -> ReadError:
    return ReadError("empty", f"{name} bevat geen tekst.", help="Controleer of dit het goede bestand is.")


def no_bytes(name: str) -> ReadError:
    return ReadError(
        "empty",
        f"{name} is een leeg bestand.",
        help="Haal het opnieuw op: misschien is het downloaden of kopiëren afgebroken.",
    )


def too_large(name: str, megabytes: float, limit: float, *, unpacked: bool = False) -> ReadError:
    size = f"{megabytes:.1f}".replace(".", ",")
    packed = " als het is uitgepakt" if unpacked else ""
    return ReadError(
        "too_large",
        f"{name} is te groot: {size} MB{packed}. De grens is {limit:g} MB.",
        help="Splits het bestand, of verhoog de grens met de instelling BRIEFWIJZER_MAX_FILE_MB.",
    )


def too_slow(name: str, seconds: float) -> ReadError:
    return ReadError(
        "too_slow",
        f"{name} was na {seconds:g} seconden nog niet gelezen.",
        help="Splits het bestand, of geef meer tijd met de instelling BRIEFWIJZER_READ_SECONDS.",
    )


def too_much_memory(name: str, gigabytes: float) -> ReadError:
    limit = f"{gigabytes:.1f}".replace(".", ",")
    return ReadError(
        "too_large",
        f"{name} vraagt bij het lezen te veel geheugen. De grens is {limit} GB.",
        help="Splits het bestand, of open het in een tekstverwerker en sla het op als PDF.",
    )


def too_deep(name: str) -> ReadError:
    return ReadError(
        "damaged",
        f"{name} heeft te veel onderdelen in elkaar (tabellen, kaders of vakken) en kan niet worden gelezen.",
        help="Open het bestand in een tekstverwerker, sla het op als PDF en probeer het nog eens.",
    )


def wrong_type(name: str, seems: str, *, help: str) -> ReadError:
    return ReadError("wrong_type", f"{name} kan niet worden gelezen: het is {seems}.", help=help)


def unreadable(name: str, error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("unreadable", f"{name} bestaat niet (meer).", help="Controleer de naam en de map.")
    if isinstance(error, PermissionError):
        return ReadError(
            "unreadable", f"{name} mag niet worden geopend.", help="Geef uzelf leesrechten op het bestand."
        )
    reason = error.strerror or type(error).__name__
    return ReadError(
        "unreadable", f"{name} kan niet worden geopend ({reason}).", help="Kopieer het bestand naar een andere map."
    )
