"""The pages about these pages, on a real server, in both languages."""

from __future__ import annotations

import re

import pytest

from index.settings import Settings
from tests.support.web import served
from tests.ui.exploring.shelf import Written, shelf
from ui.exploring.about_routes import about_routes
from ui.web.http import web_app
from ui.web.render import ABOUT_PAGES

_LIBRARY = shelf(
    Written("a", sender="Gemeente Dalfsen", date="2021-05-01"),
    Written("b", sender="De Sterrenbos", date="2023-03"),
    Written("c"),
)


def about(**settings: object) -> dict[str, str]:
    """Return the text of the pages by path, in Dutch."""
    chosen = Settings(_env_file=None, **settings)  # type: ignore[arg-type, call-arg]
    with served(web_app(about_routes(_LIBRARY, chosen))) as client:
        found = {path: client.get(path).raise_for_status().text for path, _ in ABOUT_PAGES}
    return {path: " ".join(re.sub(r"<[^>]*>", " ", html).split()) for path, html in found.items()}


def test_it_says_which_letters_there_are() -> None:
    said = about()["/over"]
    assert "Er zijn 3 brieven en notities opgenomen. Ze komen van 2 verschillende afzenders." in said
    assert "De oudste is van 1 mei 2021, de nieuwste van maart 2023. Van 1 is de datum niet bekend." in said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Vragen en antwoorden worden niet bewaard."),
        (1, "Uw vraag en het antwoord blijven 1 dag bewaard."),
        (90, "Uw vraag en het antwoord blijven 90 dagen bewaard."),
    ],
)
def test_it_says_for_how_long_questions_are_kept(days: int, said: str) -> None:
    assert said in about(exchanges_days=days)["/over"]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("tick", "Alleen als u het vakje bij de vraag aanvinkt, blijven uw vraag en het antwoord bewaard: 30 dagen."),
        ("off", "Vragen en antwoorden worden niet bewaard."),
    ],
)
def test_it_says_when_questions_are_kept(mode: str, said: str) -> None:
    assert said in about(exchanges=mode, exchanges_days=30)["/over"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Uw vraag gaat naar geen andere dienst"),
        ({"model": "ollama/gemma3"}, "een taalmodel dat op deze server draait"),
        ({"model": "openai/gemma", "model_api_base": "http://127.0.0.1:8000/v1"}, "dat op deze server draait"),
        (
            {"model": "openai/gemma", "model_api_base": "https://sleutel@ai.example.nl:8/v1"},
            "taalmodel op ai.example.nl,",
        ),
        ({"model": "ollama/gemma3", "model_fallbacks": ("mistral/mistral-small",)}, "een taalmodel op mistral,"),
    ],
)
def test_it_says_where_a_question_goes(chosen: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLLAMA_API_BASE", raising=False)
    assert said in about(**chosen)["/over"]


def test_it_says_whether_a_language_model_writes() -> None:
    assert "maakt de computer een korte zin van de gegevens in die brief." in about()["/over"]
    assert "Een taalmodel schrijft" in about(model="ollama/gemma3")["/over"]


def test_the_statement_says_what_was_not_tested_and_when_it_was_looked_at() -> None:
    said = about()["/toegankelijkheid"]
    assert "WCAG 2.2 niveau AA en EN 301 549" in said
    assert "een onafhankelijk onderzoek is nog niet gedaan" in said
    assert re.search(r"voor het laatst nagekeken op \d+ \w+ 20\d\d", said)


def test_both_are_in_english_too_and_in_the_foot_of_each() -> None:
    with served(web_app(about_routes(_LIBRARY, Settings(_env_file=None)))) as client:  # type: ignore[call-arg]
        for path, _ in ABOUT_PAGES:
            html = client.get(f"{path}?taal=en").text
            assert "About these answers" in html
            assert re.findall(r'href="(/over|/toegankelijkheid)"', html) == [each for each, _ in ABOUT_PAGES]
