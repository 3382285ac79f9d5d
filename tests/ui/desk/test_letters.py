"""Letters kept at the desk, by its pages: corrected, cut, hidden, replaced, deleted and had back."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

import httpx
import pytest

from index.run.background import RunLog, read_run_log
from index.run.letter_changes import indexed_letters
from index.run.run import index_paths
from index.run.uploads import safe_name
from index.run.waiting import WaitingFile, waiting_files, waiting_folder
from index.search.library import open_library
from index.settings import Settings
from index.store.staff.log import read_log
from tests.index.run.test_letter_changes import NEWER, TWO
from tests.support.web import served
from tests.ui.desk.desk import add, code_on, post, sign_in, waiting_once_read
from ui.desk.form_code import FIELD
from ui.serve import empty_app

_LETTERS = "/beheer/brieven"


@pytest.fixture(name="settings", scope="module")
def settings_fixture(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Settings:
    home = tmp_path_factory.mktemp("desk")
    folder = home / "brieven"
    folder.mkdir()
    (folder / "twee <b>.txt").write_text(TWO, encoding="utf-8")
    (folder / "nieuw.txt").write_text(NEWER, encoding="utf-8")
    (folder / "leeg.txt").write_text("", encoding="utf-8")
    settings = Settings(_env_file=None, data=home / "data", embedder=tiny, questions_per_minute=600, max_file_mb=2)  # type: ignore[call-arg]
    index_paths([folder], settings=settings)
    return settings


@pytest.fixture(name="client", scope="module")
def client_fixture(settings: Settings) -> Iterator[httpx.Client]:
    """Noor, an editor, signed in."""
    add(settings, "Noor", "editor")
    with served(empty_app(settings, host="127.0.0.1")) as client:
        client.headers["Accept"] = "text/html"
        sign_in(client, "Noor")
        yield client


def path_of(reference: str, settings: Settings) -> str:
    letters = indexed_letters(settings).letters.values()
    return f"{_LETTERS}/{next(each.id for each in letters if each.reference == reference)}"


def test_letters_are_kept_by_the_pages(client: httpx.Client, settings: Settings) -> None:
    listed = client.get(_LETTERS).text
    assert "twee &lt;b&gt;.txt" in listed
    assert "leeg.txt" in listed
    assert "nieuw.txt" not in client.get(_LETTERS, params={"zoek": "OND-2"}).text
    page = path_of("OND-2", settings)
    shown = post(
        client, f"{page}/gegevens", {"title": "De <i>bieb", "date": "2025-04-10", "kind": "brief"}, form_on=page
    )
    text = client.get(shown.headers["location"]).text
    assert "De gegevens zijn bewaard" in text
    assert "De &lt;i&gt;bieb" in text
    assert "In de tekst gevonden: Bibliotheek" in text
    assert {each.title for each in open_library(settings).letters.values()} >= {"De <i>bieb"}
    refused = post(client, f"{page}/gegevens", {"date": "31 februari"}, form_on=page)
    assert (refused.status_code, "geen dag of maand die bestaat" in refused.text) == (409, True)
    newer = path_of("BRUG-7", settings).rpartition("/")[2]
    old = path_of("OND-1", settings)
    assert post(client, f"{old}/vervangen", {"door": newer}, form_on=old).status_code == 303
    split = post(client, f"{old}/splitsen", {"waar": "De schoolreis kost"}, form_on=old).headers["location"]
    assert "Hier begint nu een nieuwe brief" in client.get(split).text
    split = split.partition("?")[0]
    assert post(client, f"{split}/samenvoegen", {}, form_on=split).headers["location"].startswith(old)
    assert post(client, f"{old}/verbergen", {"verborgen": "ja"}, form_on=old).status_code == 303
    assert "OND-1" not in {each.reference for each in open_library(settings).letters.values()}
    asked = client.get(f"{old}/verwijderen").text
    assert "alle brieven erin: 2" in asked
    gone = post(client, f"{old}/verwijderen", {}, form_on=f"{old}/verwijderen")
    assert "Terug te halen tot" in client.get(gone.headers["location"]).text
    assert [each.reference for each in open_library(settings).letters.values()] == ["BRUG-7"]
    id = indexed_letters(settings).letters[old.rpartition("/")[2]].document_id
    assert post(client, f"{_LETTERS}/{id}/terug", {}, form_on=_LETTERS).status_code == 303
    assert len(open_library(settings).letters) == 2
    assert post(client, f"{page}/gegevens", {"terug": "ja"}, form_on=page).status_code == 303
    assert client.get(f"{_LETTERS}/nergens-1").status_code == 409
    done = [each.what for each in read_log(settings) if each.who == "Noor" and each.what != "signed_in"]
    kinds = "changed deletion_undone file_deleted hidden joined split replaced changed".split()
    assert [what.removeprefix("letter_") for what in done] == kinds


def _ended(settings: Settings) -> RunLog:
    for _ in range(600):
        log = read_run_log(settings)
        if log and log.ended_at:
            return log
        time.sleep(0.2)
    raise AssertionError(log)


def _send(client: httpx.Client, files: list[tuple[str, bytes]]) -> httpx.Response:
    code = {FIELD: code_on(client.get(_LETTERS))}
    return client.post(f"{_LETTERS}/toevoegen", data=code, files=[("bestanden", each) for each in files])


def _decide(client: httpx.Client, what: str, files: list[WaitingFile]) -> httpx.Response:
    fields = {FIELD: code_on(client.get(_LETTERS)), "id": [each.id for each in files]}
    return client.post(f"{_LETTERS}/nieuw/{what}", data=fields)


def test_files_are_sent_looked_at_and_taken_in(client: httpx.Client, settings: Settings) -> None:
    added = TWO.replace("OND-", "NIEUW-").replace("Schoolreis", "Excursie")
    other = NEWER.replace("BRUG-7", "BRUG-9")
    sent = [
        ("../../etc/excursie <1>.txt", added.encode()),
        ("excursie <1>.txt", other.encode()),
        (".txt", other.replace("BRUG-9", "BRUG-10").encode()),
        ("weg.txt", other.replace("BRUG-9", "BRUG-11").encode()),
        ("nog eens.txt", NEWER.encode()),
        ("dubbel.txt", added.encode()),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("programma.exe", b"MZ\x90\x00"),
        ("leeg.txt", b""),
        ("groot.txt", b"a" * 2_100_000),
    ]
    assert _send(client, sent).status_code == 303
    waiting = waiting_once_read(settings)
    statuses = {each.name: each.status for each in waiting_files(settings)}
    assert statuses == {
        "excursie _1.txt": "read",
        "bestand.txt": "read",
        "weg.txt": "read",
        "nog eens.txt": "known",
        "dubbel.txt": "known",
        "scan.pdf": "unread",
        "programma.exe": "refused",
        "leeg.txt": "refused",
        "groot.txt": "refused",
    }
    page = client.get(_LETTERS).text
    assert "Klaar om op te nemen: 4. Niet aangenomen: 6." in page
    assert "Dit bestand is groter dan 2 MB." in page
    assert "staat al klaar om na te kijken" in page
    assert not (settings.data / "uploads").exists()

    two = next(each for each in waiting_files(settings) if each.id == hashlib.sha256(added.encode()).hexdigest())
    looked_at = f"{_LETTERS}/nieuw/{two.id}"
    assert "Brief 2 van 2" in client.get(looked_at).text
    fields = {"title": "Excursie naar zee", "sender": "Obs De Duin"}
    changed = post(client, f"{looked_at}/1/gegevens", fields, form_on=looked_at)
    assert "Ze gelden zodra u het bestand opneemt" in client.get(changed.headers["location"]).text
    refused = post(client, f"{looked_at}/1/gegevens", {"date": "31 februari"}, form_on=looked_at)
    assert (refused.status_code, "geen dag of maand die bestaat" in refused.text) == (409, True)
    assert post(client, f"{looked_at}/1/splitsen", {"waar": "De schoolreis kost"}, form_on=looked_at).status_code == 303
    assert "Brief 3 van 3" in client.get(looked_at).text
    assert post(client, f"{looked_at}/2/samenvoegen", {}, form_on=looked_at).status_code == 303
    assert post(client, f"{looked_at}/9/samenvoegen", {}, form_on=looked_at).status_code == 409
    assert _decide(client, "weg", [waiting["weg.txt"]]).status_code == 303

    assert _decide(client, "opnemen", waiting_files(settings)).status_code == 303
    log = _ended(settings)
    assert {each.name: (each.status, each.letters) for each in log.files} == {
        "excursie _1.txt": ("indexed", 2),
        "excursie _1 (2).txt": ("indexed", 1),
        "bestand.txt": ("indexed", 1),
        "nog eens.txt": ("known", 0),
        "dubbel.txt": ("known", 0),
        "scan.pdf": ("unread", 0),
        "programma.exe": ("refused", 0),
        "leeg.txt": ("refused", 0),
        "groot.txt": ("refused", 0),
    }
    assert (log.by, log.fault, log.at_work) == ("Noor", "", False)
    assert sorted(path.name for path in (settings.data / "uploads").iterdir()) == [
        "bestand.txt",
        "excursie _1 (2).txt",
        "excursie _1.txt",
    ]
    assert waiting_files(settings) == []
    letters = open_library(settings).letters.values()
    assert {each.reference for each in letters} >= {"NIEUW-1", "NIEUW-2", "BRUG-9", "BRUG-10"}
    assert "BRUG-11" not in {each.reference for each in letters}
    assert [each.sender for each in letters if each.title == "Excursie naar zee"] == ["Obs De Duin"]
    assert "Klaar. Lezers krijgen" in client.get(f"{_LETTERS}/stand").text
    assert client.get(looked_at).status_code == 409
    assert client.post(f"{_LETTERS}/toevoegen", content=bytes(8_100_000)).status_code == 413


def test_corrections_of_what_is_not_taken_in_go(client: httpx.Client, settings: Settings) -> None:
    text = NEWER.replace("BRUG-7", "BRUG-20").encode()
    assert _send(client, [("twijfel.txt", text)]).status_code == 303
    file = waiting_once_read(settings)["twijfel.txt"]
    looked_at = f"{_LETTERS}/nieuw/{file.id}"
    assert post(client, f"{looked_at}/1/gegevens", {"title": "Anders"}, form_on=looked_at).status_code == 303
    assert 'value="Anders"' in client.get(looked_at).text
    assert _decide(client, "weg", [file]).status_code == 303
    assert list(waiting_folder(settings).glob(f"{file.id}*")) == []
    assert _send(client, [("twijfel.txt", text)]).status_code == 303
    waiting_once_read(settings)
    assert 'value="Anders"' not in client.get(looked_at).text
    assert _decide(client, "weg", [file]).status_code == 303


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\brieven\\brief.PDF", "brief.pdf"),
        ("a/../b\x00c.txt", "b_c.txt"),
        ("~$brief.docx", "brief.docx"),
        ("cafe\u0301.txt", "café.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
        ("...", "bestand"),
    ],
)
def test_names_are_made_safe(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept
