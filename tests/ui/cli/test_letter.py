"""What staff do with letters on the command line, from a preview to a deletion."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.index.run.test_letter_changes import written_in
from ui.cli.commands import app

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_in(tmp_path)


@pytest.fixture
def run(tmp_path: Path, tiny: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("BRIEFWIJZER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", tiny)

    def run(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result

    return run


def read(result: Result) -> Any:
    return json.loads(result.stdout)


def test_a_letter_from_preview_to_deletion(run: Run, folder: Path) -> None:
    assert "2 brieven, 1 pagina" in run("preview", str(folder / "twee.txt")).stdout
    seen = read(run("preview", str(folder / "twee.txt"), "--json"))
    assert ([each["reference"] for each in seen["letters"]], seen["indexed"]) == (["OND-1", "OND-2"], False)
    assert "nog geen brieven geïndexeerd" in run("letter", "twee.txt", code=2).output
    run("index", str(folder))
    assert "staan 2 brieven" in run("letter", "twee.txt", "--hide", code=2).output
    changed = run("letter", "twee.txt-2", "--title", "De bieb", "--recipient", "").stdout
    assert "Bewaard. 2 passages opnieuw verwerkt." in changed
    assert "titel       De bieb  (in de tekst gevonden: Bibliotheek)" in changed
    run("letter", "twee.txt-1", "--replaced-by", "nieuw.txt", "--hide")
    listed = {each["reference"]: each for each in read(run("letters", "--json"))}
    assert listed["OND-2"]["found"] == {"title": "Bibliotheek", "recipient": "alle ouders"}
    assert (listed["OND-1"]["hidden"], listed["OND-1"]["replaced_by"]) == (True, listed["BRUG-7"]["letter_id"])
    standing = {row.split("\t")[5]: row.split("\t")[-1] for row in run("letters").stdout.splitlines()[1:]}
    assert standing["OND-2"] == "verbeterd: titel, aan"
    assert standing["OND-1"].startswith("verborgen: alleen beheerders zien deze brief; vervangen door Schoolreis (")
    assert standing["BRUG-7"] == ""
    assert "bestaat" in run("letter", "twee.txt-2", "--date", "2025-02-30", code=2).output
    assert "in één keer" in run("letter", "twee.txt-2", "--join", "--hide", code=2).output
    assert "niets verwijderd" in run("letter", "nieuw.txt", "--delete", code=1).output
    assert "is verwijderd" in run("letter", "nieuw.txt", "--delete", "--yes").stdout
    assert "Verwijderd: terug te halen tot" in run("letter", "nieuw.txt").stdout
    assert "is verwijderd" in run("preview", str(folder / "nieuw.txt")).stdout
    assert "is er weer" in run("letter", "nieuw.txt", "--undo").stdout
    run("letter", "twee.txt-2", "--as-found")
    assert {each["title"] for each in read(run("letters", "--json"))} == {"Schoolreis", "Bibliotheek"}
