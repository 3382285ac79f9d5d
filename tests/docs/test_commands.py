"""docs/commands.md names every command, argument and option of the command line and every key of its
JSON, and no other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import typer.main

from index.records import Twin
from qa.as_json import answer_line, hit_line, letter_line
from qa.records import Answer, Citation, Dropped, ModelUsage, NewerCitation, Sentence
from tests.support.paths import ROOT
from tests.support.records import hit_on
from ui.cli.commands import app

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^#{2,3} (.+)\n((?:(?!##).*\n)*)", PAGE, re.M))
DOCUMENTED = {
    heading.strip("`").split()[1]: (heading.strip("`").split()[2:], text)
    for heading, text in SECTIONS.items()
    if heading.startswith("`briefwijzer ")
}


def commands() -> dict[str, Any]:
    group = typer.main.get_command(app)
    context = group.make_context("briefwijzer", ["letters"])
    return {name: group.get_command(context, name) for name in group.list_commands(context)}


COMMANDS = commands()


def first_cells(section: str) -> dict[str, str]:
    """Return the names in the first column of a section's tables, each with its second cell."""
    rows = re.findall(r"^\| (`.+?`) \| (.*?) ?\|", section, re.M)
    return {name: second for names, second in rows for name in re.findall(r"`(.+?)`", names)}


def test_every_command_is_there() -> None:
    assert set(DOCUMENTED) == set(COMMANDS)


def default(option: Any) -> str:
    return "" if option.default is None or option.default is False or option.required else f"`{option.default}`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_is_there(name: str) -> None:
    told_arguments, section = DOCUMENTED[name]
    parameters = [each for each in COMMANDS[name].params if each.name != "help"]
    options = {each.opts[0]: default(each) for each in parameters if each.param_type_name == "option"}
    arguments = [(not each.required, each.nargs == -1) for each in parameters if each.param_type_name == "argument"]
    assert first_cells(section) == options
    assert [(each.startswith("["), each.endswith("...")) for each in told_arguments] == arguments


def test_every_key_of_the_json_is_there() -> None:
    here, there = hit_on("Wij melden dit binnen drie weken."), hit_on("Wij melden dit binnen vier weken.", name="nota")
    documents = {each.document.id: each.document for each in (here, there)}
    library: Any = SimpleNamespace(
        document_of=lambda letter: documents[letter.document_id], inventory=dict.fromkeys(documents, ())
    )
    citation = Citation(here.hit.letter, 1, 0, 9, "Wij melden")
    sentence = Sentence("Wij melden.", (citation,), NewerCitation(replace(citation, letter=there.hit.letter)))
    hit = replace(here.hit, also=(Twin(there.hit.passage, there.hit.letter),))
    answer: dict[str, Any] = answer_line(
        Answer(
            "Wat?",
            "Wat?",
            "answered",
            "model",
            sentences=(sentence,),
            dropped=(Dropped("Nee.", "polarity"),),
            hits=(hit,),
            written=ModelUsage((), {}, 0, 0, None, 0),
        ),
        library=library,
    )
    place = set(first_cells(SECTIONS["Place"]))
    (said,) = answer["sentences"]
    assert set(first_cells(SECTIONS["Answer"])) == set(answer)
    assert set(first_cells(SECTIONS["Sentence"])) == set(said)
    assert place | {"quote"} == set(said["older"])
    assert place | set(first_cells(SECTIONS["Citation"])) == set(said["citations"][0])
    assert place | set(first_cells(SECTIONS["Hit"])) == set(hit_line(hit, library=library))
    assert place == set(hit_line(hit, library=library)["also"][0])
    assert set(first_cells(SECTIONS["Written"])) == set(answer["written"])
    assert set(first_cells(SECTIONS["Letter"])) == set(letter_line(here.hit.letter, library=library))
    assert all(f"`{key}`" in SECTIONS["Answer"] for key in answer["dropped"][0])
