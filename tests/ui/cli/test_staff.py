"""`briefwijzer staff`: adding, listing, changing and removing staff, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.settings import Settings
from index.store.staff.people import find_member, read_staff
from ui.cli.commands import app
from ui.desk.passwords import is_right

_PASSWORD = "vier losse natte kamelen"


@pytest.fixture(name="data")
def data_fixture(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["staff", *words, "--data", str(data)], input=typed)


def settings(data: Path) -> Settings:
    return Settings(_env_file=None, data=data)  # type: ignore[call-arg]


def add(data: Path, name: str, role: str) -> Result:
    return run(data, "add", name, "--role", role, "--password-stdin", typed=f"{_PASSWORD}\n")


def test_staff_from_first_to_last(data: Path) -> None:
    assert "briefwijzer staff add NAAM --role admin" in run(data).stderr
    added = add(data, "Noor de Vries", "admin")
    assert (added.exit_code, "Noor de Vries is toegevoegd als admin" in added.stdout) == (0, True)
    found = find_member(settings(data), "noor de vries")
    assert found
    assert is_right(_PASSWORD, found[1])
    add(data, "Sem", "reviewer")
    assert run(data, "list").stdout == "admin     Noor de Vries\nreviewer  Sem\n"
    assert "Sem is nu editor" in run(data, "role", "sem", "--role", "editor").stdout
    run(data, "password", "Sem", "--password-stdin", typed="drie andere gele fietsen\n")
    sem = find_member(settings(data), "Sem")
    assert sem
    assert is_right("drie andere gele fietsen", sem[1])
    kept = run(data, "remove", "Sem", typed="n\n")
    assert (kept.exit_code, len(read_staff(settings(data)))) == (1, 2)
    assert run(data, "remove", "Sem", "--yes").exit_code == 0
    assert [each.name for each in read_staff(settings(data))] == ["Noor de Vries"]
    log = run(data, "log", "--last", "2").stdout.splitlines()
    assert [line.split("  ")[2:] for line in log] == [
        ["verwijderde iemand", "Sem"],
        ["stelde een wachtwoord in", "Sem"],
    ]
    assert "(opdrachtregel)" in log[0]


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["add", "Noor"], "", "Er staat geen rol bij."),
        (["add", "Noor", "--role", "baas"], "", "De rol baas bestaat niet."),
        (["add", "--role", "admin"], "", "Er staat geen naam bij."),
        (["add", "Noor", "--role", "admin"], "", "Hier kan niemand een wachtwoord typen."),
        (["add", "Noor", "--role", "admin", "--password-stdin"], "kort\n", "Dit wachtwoord is te kort."),
        (["add", "Noor", "--role", "admin", "--password-stdin"], "", "Dit wachtwoord is te kort."),
        (["add", "Noor", "--role", "admin", "--password-stdin"], "Wachtwoord2026!\n", "te makkelijk te raden"),
        (["add", "SEM", "--role", "admin"], "", "Er is al iemand met deze naam."),
        (["remove", "Noor", "--yes"], "", "Deze medewerker is er niet"),
        (["remove", "Sem", "--yes"], "", "Dit is de enige beheerder."),
        (["ontsla", "Sem"], "", "Onbekend: briefwijzer staff ontsla."),
    ],
)
def test_what_cannot_be_done_is_said(data: Path, words: list[str], typed: str, said: str) -> None:
    add(data, "Sem", "admin")
    result = run(data, *words, typed=typed)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 2
    assert [each.name for each in read_staff(settings(data))] == ["Sem"]
