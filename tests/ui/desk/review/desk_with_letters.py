"""A desk with letters and questions about them that were answered, for the tests of its pages."""

from __future__ import annotations

from pathlib import Path

from index.search.library import open_library
from index.settings import Settings
from index.store.exchanges import find_exchanges
from qa.as_json import answer_line
from qa.ask import ask
from qa.exchanges import keep
from tests.support.letter_index import index_letters
from tests.ui.desk.desk import add

LETTERS = {
    "zwemmen.txt": "Aan: alle ouders\nVan: Stichting Waterkant\nDatum: 3 mei 2024\nOnderwerp: het zwemrooster\n\n"
    "De zwemles begint op maandag om negen uur in het bad aan de Havenstraat. "
    "Elke leerling neemt een gele badmuts mee. Wie ziek is, belt voor acht uur met de administratie.",
    "fietsen.txt": "Aan: alle ouders\nVan: Stichting Waterkant\nDatum: 7 juni 2024\nOnderwerp: de fietsenstalling\n\n"
    "De fietsenstalling sluit om half zes. Een fiets zonder slot wordt na drie weken weggehaald.",
}

ASKED = ("Hoe laat begint de zwemles?", "Wat neemt elke leerling mee?", "Wie repareert de lantaarns?")


def desk_with_letters(home: Path) -> tuple[Settings, dict[str, str]]:
    """Return the settings of a desk where Anna and Bas review and Noor is an editor, and the ids of what was asked,
    oldest first.
    """
    settings = index_letters(LETTERS, home).model_copy(update={"questions_per_minute": 600})
    add(settings, "Anna")
    add(settings, "Bas")
    add(settings, "Noor", "editor")
    library = open_library(settings)
    for question in ASKED:
        keep(answer_line(ask(question, library=library, settings=settings), library=library), settings)
    library.close()
    return settings, dict(zip(ASKED, reversed(find_exchanges(settings)), strict=True))
