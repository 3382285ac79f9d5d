"""What a person is told as a person: before anything is searched, in their language, from a file that can change."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import get_args

import pytest

from index.dutch.language import Spoken
from index.search.library import Library, open_library
from index.settings import Settings
from qa.as_json import answer_line
from qa.ask import ask
from qa.card import OURS, card
from qa.question.distress import Distress
from qa.records import CardKind
from tests.support.letter_index import index_letters

LETTER = """Aan: de Tweede Kamer
Van: het ministerie van Onderwijs
Datum: 3 mei 2024
Onderwerp: veilige scholen

Een school moet zorgen dat leerlingen er veilig zijn. Wordt een leerling gepest, dan praat de school binnen een week met
de ouders. Een leerling die thuiszit, krijgt binnen vier weken een plaats op een school.
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return index_letters({"veilig.txt": LETTER}, tmp_path_factory.mktemp("card"))


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return open_library(settings)


@pytest.mark.embedder
def test_in_danger_nothing_of_the_letters_is_shown(library: Library, settings: Settings) -> None:
    question = "mijn dochter van 12 wil niet meer leven omdat ze niet naar school kan"
    found = ask(question, library=library, settings=settings)
    assert (found.status, found.sentences, found.nearest, found.hits) == ("refused", (), (), ())
    assert found.card
    assert found.card.kind == "suicide"
    assert [each.phone for each in found.card.helplines] == ["112", "0800-0113", "0800-0432", ""]
    line = json.loads(json.dumps(answer_line(found, library=library)))["card"]
    assert line["helplines"][1]["name"] == "113 Zelfmoordpreventie"
    assert set(line) == {"kind", "text", "title", "helplines"}


@pytest.mark.embedder
def test_beside_bullying_the_letters_are_shown(library: Library, settings: Settings) -> None:
    question = "Mijn zoon wordt gepest, wanneer praat de school met ouders?"
    found = ask(question, library=library, settings=settings)
    assert found.card
    assert found.card.kind == "bullying"
    assert found.status != "refused"
    assert found.hits


@pytest.mark.embedder
def test_a_question_that_leans_on_distress_is_met_like_it(library: Library, settings: Settings) -> None:
    found = ask("En mijn dochter?", library=library, settings=settings, history=["Mijn zoon wil niet meer leven"])
    assert found.card
    assert found.card.kind == "suicide"


@pytest.mark.embedder
@pytest.mark.parametrize(
    ("question", "kind"), [("Hallo!", "greeting"), ("thanks", "thanks"), ("wat ben je dom", "insult")]
)
def test_small_talk_is_answered_and_nothing_searched(
    question: str, kind: str, library: Library, settings: Settings
) -> None:
    found = ask(question, library=library, settings=settings)
    assert found.card
    assert (found.card.kind, found.status, found.hits) == (kind, "refused", ())


@pytest.mark.embedder
def test_below_an_answer_stands_what_letters_do_not_decide(library: Library, settings: Settings) -> None:
    found = ask("Mag de school mijn kind weigeren?", library=library, settings=settings)
    assert found.card
    assert found.card.kind in ("advice", "shut_out")
    assert ask("Wat is een veilige school?", library=library, settings=settings).card is None


@pytest.mark.parametrize("kind", get_args(CardKind))
@pytest.mark.parametrize("language", get_args(Spoken))
def test_every_card_is_there_in_every_language(kind: CardKind, language: str) -> None:
    plain = Settings(_env_file=None)  # type: ignore[call-arg]
    said = card(kind, language, plain)
    assert said.text
    if kind in (*get_args(Distress), "advice"):
        assert said.title
        assert len(said.helplines) >= 3
        in_dutch = [each.about for each in card(kind, "nl", plain).helplines]
        assert language == "nl" or not {each.about for each in said.helplines} & {*in_dutch}


def test_what_can_be_reached_says_where_that_was_found_and_when() -> None:
    import tomllib

    for each in tomllib.loads(OURS.read_text(encoding="utf-8"))["helpline"]:
        if "phone" in each or "site" in each:
            assert each["source"].startswith("https://")
            assert each["checked"].year >= 2026


def test_an_operator_names_their_own(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text('[[helpline]]\nname = "Wijkteam"\nphone = "14 020"\nkinds = ["bullying"]\nabout = "dichtbij"\n')
    said = card("bullying", "tr", Settings(_env_file=None, helplines=own))  # type: ignore[call-arg]
    assert [(each.name, each.about) for each in said.helplines] == [("Wijkteam", "dichtbij")]


@pytest.mark.parametrize("text", [None, "geen toml", "[[helpline]]\nname = 3\n"])
def test_a_file_that_cannot_be_read_takes_nobody_from_the_card(
    text: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = tmp_path / "eigen.toml"
    if text is not None:
        own.write_text(text)
    with caplog.at_level(logging.WARNING):
        said = card("suicide", "nl", Settings(_env_file=None, helplines=own))  # type: ignore[call-arg]
    assert said.helplines[0].name == "112"
    assert str(own) in caplog.text


@pytest.mark.embedder
def test_who_only_tells_gets_nothing_that_may_not_help(library: Library, settings: Settings) -> None:
    told = ask("Ze lachen me elke dag uit op de voetbalclub", library=library, settings=settings)
    assert told.card
    assert told.card.kind == "bullying"
    assert told.nearest == ()
